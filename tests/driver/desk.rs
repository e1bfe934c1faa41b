//! A window and what a person can do in it.

use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::elements::Element;
use serde_json::Value;

use super::launch::{Launched, Setup, launch};
use super::{axe, find};

/// How long anything may take to be so before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// The app in its window.
pub(crate) struct Desk {
    pub(crate) client: Client,
    pub(crate) setup: Setup,
    driver: Child,
    log: std::path::PathBuf,
}

impl Desk {
    /// Starts the app and waits for its first screen.
    pub(crate) async fn open(setup: Setup) -> Self {
        let Launched { client, driver, log } = launch(&setup).await;
        let (width, height) = setup.size;
        let desk = Self {
            client,
            setup,
            driver,
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
        let is_so = async || {
            self.script("return [innerWidth, innerHeight]").await == serde_json::json!([width, height])
        };
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
                self.picture(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed.png"))
                    .await;
                panic!(
                    "not so in time: {what}\nOn the screen:\n{page}\nLog:\n{}",
                    self.log()
                );
            }
            tokio::time::sleep(Duration::from_millis(40)).await;
        }
    }

    /// The one element of a role and name; waits for it. A name that ends in `…` is a beginning.
    pub(crate) async fn find(&self, role: &str, name: &str) -> Element {
        let what = format!("one {role} “{name}”");
        self.until(&what, async || self.count(role, name).await == 1)
            .await;
        let mut found = find::find_all(&self.client, role, name).await.unwrap();
        found.pop().unwrap_or_else(|| panic!("{what} went away"))
    }

    /// How many elements of a role and name are shown.
    pub(crate) async fn count(&self, role: &str, name: &str) -> usize {
        // A page that changes while it is looked through has stale elements: look again.
        find::find_all(&self.client, role, name)
            .await
            .map_or(0, |found| found.len())
    }

    /// Clicks an element by role and name.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        let what = format!("a click on the {role} “{name}”");
        self.until(&what, async || {
            let found = find::find_all(&self.client, role, name).await.unwrap_or_default();
            match found.as_slice() {
                [only] => only.click().await.is_ok(),
                _ => false,
            }
        })
        .await;
    }

    /// Types into a field, in place of what is in it.
    pub(crate) async fn fill(&self, role: &str, name: &str, text: &str) {
        let field = self.find(role, name).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Sends keys to whatever has the focus, as from a keyboard.
    pub(crate) async fn keys(&self, keys: &str) {
        self.client
            .active_element()
            .await
            .unwrap()
            .send_keys(keys)
            .await
            .unwrap();
    }

    /// The role and name of what has the focus.
    pub(crate) async fn focused(&self) -> (String, String) {
        let element = self.client.active_element().await.unwrap();
        let role = find::role_of(&self.client, &element).await.unwrap();
        (role, find::name_of(&self.client, &element).await.unwrap())
    }

    /// Waits until a text is on the screen.
    pub(crate) async fn see(&self, text: &str) {
        self.until(&format!("“{text}” is on the screen"), async || {
            self.text().await.contains(text)
        })
        .await;
    }

    /// All text on the screen.
    pub(crate) async fn text(&self) -> String {
        let text = self
            .client
            .execute("return document.body.innerText", Vec::new())
            .await;
        text.ok()
            .and_then(|text| text.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// Runs a script in the page.
    pub(crate) async fn script(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Fails with what axe finds on the screen.
    pub(crate) async fn axe(&self, screen: &str) {
        let found = axe::violations(&self.client).await;
        assert!(found.is_empty(), "axe on {screen}:\n{}", found.join("\n"));
    }

    /// Keeps a picture of the whole display. The driver's own screenshots wait for ever for some pages of WebKitGTK.
    pub(crate) async fn picture(&self, file: &Path) {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).unwrap();
        }
        let (width, height) = self.setup.size;
        let crop = format!("{width}x{height}+0+0");
        let mut import = tokio::process::Command::new("import");
        let taken = import
            .args(["-window", "root", "-crop", &crop, "+repage"])
            .arg(file)
            .status()
            .await;
        assert!(
            taken.is_ok_and(|status| status.success()),
            "no picture: is ImageMagick installed?"
        );
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
