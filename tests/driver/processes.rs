//! What every user of this computer can see of the app's processes.

use std::path::PathBuf;

/// The command lines and environments of all processes below one, each with the file it was read from. The one itself
/// is the driver and not among them.
pub(super) fn told_below(ancestor: u32) -> Vec<(PathBuf, Vec<u8>)> {
    let mut told = Vec::new();
    for pid in below(ancestor) {
        for name in ["cmdline", "environ"] {
            let file = PathBuf::from(format!("/proc/{pid}/{name}"));
            if let Ok(bytes) = std::fs::read(&file) {
                told.push((file, bytes));
            }
        }
    }
    told
}

/// Ends all processes below one at once (SIGKILL), as a crash or a power cut does.
pub(super) fn kill_below(ancestor: u32) {
    signal_below(ancestor, "-KILL");
}

/// Asks all processes below one to end (SIGTERM), as the end of a session does.
pub(super) fn end_below(ancestor: u32) {
    signal_below(ancestor, "-TERM");
}

/// Whether there is a process below one.
pub(super) fn is_one_below(ancestor: u32) -> bool {
    !below(ancestor).is_empty()
}

fn signal_below(ancestor: u32, signal: &str) {
    for pid in below(ancestor) {
        let _gone_already = std::process::Command::new("kill")
            .args([signal, &pid.to_string()])
            .status();
    }
}

fn below(ancestor: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, parent(pid)?)))
        .collect();
    let mut found = vec![ancestor];
    let mut next = 0;
    while next < found.len() {
        let of = found[next];
        found.extend(
            parents
                .iter()
                .filter(|(_, parent)| *parent == of)
                .map(|(pid, _)| *pid),
        );
        next += 1;
    }
    found.split_off(1)
}

/// The second field behind the program's name, which may itself hold spaces and brackets.
fn parent(pid: u32) -> Option<u32> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}
