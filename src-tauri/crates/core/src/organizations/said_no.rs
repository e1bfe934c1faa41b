//! What the portal's no may still mean: a part of it may be carried out all the same, or all of it may have been before.

use crate::AppError;
use crate::error::UnclearReason;
use crate::finding::Finding;

/// Whether something may have been carried out although it was answered with this status. Inferred: who one is, and what one may do, is
/// found out before anything is written; whatever else is not accepted may be noticed after some of it is.
pub(crate) fn may_be_carried_out(status: u16) -> bool {
    !matches!(status, 401 | 403)
}

/// Whether a create that was answered so may be there all the same. Inferred: a description is checked before anything is created. Whether
/// a name is taken, and whether a plan or the organization above is there, may be found out after that, or by a second sending.
pub(crate) fn may_be_there(status: u16, problems: &[Finding]) -> bool {
    let is_of_description = |problem: &Finding| problem.field.as_deref() == Some("description");
    may_be_carried_out(status) && (problems.is_empty() || !problems.iter().all(is_of_description))
}

/// Whether the portal said no, and was seen to hold a part of it all the same, or something else in its place.
pub(crate) fn is_in_part(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Unclear {
            reason: UnclearReason::TakenInPart | UnclearReason::ChangedAllTheSame,
            ..
        }
    )
}
