//! The app in its window: opening, waiting, closing. What a person sees in it is in `sees`, and does in `does`.

use std::path::{Path, PathBuf};
use std::process::Child;
use std::time::{Duration, Instant};

use fantoccini::Client;
use serde_json::Value;

use super::launch::{Launched, app_beside, launch};
use super::processes;
use super::screen::Screen;
use super::setup::Setup;
use super::window_manager;

/// How long anything may take to be so before the test fails.
const PATIENCE: Duration = Duration::from_secs(50);

/// The app in its window.
pub(crate) struct Desk {
    pub(crate) client: Client,
    pub(crate) setup: Setup,
    driver: Child,
    screen: Screen,
    log: PathBuf,
}

/// How large the page is, in pixels of the window: all in it may be drawn larger. Nothing while the page has not followed the window,
/// whose two sides are not in proportion then.
const WINDOW_SIZE: &str = "const times = outerWidth / innerWidth
    if (Math.abs(times - outerHeight / innerHeight) > 0.02) return null
    return [innerWidth, innerHeight].map((side) => Math.round(side * times))";

impl Desk {
    /// Starts the app and waits for its first screen.
    pub(crate) async fn open(setup: Setup) -> Self {
        let Launched {
            client,
            driver,
            screen,
            log,
        } = launch(&setup).await;
        let (width, height) = setup.size;
        let desk = Self {
            client,
            setup,
            driver,
            screen,
            log,
        };
        desk.until("the first screen is painted", async || {
            desk.log().contains("first screen painted")
        })
        .await;
        desk.size(width, height).await;
        desk
    }

    /// Gives the page another size. Asking for the size it has would wait for a change that does not come.
    pub(crate) async fn size(&self, width: u32, height: u32) {
        let is_so = async || self.script(WINDOW_SIZE).await == serde_json::json!([width, height]);
        if !is_so().await {
            self.client.set_window_rect(0, 0, width, height).await.unwrap();
            self.until("the window has its size", is_so).await;
        }
    }

    /// Closes the window and starts the app again in the same folders.
    pub(crate) async fn restart(self) -> Self {
        let setup = self.setup.clone();
        self.close().await;
        Self::open(setup).await
    }

    /// Kills the app (SIGKILL) and starts it again in the same folders.
    pub(crate) async fn killed(self) -> Self {
        processes::kill_below(self.driver.id());
        self.started_anew().await
    }

    /// Lets the session end (SIGTERM to each process), waits until the app has ended, and starts it again in the same folders.
    pub(crate) async fn signed_out(self) -> Self {
        processes::end_below(self.driver.id());
        self.ended().await.started_anew().await
    }

    /// Closes the window as a window manager does, waits until the app has ended, and starts it again in the same folders.
    pub(crate) async fn window_closed(self) -> Self {
        window_manager::closes_all_on(&self.screen.name);
        self.ended().await.started_anew().await
    }

    /// Something else on its screen is brought to the front.
    pub(crate) fn loses_focus(&self) {
        window_manager::takes_focus_away_on(&self.screen.name);
    }

    async fn ended(self) -> Self {
        let begun = Instant::now();
        while processes::is_one_below(self.driver.id()) {
            assert!(begun.elapsed() < PATIENCE, "the app goes on\n{}", self.log());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        self
    }

    async fn started_anew(mut self) -> Self {
        let setup = self.setup.clone();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        drop(self);
        Self::open(setup).await
    }

    /// Starts the app a second time, beside this one.
    pub(crate) fn start_again(&self) -> Child {
        app_beside(&self.setup, &self.screen).spawn().unwrap()
    }

    /// Closes the window.
    pub(crate) async fn close(mut self) {
        let _ = self.client.clone().close().await;
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }

    /// What the app has written to its error stream.
    pub(crate) fn log(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// Waits until something is so.
    pub(crate) async fn until(&self, what: &str, so: impl AsyncFn() -> bool) {
        let begun = Instant::now();
        while !so().await {
            if begun.elapsed() > PATIENCE {
                let page = self.text().await;
                self.picture(&failure_picture()).await;
                panic!(
                    "not so in time: {what}\nOn the screen:\n{page}\nLog:\n{}",
                    self.log()
                );
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// The command lines and environments of the app and of its webview's processes.
    pub(crate) fn told_by_processes(&self) -> Vec<(PathBuf, Vec<u8>)> {
        processes::told_below(self.driver.id())
    }

    /// Runs a script in the page.
    pub(crate) async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Runs a script that may end the page before it has answered.
    pub(crate) async fn last_script(&self, script: &str) {
        let _the_page_is_gone = self.client.execute(script, Vec::new()).await;
    }

    /// Keeps a picture of the page.
    pub(crate) async fn picture(&self, file: &Path) {
        let size = self.script("return [innerWidth, innerHeight]").await;
        let (width, height) = serde_json::from_value(size).unwrap_or((1280, 800));
        self.picture_of(file, width, height).await;
    }

    /// Keeps a picture of a part of the display, from its corner. The driver's own screenshots wait for ever for some pages of
    /// WebKitGTK.
    pub(crate) async fn picture_of(&self, file: &Path, width: u32, height: u32) {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).unwrap();
        }
        let crop = format!("{width}x{height}+0+0");
        let mut import = tokio::process::Command::new("import");
        let taken = import
            .args([
                "-display",
                &self.screen.name,
                "-window",
                "root",
                "-crop",
                &crop,
                "+repage",
            ])
            .arg(file)
            .status()
            .await;
        assert!(
            taken.is_ok_and(|status| status.success()),
            "no picture: is ImageMagick installed?"
        );
    }
}

/// Where the picture of a failure goes: each test has its own, named after it as the test runner names its thread.
fn failure_picture() -> PathBuf {
    let test = std::thread::current()
        .name()
        .unwrap_or("a test")
        .replace("::", "-");
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.png"))
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
