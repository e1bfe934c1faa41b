//! Waiting for somebody to stop the program. The one file that differs between systems.

use std::io;

/// Returns at Ctrl-C, and where there is one, at SIGTERM.
#[cfg(unix)]
pub(crate) async fn wait() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

/// Returns at Ctrl-C.
#[cfg(not(unix))]
pub(crate) async fn wait() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
