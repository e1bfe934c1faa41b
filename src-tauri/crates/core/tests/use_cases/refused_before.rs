//! A create that the portal carries out and says no to: pressed once more, what came of it is not told as if nothing had been sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::organizations::SendRequest;
use serde_json::json;

use crate::hostile_portal::{Hostile, ONE, json_reply, lists, organization, reply};
use crate::support::named;

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
    assert!(
        matches!(
            again,
            Err(AppError::NameAppeared {
                sent_before: true,
                ..
            })
        ),
        "{again:?}"
    );
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
