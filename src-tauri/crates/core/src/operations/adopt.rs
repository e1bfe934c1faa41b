//! Going on, as whoever is signed in now, with a write that was made as somebody else.

use crate::error::Gone;
use crate::operations::OpenOperationView;
use crate::organizations::SendRequest;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The user confirms that an open write is gone on with under the identity of now. Nothing is looked for and nothing sent
    /// by it; the confirmation is one of the write's steps.
    pub async fn adopt_operation(&self, request: SendRequest) -> Result<Vec<OpenOperationView>, AppError> {
        let SendRequest { connection, review } = request;
        let session = self.session(connection)?;
        let _undisturbed = self.undisturbed(review).await;
        let gone = AppError::Gone {
            what: Gone::OpenWrite,
        };
        let (before, mut trail) = self.reviews().made_as(review, &session).ok_or(gone)?;
        self.all_is_noted_of(review).await?;
        let now = &session.connection.identity;
        trail.begin("Asking you");
        trail.end(
            "You went on with it",
            StepState::Done,
            format!("As {}; it was made as {}", now.username, before.username),
        );
        self.store
            .adopt_operation(review, now.clone(), trail.steps())
            .await?;
        self.reviews().adopt(review, &session, trail);
        Ok(self.open_operations(connection))
    }
}
