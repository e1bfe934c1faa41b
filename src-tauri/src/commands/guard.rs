//! A panic inside a command ends that command, and nothing else: it answers with an error, and what is typed is kept.
//! Without this its caller would wait for ever.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::Poll;

use orgdesk_core::AppError;

use super::Answer;

/// Runs a command that writes nothing to a portal.
pub(super) async fn reading<T>(work: impl Future<Output = Answer<T>>) -> Answer<T> {
    guarded(work, false).await
}

/// Runs a command that may write to a portal: after a panic nobody knows whether it did.
pub(super) async fn writing<T>(work: impl Future<Output = Answer<T>>) -> Answer<T> {
    guarded(work, true).await
}

/// What was half done is dropped and not looked at again. What commands share is whole after each step of theirs: its
/// locks are taken over from a thread that panicked.
async fn guarded<T>(work: impl Future<Output = Answer<T>>, may_have_written: bool) -> Answer<T> {
    let mut work = Box::pin(work);
    poll_fn(
        |turn| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(turn))) {
            Ok(turned) => turned,
            // What it says may hold anything; `panics` has told the log where it was.
            Err(_) => Poll::Ready(Err(AppError::WentWrong { may_have_written })),
        },
    )
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_is_an_answer_and_after_a_write_it_says_that_nobody_knows() {
        for may_have_written in [false, true] {
            let work = async {
                tokio::task::yield_now().await;
                panic!("on purpose")
            };
            let answer: Answer<()> = if may_have_written {
                writing(work).await
            } else {
                reading(work).await
            };
            assert_eq!(answer, Err(AppError::WentWrong { may_have_written }));
        }
    }

    #[tokio::test]
    async fn what_does_not_panic_answers_as_it_is() {
        assert_eq!(writing(async { Ok(7) }).await, Ok(7));
        assert_eq!(
            reading(async { Err::<(), _>(AppError::Practice) }).await,
            Err(AppError::Practice)
        );
    }
}
