//! What the portal's no may still mean: a part of it may be carried out all the same, or all of it may have been before.

use std::time::{Duration, Instant};

use scanning_api::Failure;

use crate::error::UnclearReason;
use crate::finding::Finding;
use crate::{AppError, said};

/// Whether something may have been carried out although it was answered with this status. Inferred: who one is, and what one may do, is
/// found out before anything is written; whatever else is not accepted may be noticed after some of it is.
pub(crate) fn may_be_carried_out(status: u16) -> bool {
    !matches!(status, 401 | 403)
}

/// What is known of a write, or of all creates of a name, that was sent and of which no yes came.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SaidNo {
    /// Whether the portal had one, and said no, or not now.
    pub(crate) at_all: bool,
    /// When one was sent last that may be carried out all the same.
    pub(crate) may_be_there_since: Option<Instant>,
}

impl SaidNo {
    /// What this failure says.
    pub(crate) fn by(failure: &Failure) -> Self {
        let may_be_there = matches!(failure, Failure::Rejected(rejected)
            if may_be_there(rejected.status, &said::problems(&rejected.said)));
        Self {
            at_all: matches!(failure, Failure::Refused(_) | Failure::Rejected(_)),
            may_be_there_since: may_be_there.then(Instant::now),
        }
    }

    /// Whether one was sent: then nobody may say that nothing was.
    pub(crate) fn was_sent(&self) -> bool {
        self.at_all || self.may_be_there_since.is_some()
    }

    /// This and another one.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            at_all: self.at_all || other.at_all,
            may_be_there_since: self.may_be_there_since.max(other.may_be_there_since),
        }
    }

    /// How long what may be there all the same may still not be listed, on a portal that lists a new one within `settled`.
    pub(crate) fn listed_within(&self, settled: Duration) -> Duration {
        let since = self.may_be_there_since.map(|since| since.elapsed());
        since.map_or(Duration::ZERO, |since| settled.saturating_sub(since))
    }
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
