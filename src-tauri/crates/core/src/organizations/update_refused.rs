//! An update the portal says no to. It may hold a part of it all the same, or in its own way: that is looked at before it is said that
//! nothing was changed.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};

use crate::AppError;
use crate::connections::Session;
use crate::error::UnclearReason;
use crate::organizations::get::read_to_tell;
use crate::organizations::not_read::why;
use crate::organizations::said_no::may_be_carried_out;
use crate::organizations::trail::Trail;
use crate::organizations::update::{Attempt, Basis, sent_request};
use crate::organizations::update_read_back::{READING_BACK, was_read};
use crate::organizations::{OrganizationView, UpdateResultView};
use crate::step::StepState;

/// What comes of an update, which may be `of_another_user`, that was answered with this error: where the portal took a part of what it does not accept, or holds
/// something else since, nobody knows what became of it; else the error stays.
pub(crate) async fn refused(
    session: &Session,
    id: OrganizationId,
    of_another_user: bool,
    basis: Basis,
    error: AppError,
    trail: &mut Trail,
) -> Result<UpdateResultView, AppError> {
    let (status, said, problems) = match &error {
        AppError::Rejected {
            status,
            said,
            problems,
            ..
        } if may_be_carried_out(*status) => (*status, said, problems),
        _ => return Err(error),
    };
    trail.begin(READING_BACK);
    let held = match read_to_tell(session, id, of_another_user).await {
        Ok(held) => held,
        Err(not_read) => {
            trail.end(NOT_KNOWN, StepState::Warning, why(&not_read));
            return Err(error);
        }
    };
    let (reason, told) = match taken(&held, &basis) {
        Taken::Some => (UnclearReason::TakenInPart, "It said no, and holds what it took"),
        Taken::Otherwise => (
            UnclearReason::ChangedAllTheSame,
            "It said no, and holds something else than before",
        ),
        Taken::Nothing => {
            trail.end("It took nothing of it", StepState::Done, "");
            return Err(error);
        }
        Taken::NotKnown => {
            trail.end(NOT_KNOWN, StepState::Warning, "What it holds does not tell");
            return Err(error);
        }
    };
    let lost = AppError::Unclear {
        reason,
        status: Some(status),
        said: said.clone(),
    };
    let attempt = Attempt {
        request: sent_request(session, id, basis.held.as_ref(), &basis.fields),
        lost: Some(lost),
    };
    let mut result = was_read(session, Ok(held), basis, attempt, trail);
    let reasons: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    trail.begin(told);
    trail.end(told, StepState::Unknown, reasons.join(" "));
    result.take_steps(trail.steps());
    Ok(result)
}

const NOT_KNOWN: &str = "Whether it took some of it is not known";

/// What the portal is seen to have taken of what it said no to.
enum Taken {
    /// All that was to be changed holds what was sent for it, or a part of it that was seen before.
    Some,
    /// None does, and a field holds something else than before: what was sent in the portal's own way, or what somebody saved.
    Otherwise,
    /// Each of those that were to be changed holds what was there before.
    Nothing,
    /// It does not show all of those, or what was there before was not seen.
    NotKnown,
}

fn taken(now: &OrganizationView, basis: &Basis) -> Taken {
    let Some(before) = basis.held.as_ref() else {
        return Taken::NotKnown;
    };
    let holds = |fields: &OrganizationFields, field| now.is_seen_to_hold(field, fields.get(field));
    let is_sent = |field| holds(&basis.fields, field);
    let is_another = |field| !now.unread.contains(&field) && !holds(before, field);
    let was_seen = |field: &OrganizationField| !basis.unread.contains(field);
    let mut all = OrganizationField::ALL.into_iter().filter(was_seen);
    if basis.changed().all(is_sent) || basis.changed().filter(was_seen).any(is_sent) {
        Taken::Some
    } else if all.any(is_another) {
        Taken::Otherwise
    } else if basis.changed().all(|field| holds(before, field)) {
        Taken::Nothing
    } else {
        Taken::NotKnown
    }
}
