//! An update the portal says no to. It may hold a part of it all the same: that is looked at before it is said that nothing was changed.

use scanning_api::OrganizationId;

use crate::AppError;
use crate::connections::Session;
use crate::error::UnclearReason;
use crate::organizations::get::read;
use crate::organizations::not_read::why;
use crate::organizations::trail::Trail;
use crate::organizations::update::{Attempt, Basis, sent_request};
use crate::organizations::update_read_back::{READING_BACK, was_read};
use crate::organizations::{OrganizationView, UpdateResultView};
use crate::step::StepState;

/// What comes of an update that was answered with this error: where the portal took a part of what it does not accept, nobody knows
/// what became of it; else the error stays.
pub(crate) async fn refused(
    session: &Session,
    id: OrganizationId,
    basis: Basis,
    error: AppError,
    trail: &mut Trail,
) -> Result<UpdateResultView, AppError> {
    // Inferred: these say that something in it is not accepted; of the others nothing is carried out.
    let AppError::Rejected {
        status: status @ (400 | 409 | 422),
        said,
        problems,
        ..
    } = &error
    else {
        return Err(error);
    };
    trail.begin(READING_BACK);
    let held = match read(session, id).await {
        Ok(held) => held,
        Err(not_read) => {
            trail.end(NOT_KNOWN, StepState::Warning, why(&not_read));
            return Err(error);
        }
    };
    match taken(&held, &basis) {
        Some(true) => {}
        Some(false) => {
            trail.end("It took nothing of it", StepState::Done, "");
            return Err(error);
        }
        None => {
            let words = "What it holds does not tell";
            trail.end(NOT_KNOWN, StepState::Warning, words);
            return Err(error);
        }
    }
    let lost = AppError::Unclear {
        reason: UnclearReason::TakenInPart,
        status: Some(*status),
        said: said.clone(),
    };
    let attempt = Attempt {
        request: sent_request(session, id, basis.held.as_ref(), &basis.fields),
        lost: Some(lost),
    };
    let mut result = was_read(session, Ok(held), basis, attempt, trail);
    let reasons: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
    trail.begin(TAKEN);
    trail.end(TAKEN, StepState::Unknown, reasons.join(" "));
    result.take_steps(trail.steps());
    Ok(result)
}

const NOT_KNOWN: &str = "Whether it took some of it is not known";
const TAKEN: &str = "It said no, and holds what it took";

/// Whether it took some of it: a field that was to be changed holds what was sent for it. Not so where each of them is seen to hold what
/// was there before; of anything else nobody knows.
fn taken(now: &OrganizationView, basis: &Basis) -> Option<bool> {
    let before = basis.held.as_ref()?;
    let is_sent = |field| now.is_seen_to_hold(field, basis.fields.get(field));
    if basis.changed().any(is_sent) {
        return Some(true);
    }
    let mut changed = basis.changed();
    let all_as_before = changed.all(|field| now.is_seen_to_hold(field, before.get(field)));
    all_as_before.then_some(false)
}
