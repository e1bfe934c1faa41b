//! Keeping a form while it is typed.

use crate::drafts::{Draft, DraftId, DraftKeepRequest, DraftKeptView};
use crate::error::LocalDataUse;
use crate::moment::Moment;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Keeps a form as it stands; it is on the disk when this returns well. One that equals its beginning is not kept any
    /// more. A draft that was sent or discarded meanwhile stays so: what is typed after that is another one.
    pub async fn keep_draft(&self, request: DraftKeepRequest) -> Result<Option<DraftKeptView>, AppError> {
        let DraftKeepRequest { id, connection, form } = request;
        let Some(form) = form else {
            if let Some(id) = id {
                self.store.take_draft(connection, id).await?;
            }
            return Ok(None);
        };
        // What lies in memory alone is not kept: nobody may say so.
        if let Some(problem) = self.store.why_not_lasting().await {
            return Err(AppError::LocalData {
                during: LocalDataUse::Writing,
                problem,
                set_aside: None,
            });
        }
        let draft = Draft {
            id: id.unwrap_or_else(DraftId::new),
            connection,
            typed: self.typed_as(connection).await?,
            form,
            left_at: Moment::now(),
        };
        let at = draft.left_at;
        let id = Box::pin(self.store.keep_draft(draft)).await?;
        Ok(Some(DraftKeptView { id, at }))
    }
}
