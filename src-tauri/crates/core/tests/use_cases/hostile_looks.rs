//! Looks for a name on portals that compare letter by letter, or whose lists move while their pages are turned.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::AppError;
use orgdesk_core::organizations::{CreateOutcome, SendRequest};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::hostile_portal::{Asked, Hostile, ONE, json_reply, lists, organization, reply};
use crate::support::named;

fn others(numbers: impl Iterator<Item = u128>) -> Vec<Value> {
    let id = |number| Uuid::from_u128(number).to_string();
    numbers
        .map(|number| organization(&id(number), &format!("Other {number}")))
        .collect()
}

#[tokio::test]
async fn a_list_that_moves_while_its_pages_are_turned_is_not_called_complete() {
    for pagination in [json!({"total_pages": 2}), Value::Null] {
        // Sorted by when they were changed: one of the second page was changed meanwhile and is the first now, before all that
        // was seen.
        let body = pagination.clone();
        let desk = Hostile::answering(move |asked| {
            let data = match asked
                .path
                .split("page=")
                .nth(1)
                .and_then(|rest| rest.chars().next())
            {
                Some('1') => others(1..=100),
                Some('2') => others(100..=149),
                _ => Vec::new(),
            };
            lists(asked).then(|| json_reply(&json!({"data": data, "pagination": body})))
        })
        .await;
        let connection = desk.connected().await;
        let review = desk.review(connection, named("Moved Meanwhile")).await.unwrap();
        let text = review.steps[0].text.clone().unwrap();
        assert!(text.contains("did not list everything"), "{pagination} {text}");
    }
}

/// Whether a name holds what is searched for, letter by letter.
fn is_found(asked: &Asked, name: &str) -> bool {
    let query = asked.path.split_once('?').unwrap().1;
    let of_name = query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key.contains("name") && !key.contains("company")).then_some(value)
    });
    let Some(pattern) = of_name else { return false };
    let mut bytes = Vec::new();
    let mut rest = pattern.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let hex: String = rest.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&hex, 16).unwrap()
            }
            b'+' => b' ',
            byte => byte,
        });
    }
    let pattern = String::from_utf8(bytes).unwrap().to_lowercase();
    let name = name.to_lowercase();
    let mut at = 0;
    pattern.split('*').all(|part| match name[at..].find(part) {
        Some(found) => {
            at += found + part.len();
            true
        }
        None => false,
    })
}

/// A portal that composes the letters of the names it keeps, and compares them letter by letter.
async fn composes(typed: &'static str, composed: &'static str, loses_the_answer: bool) -> Hostile {
    let held: Arc<Mutex<Vec<&str>>> = Arc::default();
    Hostile::answering(move |asked| {
        if asked.method == "POST" {
            assert!(serde_json::from_str::<Value>(&asked.body).unwrap()["organization"]["name"] == typed);
            held.lock().unwrap().push(composed);
            return Some(reply(if loses_the_answer { 500 } else { 201 }, ""));
        }
        let held = held.lock().unwrap();
        let mut shown = held.iter().map(|name| organization(ONE, name));
        if lists(asked) {
            let data: Vec<_> = shown.filter(|_| is_found(asked, composed)).collect();
            return Some(json_reply(&json!({ "data": data })));
        }
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": shown.next_back()})))
    })
    .await
}

#[tokio::test]
async fn a_name_typed_with_its_accents_apart_is_found_where_the_portal_puts_them_together() {
    for (typed, composed) in [
        ("Cafe\u{301} Noir", "Caf\u{e9} Noir"),
        (
            "\u{418}\u{306}\u{43e}\u{434} \u{410}\u{41e}",
            "\u{419}\u{43e}\u{434} \u{410}\u{41e}",
        ),
    ] {
        for lost in [false, true] {
            let desk = composes(typed, composed, lost).await;
            let connection = desk.connected().await;
            let result = desk.create(connection, named(typed)).await.unwrap();
            assert_eq!(
                result.outcome,
                CreateOutcome::Created,
                "{typed} {lost} {result:?}"
            );
            let again = desk.review(connection, named(typed)).await.unwrap();
            assert_eq!(again.same_name.len(), 1, "{typed}");
        }
    }
}

#[tokio::test]
async fn one_that_was_seen_in_the_review_and_is_not_listed_for_a_moment_is_not_taken_for_the_new_one() {
    let looks = AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            return Some(reply(500, ""));
        }
        if lists(asked) {
            // Each look shows it, and once more on its second page, but the one just before the create.
            let is_look = asked.path.contains("*Now*And*Then*");
            let hidden = is_look && looks.fetch_add(1, Ordering::SeqCst) == 2;
            let data: Vec<_> = (!hidden)
                .then(|| organization(ONE, "Now And Then"))
                .into_iter()
                .collect();
            return Some(json_reply(&json!({ "data": data })));
        }
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(ONE, "Now And Then")})))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Now And Then")).await.unwrap();
    assert_eq!(review.same_name.len(), 1);
    let review = review.review;
    let result = desk
        .app
        .send_create(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound, "{result:?}");
}

#[tokio::test]
async fn an_id_that_changes_is_not_taken_for_the_new_one() {
    const TWO: &str = "00000000-0000-4000-8000-0000000000b2";
    let sent = Arc::new(AtomicUsize::new(0));
    let posts = sent.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            posts.fetch_add(1, Ordering::SeqCst);
            return Some(reply(502, ""));
        }
        let id = if posts.load(Ordering::SeqCst) > 0 {
            TWO
        } else {
            ONE
        };
        lists(asked).then(|| json_reply(&json!({"data": [organization(id, "Acme")]})))
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("Acme")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::SeveralFound, "{result:?}");
    assert_eq!(result.candidates.len(), 1);
}

#[tokio::test]
async fn a_create_that_is_carried_out_and_answered_as_not_found_is_told() {
    for status in [400, 404] {
        let sent = Arc::new(AtomicUsize::new(0));
        let posts = sent.clone();
        let desk = Hostile::answering(move |asked| {
            if asked.method == "POST" {
                posts.fetch_add(1, Ordering::SeqCst);
                return Some(reply(status, r#"{"status_text":"Record Not Found"}"#));
            }
            let there = (posts.load(Ordering::SeqCst) > 0).then(|| organization(ONE, "Acme"));
            lists(asked).then(|| json_reply(&json!({"data": Vec::from_iter(there)})))
        })
        .await;
        let connection = desk.connected().await;
        let result = desk.create(connection, named("Acme")).await;
        assert!(
            matches!(result, Err(AppError::NameAppeared { .. })),
            "{status}: {result:?}"
        );
    }
}
