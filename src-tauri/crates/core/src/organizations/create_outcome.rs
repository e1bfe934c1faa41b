//! What looking for a new organization found, and how the create goes on from there.

use std::collections::BTreeSet;

use scanning_api::OrganizationId;

use crate::connections::Session;
use crate::error::UnclearReason;
use crate::operations::{LookedFound, LookedView, Stage};
use crate::organizations::create_review::details_count;
use crate::organizations::look::{Before, SameName};
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::not_read::why;
use crate::organizations::put_back::PutBack;
use crate::organizations::trail::{LOOKED, Trail};
use crate::organizations::write::Write;
use crate::organizations::{CreateOutcome, CreateResultView, OrganizationRowView, ReviewId};
use crate::said::SaidView;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

/// What looking for a new organization found.
pub(crate) enum Found {
    /// Our own; `of_its_name` says how many of its name there are, where the portal listed them all.
    One {
        id: OrganizationId,
        of_its_name: Option<u32>,
    },
    None,
    Several(Vec<OrganizationRowView>),
    CannotLook(AppError),
}

impl Found {
    /// Those that were not there before and are no other create's. Where the portal did not list everything, or it may be that of
    /// another of its name, or one that was there is listed no more and may only have another id, a single new one proves nothing.
    pub(crate) fn of(
        now: SameName,
        before: &Before,
        of_another: &BTreeSet<OrganizationId>,
        may_be_anothers: impl Fn(OrganizationId) -> bool,
    ) -> Self {
        let of_its_name = u32::try_from(now.ids.len()).ok();
        let all_are_there = before.ids.is_subset(&now.ids);
        let mut new = now.shown;
        new.retain(|one| !before.ids.contains(&one.id) && !of_another.contains(&one.id));
        match new.as_slice() {
            [] if now.complete && !before.of_another_user => Self::None,
            // What was not listed, or is not shown to who looks, may be the one.
            [] => Self::CannotLook(AppError::Unclear {
                reason: if now.complete {
                    UnclearReason::ListedToAnother
                } else {
                    UnclearReason::NotAllListed
                },
                status: None,
                said: SaidView::default(),
            }),
            [one] if now.complete && before.complete && all_are_there && !may_be_anothers(one.id) => {
                Self::One {
                    id: one.id,
                    of_its_name,
                }
            }
            _ => Self::Several(new),
        }
    }

    /// What is said of it where the create is listed; nothing where it is known which one it is.
    pub(crate) fn looked(&self) -> Option<LookedView> {
        let found = match self {
            Self::One { .. } => return None,
            Self::None => LookedFound::NoneNew,
            Self::Several(found) => LookedFound::Several {
                ids: found.iter().map(|one| one.id).collect(),
            },
            Self::CannotLook(error) => LookedFound::not_read(error.clone()),
        };
        Some(found.now())
    }

    /// Ends the step of the look with what it found.
    pub(crate) fn told(self, trail: &mut Trail) -> Self {
        let (state, words) = self.words();
        trail.end(LOOKED, state, words);
        self
    }

    fn words(&self) -> (StepState, String) {
        match self {
            Self::One { id, .. } => (
                StepState::Done,
                format!("1 found that was not there before: {id}"),
            ),
            Self::None => (StepState::Unknown, "None found yet".to_owned()),
            Self::Several(found) => (
                StepState::Unknown,
                format!("{} found that may be the one", found.len()),
            ),
            Self::CannotLook(error) => (StepState::Problem, why(error)),
        }
    }
}

impl Orgdesk {
    /// What was found, unless it became another create's while it was looked at: then it is not what is looked for.
    pub(super) async fn unless_anothers(&self, unresolved: &mut UnresolvedCreate, found: Found) -> Found {
        let Found::One { id, .. } = found else {
            return found;
        };
        if unresolved.id == Some(id) {
            return found;
        }
        let (found, words, state) = match self.is_its_own(unresolved, id).await {
            Ok(true) => return found,
            Ok(false) => (
                Found::None,
                "It is taken for that of another of your operations",
                StepState::Unknown,
            ),
            Err(error) => (
                Found::CannotLook(error),
                "Whether it is another’s cannot be read on this computer",
                StepState::Problem,
            ),
        };
        unresolved.trail.begin("Making sure that it is no other’s");
        unresolved.trail.end(words, state, id.to_string());
        found
    }

    /// Goes on from what was found: finishes the one, or keeps the create open for the user.
    pub(crate) async fn resolve_with(
        &self,
        session: &Session,
        review: ReviewId,
        mut unresolved: UnresolvedCreate,
        found: Found,
        back: &mut PutBack<'_>,
    ) -> CreateResultView {
        let found = self.unless_anothers(&mut unresolved, found).await;
        unresolved.looked = found.looked();
        let (outcome, candidates, not_read) = match found {
            Found::One { id, of_its_name } => {
                return Box::pin(self.finish(session, review, unresolved, id, of_its_name, back)).await;
            }
            Found::Several(found) => (CreateOutcome::SeveralFound, found, None),
            Found::None if unresolved.answer_lost => (CreateOutcome::NotFound, Vec::new(), None),
            Found::None => (CreateOutcome::NotListed, Vec::new(), None),
            Found::CannotLook(error) if unresolved.answer_lost => {
                (CreateOutcome::CannotLook, Vec::new(), Some(error))
            }
            Found::CannotLook(error) => (CreateOutcome::NotListed, Vec::new(), Some(error)),
        };
        unresolved.waits_for_details();
        let planned = &unresolved.planned;
        let mut view = CreateResultView {
            outcome,
            review,
            name: planned.draft.name.clone(),
            id: None,
            answer_lost: unresolved.answer_lost,
            of_this_name: None,
            not_read,
            steps: unresolved.trail.steps(),
            comparison: Vec::new(),
            notices: Vec::new(),
            candidates,
            candidates_beside: Vec::new(),
            requests: unresolved.requests(session),
            destination: session.destination(),
            details_left: None,
            details_found: false,
            can_be_created_again: unresolved.may_be_created_again(),
            stays_open: true,
            details_waiting: planned.draft.details.as_ref().map_or(0, details_count),
            of_another_user: unresolved.before.of_another_user,
        };
        let stage = if unresolved.answer_lost {
            Stage::Unknown
        } else {
            Stage::Sent
        };
        let operation = unresolved.operation(session, review);
        let operation = operation.at(stage, unresolved.trail.steps());
        if !self.note(&operation).await {
            unresolved.trail.unnoted();
            view.steps = unresolved.trail.steps();
        }
        let beside = self.beside_candidates(session, &unresolved.planned, &view.candidates);
        view.candidates_beside = Box::pin(beside).await;
        self.keep_review_as(review, session, Write::Unresolved(Box::new(unresolved)));
        view
    }
}
