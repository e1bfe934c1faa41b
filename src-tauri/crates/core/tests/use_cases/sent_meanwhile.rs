//! Two creates of one name that are on their way at the same time: the second rests on what came of the first.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{CreateOutcome, CreateResultView, SendRequest};
use serde_json::json;
use tokio::sync::Notify;

use crate::hostile_portal::{Hostile, ONE, json_reply, listing, lists, organization, reply};
use crate::support::{named, once};

/// How long after its answer the portal lists what is new, at the latest.
const LISTED_WITHIN: Duration = Duration::from_millis(200);
const AT_MOST: Duration = Duration::from_secs(30);

async fn reviewed(desk: &Hostile, connection: ConnectionId) -> SendRequest {
    let review = desk.review(connection, named("Acme")).await.unwrap().review;
    SendRequest { connection, review }
}

/// A create, and another of its name that is reviewed and pressed while the answer to the first is waited for: that comes once the second
/// has looked so often. `first_ends` once it is told what became of the first.
async fn both(
    desk: &Hostile,
    connection: ConnectionId,
    looks: usize,
    answers: impl Future<Output = ()>,
    first_ends: impl FnOnce(),
) -> [Result<CreateResultView, AppError>; 2] {
    let first = reviewed(desk, connection).await;
    let first = async {
        let first = desk.app.send_create(first).await;
        first_ends();
        first
    };
    let is_reviewed = AtomicBool::new(false);
    let second = async {
        once(|| desk.seen("POST") == 1, || ()).await;
        let second = reviewed(desk, connection).await;
        is_reviewed.store(true, Ordering::SeqCst);
        desk.app.send_create(second).await
    };
    let answering = async {
        once(|| is_reviewed.load(Ordering::SeqCst), || ()).await;
        let before = desk.looks_for("Acme");
        let has_looked = || desk.looks_for("Acme") >= before + looks;
        once(|| has_looked() || desk.seen("POST") == 2, || ()).await;
        answers.await;
    };
    let all = async { tokio::join!(first, second, answering) };
    let (first, second, ()) = tokio::time::timeout(AT_MOST, all).await.expect("an end");
    [first, second]
}

/// The first is sent, and answered so only after the second has been looking for longer than a new one takes to be listed. It is listed as
/// late as may be after that.
async fn is_found_by_the_second(status: u16, says: String) {
    let (gate, answered) = (Arc::new(Notify::new()), Arc::new(Mutex::new(None::<Instant>)));
    let (opens, since) = (gate.clone(), answered.clone());
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(status, says.clone()).behind(&opens)),
        _ if lists(asked) => {
            let answered = *since.lock().unwrap();
            let is_listed = answered.is_some_and(|answered| answered.elapsed() >= LISTED_WITHIN);
            Some(listing(is_listed.then(|| organization(ONE, "Acme"))))
        }
        _ => {
            let one = json!({"data": organization(ONE, "Acme")});
            asked.path.ends_with(ONE).then(|| json_reply(&one))
        }
    })
    .await
    .listing_within(vec![LISTED_WITHIN]);
    let connection = desk.connected().await;
    let answers = async {
        // Between two looks of the second.
        tokio::time::sleep(LISTED_WITHIN / 2).await;
        *answered.lock().unwrap() = Some(Instant::now());
        gate.notify_waiters();
    };
    let [first, second] = Box::pin(both(&desk, connection, 2, answers, || ())).await;
    assert_eq!(desk.seen("POST"), 1, "{status}: {second:?}");
    assert_eq!(first.unwrap().outcome, CreateOutcome::Created);
    let error = second.unwrap_err();
    let AppError::NameAppeared { sent_before, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        sent_before,
        status == 502,
        "whether nothing said that it was created"
    );
}

#[tokio::test]
async fn one_on_its_way_is_looked_for_until_it_would_be_listed_after_its_answer_was_lost() {
    Box::pin(is_found_by_the_second(502, String::new())).await;
}

#[tokio::test]
async fn one_on_its_way_is_looked_for_until_it_would_be_listed_after_a_yes() {
    Box::pin(is_found_by_the_second(
        201,
        json!({"data": {"id": ONE}}).to_string(),
    ))
    .await;
}

#[tokio::test]
async fn one_that_is_pressed_while_another_is_looked_for_does_not_look_before_that_is_sent() {
    let (gate, is_pressed, is_sent) = (
        Arc::new(Notify::new()),
        Arc::new(AtomicBool::new(false)),
        AtomicBool::new(false),
    );
    let (opens, pressed) = (gate.clone(), is_pressed.clone());
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            is_sent.store(true, Ordering::SeqCst);
            return Some(reply(201, json!({"data": {"id": ONE}}).to_string()));
        }
        if lists(asked) {
            let listed = listing(is_sent.load(Ordering::SeqCst).then(|| organization(ONE, "Acme")));
            let is_held = pressed.swap(false, Ordering::SeqCst);
            return Some(if is_held { listed.behind(&opens) } else { listed });
        }
        let one = json!({"data": organization(ONE, "Acme")});
        asked.path.ends_with(ONE).then(|| json_reply(&one))
    })
    .await
    .listing_within(vec![LISTED_WITHIN]);
    let connection = desk.connected().await;
    let first = reviewed(&desk, connection).await;
    is_pressed.store(true, Ordering::SeqCst);
    let second = async {
        once(|| !is_pressed.load(Ordering::SeqCst), || ()).await;
        let second = reviewed(&desk, connection).await;
        desk.app.send_create(second).await
    };
    let meanwhile = async {
        let waits = || desk.has_told("Waiting for another create of this name");
        once(|| waits() || desk.seen("POST") == 1, || gate.notify_one()).await;
    };
    let both = async { tokio::join!(desk.app.send_create(first), second, meanwhile) };
    let (first, second, ()) = tokio::time::timeout(AT_MOST, both).await.expect("an end");
    assert_eq!(desk.seen("POST"), 1, "{second:?}");
    assert_eq!(first.unwrap().outcome, CreateOutcome::Created);
    let error = second.unwrap_err();
    assert!(matches!(error, AppError::NameAppeared { .. }), "{error:?}");
}

/// Two are sent, the second as soon as may be after the first was answered so on a portal that lists what is new within these pauses.
/// Neither answer names an id, and the second is answered, and its organization listed, once it is told what became of the first.
async fn sent_after(
    status: u16,
    settling: Vec<Duration>,
) -> (Hostile, [Result<CreateResultView, AppError>; 2]) {
    let (gate, over) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (opens, ends, sent) = (gate.clone(), over.clone(), AtomicUsize::new(0));
    let is_over = Arc::new(AtomicBool::new(false));
    let has_ended = is_over.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            let is_first = sent.fetch_add(1, Ordering::SeqCst) == 0;
            return Some(if is_first {
                reply(status, "").behind(&opens)
            } else {
                reply(201, "").behind(&ends)
            });
        }
        let is_there = sent.load(Ordering::SeqCst) == 2 && has_ended.load(Ordering::SeqCst);
        if lists(asked) {
            return Some(listing(is_there.then(|| organization(ONE, "Acme"))));
        }
        let one = json!({"data": organization(ONE, "Acme")});
        asked.path.ends_with(ONE).then(|| json_reply(&one))
    })
    .await
    .listing_within(settling);
    let connection = desk.connected().await;
    let first_ends = || {
        is_over.store(true, Ordering::SeqCst);
        over.notify_one();
    };
    let answers = async { gate.notify_one() };
    let results = Box::pin(both(&desk, connection, 1, answers, first_ends)).await;
    (desk, results)
}

#[tokio::test]
async fn after_a_clear_no_to_the_first_the_second_is_sent_at_once() {
    let an_hour = vec![Duration::from_millis(10); 360_000];
    let (desk, [first, second]) = Box::pin(sent_after(403, an_hour)).await;
    assert!(matches!(first, Err(AppError::Rejected { .. })), "{first:?}");
    assert_eq!(second.unwrap().outcome, CreateOutcome::Created);
    assert_eq!(desk.seen("POST"), 2);
}

#[tokio::test]
async fn what_arrives_after_the_first_was_lost_is_the_seconds() {
    let (desk, [first, second]) = Box::pin(sent_after(502, vec![Duration::from_millis(10)])).await;
    assert_eq!(first.unwrap().outcome, CreateOutcome::NotFound);
    assert_eq!(second.unwrap().outcome, CreateOutcome::Created);
    assert_eq!(desk.seen("POST"), 2);
}
