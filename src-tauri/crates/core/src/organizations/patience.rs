//! Asking again where that is safe: when nothing left this computer, or the portal said "later".

use std::future::Future;
use std::time::Duration;

use scanning_api::backoff::{self, Backoff};
use scanning_api::{Failure, Outcome};

/// The longest wait the portal may ask for before the user is told instead of kept waiting.
const LONGEST: Duration = Duration::from_secs(30);

/// Sends up to three times, as long as nothing was sent or the portal says "later". Any other outcome is final.
pub(crate) async fn patiently<T, F>(send: impl Fn() -> F) -> Outcome<T>
where
    F: Future<Output = Outcome<T>>,
{
    let mut made = 0;
    loop {
        let (failure, wish) = match send().await {
            Err(failure @ Failure::NotSent(_)) => (failure, None),
            Err(Failure::Refused(refused)) => {
                let wish = refused.retry_after;
                (Failure::Refused(refused), wish)
            }
            outcome => return outcome,
        };
        made += 1;
        match Backoff::default().wait(made, wish, backoff::random()) {
            Some(pause) if pause <= LONGEST => tokio::time::sleep(pause).await,
            _ => return Err(failure),
        }
    }
}
