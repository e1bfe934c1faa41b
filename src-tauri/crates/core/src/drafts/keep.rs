//! Keeping a form while it is typed.

use crate::connections::ConnectionId;
use crate::drafts::{Draft, DraftForm, DraftId, DraftKeepRequest, DraftKeptView, DraftStanding, TypedAs};
use crate::error::{Gone, LocalDataUse};
use crate::moment::Moment;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Keeps a form as it stands; it is on the disk when this returns well. One that equals its beginning is not kept any
    /// more. A draft that was sent or discarded meanwhile stays so: what is typed after that is another one.
    pub async fn keep_draft(&self, request: DraftKeepRequest) -> Result<Option<DraftKeptView>, AppError> {
        let DraftKeepRequest { id, connection, form } = request;
        let Some(form) = form else {
            if let Some(id) = id {
                self.store
                    .take_draft(connection, id, Some(DraftStanding::Kept))
                    .await?;
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
            typed: self.typed_for(&form, connection).await?,
            form: form.without_secrets(),
            left_at: Moment::now(),
        };
        let at = draft.left_at;
        let id = Box::pin(self.store.keep_draft(draft)).await?;
        Ok(Some(DraftKeptView { id, at }))
    }

    /// Where and as whom a form is typed now. That of a connection is typed as nobody; its connection has to be there still.
    async fn typed_for(
        &self,
        form: &DraftForm,
        connection: Option<ConnectionId>,
    ) -> Result<Option<TypedAs>, AppError> {
        let gone = AppError::Gone {
            what: Gone::Connection,
        };
        match (form.is_of_connection(), connection) {
            (false, connection) => self.typed_as(connection.ok_or(gone)?).await.map(Some),
            (true, None) => Ok(None),
            (true, Some(connection)) => self.store.connection(connection).await.map(|_| None),
        }
    }
}
