//! A screen, a bus and a keyring that are there for one command, and gone after it.

use std::process::Command;

use crate::command::{self, find};
use crate::outcome::Stop;
use crate::places;

/// Sets the private folders up, unlocks a keyring in them and becomes the command.
const SESSION: &str = include_str!("session.sh");

/// True when a window can be opened where somebody may see it.
pub(crate) fn is_there() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// The command inside a session of its own: a screen of 1280 × 800 in memory, a session bus, an unlocked
/// gnome-keyring, and private folders, so that nothing of the person running it is seen or changed. At the time
/// limit (seconds) everything in it is ended. Other systems than Linux bring their own screen and keyring: there it
/// is the plain command.
pub(crate) fn inside(session: &str, limit: u32, words: &[&str]) -> Result<Command, Stop> {
    if !cfg!(target_os = "linux") {
        return command::call(words[0], &words[1..]);
    }
    for tool in ["timeout", "xvfb-run", "dbus-run-session", "gnome-keyring-daemon"] {
        if find(tool).is_none() {
            return Err(Stop::failed(format!("{tool} is missing")));
        }
    }
    let folder = places::scratch(session)?;
    let mut command = command::program("timeout")?;
    command.args(["--kill-after=10", &limit.to_string()]);
    command.args([
        "xvfb-run",
        "--auto-servernum",
        "--server-args=-screen 0 1280x800x24",
    ]);
    command.args(["dbus-run-session", "--", "sh", "-c", SESSION, "session"]);
    command.arg(folder).args(words);
    command.env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
    Ok(command)
}
