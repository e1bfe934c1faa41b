//! Going on, as whoever is signed in now, with a write that was made as somebody else.

use crate::error::Gone;
use crate::operations::OpenOperationView;
use crate::organizations::{SendRequest, Write};
use crate::step::StepState;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The user confirms that an open write is gone on with under the identity of now. Nothing is looked for and nothing sent
    /// by it; the confirmation is one of the write's steps.
    pub async fn adopt_operation(&self, request: SendRequest) -> Result<Vec<OpenOperationView>, AppError> {
        let SendRequest { connection, review } = request;
        let session = self.session(connection)?;
        self.unasked_look_is_over().await;
        let now = &session.connection.identity;
        let steps = {
            let mut reviews = self.reviews();
            let write = reviews.adopt(review, &session).ok_or(AppError::Gone {
                what: Gone::ReviewedWrite,
            })?;
            let trail = match write {
                Write::Unresolved(open) => &mut open.trail,
                Write::UnresolvedUpdate(open) => &mut open.trail,
                Write::Create(_) | Write::Update(_) | Write::Underway(_) => return Ok(Vec::new()),
            };
            trail.begin("Asking you");
            trail.end(
                "You went on with it",
                StepState::Done,
                format!("As {}", now.username),
            );
            trail.steps()
        };
        self.store.adopt_operation(review, now.clone(), steps).await?;
        Ok(self.open_operations(connection))
    }
}
