//! The forms of organizations that are kept for a connection: one's own, and those that were typed elsewhere or as somebody
//! else, said as such.

use crate::connections::ConnectionId;
use crate::drafts::DraftsView;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The drafts of a connection, also of one that is not open, and those discarded in this run.
    pub async fn drafts(&self, connection: ConnectionId) -> Result<DraftsView, AppError> {
        let now = self.typed_as(connection).await?;
        let kept = self.store.drafts(Some(connection)).await?;
        let kept = kept.iter().filter(|draft| !draft.form.is_of_connection());
        Ok(DraftsView {
            drafts: kept.map(|draft| draft.row(&now)).collect(),
            discarded: self.discarded().rows(connection, &now),
        })
    }
}
