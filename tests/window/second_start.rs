//! Orgdesk started twice.

use std::process::Child;
use std::time::{Duration, Instant};

use crate::driver::{Desk, Setup};
use crate::window_test;

/// How long the second may take to find the first, bring it to the front and end.
const SOON: Duration = Duration::from_secs(20);

/// The exit code of a process that is to end by itself.
async fn ended(mut process: Child) -> Option<i32> {
    let begun = Instant::now();
    loop {
        if let Some(status) = process.try_wait().unwrap() {
            return status.code();
        }
        if begun.elapsed() > SOON {
            process.kill().unwrap();
            process.wait().unwrap();
            panic!("the second start did not end");
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

window_test! {
    async fn a_second_start_brings_the_open_window_to_the_front_and_ends() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Practice with sample data").await;
        let has_focus = async |wanted: bool| {
            desk.until(&format!("the page has the focus: {wanted}"), async || {
                desk.script("return document.hasFocus()").await == serde_json::Value::Bool(wanted)
            })
            .await;
        };
        for _ in 0..2 {
            desk.loses_focus();
            has_focus(false).await;
            assert_eq!(ended(desk.start_again()).await, Some(0));
            has_focus(true).await;
        }
        assert_eq!(desk.log().matches("first screen painted").count(), 1, "no second window was opened");
        desk.click("button", "Practice with sample data").await;
        desk.see("of 250 loaded").await;
        desk.close().await;
    }
}

window_test! {
    async fn after_a_crash_the_next_start_is_the_first_again() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Practice with sample data").await;
        let desk = desk.killed().await;
        desk.click("button", "Practice with sample data").await;
        desk.see("of 250 loaded").await;
        assert_eq!(ended(desk.start_again()).await, Some(0));
        desk.close().await;
    }
}
