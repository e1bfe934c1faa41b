//! Who is measured, and under which conditions.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::memory;
use super::page_server::PageServer;
use crate::command::{self, answer, find};
use crate::outcome::Stop;
use crate::places;

const BARE: &str = "bare window";

/// How a contestant says that its first screen is painted.
pub(super) enum Sign {
    /// A line of its output.
    Line,
    /// A request of its page.
    Request(PageServer),
}

/// Something that opens a window.
pub(super) struct Contestant {
    pub(super) name: &'static str,
    program: PathBuf,
    pub(super) sign: Sign,
}

impl Contestant {
    /// The command that opens the window, with everything it may keep in this empty folder.
    pub(super) fn command(&self, profile: &Path) -> Result<Command, Stop> {
        let mut command = command::program(&self.program)?;
        for (name, folder) in [
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
        ] {
            command.env(name, profile.join(folder));
        }
        command.env("ORGDESK_LOG", "info");
        if let (true, Some((name, value))) = (self.name == BARE, renderer()) {
            command.env(name, value);
        }
        if let Sign::Request(server) = &self.sign {
            command.arg(format!("--app={}", server.address()));
            command.arg(format!("--user-data-dir={}", profile.join("chromium").display()));
            command.args([
                "--no-first-run",
                "--no-default-browser-check",
                "--window-size=1280,800",
            ]);
            if answer("id", &["-u"]).as_deref() == Some("0") {
                // Chromium's sandbox refuses to run as root; the other two have none.
                command.arg("--no-sandbox");
            }
        }
        Ok(command)
    }
}

/// The app first, the bare window second, then Chromium where there is one.
pub(super) fn all() -> Result<Vec<Contestant>, Stop> {
    let release = places::target()?.join("release");
    let built = |name: &str| release.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let mut all = vec![
        Contestant {
            name: "Orgdesk",
            program: built("orgdesk"),
            sign: Sign::Line,
        },
        Contestant {
            name: BARE,
            program: built("bare-window"),
            sign: Sign::Line,
        },
    ];
    match chromium() {
        Some(program) => {
            let server = PageServer::start(places::root()?.join("ui/dist"))?;
            all.push(Contestant {
                name: "Chromium",
                program,
                sign: Sign::Request(server),
            });
        }
        None => println!("Chromium is not installed: it is left out"),
    }
    Ok(all)
}

/// Where Chromium lies.
pub(super) fn chromium() -> Option<PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(find)
}

/// What one has to know to read the figures.
pub(super) fn environment() -> Vec<String> {
    let told =
        renderer().map(|(name, value)| format!("No render node here: {name}={value} for the {BARE} too"));
    let others = memory::others_with_a_webview();
    let shared = (others > 0).then(|| {
        format!("{others} other webviews are open: they share pages with these, which makes the memory look smaller")
    });
    told.into_iter().chain(shared).collect()
}

/// Without a graphics card the app switches the webview's shared buffers off by itself, and is measured doing so. The
/// bare window is told to: both then draw in the same way.
fn renderer() -> Option<(&'static str, &'static str)> {
    const NAME: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let nodes = std::fs::read_dir("/dev/dri").into_iter().flatten().flatten();
    let has_node = nodes
        .into_iter()
        .any(|node| node.file_name().to_string_lossy().starts_with("renderD"));
    (cfg!(target_os = "linux") && !has_node && std::env::var_os(NAME).is_none()).then_some((NAME, "1"))
}
