//! A window and what a person can do in it.

use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use fantoccini::Client;
use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use serde_json::Value;

use super::launch::{Launched, Setup, launch};
use super::screen::Screen;
use super::{axe, find, processes};

/// How long anything may take to be so before the test fails.
const PATIENCE: Duration = Duration::from_secs(50);

/// Control and A; the end of the keys releases Control.
const SELECT_ALL: &str = "\u{e009}a";

/// The app in its window.
pub(crate) struct Desk {
    pub(crate) client: Client,
    pub(crate) setup: Setup,
    driver: Child,
    screen: Screen,
    log: std::path::PathBuf,
}

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
        self.until_within(PATIENCE, what, so).await;
    }

    /// Finds what the app itself may wait for: a create that is not listed is looked for over half a minute.
    pub(crate) async fn find_slowly(&self, role: &str, name: &str) {
        let found = async || self.count(role, name).await == 1;
        self.until_within(PATIENCE * 2, &format!("one {role} “{name}”"), found)
            .await;
    }

    async fn until_within(&self, patience: Duration, what: &str, so: impl AsyncFn() -> bool) {
        let begun = Instant::now();
        while !so().await {
            if begun.elapsed() > patience {
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

    /// The names of all elements of a role that are shown.
    pub(crate) async fn names(&self, role: &str) -> Vec<String> {
        let mut names = Vec::new();
        for element in find::find_all(&self.client, role, "…").await.unwrap_or_default() {
            names.push(find::name_of(&self.client, &element).await.unwrap_or_default());
        }
        names
    }

    /// How many elements of a role and name are shown.
    pub(crate) async fn count(&self, role: &str, name: &str) -> usize {
        // A page that changes while it is looked through has stale elements: look again.
        find::find_all(&self.client, role, name)
            .await
            .map_or(0, |found| found.len())
    }

    /// The rows of all tables on the screen, each as the texts of its cells.
    pub(crate) async fn rows(&self) -> Vec<Vec<String>> {
        let rows = self
            .script(
                "const words = (cell) => cell.innerText.replace(/\\s+/g, ' ').trim()
                 return [...document.querySelectorAll('tr, [role=row]')].map((row) =>
                   [...row.querySelectorAll('th, td, [role=gridcell]')].map(words))",
            )
            .await;
        serde_json::from_value(rows).unwrap()
    }

    /// Clicks an element by role and name.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        let what = format!("a click on the {role} “{name}”");
        self.until(&what, async || {
            let found = find::find_all(&self.client, role, name).await.unwrap_or_default();
            match found.as_slice() {
                [only] => self.press(only).await,
                _ => false,
            }
        })
        .await;
    }

    /// Scrolls to an element, as the driver does not when an edge of it is in view, and clicks it.
    async fn press(&self, element: &Element) -> bool {
        let script = "arguments[0].scrollIntoView({ block: 'center' })";
        let Ok(element_argument) = serde_json::to_value(element) else {
            return false;
        };
        self.client.execute(script, vec![element_argument]).await.is_ok() && element.click().await.is_ok()
    }

    /// Types into a field, in place of what is in it.
    pub(crate) async fn fill(&self, role: &str, name: &str, text: &str) {
        self.fill_nth(role, name, 0, text).await;
    }

    /// The same, for one of several fields of that name, from 0.
    pub(crate) async fn fill_nth(&self, role: &str, name: &str, index: usize, text: &str) {
        let what = format!("typing into the {role} “{name}” number {index}");
        self.until(&what, async || {
            let found = find::find_all(&self.client, role, name).await.unwrap_or_default();
            let Some(field) = found.get(index) else {
                return false;
            };
            self.press(field).await
                && field.send_keys(SELECT_ALL).await.is_ok()
                && field.send_keys(text).await.is_ok()
        })
        .await;
    }

    /// Empties a field.
    pub(crate) async fn clear(&self, role: &str, name: &str) {
        self.fill_nth(role, name, 0, "\u{e017}").await;
    }

    /// What is typed in a field.
    pub(crate) async fn value(&self, name: &str) -> String {
        let field = self.find("textbox", name).await;
        field.prop("value").await.unwrap().unwrap_or_default()
    }

    /// What is said to be wrong with a field, as it is tied to the field.
    pub(crate) async fn error_at(&self, name: &str) -> String {
        let field = self.find("textbox", name).await;
        assert_eq!(field.attr("aria-invalid").await.unwrap().as_deref(), Some("true"));
        let described = field.attr("aria-describedby").await.unwrap().unwrap_or_default();
        let error = described.split(' ').find(|id| id.ends_with("-error")).unwrap();
        let text = self
            .script(&format!("return document.getElementById('{error}').innerText"))
            .await;
        text.as_str().unwrap_or_default().trim().to_owned()
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
        loop {
            // What has the focus may go away while it is asked about.
            if let Ok(told) = self.told_of_focus().await {
                return told;
            }
        }
    }

    async fn told_of_focus(&self) -> Result<(String, String), CmdError> {
        let element = self.client.active_element().await?;
        let role = find::role_of(&self.client, &element).await?;
        Ok((role, find::name_of(&self.client, &element).await?))
    }

    /// Whether one sees where the focus is: an outline, on what has it or on the card it fills.
    pub(crate) async fn shows_focus(&self) -> bool {
        let script = "const at = document.activeElement
            return [at, at.parentElement, at.parentElement?.parentElement].some((element) => {
              if (!element || element === document.body) return false
              const { outlineStyle, outlineWidth } = getComputedStyle(element)
              return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
            })";
        self.script(script).await == Value::Bool(true)
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

    /// The command lines and environments of the app and of its webview's processes.
    pub(crate) fn told_by_processes(&self) -> Vec<(std::path::PathBuf, Vec<u8>)> {
        processes::told_below(self.driver.id())
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
        let crop = self
            .script("return innerWidth + 'x' + innerHeight + '+0+0'")
            .await;
        let crop = crop.as_str().unwrap_or("1280x800+0+0").to_owned();
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

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
