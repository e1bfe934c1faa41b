//! A session bus of a window's own, and on it a keyring of its own: unlocked, or locked as after a login without a
//! password. Nothing on it has a display, so a prompt for the password counts as dismissed.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Ends a program that was started, also when a test fails.
struct Ends(Child);

impl Drop for Ends {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The bus; it ends when nobody holds it any more, and the keyring with it.
pub(crate) struct Bus {
    keyring: Mutex<Option<Ends>>,
    _daemon: Ends,
    address: String,
    home: PathBuf,
}

impl Bus {
    /// Starts a bus without a keyring. The first who asks for one gets it locked.
    pub(super) fn start(home: &Path) -> Self {
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(home.join("run"))
            .unwrap();
        let mut command = own("dbus-daemon", home);
        command.args(["--session", "--nofork", "--print-address=1"]);
        let mut daemon = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap())
            .read_line(&mut address)
            .unwrap();
        Self {
            keyring: Mutex::new(None),
            _daemon: Ends(daemon),
            address: address.trim().to_owned(),
            home: home.to_owned(),
        }
    }

    /// Unlocks the keyring, also one that was locked until now. The first time makes it.
    pub(crate) fn unlock(&self) {
        self.stop_keyring();
        let mut command = self.on("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        let mut daemon = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        daemon.stdin.take().unwrap().write_all(b"practice").unwrap();
        *self.keyring.lock().unwrap() = Some(Ends(daemon));
        let begun = Instant::now();
        while self.owner().is_none() {
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "the keyring does not come up"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Locks the keyring: who asks for it next gets one that nobody has unlocked.
    pub(crate) fn lock(&self) {
        self.stop_keyring();
    }

    /// All that the keyring holds for the app, as `secret-tool` tells it.
    pub(crate) fn kept(&self) -> String {
        let mut command = self.on("secret-tool");
        command.args(["search", "--all", "service", "com.orgdesk.desktop"]);
        let answer = command.output().unwrap();
        String::from_utf8_lossy(&answer.stdout).into_owned()
    }

    /// Gives a program this bus.
    pub(super) fn lend(&self, command: &mut Command) {
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .env("XDG_RUNTIME_DIR", self.home.join("run"));
    }

    /// Ends the keyring, whoever started it, and waits until the bus knows.
    fn stop_keyring(&self) {
        *self.keyring.lock().unwrap() = None;
        let begun = Instant::now();
        while let Some(owner) = self.owner() {
            if let Some(pid) = self.asked("GetConnectionUnixProcessID", &owner) {
                let _ = Command::new("kill").arg(pid).status();
            }
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "the keyring does not end"
            );
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn owner(&self) -> Option<String> {
        self.asked("GetNameOwner", "org.freedesktop.secrets")
    }

    /// What the bus says about a name, or nothing when it has none such.
    fn asked(&self, question: &str, name: &str) -> Option<String> {
        let mut command = self.on("dbus-send");
        command.args([
            "--session",
            "--print-reply=literal",
            "--dest=org.freedesktop.DBus",
        ]);
        command.args([
            "/org/freedesktop/DBus",
            &format!("org.freedesktop.DBus.{question}"),
        ]);
        let answer = command.arg(format!("string:{name}")).output().unwrap();
        let text = String::from_utf8_lossy(&answer.stdout);
        let last = text.split_whitespace().last()?;
        answer.status.success().then(|| last.to_owned())
    }

    fn on(&self, program: &str) -> Command {
        let mut command = own(program, &self.home);
        self.lend(&mut command);
        command
    }
}

/// What the app is called to the system, and so to the keyring.
fn identifier() -> String {
    let config: serde_json::Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    config["identifier"].as_str().unwrap().to_owned()
}

/// A program in the folders of this home, without a display.
fn own(program: &str, home: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_RUNTIME_DIR", home.join("run"))
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    command
}
