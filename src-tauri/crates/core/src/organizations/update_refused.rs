//! An update the portal says no to. It may hold a part of it all the same: that is looked at before it is said that nothing was changed.

use scanning_api::{OrganizationField, OrganizationId};

use crate::AppError;
use crate::connections::Session;
use crate::error::UnclearReason;
use crate::organizations::get::read;
use crate::organizations::not_read::why;
use crate::organizations::trail::Trail;
use crate::organizations::update::{Attempt, Basis, sent_request};
use crate::organizations::update_read_back::{READING_BACK, read_back};
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
    trail.begin("Looking whether it took a part of it");
    match read(session, id).await {
        Ok(held) if holds_a_part(&held, &basis) => {
            let reasons: Vec<_> = problems.iter().map(|problem| problem.message.as_str()).collect();
            trail.end("It took a part of it", StepState::Unknown, reasons.join(" "));
        }
        Ok(_) => {
            trail.end("It took nothing of it", StepState::Done, "");
            return Err(error);
        }
        Err(not_read) => {
            let words = why(&not_read);
            trail.end(
                "Whether it took a part of it is not known",
                StepState::Warning,
                words,
            );
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
    trail.begin(READING_BACK);
    Ok(read_back(session, id, basis, attempt, trail).await)
}

/// Whether a field that was to be changed, and is shown, holds what was sent for it.
fn holds_a_part(now: &OrganizationView, basis: &Basis) -> bool {
    basis.held.as_ref().is_some_and(|before| {
        OrganizationField::ALL.into_iter().any(|field| {
            let sent = basis.fields.get(field);
            before.get(field) != sent && now.fields.get(field) == sent && !now.unread.contains(&field)
        })
    })
}
