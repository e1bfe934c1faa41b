//! A look at a write that is not settled, which nobody asked for: once, without the pauses a user waits through, and without
//! sending anything. Details that are still to be saved wait for the user.

use scanning_api::OrganizationId;

use crate::Orgdesk;
use crate::connections::Session;
use crate::operations::{LookedFound, OpenDetails, Stage};
use crate::organizations::compare;
use crate::organizations::create_outcome::Found;
use crate::organizations::get::read_to_tell;
use crate::organizations::look_again::{Noted, UnresolvedCreate};
use crate::organizations::put_back::PutBack;
use crate::organizations::save_details::NotSaved;
use crate::organizations::update_again::UnresolvedUpdate;
use crate::organizations::update_read_back::looked;
use crate::organizations::write::Write;
use crate::organizations::{
    Compared, ComparisonRow, OrganizationFields, OrganizationView, ReviewId, SendRequest, UpdateResultView,
};

impl Orgdesk {
    /// Looks for a create, or at the details of one that is known. How it turned out where it is over by that.
    pub(crate) async fn look_at_create_unasked(&self, request: &SendRequest) -> Option<Over> {
        let Ok((session, open)) = self.take_unresolved(request) else {
            return None;
        };
        let review = request.review;
        let mut kept = open.stays_open(self, &session, review);
        let over = match open.id {
            Some(id) => self.look_at_details(&session, review, open, id, None).await,
            None => Box::pin(self.look_for_create(&session, review, open, &mut kept)).await,
        };
        kept.over();
        over
    }

    /// Reads an update back. How it turned out where it is over by that.
    pub(crate) async fn look_at_update_unasked(&self, request: &SendRequest) -> Option<Over> {
        let Ok((session, mut unresolved)) = self.take_unresolved_update(request) else {
            return None;
        };
        let mut trail = unresolved.trail.clone();
        let unanswered = UnresolvedUpdate {
            was_saved: false,
            ..(*unresolved).clone()
        };
        let mut result = Box::pin(unanswered.as_it_is_now(&session, &mut trail)).await;
        // One the portal said it saved is over by itself only where it is seen to be: what it holds in its place the user has to hear of.
        if unresolved.was_saved
            && let Some(looked) = looked(&result)
        {
            unresolved.looked = Some(looked);
            self.reviews()
                .now(request.review, Write::UnresolvedUpdate(unresolved));
            return None;
        }
        let read = unresolved.was_read_back();
        let noting = self.note_update(&session, request.review, read, &mut result, &mut trail);
        Box::pin(noting).await;
        let UpdateResultView::Saved(saved) = result else {
            return None;
        };
        Some(Over::of(&saved.comparison))
    }

    async fn look_for_create(
        &self,
        session: &Session,
        review: ReviewId,
        mut open: UnresolvedCreate,
        kept: &mut PutBack<'_>,
    ) -> Option<Over> {
        open.trail.looks_again();
        let found = match self.look_once(session, &open).await {
            Ok(found) => found,
            Err(failure) => Found::CannotLook(session.failed(failure)),
        };
        let found = found.told(&mut open.trail);
        let found = self.unless_anothers(&mut open, found).await;
        match found {
            Found::One { id, of_its_name } => {
                self.reviews().is_known(review, id);
                let open = open.known_as(id);
                kept.now(open.as_open());
                self.look_at_details(session, review, open, id, of_its_name).await
            }
            Found::None | Found::Several(_) | Found::CannotLook(_) => {
                open.looked = found.looked();
                open.waits_for_details();
                self.keep_review_as(review, session, Write::Unresolved(Box::new(open)));
                None
            }
        }
    }

    /// What is created and whole is settled. Where details are missing it is noted which organization it is.
    async fn look_at_details(
        &self,
        session: &Session,
        review: ReviewId,
        mut open: UnresolvedCreate,
        id: OrganizationId,
        of_its_name: Option<u32>,
    ) -> Option<Over> {
        let Some(details) = open.planned.draft.details.clone() else {
            let read_back = self.read_back_create(session, review, open, id, of_its_name, None);
            return Some(Over::of(&Box::pin(read_back).await.comparison));
        };
        let read = read_to_tell(session, id, open.before.of_another_user).await;
        let were_saved = open.details == OpenDetails::Saved;
        let looked = match &read {
            Ok(held)
                if compare::holds_all(&details, held)
                    || (were_saved
                        && !compare::hides_some(&details, held)
                        && compare::misses_none(&details, held)) =>
            {
                let saved = Some((details, Ok(())));
                let read_back = self.read_back_create(session, review, open, id, of_its_name, saved);
                return Some(Over::of(&Box::pin(read_back).await.comparison));
            }
            Ok(held) if compare::misses_none(&details, held) => {
                if were_saved {
                    open.noted.error = None;
                }
                what_is_held(&details, held)
            }
            Ok(held) => {
                if were_saved {
                    open.details = OpenDetails::NotSaved;
                    open.noted.error = Some(NotSaved::not_taken().error);
                }
                what_is_held(&details, held)
            }
            Err(error) => LookedFound::not_read(error.clone()),
        };
        open.looked = Some(looked.now());
        open.waits_for_details();
        let stage = if open.details == OpenDetails::Saved {
            Stage::Details
        } else {
            Stage::DetailsLeft
        };
        let mut noted = open.operation(session, review).at(stage, open.trail.steps());
        if let Ok(held) = &read {
            noted = noted.read_back(Some(held)).of_what_was_sent(open.details_sent);
            open.noted = Noted::of(&noted);
        }
        if !self.note(&noted).await {
            open.trail.unnoted();
        }
        self.keep_review_as(review, session, Write::Unresolved(Box::new(open)));
        None
    }
}

/// How a write turned out that is over by a look.
pub(crate) struct Over {
    /// Whether the portal holds something else than was sent.
    pub(crate) differs: bool,
}

impl Over {
    fn of(comparison: &[ComparisonRow]) -> Self {
        Self {
            differs: comparison.iter().any(|row| row.state == Compared::Differs),
        }
    }
}

/// What is said under "Needs you" of details that are left, as far as the portal shows them.
pub(crate) fn what_is_held(details: &OrganizationFields, held: &OrganizationView) -> LookedFound {
    let differs = compare::unlike(details, held);
    if compare::misses_none(details, held) {
        LookedFound::not_as_sent(differs, false)
    } else {
        LookedFound::DetailsMissing { differs }
    }
}
