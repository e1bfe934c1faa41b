//! Looking at what is open on connections that are not in front, without being asked. Nothing is sent, and nobody is asked for anything:
//! a connection whose sign-in cannot be read just so, or whose portal knows one as somebody else, stays as it is, and what is open on it
//! is counted.

use crate::connections::ConnectionId;
use crate::operations::LookedElsewhereView;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Opens each connection on which something is open, but the one in front, beside it, and looks at what that is.
    pub async fn look_elsewhere(&self, front: ConnectionId) -> Result<Vec<LookedElsewhereView>, AppError> {
        let mut looked = Vec::new();
        let counts = self.open_counts().await?;
        for connection in counts.into_iter().map(|one| one.connection) {
            if connection == front {
                continue;
            }
            match Box::pin(self.look_beside(connection)).await {
                Ok(view) => looked.push(view),
                Err(error) => tracing::info!(%error, "what is open on another connection is not looked at"),
            }
        }
        Ok(looked)
    }

    async fn look_beside(&self, connection: ConnectionId) -> Result<LookedElsewhereView, AppError> {
        self.open_beside(connection).await?;
        let view = self.look_at_open_operations(connection).await?;
        Ok(LookedElsewhereView {
            connection,
            open: view.open,
            settled: view.settled,
        })
    }
}
