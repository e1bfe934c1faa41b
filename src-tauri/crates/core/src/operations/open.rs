//! What was sent and is not settled: shown until it is, in this run and in later ones.

use crate::connections::ConnectionId;
use crate::operations::{OpenCreate, OpenOperationView, OpenUpdate, OpenWork};
use crate::organizations::{SendRequest, Write, details_count};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The writes of an open connection of which nobody knows yet what became, the oldest first. Asks nobody.
    pub fn open_operations(&self, connection: ConnectionId) -> Vec<OpenOperationView> {
        let reviews = self.reviews();
        let open = reviews.open(connection);
        let views = open.filter_map(|(review, write)| match write {
            Write::Unresolved(unresolved) => Some(OpenOperationView {
                review,
                name: unresolved.planned.draft.name.clone(),
                sent_at: unresolved.trail.began(),
                work: OpenWork::Create(Box::new(OpenCreate {
                    form: unresolved.planned.form.clone(),
                    details_waiting: unresolved.planned.draft.details.as_ref().map_or(0, details_count),
                    id: unresolved.id,
                })),
            }),
            Write::UnresolvedUpdate(unresolved) => Some(OpenOperationView {
                review,
                name: unresolved.name().to_owned(),
                sent_at: unresolved.trail.began(),
                work: OpenWork::Update(Box::new(OpenUpdate {
                    id: unresolved.id,
                    base: unresolved.work.base.clone(),
                    mine: unresolved.work.mine.clone(),
                })),
            }),
            Write::Create(_) | Write::Update(_) | Write::Underway(_) => None,
        });
        views.collect()
    }

    /// The user settles a write: Orgdesk looks for it no further. Nothing is sent.
    pub async fn leave_operation(&self, request: SendRequest) -> Result<(), AppError> {
        self.store.end_operation(request.review).await?;
        self.reviews().forget_open(request.connection, request.review);
        Ok(())
    }
}
