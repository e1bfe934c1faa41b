//! The user's word that a create was not created rests on a look, which may be long ago: before another is sent in its place, it is
//! looked for once more, by the name it was sent with.

use scanning_api::OrganizationId;
use tokio::sync::OwnedMutexGuard;

use crate::connections::Session;
use crate::error::Gone;
use crate::operations::LookedFound;
use crate::organizations::create::PlannedCreate;
use crate::organizations::create_outcome::Found;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::put_back::PutBack;
use crate::organizations::{ReviewId, SendRequest};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Before each time a create is sent in the place of one that the user says was not created: that one is not there. Nobody else goes
    /// on with it as long as what is given back is held.
    pub(super) async fn before_in_place_of(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        back: &PutBack<'_>,
    ) -> Result<Option<OwnedMutexGuard<()>>, AppError> {
        let Some(first) = planned.instead_of else {
            return Ok(None);
        };
        if let Some(taken) = back.first() {
            // It is this one's alone.
            let is_there = Box::pin(self.is_there(session, taken)).await?;
            return if is_there { Err(open_again()) } else { Ok(None) };
        }
        let undisturbed = self.undisturbed(first).await;
        // The look that the user's word rests on may be long ago.
        Box::pin(self.is_still_not_there(session, first)).await?;
        Ok(Some(undisturbed))
    }

    /// Fails where another is found than the user has seen, or where that cannot be told. What is found is noted with the first, which
    /// says it from then on. To be called undisturbed.
    async fn is_still_not_there(&self, session: &Session, first: ReviewId) -> Result<(), AppError> {
        // Of one that is not open any more it is said when it is taken.
        let Some(open) = self.reviews().open_create(session, first) else {
            return Ok(());
        };
        if !Box::pin(self.is_there(session, &open)).await? {
            return Ok(());
        }
        let request = SendRequest {
            connection: session.connection.id,
            review: first,
        };
        Box::pin(self.look_at_create_unasked(&request)).await;
        Err(open_again())
    }

    /// Whether another is found than the user has seen, once it would be listed.
    async fn is_there(&self, session: &Session, open: &UnresolvedCreate) -> Result<bool, AppError> {
        let was_seen = |id: OrganizationId| match open.looked.as_ref().map(|looked| &looked.found) {
            Some(LookedFound::Several { ids }) => ids.contains(&id),
            _ => false,
        };
        let said_no = self.reviews().said_no(session, &open.planned.draft.name);
        let look = || async {
            let looked = self.look_once(session, open).await;
            match looked.map_err(|failure| session.failed(failure))? {
                Found::None => Ok(false),
                Found::Several(found) => Ok(!found.iter().all(|one| was_seen(one.id))),
                Found::CannotLook(error) => Err(error),
                Found::One { .. } => Ok(true),
            }
        };
        self.look_until_listed(said_no, look, |is_there| *is_there).await
    }
}

fn open_again() -> AppError {
    AppError::Gone {
        what: Gone::OpenWrite,
    }
}
