//! What is known of creates of a name that were sent before another of it.

use std::time::{Duration, Instant};

use scanning_api::Failure;

use crate::organizations::said_no::may_be_there;
use crate::said;

/// What is known of them all, or of one.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SentBefore {
    /// Whether one was sent to which no yes came: then nobody may say that nothing was.
    pub(crate) without_a_yes: bool,
    /// Since when the last of them may be there; it may be listed only a while after that.
    pub(crate) may_be_there_since: Option<Instant>,
}

impl SentBefore {
    /// One to which this came in place of a yes.
    pub(super) fn without_a_yes(failure: &Failure) -> Self {
        let may_be_there = match failure {
            Failure::NotSent(_) => return Self::default(),
            Failure::Refused(_) => false,
            Failure::Rejected(rejected) => may_be_there(rejected.status, &said::problems(&rejected.said)),
            Failure::Unknown(_) => true,
        };
        Self {
            without_a_yes: true,
            may_be_there_since: may_be_there.then(Instant::now),
        }
    }

    /// This and another one.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            without_a_yes: self.without_a_yes || other.without_a_yes,
            may_be_there_since: self.may_be_there_since.max(other.may_be_there_since),
        }
    }

    /// How long what may be there may still not be listed, on a portal that lists a new one within `settled`.
    pub(super) fn listed_within(&self, settled: Duration) -> Duration {
        let since = self.may_be_there_since.map(|since| since.elapsed());
        since.map_or(Duration::ZERO, |since| settled.saturating_sub(since))
    }
}
