//! The first paint: told to the log, and missed when it does not come. On some graphics drivers WebKitGTK stays blank
//! (tauri issues 8462, 13899, 9394); then the app starts itself again on the path that works there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use serde::Deserialize;
use tauri::{AppHandle, Manager, Runtime};
use ts_rs::TS;

use crate::instance::Front;
use crate::{graphics, window};

/// How long a window may wait for its page before it is shown without.
const HIDDEN: Duration = Duration::from_secs(2);
/// How long a window may stay blank after that.
const PATIENCE: Duration = Duration::from_secs(13);

/// What the UI says of its first screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FirstScreen {
    /// It is painted.
    Painted,
    /// It waits until its window is seen: minimized, on another workspace, behind a lock.
    Hidden,
    /// Its window is seen now.
    Visible,
}

/// How the first screen stands.
#[derive(Default)]
pub(crate) struct FirstPaint {
    painted: AtomicBool,
    hidden: AtomicBool,
}

impl FirstPaint {
    /// The UI says how its first screen stands.
    pub(crate) fn told(&self, screen: FirstScreen) {
        self.hidden
            .store(screen == FirstScreen::Hidden, Ordering::Relaxed);
        if screen == FirstScreen::Painted && !self.painted.swap(true, Ordering::Relaxed) {
            tracing::info!("first screen painted");
        }
    }

    fn is_painted(&self) -> bool {
        self.painted.load(Ordering::Relaxed)
    }

    /// Whether nothing is wrong: what is not seen is not painted either.
    fn is_well(&self) -> bool {
        self.is_painted() || self.hidden.load(Ordering::Relaxed)
    }
}

/// Waits for the first paint, off the main thread.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let first_paint = app.state::<FirstPaint>();
        tokio::time::sleep(HIDDEN).await;
        if !first_paint.is_painted() {
            window::show_in_any_case(&app);
        }
        tokio::time::sleep(PATIENCE).await;
        while first_paint.is_well() {
            if first_paint.is_painted() {
                return;
            }
            tokio::time::sleep(PATIENCE).await;
        }
        tracing::warn!("the first screen is not painted after {:?}", HIDDEN + PATIENCE);
        // The one that is started now is not to ask for this window.
        app.state::<Front>().is_ending(true);
        if graphics::start_again_without_dmabuf() {
            app.exit(0);
        } else {
            app.state::<Front>().is_ending(false);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_nobody_sees_is_not_taken_for_one_that_stays_blank() {
        let first_paint = FirstPaint::default();
        assert!(!first_paint.is_well());
        first_paint.told(FirstScreen::Hidden);
        assert!(first_paint.is_well());
        first_paint.told(FirstScreen::Visible);
        assert!(!first_paint.is_well());
        first_paint.told(FirstScreen::Painted);
        assert!(first_paint.is_well() && first_paint.is_painted());
    }
}
