//! Tells the window how far an operation is.

use orgdesk_core::ProgressSink;
use orgdesk_core::step::OperationProgress;
use tauri::{AppHandle, Emitter, Runtime};

use crate::window::MAIN;

/// The event's name, in the contract as well.
pub(crate) const OPERATION_PROGRESS: &str = "operation_progress";

/// Sends progress to the window.
pub(crate) struct ToWindow<R: Runtime>(pub(crate) AppHandle<R>);

impl<R: Runtime> ProgressSink for ToWindow<R> {
    fn progress(&self, progress: OperationProgress) {
        if let Err(error) = self.0.emit_to(MAIN, OPERATION_PROGRESS, progress) {
            tracing::debug!(%error, "nobody hears of the progress");
        }
    }
}
