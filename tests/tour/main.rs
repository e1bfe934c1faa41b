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

#[path = "../driver/mod.rs"]
mod driver;
mod elsewhere;
mod guide;
mod half_told;
mod history;
mod portal;
mod practice;
mod seldom;

use driver::{Theme, cannot_run, skip};

/// One after the other. Two windows at once take little more than half the time, and on two processors a step was met that the tour did
/// not wait for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_screen_in_both_themes_and_sizes_is_whole_and_accessible() {
    if let Some(reason) = cannot_run() {
        return skip(
            "every_screen_in_both_themes_and_sizes_is_whole_and_accessible",
            &reason,
        );
    }
    for theme in [Theme::Light, Theme::Dark] {
        let tour = async {
            elsewhere::tour(theme).await;
            practice::tour(theme).await;
            portal::tour(theme).await;
            history::tour(theme).await;
            seldom::tour(theme).await;
        };
        assert!(
            tokio::time::timeout(driver::LONGEST_TEST * 5, tour).await.is_ok(),
            "the window did not answer"
        );
    }
}
