//! What became of a create: its details saved, everything read back, and told.

use scanning_api::{OrganizationFields, OrganizationId};

use crate::connections::Session;
use crate::operations::{Operation, Stage};
use crate::organizations::carry_out::Write;
use crate::organizations::compare;
use crate::organizations::create::create_operation;
use crate::organizations::create_review::{details_count, details_request, details_words};
use crate::organizations::get::read;
use crate::organizations::look::{Before, SameName};
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::not_read::why;
use crate::organizations::save_details::{NotSaved, Trust, save_details};
use crate::organizations::trail::Trail;
use crate::organizations::{
    Compared, ComparisonRow, CreateOutcome, CreateResultView, DetailsLeftView, NoticeView,
    OrganizationRequest, OrganizationRowView, OrganizationView, ReviewId,
};
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
    /// Those that were not there before. Where the portal did not list everything, a single new one proves nothing.
    pub(crate) fn of(now: SameName, before: &Before) -> Self {
        let of_its_name = u32::try_from(now.ids.len()).ok();
        let mut new = now.shown;
        new.retain(|one| !before.ids.contains(&one.id));
        match new.as_slice() {
            [] => Self::None,
            [one] if now.complete && before.complete => Self::One {
                id: one.id,
                of_its_name,
            },
            _ => Self::Several(new),
        }
    }

    /// Ends the step of the look with what it found.
    pub(crate) fn told(self, trail: &mut Trail) -> Self {
        let (state, words) = self.words();
        trail.end("Looked for it", state, words);
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
    /// Goes on from what was found: finishes the one, or keeps the create open for the user.
    pub(crate) async fn resolve_with(
        &self,
        session: &Session,
        review: ReviewId,
        mut unresolved: UnresolvedCreate,
        found: Found,
    ) -> CreateResultView {
        let (outcome, candidates, not_read) = match found {
            Found::One { id, of_its_name } => {
                return Box::pin(self.finish(session, review, unresolved, id, of_its_name)).await;
            }
            Found::Several(found) => (CreateOutcome::SeveralFound, found, None),
            Found::None if unresolved.answer_lost => (CreateOutcome::NotFound, Vec::new(), None),
            Found::None => (CreateOutcome::NotListed, Vec::new(), None),
            Found::CannotLook(error) if unresolved.answer_lost => {
                (CreateOutcome::CannotLook, Vec::new(), Some(error))
            }
            Found::CannotLook(error) => (CreateOutcome::NotListed, Vec::new(), Some(error)),
        };
        if let Some(details) = &unresolved.planned.draft.details {
            let title = format!("Save {}", details_words(details));
            unresolved
                .trail
                .waits(&title, "Waits until it is known which one it is");
        }
        let planned = &unresolved.planned;
        let view = CreateResultView {
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
            requests: vec![planned.request.clone()],
            destination: session.destination(),
            details_left: None,
            details_waiting: planned.draft.details.as_ref().map_or(0, details_count),
        };
        let stage = if unresolved.answer_lost {
            Stage::Unknown
        } else {
            Stage::Sent
        };
        let operation = create_operation(
            session,
            review,
            planned,
            &unresolved.before,
            unresolved.answer_lost,
        );
        self.note(&operation.at(stage, unresolved.trail.steps())).await;
        self.keep_review_as(review, session, Write::Unresolved(Box::new(unresolved)));
        view
    }

    /// The organization is known: saves its details and reads everything back.
    pub(crate) async fn finish(
        &self,
        session: &Session,
        review: ReviewId,
        unresolved: UnresolvedCreate,
        id: OrganizationId,
        of_this_name: Option<u32>,
    ) -> CreateResultView {
        let UnresolvedCreate {
            planned,
            id: known,
            before,
            answer_lost,
            looked_again,
            mut trail,
        } = unresolved;
        let mut operation = Operation {
            organization: Some(id),
            ..create_operation(session, review, &planned, &before, answer_lost)
        };
        let only_likely_ours = answer_lost || (looked_again && known.is_none());
        let trust = Trust {
            only_likely_ours,
            read_first: only_likely_ours || looked_again || of_this_name.is_some() || !before.complete,
        };
        let details = match &planned.draft.details {
            Some(details) => {
                operation
                    .requests
                    .extend(details_request(&session.client, Some(id), details).ok());
                let intent = operation.clone().at(Stage::Details, trail.steps());
                let saved = match self.note_intent(&intent).await {
                    Ok(()) => save_details(session, id, details, trust, &mut trail).await,
                    Err(error) => Err(NotSaved::unsent(error)),
                };
                Some((details, saved))
            }
            None => None,
        };
        trail.begin("Reading it back");
        let (held, not_read) = match read(session, id).await {
            Ok(held) => (Some(held), None),
            Err(error) => (None, Some(error)),
        };
        let request = OrganizationRequest {
            connection: session.connection.id,
            id: id.to_string(),
        };
        let subscriptions = self.list_subscriptions(request).await.ok();
        let mut requests = vec![planned.request];
        let sent = match &details {
            Some((fields, saved)) if saved.as_ref().err().is_none_or(|not_saved| not_saved.sent) => {
                requests.extend(details_request(&session.client, Some(id), fields).ok());
                (*fields).clone()
            }
            _ => planned.draft.created_fields(),
        };
        let mut comparison = compare::fields(&sent, None, held.as_ref());
        if let Some(parent) = planned.draft.parent {
            comparison.push(compare::parent(
                parent,
                planned.parent_name.as_deref(),
                held.as_ref(),
            ));
        }
        let (plans, notices) = compare::plans(
            &planned.draft.plans,
            planned.draft.skips_default,
            subscriptions.as_deref(),
        );
        comparison.extend(plans);
        end_reading(&mut trail, not_read.as_ref(), &comparison, &notices);
        let left = details.and_then(|(fields, saved)| left(fields, saved.err()?, held.as_ref()));
        let (outcome, details_left) = match (left, &held) {
            (Some((outcome, left)), _) => (outcome, Some(left)),
            (None, None) => (CreateOutcome::NotReadBack, None),
            (None, Some(_)) => (CreateOutcome::Created, None),
        };
        let stage = if details_left.is_some() {
            Stage::DetailsLeft
        } else {
            Stage::Done
        };
        let error = details_left
            .as_ref()
            .map(|left| &left.error)
            .or(not_read.as_ref());
        let ended = Operation {
            after: held.as_ref().map(|held| held.fields.clone()),
            requests: requests.clone(),
            ..operation.at(stage, trail.steps()).because(error.cloned())
        };
        self.note(&ended).await;
        self.reviews().forget(review);
        CreateResultView {
            outcome,
            review,
            name: planned.draft.name.clone(),
            id: Some(id),
            answer_lost,
            of_this_name,
            not_read,
            steps: trail.steps(),
            comparison: compare::worst_first(comparison),
            notices,
            candidates: Vec::new(),
            requests,
            destination: session.destination(),
            details_left,
            details_waiting: 0,
        }
    }
}

/// What became of the details that are not known to be saved: nothing is left where saving failed unclearly and reading back
/// shows them all.
fn left(
    fields: &OrganizationFields,
    not_saved: NotSaved,
    held: Option<&OrganizationView>,
) -> Option<(CreateOutcome, DetailsLeftView)> {
    let is_unclear = not_saved.is_unclear();
    let all_there = held.is_some()
        && compare::fields(fields, None, held)
            .iter()
            .all(|row| row.sent.is_empty() || row.state == Compared::Same);
    if is_unclear && all_there {
        return None;
    }
    let outcome = if is_unclear {
        CreateOutcome::DetailsUnclear
    } else {
        CreateOutcome::DetailsNotSaved
    };
    let left = DetailsLeftView {
        fields: fields.clone(),
        error: not_saved.error,
    };
    Some((outcome, left))
}

fn end_reading(
    trail: &mut Trail,
    not_read: Option<&AppError>,
    comparison: &[ComparisonRow],
    notices: &[NoticeView],
) {
    if let Some(error) = not_read {
        return trail.end("Could not read it back", StepState::Warning, why(error));
    }
    let clean = notices.is_empty() && comparison.iter().all(|row| row.state == Compared::Same);
    let state = if clean {
        StepState::Done
    } else {
        StepState::Warning
    };
    trail.end("Read back", state, compare::as_sent(comparison));
}
