//! The user's word that a create was not created rests on a look, which may be long ago: before another is sent in its place, it is
//! looked for once more, by the name it was sent with.

use scanning_api::OrganizationId;
use tokio::sync::OwnedMutexGuard;

use crate::connections::Session;
use crate::error::Gone;
use crate::operations::LookedFound;
use crate::organizations::SendRequest;
use crate::organizations::create::PlannedCreate;
use crate::organizations::create_outcome::Found;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::put_back::PutBack;
use crate::organizations::trail::Trail;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Before each time a create is sent in the place of one that the user says was not created: that one is not there. Fails where
    /// another is found than the user has seen, or where that cannot be told. Nobody else goes on with it as long as what is given back
    /// is held.
    pub(super) async fn before_in_place_of(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        back: &PutBack<'_>,
        trail: &mut Trail,
    ) -> Result<Option<OwnedMutexGuard<()>>, AppError> {
        let Some(first) = planned.instead_of else {
            return Ok(None);
        };
        // From the first attempt on it is this one's alone.
        let taken = back.first().cloned();
        let undisturbed = if taken.is_none() {
            Some(self.undisturbed(first).await)
        } else {
            None
        };
        let open = taken.or_else(|| self.reviews().open_create(session, first));
        let gone = AppError::Gone {
            what: Gone::OpenWrite,
        };
        let Some(open) = open else {
            return Err(gone);
        };
        trail.begin("Looking for the one it stands in place of");
        if !Box::pin(self.is_there(session, &open)).await? {
            trail.end(
                "Looked for the one it stands in place of",
                StepState::Done,
                "Not there",
            );
            return Ok(undisturbed);
        }
        if undisturbed.is_some() {
            // What is found is noted with it, which says it from then on.
            let request = SendRequest {
                connection: session.connection.id,
                review: first,
            };
            Box::pin(self.look_at_create_unasked(&request)).await;
        }
        Err(gone)
    }

    /// Whether another is found than the user has seen, once it would be listed.
    async fn is_there(&self, session: &Session, open: &UnresolvedCreate) -> Result<bool, AppError> {
        let was_seen = |id: OrganizationId| match open.looked.as_ref().map(|looked| &looked.found) {
            Some(LookedFound::Several { ids }) => ids.contains(&id),
            _ => false,
        };
        // Any that is known is another one.
        let sent = || {
            self.reviews()
                .sent_before(session, &open.planned.draft.name, |_| true)
        };
        let look = || async {
            let looked = self.look_once(session, open).await;
            match looked.map_err(|failure| session.failed(failure))? {
                Found::None => Ok(false),
                Found::Several(found) => Ok(!found.iter().all(|one| was_seen(one.id))),
                Found::CannotLook(error) => Err(error),
                Found::One { .. } => Ok(true),
            }
        };
        self.look_until_listed(sent, look, |is_there| *is_there).await
    }
}
