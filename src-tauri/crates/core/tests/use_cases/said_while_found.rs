//! The user says of one create which organization it is, while that is found for another of its name: it is of one alone.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orgdesk_core::organizations::{CreateOutcome, ResolveRequest, SendRequest};
use serde_json::json;

use crate::hostile_portal::{Hostile, ONE, json_reply, listing, lists, organization, reply};
use crate::support::{named, stopped_once};

const NAME: &str = "Found Twice";

#[tokio::test]
async fn what_is_said_to_be_one_create_is_not_taken_for_another_that_is_about_to_find_it() {
    let posts = Arc::new(AtomicUsize::new(0));
    let sent = posts.clone();
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(match sent.fetch_add(1, Ordering::SeqCst) {
            0 => reply(500, ""),
            _ => reply(201, ""),
        }),
        _ if lists(asked) => {
            let listed = (sent.load(Ordering::SeqCst) > 1).then(|| organization(ONE, NAME));
            Some(listing(listed))
        }
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(ONE, NAME)}))),
    })
    .await;
    let connection = desk.connected().await;
    let first = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(first.outcome, CreateOutcome::NotFound);
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    let is_found = || {
        let asked = desk.asked();
        let sent = asked.iter().rposition(|asked| asked.method == "POST").unwrap();
        let listed = asked[sent..].iter().position(lists);
        let then = listed.map(|at| &asked[sent + at..]).unwrap_or_default();
        posts.load(Ordering::SeqCst) == 2 && then.iter().any(|asked| asked.path.ends_with("/user/me"))
    };
    let second = desk.app.send_create(SendRequest { connection, review });
    let second = stopped_once(second, is_found).await;
    let said = ResolveRequest {
        connection,
        review: first.review,
        id: ONE.parse().unwrap(),
    };
    let said = desk.app.resolve_create(said).await.unwrap();
    assert_eq!(
        (said.outcome, said.id),
        (CreateOutcome::Created, Some(ONE.parse().unwrap()))
    );
    let second = second.await.unwrap();
    assert_eq!(
        (second.outcome, second.id),
        (CreateOutcome::NotListed, None),
        "{second:?}"
    );
    assert_eq!(desk.app.open_operations(connection).len(), 1, "it is looked for");
}
