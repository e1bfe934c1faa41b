//! The user's word that a create was not created rests on a look, which may be long ago: before another is sent in its place, it is
//! looked for once more, by the name it was sent with.

use scanning_api::OrganizationId;

use crate::connections::Session;
use crate::error::Gone;
use crate::operations::LookedFound;
use crate::organizations::create_outcome::Found;
use crate::organizations::{ReviewId, SendRequest};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Fails where another is found than the user has seen, or where that cannot be told. What is found is noted with the first, which
    /// says it from then on. To be called undisturbed.
    pub(crate) async fn is_still_not_there(
        &self,
        session: &Session,
        first: ReviewId,
    ) -> Result<(), AppError> {
        // Of one that is not open any more it is said when it is taken.
        let Some(open) = self.reviews().open_create(session, first) else {
            return Ok(());
        };
        let was_seen = |id: OrganizationId| match open.looked.as_ref().map(|looked| &looked.found) {
            Some(LookedFound::Several { ids }) => ids.contains(&id),
            _ => false,
        };
        let looked = self.look_once(session, &open).await;
        match looked.map_err(|failure| session.failed(failure))? {
            Found::None => return Ok(()),
            Found::Several(found) if found.iter().all(|one| was_seen(one.id)) => return Ok(()),
            Found::CannotLook(error) => return Err(error),
            Found::One { .. } | Found::Several(_) => {}
        }
        let request = SendRequest {
            connection: session.connection.id,
            review: first,
        };
        Box::pin(self.look_at_create_unasked(&request)).await;
        Err(AppError::Gone {
            what: Gone::OpenWrite,
        })
    }
}
