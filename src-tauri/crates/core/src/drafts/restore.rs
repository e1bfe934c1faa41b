//! Putting a discarded draft back.

use crate::drafts::DraftRequest;
use crate::error::Gone;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Keeps a discarded draft again, with when it was left. Where the disk does not take it, it can be tried again.
    pub async fn restore_draft(&self, request: DraftRequest) -> Result<(), AppError> {
        let draft = self.discarded().get(request.connection, request.id);
        let draft = draft.ok_or(AppError::Gone { what: Gone::Draft })?;
        Box::pin(self.store.put_back_draft(draft)).await?;
        self.discarded().forget(request.id);
        Ok(())
    }
}
