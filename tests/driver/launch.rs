//! Starting the app in a window of its own: own folders, own driver, the keyring of the session or none.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use super::processes;
use super::screen::Screen;
use super::setup::{Keyring, Setup, Theme};
use super::system;

/// A running driver and its session with the app.
pub(super) struct Launched {
    pub(super) client: Client,
    pub(super) driver: Child,
    pub(super) screen: Screen,
    pub(super) log: PathBuf,
}

const PATIENCE: Duration = Duration::from_secs(40);

/// What is said where somebody else took the port that the driver had chosen for the app: the two never hear of one another then.
const PORT_TAKEN: &str = "Failed to start remote inspector server";
const MOST_PORTS: usize = 5;

pub(super) async fn launch(setup: &Setup) -> Launched {
    let log = setup.home.path().join("stderr.log");
    let screen = Screen::start();
    for _ in 0..MOST_PORTS {
        let port = free_port();
        let met = port_taken(&log);
        let mut driver = start_driver(setup, &screen, port, &log);
        let met_again = async {
            while port_taken(&log) == met {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        };
        tokio::select! {
            client = session(port, &log) => return Launched { client, driver, screen, log },
            () = met_again => {
                processes::kill_below(driver.id());
                driver.kill().unwrap();
                driver.wait().unwrap();
            }
        }
    }
    panic!("no port for the driver and the app in {MOST_PORTS} tries");
}

/// How often that was said.
fn port_taken(log: &Path) -> usize {
    let said = std::fs::read_to_string(log).unwrap_or_default();
    said.matches(PORT_TAKEN).count()
}

fn start_driver(setup: &Setup, screen: &Screen, port: u16, log: &Path) -> Child {
    let mut command = system::web_driver_command();
    command.arg(format!("--port={port}")).arg("--host=127.0.0.1");
    command.env("TAURI_WEBVIEW_AUTOMATION", "true");
    surround(setup, screen, &mut command);
    let log = std::fs::File::options()
        .create(true)
        .append(true)
        .open(log)
        .unwrap();
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
    command.spawn().unwrap()
}

/// The app itself, started without a driver, where the other one is.
pub(super) fn app_beside(setup: &Setup, screen: &Screen) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orgdesk"));
    surround(setup, screen, &mut command);
    command
}

/// Gives a program the screen, the bus and the folders of a setup.
fn surround(setup: &Setup, screen: &Screen, command: &mut Command) {
    let home = setup.home.path();
    command
        .env("ORGDESK_LOG", setup.log)
        .env("LANG", "C.UTF-8")
        .env("HOME", home);
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("TMPDIR", "tmp"),
    ] {
        std::fs::create_dir_all(home.join(folder)).unwrap();
        command.env(name, home.join(folder));
    }
    screen.lend(command);
    let theme = match setup.theme {
        Theme::Light => "Adwaita",
        Theme::Dark => "Adwaita:dark",
    };
    command.env("GTK_THEME", theme);
    match setup.keyring {
        Keyring::Session => {}
        Keyring::Unlocked | Keyring::Locked => setup.bus().lend(command),
        Keyring::Absent => {
            let nobody = format!("unix:path={}", home.join("no-bus").display());
            command.env("DBUS_SESSION_BUS_ADDRESS", nobody);
        }
    }
}

/// Asks the driver for a session until it listens.
async fn session(port: u16, log: &Path) -> Client {
    let begun = Instant::now();
    loop {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities());
        let asked =
            tokio::time::timeout(PATIENCE, builder.connect(&format!("http://127.0.0.1:{port}"))).await;
        let Ok(asked) = asked else {
            panic!(
                "the app did not answer the driver\n{}",
                std::fs::read_to_string(log).unwrap_or_default()
            );
        };
        match asked {
            Ok(client) => return client,
            Err(error) if begun.elapsed() > PATIENCE => {
                let log = std::fs::read_to_string(log).unwrap_or_default();
                panic!("no session with the app: {error}\n{log}");
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn capabilities() -> serde_json::Map<String, Value> {
    let app = env!("CARGO_BIN_EXE_orgdesk");
    match json!({ "webkitgtk:browserOptions": { "binary": app, "args": [] } }) {
        Value::Object(capabilities) => capabilities,
        _ => unreachable!(),
    }
}

fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port()
}
