//! Asking again where that is safe: when nothing left this computer, or the portal said "later".

use std::future::Future;
use std::time::Duration;

use scanning_api::backoff;
use scanning_api::{Failure, Outcome};

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
}

impl Patience {
    /// Waits until it may be sent again; false, at once, where it may not.
    pub(crate) async fn waits(&mut self, failure: &Failure) -> bool {
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
