//! One request after the other, so that the same seed comes to the same run: which of two requests that are out at once meets a
//! fault follows from nothing a seed says.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use tokio::sync::{Mutex, MutexGuard};

static IN_ORDER: AtomicBool = AtomicBool::new(false);
static TURN: Mutex<()> = Mutex::const_new(());

/// From here on no two requests are out at once.
pub fn ask_in_order() {
    IN_ORDER.store(true, Ordering::Relaxed);
}

pub(crate) fn is_in_order() -> bool {
    IN_ORDER.load(Ordering::Relaxed)
}

/// Of two that go on beside each other, the one that asks first goes first. Whoever has the turn has it until this is dropped.
pub(crate) async fn turn() -> Option<MutexGuard<'static, ()>> {
    if is_in_order() {
        Some(TURN.lock().await)
    } else {
        None
    }
}

/// What each of them gave, one after the other; none for one that was not done in time.
pub(crate) async fn in_order<T>(
    requests: impl IntoIterator<Item = impl Future<Output = T>>,
    until: Instant,
) -> Vec<Option<T>> {
    let mut given = Vec::new();
    for request in requests {
        given.push(tokio::time::timeout_at(until.into(), request).await.ok());
    }
    given
}
