//! Whether an operation can be undone, before any portal is asked.

use serde::Serialize;
use ts_rs::TS;

use crate::connections::ConnectionId;
use crate::history::Recorded;
use crate::history::undo::PutsBack;
use crate::operations::{Operation, UpdateWork, Work};
use crate::{AppError, Orgdesk};

/// Whether an operation can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum UndoState {
    /// It can.
    Possible,
    /// It is a create: the API has no way to take an organization away.
    NotAnUpdate,
    /// Nothing was saved by it, or nobody knows yet.
    NotDone,
    /// It was undone already.
    Undone,
    /// What was there before was not seen.
    BeforeNotKnown,
    /// It left all fields as they were, or only filled in what the portal does not let be empty.
    NothingToPutBack,
    /// Its connection is not in front.
    NotInFront,
    /// Its connection was removed.
    ConnectionRemoved,
    /// Its connection leads to another address now.
    OtherPortal,
    /// Its connection belongs to another user now.
    OtherUser,
}

impl Orgdesk {
    /// Whether a noted operation can be undone with this connection in front.
    pub(crate) async fn undo_state(
        &self,
        recorded: &Recorded,
        undone: bool,
        front: Option<ConnectionId>,
    ) -> UndoState {
        let operation = &recorded.operation;
        let Work::Update(work) = &operation.work else {
            return UndoState::NotAnUpdate;
        };
        if let Some(why_not) = of_itself(operation, work, undone) {
            return why_not;
        }
        let session = self.session(operation.connection).ok();
        match session.filter(|_| front == Some(operation.connection)) {
            Some(session) if *session.client.address() != operation.address => UndoState::OtherPortal,
            Some(session) if !session.connection.identity.is_same_as(&operation.identity) => {
                UndoState::OtherUser
            }
            Some(_) => UndoState::Possible,
            None => self.undo_without_session(operation).await,
        }
    }

    /// Why not, where its connection is not in front.
    async fn undo_without_session(&self, operation: &Operation) -> UndoState {
        if operation.connection == ConnectionId::PRACTICE {
            return UndoState::OtherPortal;
        }
        match self.store.connection(operation.connection).await {
            Ok(stored) if stored.address != operation.address => UndoState::OtherPortal,
            Ok(stored) if !stored.identity.is_same_as(&operation.identity) => UndoState::OtherUser,
            Err(AppError::Gone { .. }) => UndoState::ConnectionRemoved,
            // Where it cannot be told, opening it tells.
            Ok(_) | Err(_) => UndoState::NotInFront,
        }
    }
}

/// Why not, whatever is open.
fn of_itself(operation: &Operation, work: &UpdateWork, undone: bool) -> Option<UndoState> {
    if operation.stage.is_open() || !operation.outcome().is_done() {
        return Some(UndoState::NotDone);
    }
    if undone {
        return Some(UndoState::Undone);
    }
    let Some(held) = &work.held else {
        return Some(UndoState::BeforeNotKnown);
    };
    let PutsBack {
        fields, not_known, ..
    } = operation.put_back(held);
    match (fields.is_empty(), not_known.is_empty()) {
        (false, _) => None,
        (true, true) => Some(UndoState::NothingToPutBack),
        (true, false) => Some(UndoState::BeforeNotKnown),
    }
}
