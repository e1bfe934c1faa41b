//! What the removal of a connection ends with it, to be said before.

use serde::Serialize;
use ts_rs::TS;

use crate::connections::ConnectionId;
use crate::{AppError, Orgdesk};

/// What goes with a connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RemovalView {
    /// Writes to it that are not settled: they are looked for no further.
    pub open_operations: u32,
    /// Drafts that were typed for it.
    pub drafts: u32,
}

impl Orgdesk {
    /// Counts what would go, whether or not the connection is open. Removes nothing.
    pub async fn check_removal(&self, connection: ConnectionId) -> Result<RemovalView, AppError> {
        Ok(RemovalView {
            open_operations: self.store.open_count(connection).await?,
            drafts: self.store.draft_count(connection).await?,
        })
    }
}
