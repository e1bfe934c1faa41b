//! A create that the portal carries out and says no to: pressed once more, what came of it is not told as if nothing had been sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::organizations::SendRequest;
use serde_json::json;
use tokio::sync::Notify;

use crate::hostile_portal::{Hostile, ONE, json_reply, lists, organization, reply};
use crate::support::{named, once};

/// Sent, answered with this, and listed only then; pressed once more, or reviewed anew and pressed.
async fn pressed_twice(status: u16, is_reviewed_anew: bool) {
    let (sent, is_listed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
    let (posts, listed) = (sent.clone(), is_listed.clone());
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            posts.fetch_add(1, Ordering::SeqCst);
            return Some(reply(status, r#"{"status_text":"no"}"#));
        }
        let is_there = listed.load(Ordering::SeqCst);
        let all = Vec::from_iter(is_there.then(|| organization(ONE, "Acme")));
        lists(asked).then(|| json_reply(&json!({"data": all})))
    })
    .await;
    let connection = desk.connected().await;
    let mut review = desk.review(connection, named("Acme")).await.unwrap().review;
    let first = desk.app.send_create(SendRequest { connection, review }).await;
    assert!(matches!(first, Err(AppError::Rejected { .. })), "{first:?}");
    if is_reviewed_anew {
        review = desk.review(connection, named("Acme")).await.unwrap().review;
    }
    is_listed.store(true, Ordering::SeqCst);
    let again = desk.app.send_create(SendRequest { connection, review }).await;
    has_appeared_of_what_was_sent(&again.unwrap_err());
    assert_eq!(sent.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn what_came_of_one_that_was_said_no_to_is_not_told_as_not_sent() {
    for status in [403, 422] {
        pressed_twice(status, false).await;
    }
}

#[tokio::test]
async fn what_came_of_one_is_not_told_as_not_sent_by_a_new_review_either() {
    pressed_twice(422, true).await;
}

/// It is said that one of the name has appeared, and that it may be the one that was sent.
pub(crate) fn has_appeared_of_what_was_sent(error: &AppError) {
    let has_appeared = matches!(
        error,
        AppError::NameAppeared {
            sent_before: true,
            ..
        }
    );
    assert!(has_appeared, "{error:?}");
}

/// When the second one is reviewed.
#[derive(PartialEq)]
enum Reviewed {
    Never,
    WhileTheFirstIsSent,
    Anew,
}

/// Carried out, said no to, and listed only at the third look after it is pressed once more: what comes of that, and how often it is
/// created.
async fn listed_late(reviewed: Reviewed) -> (AppError, usize) {
    let (pressed, looks) = (Arc::new(AtomicBool::new(false)), AtomicUsize::new(0));
    let (is_pressed, gate) = (pressed.clone(), Arc::new(Notify::new()));
    let opens = gate.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            return Some(reply(422, r#"{"status_text":"no"}"#).behind(&opens));
        }
        let is_there =
            lists(asked) && is_pressed.load(Ordering::SeqCst) && looks.fetch_add(1, Ordering::SeqCst) >= 2;
        let all = Vec::from_iter(is_there.then(|| organization(ONE, "Acme")));
        lists(asked).then(|| json_reply(&json!({"data": all})))
    })
    .await
    .listing_within(vec![SHORT, SHORT, Duration::from_hours(1)]);
    let connection = desk.connected().await;
    let review = || async { desk.review(connection, named("Acme")).await.unwrap().review };
    let press = |review| desk.app.send_create(SendRequest { connection, review });
    let first = review().await;
    let meanwhile = async {
        once(|| desk.seen("POST") == 1, || ()).await;
        let second = match reviewed {
            Reviewed::WhileTheFirstIsSent => review().await,
            Reviewed::Never | Reviewed::Anew => first,
        };
        gate.notify_one();
        second
    };
    let (refused, mut second) = tokio::join!(press(first), meanwhile);
    assert!(matches!(refused, Err(AppError::Rejected { .. })), "{refused:?}");
    if reviewed == Reviewed::Anew {
        second = review().await;
    }
    pressed.store(true, Ordering::SeqCst);
    let sent = tokio::time::timeout(AT_MOST, press(second))
        .await
        .expect("it is found");
    (sent.unwrap_err(), desk.seen("POST"))
}

const SHORT: Duration = Duration::from_millis(1);

#[tokio::test]
async fn one_that_is_listed_late_is_looked_for_until_then_and_not_created_twice() {
    for reviewed in [Reviewed::Never, Reviewed::WhileTheFirstIsSent, Reviewed::Anew] {
        let (error, created) = listed_late(reviewed).await;
        has_appeared_of_what_was_sent(&error);
        assert_eq!(created, 1);
    }
}

/// Refused with this, and pressed again on a portal that lists what is new only an hour after.
async fn is_sent_again_at_once(status: u16, says: &'static str) {
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(status, says)),
        _ => lists(asked).then(|| json_reply(&json!({"data": []}))),
    })
    .await
    .listing_within(vec![Duration::from_hours(1)]);
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Acme")).await.unwrap().review;
    for _ in 0..2 {
        let sending = desk.app.send_create(SendRequest { connection, review });
        let sent = tokio::time::timeout(AT_MOST, sending).await.expect("at once");
        assert!(matches!(sent, Err(AppError::Rejected { .. })), "{sent:?}");
    }
    assert_eq!(desk.seen("POST"), 2, "{status}");
}

#[tokio::test]
async fn one_that_nobody_was_let_create_is_sent_again_at_once() {
    is_sent_again_at_once(403, "").await;
}

#[tokio::test]
async fn one_of_which_only_the_description_was_wrong_is_sent_again_at_once() {
    let says = r#"{"status":422,"errors":{"description":["is too long"]}}"#;
    is_sent_again_at_once(422, says).await;
}

/// Longer than anything takes that waits for nothing.
const AT_MOST: Duration = Duration::from_secs(20);
