//! Being told to stop. The one file that differs between systems.

use std::io;

/// Listens from the moment it is made, so that nothing is missed while the portal introduces itself.
#[cfg(unix)]
pub(crate) struct UntilStopped {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl UntilStopped {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Returns at Ctrl-C or SIGTERM.
    pub(crate) async fn wait(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Listens from the moment it is made, so that nothing is missed while the portal introduces itself.
#[cfg(windows)]
pub(crate) struct UntilStopped(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl UntilStopped {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self(tokio::signal::windows::ctrl_c()?))
    }

    /// Returns at Ctrl-C.
    pub(crate) async fn wait(mut self) {
        self.0.recv().await;
    }
}
