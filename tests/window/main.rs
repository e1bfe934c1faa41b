//! Owns: the whole app in a real window, with a real keyring and a real portal on loopback.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod canary;
mod carried_on;
mod clean_end;
mod columns;
mod confined;
mod drafts;
#[path = "../driver/mod.rs"]
mod driver;
mod elsewhere;
mod first_start;
mod found_first;
mod half_done;
mod history;
mod in_view;
mod keyboard;
mod keyring;
mod lost_answer;
mod rejected;
mod second_start;
mod sign_in;
mod steps;
mod together;
mod unsaved;
mod unseen;
mod whole_way;
mod wrong_token;

/// A test in a window; where none can be shown it is counted as skipped.
macro_rules! window_test {
    ($(#[doc = $doc:literal])* async fn $name:ident() $body:block) => {
        $(#[doc = $doc])*
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            if let Some(reason) = crate::driver::cannot_run() {
                return crate::driver::skip(concat!(module_path!(), "::", stringify!($name)), &reason);
            }
            // A driver that does not answer is a failure, not a wait without end.
            let test = async $body;
            if tokio::time::timeout(crate::driver::LONGEST_TEST, test).await.is_err() {
                panic!("the window did not answer");
            }
        }
    };
}
use window_test;
