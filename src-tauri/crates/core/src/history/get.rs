//! One operation, opened: what was sent, what was before and after, how long it took, and what the portal said.

use crate::connections::ConnectionId;
use crate::error::Gone;
use crate::history::{HistoryOperationView, HistoryRequest};
use crate::history::{Recorded, moment};
use crate::organizations::ReviewId;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// An operation of the history. Asks no portal.
    pub async fn history_operation(&self, request: HistoryRequest) -> Result<HistoryOperationView, AppError> {
        let recorded = self.recorded(request.operation).await?;
        let (undoes, undone_by) = self.store.history_links(&recorded.operation).await?;
        let undo = self
            .undo_state(&recorded, undone_by.is_some(), request.front)
            .await;
        Ok(HistoryOperationView {
            took_ms: recorded.took(),
            ended: recorded.ended.map(moment),
            undoes,
            undone_by,
            undo,
            ..recorded.opened()
        })
    }

    /// An operation as it was noted.
    pub(crate) async fn recorded(&self, operation: ReviewId) -> Result<Recorded, AppError> {
        let recorded = self.store.history_operation(operation).await?;
        recorded.ok_or(AppError::Gone {
            what: Gone::Operation,
        })
    }
}

impl Recorded {
    /// How long it took, in milliseconds; none where it has not ended, or the clock was put back meanwhile. In the journal nothing ends
    /// before it began, so that the times of the steps say that.
    pub(crate) fn took(&self) -> Option<i64> {
        let took = self.ended? - self.began;
        let times = self.operation.steps.iter().filter_map(|step| step.at);
        (took >= 0 && times.is_sorted()).then_some(took)
    }

    fn opened(&self) -> HistoryOperationView {
        let operation = &self.operation;
        HistoryOperationView {
            row: self.row(),
            host: operation.address.host(),
            identity: operation.identity.clone(),
            practice: operation.connection == ConnectionId::PRACTICE,
            ended: None,
            took_ms: None,
            fields: operation.field_rows(),
            steps: operation.steps.clone(),
            requests: operation.requests.clone(),
            error: operation.error.clone(),
            undoes: None,
            undone_by: None,
            undo: crate::history::UndoState::NotDone,
        }
    }
}
