//! Several requests to a portal in a limited time, a few at once.

use std::future::Future;
use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many are out at once: a portal says nothing of how many it takes.
const AT_ONCE: usize = 3;

/// What each of them gave, in their order; none for one that was not done in time. When this is dropped none goes on.
pub(in crate::organizations) async fn several<T, F>(requests: Vec<F>, until: Instant) -> Vec<Option<T>>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    #[cfg(feature = "campaign")]
    if crate::campaign::is_in_order() {
        return crate::campaign::in_order(requests, until).await;
    }
    let mut given: Vec<Option<T>> = requests.iter().map(|_| None).collect();
    let turns = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for (index, request) in requests.into_iter().enumerate() {
        let turns = turns.clone();
        running.spawn(async move {
            let _turn = turns.acquire_owned().await;
            (index, request.await)
        });
    }
    while let Ok(Some(done)) = tokio::time::timeout_at(until.into(), running.join_next()).await {
        if let Ok((index, value)) = done {
            given[index] = Some(value);
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn what_is_not_done_in_time_is_none_and_the_others_are_there() {
        let slow = |index: usize| async move {
            if index == 1 {
                std::future::pending::<()>().await;
            }
            index
        };
        let until = Instant::now() + Duration::from_millis(200);
        assert_eq!(
            several((0..4).map(slow).collect(), until).await,
            [Some(0), None, Some(2), Some(3)]
        );
    }

    #[tokio::test]
    async fn no_more_than_a_few_are_out_at_once() {
        let (out, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let request = |_| {
            let (out, most) = (out.clone(), most.clone());
            async move {
                most.fetch_max(out.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                out.fetch_sub(1, Ordering::SeqCst);
            }
        };
        several(
            (0..20).map(request).collect(),
            Instant::now() + Duration::from_secs(20),
        )
        .await;
        assert_eq!(most.load(Ordering::SeqCst), AT_ONCE);
    }
}
