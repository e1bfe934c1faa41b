//! What the portal's no may still mean: a part of it may be carried out all the same, or all of it may have been before.

use crate::AppError;
use crate::error::UnclearReason;

/// Whether something may have been carried out although it was answered with this status. Inferred: who one is, and what one may do, is
/// found out before anything is written; whatever else is not accepted may be noticed after some of it is.
pub(crate) fn may_be_carried_out(status: u16) -> bool {
    !matches!(status, 401 | 403)
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
