//! A create that the portal carries out and says no to: pressed once more, what came of it is not told as if nothing had been sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::organizations::SendRequest;
use serde_json::json;

use crate::hostile_portal::{Hostile, ONE, json_reply, lists, organization, reply};
use crate::support::named;

/// Pressed twice, on a portal that lists it after so many looks.
async fn pressed_twice(status: u16, looks_without: usize) {
    let (sent, looks) = (Arc::new(AtomicUsize::new(0)), AtomicUsize::new(0));
    let posts = sent.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            posts.fetch_add(1, Ordering::SeqCst);
            return Some(reply(status, r#"{"status_text":"no"}"#));
        }
        if !lists(asked) {
            return None;
        }
        let is_sent = posts.load(Ordering::SeqCst) > 0;
        let is_there = is_sent && looks.fetch_add(1, Ordering::SeqCst) >= looks_without;
        let all = Vec::from_iter(is_there.then(|| organization(ONE, "Acme")));
        Some(json_reply(&json!({"data": all})))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Acme")).await.unwrap().review;
    let first = desk.app.send_create(SendRequest { connection, review }).await;
    assert!(matches!(first, Err(AppError::Rejected { .. })), "{first:?}");
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
async fn what_came_of_one_that_was_forbidden_is_not_told_as_not_sent() {
    pressed_twice(403, 0).await;
}

#[tokio::test]
async fn what_came_of_one_that_was_not_accepted_is_not_told_as_not_sent() {
    pressed_twice(422, 1).await;
}
