//! The drafts of a connection: one's own, and those that were typed elsewhere or as somebody else, said as such.

use crate::connections::ConnectionId;
use crate::drafts::DraftsView;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The drafts of a connection, also of one that is not open, and those discarded in this run.
    pub async fn drafts(&self, connection: ConnectionId) -> Result<DraftsView, AppError> {
        let now = self.typed_as(connection).await?;
        let kept = self.store.drafts(connection).await?;
        Ok(DraftsView {
            drafts: kept.iter().map(|draft| draft.row(&now)).collect(),
            discarded: self.discarded().rows(connection, &now),
        })
    }
}
