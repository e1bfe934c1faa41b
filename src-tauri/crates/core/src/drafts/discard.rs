//! Discarding a draft. It can be put back until Orgdesk closes, unless what was typed in it is sent all the same.

use crate::connections::ConnectionId;
use crate::drafts::{DraftId, DraftRequest};
use crate::{AppError, Orgdesk};

/// Whether a draft is kept, or was discarded in this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DraftStanding {
    Kept,
    Discarded,
}

impl Orgdesk {
    /// Discards a draft. One that is not there is no error: it was sent, or discarded already.
    pub async fn discard_draft(&self, request: DraftRequest) -> Result<(), AppError> {
        let DraftRequest { connection, id } = request;
        let turned = self.store.turn_draft(connection, id, DraftStanding::Discarded);
        turned.await.map(drop)
    }

    /// The form of a draft is saved: nothing of it is left to keep, nor to put back.
    pub(crate) async fn draft_is_saved(&self, connection: ConnectionId, draft: Option<DraftId>) {
        let Some(id) = draft else { return };
        if let Err(error) = self.store.take_draft(Some(connection), id, None).await {
            tracing::warn!(%error, "the draft of a form that is saved is still there");
        }
    }
}
