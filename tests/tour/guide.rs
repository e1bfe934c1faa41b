//! Stopping at a screen: a picture and a look by axe, in both sizes.

use std::path::{Path, PathBuf};

use crate::driver::{Desk, Setup, Theme};

/// The sizes of the design: the usual one and the smallest.
const SIZES: [(u32, u32); 2] = [(1280, 800), (900, 600)];

/// What cannot be read or reached on a screen, each in words.
const READABLE: &str = include_str!("readable.js");

/// As the driver writes the key.
const ESCAPE: &str = "\u{e00c}";

/// A window on tour.
pub(crate) struct Guide {
    pub(crate) desk: Desk,
    theme: Theme,
}

impl Guide {
    pub(crate) async fn with(setup: Setup) -> Self {
        let theme = setup.theme;
        Self {
            desk: Desk::open(setup).await,
            theme,
        }
    }

    /// Ends Orgdesk as a user does, lets something happen to the user's folders, and opens it again.
    pub(crate) async fn again(self, meanwhile: impl FnOnce(&Path)) -> Self {
        let setup = self.desk.setup.clone();
        let in_use = setup.home.path().join("data/com.orgdesk.desktop/orgdesk.in-use");
        let close = "setTimeout(() => window.__TAURI_INTERNALS__.invoke('close', { request: null }))";
        self.desk.last_script(close).await;
        self.desk
            .until("Orgdesk has ended", async || !in_use.exists())
            .await;
        self.desk.close().await;
        meanwhile(setup.home.path());
        Self::with(setup).await
    }

    /// Kills Orgdesk and opens it again.
    pub(crate) async fn killed(self) -> Self {
        Self {
            desk: self.desk.killed().await,
            theme: self.theme,
        }
    }

    /// Looks at a screen in both sizes, and leaves the window in the usual one.
    pub(crate) async fn stop(&self, screen: &str) {
        for (width, height) in SIZES.into_iter().rev() {
            self.desk.size(width, height).await;
            self.look(screen, width, height).await;
            // Themes differ in colour alone.
            if self.theme == Theme::Light {
                self.can_be_read(screen, width, height).await;
            }
        }
    }

    /// The same with something open that closes when the window changes its size: it is opened in each by a button, and
    /// closed by Esc.
    pub(crate) async fn stop_with_open(&self, screen: &str, button: &str, shown: &str) {
        for (width, height) in SIZES.into_iter().rev() {
            self.desk.size(width, height).await;
            self.settled().await;
            self.desk.click("button", button).await;
            self.is_there(shown, true).await;
            self.look(screen, width, height).await;
            self.desk.keys(ESCAPE).await;
            self.is_there(shown, false).await;
        }
    }

    /// The same with all twice as large. In one theme it is enough: that is about room.
    pub(crate) async fn stop_magnified(&self, screen: &str) {
        if self.theme == Theme::Dark {
            return;
        }
        for (width, height) in SIZES.into_iter().rev() {
            self.desk.size(width, height).await;
            self.desk.magnify(true).await;
            self.settled().await;
            let file = self.file(&format!("{screen}-magnified"), width, height);
            self.desk.picture_of(&file, width, height).await;
            self.can_be_read(&format!("{screen}, twice as large,"), width, height)
                .await;
            self.desk.magnify(false).await;
        }
    }

    async fn is_there(&self, css: &str, wanted: bool) {
        let script = format!("return document.querySelector('{css}') !== null");
        self.desk
            .until(&format!("{css} is there: {wanted}"), async || {
                self.desk.script(&script).await == serde_json::json!(wanted)
            })
            .await;
    }

    async fn look(&self, screen: &str, width: u32, height: u32) {
        self.settled().await;
        self.desk.picture(&self.file(screen, width, height)).await;
        let where_it_is = format!("{screen} at {width}×{height}, {:?}", self.theme);
        match self.theme {
            Theme::Light => self.desk.axe(&where_it_is).await,
            // Themes differ in colour alone.
            Theme::Dark => self.desk.axe_for_colours(&where_it_is).await,
        }
        self.nothing_sticks_out(screen, width).await;
    }

    /// Waits until nothing moves: fonts are there, animations have ended, two frames have passed.
    async fn settled(&self) {
        let settle = "const done = arguments[0];
            document.fonts.ready.then(() => Promise.allSettled(document.getAnimations()
                .filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished)))
              .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        self.desk.client.execute_async(settle, Vec::new()).await.unwrap();
    }

    /// All of it can be read and reached.
    async fn can_be_read(&self, screen: &str, width: u32, height: u32) {
        let found = self.desk.script(READABLE).await;
        assert_eq!(found, serde_json::json!([]), "{screen} at {width}×{height}");
    }

    /// The page itself never scrolls sideways.
    async fn nothing_sticks_out(&self, screen: &str, width: u32) {
        let too_wide = "return [...document.querySelectorAll('*')]
            .filter((one) => one.scrollWidth > one.clientWidth + 1
              && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && one.clientWidth > 0)
            .map((one) => one.outerHTML.slice(0, 160))";
        let found = self.desk.script(too_wide).await;
        assert_eq!(
            found,
            serde_json::json!([]),
            "{screen} at {width} scrolls sideways"
        );
    }

    fn file(&self, screen: &str, width: u32, height: u32) -> PathBuf {
        let theme = if self.theme == Theme::Light {
            "light"
        } else {
            "dark"
        };
        let name = format!("{screen}-{width}x{height}-{theme}.png");
        let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
        scratch.with_file_name("tour").join(name)
    }
}
