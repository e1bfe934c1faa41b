//! Reading an update back: what the portal holds now, beside what was sent and what was there before.

use scanning_api::{OrganizationField, OrganizationId};

use crate::AppError;
use crate::connections::Session;
use crate::operations::{LookedFound, LookedView};
use crate::organizations::compare;
use crate::organizations::get::read_to_tell;
use crate::organizations::not_read::why;
use crate::organizations::prevailed::prevailed;
use crate::organizations::trail::Trail;
use crate::organizations::update::{Attempt, Basis};
use crate::organizations::{
    Compared, ComparisonRow, OrganizationView, UpdateResultView, UpdateSavedView, UpdateUnclearView,
};
use crate::step::StepState;

/// The step that [`read_back`] ends.
pub(crate) const READING_BACK: &str = "Reading it back";

/// Reads an update back, which may be `of_another_user`, and says what came of it. [`READING_BACK`] has begun.
pub(crate) async fn read_back(
    session: &Session,
    id: OrganizationId,
    of_another_user: bool,
    basis: Basis,
    attempt: Attempt,
    trail: &mut Trail,
) -> UpdateResultView {
    let held = read_to_tell(session, id, of_another_user).await;
    was_read(session, held, basis, attempt, trail)
}

/// The same, once it was read.
pub(crate) fn was_read(
    session: &Session,
    held: Result<OrganizationView, AppError>,
    basis: Basis,
    attempt: Attempt,
    trail: &mut Trail,
) -> UpdateResultView {
    let Attempt { request, lost } = attempt;
    let (held, not_read) = match held {
        Ok(held) => (Some(held), None),
        Err(error) => (None, Some(error)),
    };
    let comparison = compare::of_update(&basis, held.as_ref());
    // Where it was not seen before, that is all that was filled in.
    let all_same = held.is_some() && comparison.iter().all(|row| row.state == Compared::Same);
    let is_applied = all_same || holds_what_was_changed(held.as_ref(), &basis);
    match &not_read {
        None => {
            let state = if all_same {
                StepState::Done
            } else {
                StepState::Warning
            };
            trail.end("Read back", state, compare::as_sent(&comparison));
        }
        Some(error) => trail.end("Could not read it back", StepState::Warning, why(error)),
    }
    let destination = session.destination();
    let comparison = compare::worst_first(comparison);
    let not_applied = is_as_before(held.as_ref(), &basis);
    match lost {
        Some(error) if !is_applied => UpdateResultView::Unclear(Box::new(UpdateUnclearView {
            not_applied,
            is_neither: !not_applied && is_seen_throughout(&comparison, &basis),
            organization: held,
            not_read,
            comparison,
            steps: trail.steps(),
            error,
            destination,
        })),
        lost => UpdateResultView::Saved(Box::new(UpdateSavedView {
            prevailed: prevailed(&basis, held.as_ref()),
            undoes: !basis.puts_back.is_empty(),
            organization: held,
            not_read,
            answer_lost: lost.is_some(),
            theirs_kept: basis.theirs_kept,
            comparison,
            steps: trail.steps(),
            request,
            destination,
        })),
    }
}

/// Whether the fields that were to be changed, and what they held is known, hold what was sent for them: of the others somebody else
/// may have changed one since.
fn holds_what_was_changed(now: Option<&OrganizationView>, basis: &Basis) -> bool {
    now.is_some_and(|now| {
        let mut changed = basis.changed().peekable();
        changed.peek().is_some() && changed.all(|field| now.is_seen_to_hold(field, basis.fields.get(field)))
    })
}

/// Whether the portal holds what it held before, as far as that is known. What it does not show cannot be told: not so where that
/// is among what was to be changed.
fn is_as_before(now: Option<&OrganizationView>, basis: &Basis) -> bool {
    now.zip(basis.held.as_ref()).is_some_and(|(now, before)| {
        let is_shown = |field: OrganizationField| {
            before.get(field) == basis.fields.get(field) || !now.unread.contains(&field)
        };
        let now_over = now.fields_over(before);
        let is_same =
            |field: OrganizationField| basis.left_out(field) || now_over.get(field) == before.get(field);
        let mut fields = OrganizationField::ALL.into_iter();
        fields.all(|field| is_same(field) && is_shown(field))
    })
}

/// Whether all of it is shown, and what was to be changed was shown before as well.
fn is_seen_throughout(comparison: &[ComparisonRow], basis: &Basis) -> bool {
    let was_shown = basis.held.is_some() && !basis.changed().any(|field| basis.unread.contains(&field));
    was_shown && comparison.iter().all(|row| row.state != Compared::NotRead)
}

/// What reading back an update found that is not settled.
pub(crate) fn looked(result: &UpdateResultView) -> Option<LookedView> {
    let UpdateResultView::Unclear(unclear) = result else {
        return None;
    };
    let found = match &unclear.not_read {
        Some(error) => LookedFound::not_read(error.clone()),
        None if unclear.not_applied => LookedFound::AsBefore,
        None => LookedFound::not_as_sent(unclear.comparison.clone(), unclear.is_neither),
    };
    Some(found.now())
}
