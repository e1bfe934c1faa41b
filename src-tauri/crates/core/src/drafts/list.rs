//! The forms of organizations that are kept for a connection: one's own, and those that were typed elsewhere or as somebody
//! else, said as such.

use crate::connections::ConnectionId;
use crate::drafts::{DraftRowView, DraftStanding, DraftsView, TypedAs};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The drafts of a connection, also of one that is not open, and those discarded in this run.
    pub async fn drafts(&self, connection: ConnectionId) -> Result<DraftsView, AppError> {
        let now = self.typed_as(connection).await?;
        Ok(DraftsView {
            drafts: self.rows(connection, DraftStanding::Kept, &now).await?,
            discarded: self.rows(connection, DraftStanding::Discarded, &now).await?,
        })
    }

    async fn rows(
        &self,
        connection: ConnectionId,
        standing: DraftStanding,
        now: &TypedAs,
    ) -> Result<Vec<DraftRowView>, AppError> {
        let drafts = self.store.drafts(Some(connection), standing).await?;
        let drafts = drafts.iter().filter(|draft| !draft.form.is_of_connection());
        Ok(drafts.map(|draft| draft.row(now)).collect())
    }
}
