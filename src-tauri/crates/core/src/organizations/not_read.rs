//! Why the portal could not be read after a write, in the words of a step. The error itself goes to the screen as well.

use crate::AppError;
use crate::error::UnclearReason;

/// Such as "The portal does not let it be read".
pub(crate) fn why(error: &AppError) -> String {
    match error {
        AppError::IdentityChanged { .. } => "The portal knows you as somebody else".to_owned(),
        AppError::NotSent { .. } => "The portal could not be reached".to_owned(),
        AppError::Refused { .. } => "The portal asks to wait".to_owned(),
        AppError::Rejected {
            redirect_to: Some(_), ..
        } => "The portal answered with another address".to_owned(),
        AppError::Rejected { status: 401, .. } => "The portal refused the sign-in".to_owned(),
        AppError::Rejected { status: 403, .. } => "The portal does not let it be read".to_owned(),
        AppError::Rejected { status: 404, .. } => "The portal does not know it".to_owned(),
        AppError::Rejected { status, .. } => format!("The portal refused with {status}"),
        AppError::Unclear {
            reason: UnclearReason::Timeout,
            ..
        } => "The portal did not answer in time".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::Broken | UnclearReason::Incomplete,
            ..
        } => "The connection broke".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::ServerError,
            ..
        } => "The portal failed".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::Contradictory,
            ..
        } => "The answer tells of an error".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::NotTaken,
            ..
        } => "The portal does not show what was sent".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::TakenInPart,
            ..
        } => "The portal said no, and took a part of it".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::ChangedAllTheSame,
            ..
        } => "The portal said no, and holds something else than before".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::NotAllListed,
            ..
        } => "The portal did not list everything, or part of it cannot be read".to_owned(),
        AppError::Unclear {
            reason: UnclearReason::ListedToAnother,
            ..
        } => "The portal lists none to you; another user sent it".to_owned(),
        _ => "The answer cannot be read".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::said::SaidView;

    #[test]
    fn each_reason_has_its_own_words() {
        let rejected = |status| AppError::Rejected {
            status,
            said: SaidView::default(),
            problems: Vec::new(),
            redirect_to: None,
        };
        let unclear = |reason| AppError::Unclear {
            reason,
            status: None,
            said: SaidView::default(),
        };
        let words: std::collections::BTreeSet<_> = [
            rejected(401),
            rejected(403),
            rejected(404),
            rejected(418),
            unclear(UnclearReason::Timeout),
            unclear(UnclearReason::ServerError),
            unclear(UnclearReason::Unreadable),
            unclear(UnclearReason::NotAllListed),
            unclear(UnclearReason::ListedToAnother),
        ]
        .iter()
        .map(why)
        .collect();
        assert_eq!(words.len(), 9, "{words:?}");
    }
}
