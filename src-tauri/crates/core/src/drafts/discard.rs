//! Discarding a draft. It is taken out of the local data at once, and can be put back until Orgdesk closes.

use crate::connections::ConnectionId;
use crate::drafts::{ConnectionDraftRowView, Draft, DraftId, DraftRequest, DraftRowView, TypedAs};
use crate::{AppError, Orgdesk};

/// How many discarded drafts are remembered; the oldest is forgotten first.
const MOST: usize = 200;

/// The drafts discarded in this run, in the order they were.
#[derive(Default)]
pub(crate) struct Discarded(Vec<Draft>);

impl Orgdesk {
    /// Discards a draft. One that is not there is no error: it was sent, or discarded already.
    pub async fn discard_draft(&self, request: DraftRequest) -> Result<(), AppError> {
        let taken = self.store.take_draft(request.connection, request.id).await?;
        if let Some(draft) = taken {
            self.discarded().add(draft);
        }
        Ok(())
    }

    /// The form of a draft is saved: nothing of it is left to keep.
    pub(crate) async fn draft_is_saved(&self, connection: ConnectionId, draft: Option<DraftId>) {
        let Some(id) = draft else { return };
        if let Err(error) = self.store.take_draft(Some(connection), id).await {
            tracing::warn!(%error, "the draft of a form that is saved is still kept");
        }
    }
}

impl Discarded {
    fn add(&mut self, draft: Draft) {
        self.0.push(draft);
        if self.0.len() > MOST {
            self.0.remove(0);
        }
    }

    /// One of them.
    pub(super) fn get(&self, connection: Option<ConnectionId>, id: DraftId) -> Option<Draft> {
        let found = self
            .0
            .iter()
            .find(|one| one.id == id && one.connection == connection);
        found.cloned()
    }

    /// One of them is kept again.
    pub(super) fn forget(&mut self, id: DraftId) {
        self.0.retain(|one| one.id != id);
    }

    /// Forgets all of a connection that is removed.
    pub(crate) fn forget_all_of(&mut self, connection: ConnectionId) {
        self.0.retain(|one| one.connection != Some(connection));
    }

    /// The forms of organizations of a connection, the last first.
    pub(super) fn rows(&self, connection: ConnectionId, now: &TypedAs) -> Vec<DraftRowView> {
        let of_it = self
            .0
            .iter()
            .rev()
            .filter(|one| one.connection == Some(connection));
        of_it
            .filter(|one| !one.form.is_of_connection())
            .map(|one| one.row(now))
            .collect()
    }

    /// The forms of connections, the last first.
    pub(super) fn rows_of_connections(&self) -> Vec<ConnectionDraftRowView> {
        self.0.iter().rev().filter_map(Draft::row_of_connection).collect()
    }
}
