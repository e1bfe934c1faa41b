//! The first paint: told to the log, and missed when it does not come. On some graphics drivers WebKitGTK stays blank
//! (tauri issues 8462, 13899, 9394); then the app starts itself again on the path that works there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

use crate::{graphics, window};

/// How long a window may wait for its page before it is shown without.
const HIDDEN: Duration = Duration::from_secs(2);
/// How long a window may stay blank after that.
const PATIENCE: Duration = Duration::from_secs(13);

/// Whether the first screen is painted.
#[derive(Default)]
pub(crate) struct FirstPaint(AtomicBool);

impl FirstPaint {
    /// The UI says that its first screen is painted.
    pub(crate) fn painted(&self) {
        if !self.0.swap(true, Ordering::Relaxed) {
            tracing::info!("first screen painted");
        }
    }
}

/// Waits for the first paint, off the main thread.
pub(crate) fn watch<R: Runtime>(app: &AppHandle<R>) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let painted = || app.state::<FirstPaint>().0.load(Ordering::Relaxed);
        tokio::time::sleep(HIDDEN).await;
        if !painted() {
            window::show_in_any_case(&app);
        }
        tokio::time::sleep(PATIENCE).await;
        if painted() {
            return;
        }
        tracing::warn!("the first screen is not painted after {:?}", HIDDEN + PATIENCE);
        if graphics::start_again_without_dmabuf() {
            app.exit(0);
        }
    });
}
