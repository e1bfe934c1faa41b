//! Closing the window while something typed is not saved: the UI is asked first. A window whose UI holds nothing closes
//! at once, and so does one that is told to close again while its UI says nothing for a while.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use orgdesk_core::Orgdesk;
use tauri::{AppHandle, Emitter, Manager, Runtime, WindowEvent};

use crate::instance::Front;
use crate::window::MAIN;

/// The event's name, in the contract as well.
pub(crate) const CLOSE_WANTED: &str = "close_wanted";

/// For how long a UI that was asked may say nothing before a second press closes: a press given twice by habit closes nothing.
const SILENCE: Duration = Duration::from_secs(2);

/// Whether the UI holds something that closing would lose, and since when the user is asked without a word of the UI.
#[derive(Default)]
pub(crate) struct Leaving {
    unsaved: AtomicBool,
    asked: Mutex<Option<Instant>>,
}

impl Leaving {
    /// The UI says whether it holds something unsaved. Any word of it, also that it asks, shows that it is alive: it is asked
    /// again the next time.
    pub(crate) fn unsaved(&self, unsaved: bool) {
        self.unsaved.store(unsaved, Ordering::Relaxed);
        *self.asked() = None;
    }

    /// Whether the window may close at this moment; if not, the user is to be asked.
    fn may_close(&self, now: Instant) -> bool {
        let since = *self.asked().get_or_insert(now);
        !self.unsaved.load(Ordering::Relaxed) || now.duration_since(since) >= SILENCE
    }

    fn asked(&self) -> MutexGuard<'_, Option<Instant>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
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
        WindowEvent::CloseRequested { api, .. } if !app.state::<Leaving>().may_close(Instant::now()) => {
            api.prevent_close();
            if let Err(error) = app.emit_to(MAIN, CLOSE_WANTED, ()) {
                tracing::warn!(%error, "the window could not be asked");
            }
        }
        // It is the only one: with it the app ends.
        WindowEvent::Destroyed => {
            app.state::<Front>().is_ending(true);
            app.state::<Orgdesk>().close();
        }
        _ => {}
    });
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{Leaving, SILENCE};

    #[test]
    fn a_window_that_holds_nothing_closes_at_once() {
        assert!(Leaving::default().may_close(Instant::now()));
    }

    #[test]
    fn a_ui_that_does_not_answer_for_a_while_cannot_keep_the_window_open() {
        let (leaving, now) = (Leaving::default(), Instant::now());
        leaving.unsaved(true);
        assert!(!leaving.may_close(now));
        assert!(!leaving.may_close(now + SILENCE / 2), "pressed twice by habit");
        assert!(leaving.may_close(now + SILENCE));
    }

    #[test]
    fn a_ui_that_asks_or_stays_is_asked_again_the_next_time() {
        let (leaving, now) = (Leaving::default(), Instant::now());
        leaving.unsaved(true);
        assert!(!leaving.may_close(now));
        leaving.unsaved(true);
        assert!(!leaving.may_close(now + SILENCE * 2));
    }
}
