//! Two creates of one name on their way at the same time, of which one alone is listed: whose it is only its description or the
//! portal's word can tell.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{CreateForm, CreateOutcome, CreateResultView, ResolveRequest, SendRequest};
use serde_json::json;
use tokio::sync::Notify;

use crate::hostile_portal::{Hostile, ONE, json_reply, listing, lists, organization, reply};
use crate::support::{Desk, named, stopped_once};

const NAME: &str = "Sent Together";

fn described(description: &str) -> CreateForm {
    CreateForm {
        description: description.to_owned(),
        ..named(NAME)
    }
}

/// Two are sent, and neither was there when the other was looked for. No answer says which one is which, and the first alone is listed.
/// What is told of each, the second first, and the app.
async fn sent_together(descriptions: [&str; 2]) -> ([CreateResultView; 2], Hostile, ConnectionId) {
    let mut first = organization(ONE, NAME);
    first["attributes"]["description"] = descriptions[0].into();
    let (gate, sent) = (Arc::new(Notify::new()), AtomicUsize::new(0));
    let opens = gate.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            let is_first = sent.fetch_add(1, Ordering::SeqCst) == 0;
            return Some(if is_first {
                reply(502, "").behind(&opens)
            } else {
                reply(201, "")
            });
        }
        let one = (sent.load(Ordering::SeqCst) == 2).then(|| first.clone());
        if lists(asked) {
            return Some(listing(one));
        }
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": one})))
    })
    .await;
    let connection = desk.connected().await;
    let [first, second] = descriptions.map(described);
    let review = desk.review(connection, first).await.unwrap().review;
    let first = desk.app.send_create(SendRequest { connection, review });
    let first = stopped_once(first, || desk.seen("POST") == 1).await;
    let second = desk.create(connection, second).await.unwrap();
    gate.notify_one();
    let first = first.await.unwrap();
    ([second, first], desk, connection)
}

#[tokio::test]
async fn what_nothing_tells_apart_is_for_the_user_to_decide() {
    for description in ["", "The same"] {
        let ([second, first], desk, connection) = sent_together([description; 2]).await;
        assert_eq!(second.outcome, CreateOutcome::SeveralFound, "{second:?}");
        assert_eq!(first.outcome, CreateOutcome::SeveralFound, "{first:?}");
        assert_eq!((second.candidates.len(), first.candidates.len()), (1, 1));
        assert_eq!(desk.app.open_operations(connection).len(), 2);
    }
}

/// Longer ones are compared as far as they are kept of the list.
#[tokio::test]
async fn what_differs_only_at_the_end_of_long_descriptions_is_for_the_user_to_decide() {
    let [a, b] = ["a", "b"].map(|end| "x".repeat(600) + end);
    let ([second, first], ..) = sent_together([&a, &b]).await;
    assert_eq!(second.outcome, CreateOutcome::SeveralFound, "{second:?}");
    assert_eq!(first.outcome, CreateOutcome::SeveralFound, "{first:?}");
}

#[tokio::test]
async fn one_that_is_listed_with_its_own_description_is_known_and_is_not_the_others() {
    let ([second, first], ..) = sent_together(["Of the first", "Of the second"]).await;
    assert_eq!(first.outcome, CreateOutcome::Created, "{first:?}");
    assert_eq!(first.id.unwrap().to_string(), ONE);
    assert_eq!(second.id, None, "{second:?}");
}

#[tokio::test]
async fn one_of_two_that_were_lost_is_not_taken_for_the_other_in_a_later_look() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, NAME).await;
    let second = desk.lost(connection, NAME).await;
    desk.portal.add(NAME);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, [], "it may be either");
    let open: Vec<_> = looked.open.iter().map(|one| one.review).collect();
    assert_eq!(open, [first, second]);
}

#[tokio::test]
async fn one_organization_is_not_both_of_two_of_which_the_user_says_so_at_the_same_moment() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, NAME).await;
    let second = desk.lost(connection, NAME).await;
    let id = desk.portal.add(NAME).parse().unwrap();
    let said = |review| {
        let request = ResolveRequest {
            connection,
            review,
            id,
        };
        desk.app.resolve_create(request)
    };
    let (one, two) = tokio::join!(said(first), said(second));
    assert_eq!(one.is_ok(), two.is_err(), "{one:?} {two:?}");
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}
