//! Putting a discarded draft back.

use crate::drafts::{DraftRequest, DraftStanding};
use crate::error::Gone;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Keeps a discarded draft again, with when it was left. Where the disk does not take it, it can be tried again.
    pub async fn restore_draft(&self, request: DraftRequest) -> Result<(), AppError> {
        let DraftRequest { connection, id } = request;
        if self.store.turn_draft(connection, id, DraftStanding::Kept).await? {
            Ok(())
        } else {
            Err(AppError::Gone { what: Gone::Draft })
        }
    }
}
