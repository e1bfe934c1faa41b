//! The first paint: told to the log, and missed when it does not come. On some graphics drivers WebKitGTK stays blank
//! (tauri issues 8462, 13899, 9394); then the app starts itself again on the path that works there.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

use crate::graphics;

/// How long a window may stay blank.
const PATIENCE: Duration = Duration::from_secs(15);

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
        tokio::time::sleep(PATIENCE).await;
        if app.state::<FirstPaint>().0.load(Ordering::Relaxed) {
            return;
        }
        tracing::warn!("the first screen is not painted after {PATIENCE:?}");
        if graphics::start_again_without_dmabuf() {
            app.exit(0);
        }
    });
}
