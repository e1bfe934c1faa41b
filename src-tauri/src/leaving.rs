//! Closing the window while something typed is not saved: the UI is asked first. A window whose UI holds nothing closes
//! at once, and so does one that is told to close again before its UI has said that it asks.

use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::Orgdesk;
use tauri::{AppHandle, Emitter, Manager, Runtime, WindowEvent};

use crate::window::MAIN;

/// The event's name, in the contract as well.
pub(crate) const CLOSE_WANTED: &str = "close_wanted";

/// Whether the UI holds something that closing would lose, and whether the user has been asked.
#[derive(Default)]
pub(crate) struct Leaving {
    unsaved: AtomicBool,
    asked: AtomicBool,
}

impl Leaving {
    /// The UI says whether it holds something unsaved. Any word of it, also that it asks, shows that it is alive: it is asked
    /// again the next time.
    pub(crate) fn unsaved(&self, unsaved: bool) {
        self.unsaved.store(unsaved, Ordering::Relaxed);
        self.asked.store(false, Ordering::Relaxed);
    }

    /// Whether the window may close now; if not, the user is to be asked.
    fn may_close(&self) -> bool {
        !self.unsaved.load(Ordering::Relaxed) || self.asked.swap(true, Ordering::Relaxed)
    }
}

/// Closes the app, whatever is unsaved.
pub(crate) struct Closing(Box<dyn Fn() + Send + Sync>);

impl Closing {
    /// For this app.
    pub(crate) fn of<R: Runtime>(app: &AppHandle<R>) -> Self {
        let app = app.clone();
        Self(Box::new(move || {
            // Without its one window the app ends.
            let closed = app.get_webview_window(MAIN).map(|window| window.destroy());
            if let Some(Err(error)) = closed {
                tracing::error!(%error, "the window could not be closed");
            }
        }))
    }

    /// Closes it.
    pub(crate) fn close(&self) {
        (self.0)();
    }
}

/// Asks before the window closes, and ends the run when it has.
pub(crate) fn guard<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let app = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } if !app.state::<Leaving>().may_close() => {
            api.prevent_close();
            if let Err(error) = app.emit_to(MAIN, CLOSE_WANTED, ()) {
                tracing::warn!(%error, "the window could not be asked");
            }
        }
        // It is the only one: with it the app ends.
        WindowEvent::Destroyed => app.state::<Orgdesk>().close(),
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use super::Leaving;

    #[test]
    fn a_window_that_holds_nothing_closes_at_once() {
        assert!(Leaving::default().may_close());
    }

    #[test]
    fn a_ui_that_does_not_answer_cannot_keep_the_window_open() {
        let leaving = Leaving::default();
        leaving.unsaved(true);
        assert!(!leaving.may_close());
        assert!(leaving.may_close());
    }

    #[test]
    fn a_ui_that_asks_or_stays_is_asked_again_the_next_time() {
        let leaving = Leaving::default();
        leaving.unsaved(true);
        assert!(!leaving.may_close());
        leaving.unsaved(true);
        assert!(!leaving.may_close());
    }
}
