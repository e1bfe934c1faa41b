//! The tour: every screen of the app in a real window, in both themes and both sizes. Owns: that axe finds nothing on
//! any of them, and that nothing is cut off; leaves a picture of each in `target/tour/`.
//!
//! `cargo xtask run` does this where there is no display.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod cut_short;
#[path = "../driver/mod.rs"]
mod driver;
mod elsewhere;
mod guide;
mod half_told;
mod history;
mod looked_for;
mod portal;
mod practice;
mod seldom;
mod taken_over;
mod unread;

use driver::{LONGEST_TEST, cannot_run, skip};

/// Each part of the tour, as a test of its own in each theme.
macro_rules! in_both_themes {
    ($($part:ident),*) => {
        mod light {
            $(stops!($part, Light);)*
        }
        mod dark {
            $(stops!($part, Dark);)*
        }
    };
}

/// One part in one theme; where no window can be shown it is counted as skipped.
macro_rules! stops {
    ($part:ident, $theme:ident) => {
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $part() {
            let name = concat!(module_path!(), "::", stringify!($part));
            crate::walk(name, crate::$part::tour(crate::driver::Theme::$theme)).await;
        }
    };
}

in_both_themes!(
    elsewhere, history, looked_for, portal, practice, seldom, taken_over, unread
);

async fn walk(name: &str, tour: impl Future<Output = ()>) {
    if let Some(reason) = cannot_run() {
        return skip(name, &reason);
    }
    // A driver that does not answer is a failure, not a wait without end.
    assert!(
        tokio::time::timeout(LONGEST_TEST * 2, tour).await.is_ok(),
        "the window did not answer"
    );
}
