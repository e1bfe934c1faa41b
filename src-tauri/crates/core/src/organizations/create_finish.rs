//! The new organization is known: its details are saved, everything is read back, and what came of it is told.

use scanning_api::{OrganizationFields, OrganizationId};

use crate::connections::Session;
use crate::operations::{LookedFound, LookedView, OpenDetails, Stage};
use crate::organizations::compare;
use crate::organizations::create::PlannedCreate;
use crate::organizations::look_again::{Noted, UnresolvedCreate};
use crate::organizations::look_unasked::what_is_held;
use crate::organizations::not_read::why;
use crate::organizations::put_back::PutBack;
use crate::organizations::read_created::{ReadCreated, read_created};
use crate::organizations::said_no::may_be_carried_out;
use crate::organizations::save_details::{NotSaved, can_be_sent_again};
use crate::organizations::trail::Trail;
use crate::organizations::write::Write;
use crate::organizations::{
    Compared, ComparisonRow, CreateOutcome, CreateResultView, DetailsLeftView, NoticeView, OrganizationView,
    PARENT, PLAN, ReviewId, SubscriptionView,
};
use crate::step::StepState;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The organization is known: saves its details and reads everything back.
    pub(crate) async fn finish(
        &self,
        session: &Session,
        review: ReviewId,
        unresolved: UnresolvedCreate,
        id: OrganizationId,
        of_this_name: Option<u32>,
        back: &mut PutBack<'_>,
    ) -> CreateResultView {
        let was_known = unresolved.id.is_some();
        self.reviews().is_known(review, id);
        let mut unresolved = unresolved.known_as(id);
        back.now(unresolved.as_open());
        let Some(details) = unresolved.planned.draft.details.clone() else {
            return Box::pin(self.read_back_create(session, review, unresolved, id, of_this_name, None))
                .await;
        };
        if unresolved.details == OpenDetails::Saved {
            let details = Some((details, Ok(())));
            let read_back = self.read_back_create(session, review, unresolved, id, of_this_name, details);
            return Box::pin(read_back).await;
        }
        let _alone = self.alone_with(id, &mut unresolved.trail).await;
        // A new attempt: what came of the one before is in the steps.
        let said_before = unresolved.noted.error.clone().filter(|_| unresolved.details_sent);
        unresolved.noted = unresolved.noted.of_others();
        if !was_known {
            // From here on it is known which one it is, also where it ends before its details are sent.
            self.note_at(session, review, &unresolved, Stage::DetailsLeft)
                .await;
        }
        let known_before = unresolved.details;
        let saved = self
            .save_details(session, review, &mut unresolved, id, &details, back)
            .await;
        let saved = saved.map_err(|not_saved| not_saved.after(said_before));
        unresolved.details = match &saved {
            Ok(()) => OpenDetails::Saved,
            Err(not_saved) if not_saved.is_unclear() => OpenDetails::NotKnown,
            Err(not_saved) if not_saved.sent && known_before != OpenDetails::NotKnown => {
                OpenDetails::NotSaved
            }
            Err(_) => known_before,
        };
        if saved.is_ok() {
            back.now(unresolved.as_open());
            self.note_at(session, review, &unresolved, Stage::Details).await;
        }
        let details = Some((details, saved));
        Box::pin(self.read_back_create(session, review, unresolved, id, of_this_name, details)).await
    }

    /// Notes how far it came. Where that cannot be noted it is said with what comes of it.
    pub(crate) async fn note_at(
        &self,
        session: &Session,
        review: ReviewId,
        open: &UnresolvedCreate,
        stage: Stage,
    ) {
        let noted = open.operation(session, review).at(stage, open.trail.steps());
        self.note(&noted).await;
    }

    /// Reads a created organization back, as who goes on with it, after its details were saved or not. Details that are left stay open, to
    /// be gone on with.
    pub(crate) async fn read_back_create(
        &self,
        session: &Session,
        review: ReviewId,
        mut unresolved: UnresolvedCreate,
        id: OrganizationId,
        of_this_name: Option<u32>,
        details: Option<(OrganizationFields, Result<(), NotSaved>)>,
    ) -> CreateResultView {
        unresolved.trail.begin("Reading it back");
        let of_another_user = unresolved.before.of_another_user;
        let ReadCreated {
            held,
            subscriptions,
            not_read,
            by_somebody_else,
        } = read_created(session, id, of_another_user).await;
        let planned = &unresolved.planned;
        if let Some(known) = details
            .as_ref()
            .and_then(|details| after_a_no(details, held.as_ref()))
        {
            unresolved.details = known;
        }
        let left = details
            .as_ref()
            .and_then(|(fields, saved)| left(fields, saved, &unresolved, held.as_ref()));
        let details_found = left.is_none() && matches!(details, Some((_, Err(_))));
        // Those that were sent, whenever that was, and those the portal holds all of.
        let sent = match &details {
            Some((fields, _)) if unresolved.details_sent || left.is_none() => fields.clone(),
            _ => planned.draft.created_fields(),
        };
        let subscriptions = subscriptions.as_deref();
        let (comparison, notices) = compared(planned, &sent, held.as_ref(), subscriptions, of_another_user);
        end_reading(&mut unresolved.trail, not_read.as_ref(), &comparison, &notices);
        let others = others_differ(&comparison, &notices);
        unresolved.noted.others_differ = others.or(unresolved.noted.others_differ).or(Some(false));
        let (outcome, details_left) = match (left, &held) {
            (Some((outcome, left)), _) => (outcome, Some(left)),
            (None, None) => (CreateOutcome::NotReadBack, None),
            (None, Some(_)) => (CreateOutcome::Created, None),
        };
        let stage = if let Some(left) = &details_left {
            unresolved.looked = found(&left.fields, held.as_ref(), not_read.as_ref());
            if left.is_in_part {
                unresolved.details = OpenDetails::InPart;
            } else if matches!(unresolved.details, OpenDetails::Saved | OpenDetails::InPart) {
                // Whatever the portal said, they are not all there, or none is there any more.
                unresolved.details = OpenDetails::NotSaved;
            }
            Stage::DetailsLeft
        } else if let Some((fields, _)) = &details
            && unresolved.details == OpenDetails::Saved
            && ((not_read.is_some() && (unresolved.looked_again || by_somebody_else))
                || (of_another_user
                    && held
                        .as_ref()
                        .is_some_and(|held| compare::hides_some(fields, held))))
        {
            // What it holds in their place the user has to hear of.
            unresolved.looked = found(fields, held.as_ref(), not_read.as_ref());
            Stage::Details
        } else {
            Stage::Done
        };
        let said_before = details.as_ref().and_then(|(_, saved)| said_before(saved));
        let error = details_left
            .as_ref()
            .map(|left| said_before.unwrap_or(&left.error))
            .or(not_read.as_ref());
        let noted = unresolved
            .operation(session, review)
            .at(stage, unresolved.trail.steps())
            .because(error.cloned())
            .read_back(held.as_ref())
            .of_what_was_sent(unresolved.details_sent);
        unresolved.noted = Noted::of(&noted);
        if !self.note(&noted).await {
            unresolved.trail.unnoted();
        }
        let view = CreateResultView {
            outcome,
            review,
            name: unresolved.planned.draft.name.clone(),
            id: Some(id),
            answer_lost: unresolved.answer_lost,
            of_this_name,
            not_read,
            steps: unresolved.trail.steps(),
            comparison: compare::worst_first(comparison),
            notices,
            candidates: Vec::new(),
            candidates_beside: Vec::new(),
            requests: noted.requests,
            destination: session.destination(),
            details_left,
            details_found,
            can_be_created_again: false,
            stays_open: stage.is_open(),
            details_waiting: 0,
            of_another_user,
        };
        if stage.is_open() {
            self.keep_review_as(review, session, Write::Unresolved(Box::new(unresolved)));
        }
        view
    }
}

/// What is known of details the portal said no to, where it may have carried them out all the same: they are not there where it shows that
/// something is empty, and else that is not known.
fn after_a_no(
    (fields, saved): &(OrganizationFields, Result<(), NotSaved>),
    held: Option<&OrganizationView>,
) -> Option<OpenDetails> {
    let not_saved = saved.as_ref().err().filter(|not_saved| not_saved.sent)?;
    let may_be_there =
        matches!(not_saved.error, AppError::Rejected { status, .. } if may_be_carried_out(status));
    let misses_some = held.is_some_and(|held| !compare::misses_none(fields, held));
    may_be_there.then_some(if misses_some {
        OpenDetails::NotSaved
    } else {
        OpenDetails::NotKnown
    })
}

/// What the portal is seen to hold of details that are left.
fn found(
    fields: &OrganizationFields,
    held: Option<&OrganizationView>,
    not_read: Option<&AppError>,
) -> Option<LookedView> {
    let seen = held.map(|held| what_is_held(fields, held));
    let found = seen.or_else(|| not_read.cloned().map(LookedFound::not_read));
    found.map(LookedFound::now)
}

/// What came of details that were sent before an attempt that sent nothing.
fn said_before(saved: &Result<(), NotSaved>) -> Option<&AppError> {
    saved.as_ref().err()?.said_before.as_ref()
}

/// Whether the plans or the organization above are not as they were asked for; none where that is not seen.
fn others_differ(comparison: &[ComparisonRow], notices: &[NoticeView]) -> Option<bool> {
    let is_other = |row: &&ComparisonRow| row.label == PARENT || row.label == PLAN;
    let is = |state: Compared| {
        let mut others = comparison.iter().filter(is_other);
        others.any(|row| row.state == state)
    };
    if !notices.is_empty() || is(Compared::Differs) {
        return Some(true);
    }
    (!is(Compared::NotRead)).then_some(false)
}

/// What was sent beside what the portal holds, and what it ignored. A plan that it does not show to somebody else may be there all the
/// same.
fn compared(
    planned: &PlannedCreate,
    sent: &OrganizationFields,
    held: Option<&OrganizationView>,
    subscriptions: Option<&[SubscriptionView]>,
    of_another_user: bool,
) -> (Vec<ComparisonRow>, Vec<NoticeView>) {
    let mut comparison = compare::fields(sent, None, held);
    if let Some(parent) = planned.draft.parent {
        comparison.push(compare::parent(parent, planned.parent_name.as_deref(), held));
    }
    let plans = |held| compare::plans(&planned.draft.plans, planned.draft.skips_default, held);
    let (plans, notices) = match plans(subscriptions) {
        (_, misses) if of_another_user && !misses.is_empty() => plans(None),
        told => told,
    };
    comparison.extend(plans);
    (comparison, notices)
}

/// What became of the details that are not known to be saved: nothing is left where reading back shows them all, whatever was said.
/// Where the portal said yes and shows some of them empty, as they were, they are left as well.
fn left(
    fields: &OrganizationFields,
    saved: &Result<(), NotSaved>,
    open: &UnresolvedCreate,
    held: Option<&OrganizationView>,
) -> Option<(CreateOutcome, DetailsLeftView)> {
    let known = open.details;
    let was_taken = held.is_none_or(|held| compare::misses_none(fields, held));
    let not_saved = match saved {
        Err(not_saved) => not_saved.clone().seen(held, fields),
        Ok(()) if was_taken => return None,
        Ok(()) => NotSaved::not_taken(),
    };
    if held.is_some_and(|held| compare::holds_all(fields, held)) {
        return None;
    }
    let may_be_there =
        |held| compare::details_held(fields, held).next().is_some() || compare::hides_some(fields, held);
    let some_are_there = held.is_none_or(may_be_there);
    let is_in_part =
        not_saved.is_in_part() || (known == OpenDetails::InPart && !not_saved.sent && some_are_there);
    // A press that sent nothing tells nothing of those that were sent before it.
    let is_unclear = not_saved.is_unclear() || (known == OpenDetails::NotKnown && !is_in_part);
    let outcome = if is_unclear {
        CreateOutcome::DetailsUnclear
    } else {
        CreateOutcome::DetailsNotSaved
    };
    let left = DetailsLeftView {
        fields: fields.clone(),
        can_be_saved_as_they_are: can_be_sent_again(&not_saved.error),
        is_in_part,
        others_are_there: held.is_some_and(|held| compare::holds_others(fields, held)),
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
