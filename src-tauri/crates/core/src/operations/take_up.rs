//! Taking up what an earlier run left open. Nothing is sent by it: each is put where it can be looked for again, on the portal
//! and under the identity it was made for.

use std::collections::HashSet;

use crate::Orgdesk;
use crate::connections::{ConnectionId, Session};
use crate::error::LocalDataProblem;
use crate::operations::{CreateWork, OpenDetails, Operation, Stage, Work};
use crate::organizations::{
    Noted, PlannedCreate, Trail, UnresolvedCreate, UnresolvedUpdate, Write, create_request,
};

impl Orgdesk {
    /// Puts the open operations of a connection that was just opened among the writes of this run. One that this run knows
    /// already stays as it is.
    pub(crate) async fn take_up_operations(&self, session: &Session) {
        // Another Orgdesk that has the local data carries them on.
        if self.store.why_not_lasting().await == Some(LocalDataProblem::InUse) {
            return;
        }
        let open = match self.store.open_operations(session.connection.id).await {
            Ok(open) => open,
            Err(error) => return tracing::warn!(%error, "the open operations cannot be read"),
        };
        for operation in open {
            let write = operation.as_ref().ok();
            let write = write.and_then(|operation| self.write_of(session, operation));
            match (operation, write) {
                (Ok(operation), Some(write)) => self.reviews().take_up(&operation, write),
                (Ok(operation), None) => self.reviews().take_up_unread(session, operation.into()),
                (Err(unread), _) => self.reviews().take_up_unread(session, unread),
            }
        }
        self.take_note_of_creates_elsewhere(session).await;
        match self.store.creates_noted_last().await {
            Ok(creates) => {
                let mut reviews = self.reviews();
                for create in &creates {
                    reviews.was_sent(create, self.timings.timeouts.request);
                }
            }
            Err(error) => tracing::warn!(%error, "what was sent last cannot be read"),
        }
    }

    /// A connection to the same portal may not be open in this run: what is open there may be what is looked for here.
    async fn take_note_of_creates_elsewhere(&self, session: &Session) {
        match self.store.open_operations_elsewhere(session.connection.id).await {
            Ok(open) => {
                let mut reviews = self.reviews();
                for create in &open {
                    reviews.is_open_elsewhere(session, create);
                }
            }
            Err(error) => tracing::warn!(%error, "what is open on other connections cannot be read"),
        }
    }

    /// The practice portal is a new one in each run: what was sent to the one before is settled by its end.
    pub(crate) async fn end_practice_operations(&self) {
        if let Err(error) = self.store.end_operations(ConnectionId::PRACTICE).await {
            tracing::warn!(%error, "the operations of an earlier practice could not be ended");
        }
    }

    fn write_of(&self, session: &Session, operation: &Operation) -> Option<Write> {
        let trail = Trail::taken_up(operation.id, &operation.steps, self.progress.clone());
        Some(match &operation.work {
            Work::Create(work) => {
                let CreateWork {
                    form,
                    draft,
                    parent_name,
                    before,
                    answer_lost,
                    only_likely_ours,
                    details_sent,
                    details,
                    details_put,
                    at_once,
                    instead_of,
                    others_differ: _,
                } = (**work).clone();
                // Noted before it was noted what is known of them.
                let details = match operation.stage {
                    Stage::Details if details == OpenDetails::NotSaved => OpenDetails::NotKnown,
                    _ => details,
                };
                let answer_lost = answer_lost || matches!(operation.stage, Stage::Intent | Stage::Unknown);
                Write::Unresolved(Box::new(UnresolvedCreate {
                    planned: PlannedCreate {
                        form,
                        kept_as: None,
                        request: create_request(&session.client, &draft).ok()?,
                        draft,
                        parent_name,
                        known: before.ids.clone(),
                        otherwise_named: before.otherwise_named.clone(),
                        instead_of,
                        tried: true,
                    },
                    id: operation.organization,
                    before,
                    answer_lost,
                    only_likely_ours: only_likely_ours || answer_lost,
                    details_sent,
                    details,
                    put: details_put,
                    at_once,
                    looked_again: true,
                    lost_before: HashSet::new(),
                    looked: None,
                    noted: Noted::of(operation),
                    trail,
                }))
            }
            Work::Update(work) => Write::UnresolvedUpdate(Box::new(UnresolvedUpdate {
                id: operation.organization?,
                work: (**work).clone(),
                was_saved: operation.stage == Stage::Sent,
                looked: None,
                noted: Noted::of(operation),
                trail,
            })),
        })
    }
}
