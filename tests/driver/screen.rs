//! A screen of a window's own, in memory. On a shared one only one window has the focus, and a page without it neither
//! shows where one is nor hears that a field was left.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The screen's width and height; every window fits.
const SIZE: &str = "1280x800x24";

/// The screen; it ends with this value.
pub(super) struct Screen {
    server: Child,
    /// Its name, such as `:101`.
    pub(super) name: String,
}

impl Screen {
    /// Starts a screen under a number that is free.
    pub(super) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut number = String::new();
        BufReader::new(server.stdout.take().unwrap())
            .read_line(&mut number)
            .unwrap();
        Self {
            server,
            name: format!(":{}", number.trim()),
        }
    }

    /// Gives a program this screen and no other.
    pub(super) fn lend(&self, command: &mut Command) {
        command
            .env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("XAUTHORITY");
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
