//! Whether this system can show and drive a window at all, and how a test says that it cannot.

use std::io::Write;
use std::path::PathBuf;
use std::process::Command;

/// Why no window can be driven here; none where it can.
pub(crate) fn cannot_run() -> Option<String> {
    if !cfg!(target_os = "linux") {
        return Some("the window is driven through WebKitWebDriver, which is on Linux only".to_owned());
    }
    if web_driver().is_none() {
        return Some("WebKitWebDriver is not installed".to_owned());
    }
    for needed in ["Xvfb", "dbus-daemon", "gnome-keyring-daemon", "secret-tool"] {
        if program(needed).is_none() {
            return Some(format!("{needed} is not installed"));
        }
    }
    None
}

/// Counts a test as skipped, with its reason; where nobody counts, the test fails.
pub(crate) fn skip(test: &str, reason: &str) {
    let Some(file) = std::env::var_os("ORGDESK_SKIPPED") else {
        panic!("{test} cannot run here: {reason}");
    };
    let mut file = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(file)
        .unwrap();
    writeln!(file, "{test}: {reason}").unwrap();
}

/// The webview's driver, where it is installed.
pub(super) fn web_driver() -> Option<PathBuf> {
    program("WebKitWebDriver")
}

fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

/// A command that is the driver.
pub(super) fn web_driver_command() -> Command {
    Command::new(web_driver().expect("seen to be there before"))
}
