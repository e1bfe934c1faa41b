//! Asking again where that is safe: when nothing left this computer, or the portal said "later".

use std::future::Future;
use std::time::Duration;

use scanning_api::backoff;
use scanning_api::{Failure, Outcome};

use crate::operations::Stage;

#[cfg(feature = "campaign")]
use crate::campaign::pauses;

/// The longest wait the portal may ask for before the user is told instead of kept waiting.
const LONGEST: Duration = Duration::from_secs(30);

/// Sends up to three times, as long as nothing was sent or the portal says "later". Any other outcome is final.
pub(crate) async fn patiently<T, F>(send: impl Fn() -> F) -> Outcome<T>
where
    F: Future<Output = Outcome<T>>,
{
    let mut patience = Patience::default();
    loop {
        match send().await {
            Err(failure) if patience.waits(&failure).await => {}
            outcome => return outcome,
        }
    }
}

/// How often something was sent in vain.
#[derive(Default)]
pub(crate) struct Patience {
    made: u32,
    refused: bool,
}

/// The attempts of a write: what was noted of the last one, where one was, and how often it was sent in vain.
pub(crate) struct Attempts<T> {
    pub(crate) noted: Option<T>,
    pub(crate) patience: Patience,
}

impl<T> Default for Attempts<T> {
    fn default() -> Self {
        Self {
            noted: None,
            patience: Patience::default(),
        }
    }
}

impl Patience {
    /// How a write stands that was not carried out, whatever kept it from being sent once more: the portal said no, or it never
    /// left this computer.
    pub(crate) fn stage_of_unsent(&self) -> Stage {
        if self.refused {
            Stage::Rejected
        } else {
            Stage::NotSent
        }
    }

    /// Waits until it may be sent again; false, at once, where it may not.
    pub(crate) async fn waits(&mut self, failure: &Failure) -> bool {
        self.refused |= matches!(failure, Failure::Refused(_) | Failure::Rejected(_));
        let wish = match failure {
            Failure::NotSent(_) => None,
            Failure::Refused(refused) => refused.retry_after,
            Failure::Rejected(_) | Failure::Unknown(_) => return false,
        };
        self.made += 1;
        match pauses().wait(self.made, wish, backoff::random()) {
            Some(pause) if pause <= LONGEST => {
                tokio::time::sleep(pause).await;
                true
            }
            _ => false,
        }
    }
}

/// The pauses between attempts.
#[cfg(not(feature = "campaign"))]
fn pauses() -> backoff::Backoff {
    backoff::Backoff::default()
}
