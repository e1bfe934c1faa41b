//! A portal that has very many organizations of one name, or says very much of each.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::organizations::{CreateOutcome, SendRequest};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::hostile_portal::{Asked, Hostile, Reply, harmless, json_reply, lists, organization, reply};
use crate::support::named;

const NAME: &str = "Of Many";

/// Organizations of one name, numbered so.
fn numbered(numbers: impl Iterator<Item = u128>) -> Vec<Value> {
    let id = |number| Uuid::from_u128(number).to_string();
    numbers.map(|number| organization(&id(number), NAME)).collect()
}

/// A portal that has 250 of the name, a hundred to a page, and one more as soon as that is created.
fn has_many(created: &Arc<AtomicBool>) -> impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static {
    let created = created.clone();
    let list = move |asked: &Asked| {
        let there = 250 + u128::from(created.load(Ordering::SeqCst));
        let page = (1..=9).find(|page| asked.path.contains(&format!("page={page}&")));
        let first = (page.unwrap_or(1) - 1) * 100;
        let data = numbered(first + 1..=there.min(first + 100));
        json_reply(&json!({"data": data, "pagination": {"total_count": there}}))
    };
    move |asked| lists(asked).then(|| list(asked))
}

/// The one that is created.
const NEW: Uuid = Uuid::from_u128(251);

#[tokio::test]
async fn of_very_many_of_a_name_only_some_are_shown_and_it_is_said_so() {
    let desk = Hostile::answering(has_many(&Arc::default())).await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap();
    assert_eq!(review.same_name.len(), 200);
    let text = review.steps[0].text.clone().unwrap();
    assert!(
        text.starts_with("250 organizations") && text.contains("200 of them are shown"),
        "{text}"
    );
}

#[tokio::test]
async fn a_new_one_among_very_many_of_its_name_is_shown() {
    let created = Arc::new(AtomicBool::new(false));
    let desk = Hostile::answering(has_many(&created)).await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    created.store(true, Ordering::SeqCst);
    let error = harmless(desk.app.send_create(SendRequest { connection, review }).await);
    let AppError::NameAppeared { found, .. } = error else {
        panic!("{error:?}")
    };
    assert!(
        found.iter().any(|row| row.id.0 == NEW),
        "the new one is not among them"
    );
}

#[tokio::test]
async fn a_lost_answer_among_very_many_of_its_name_is_not_decided_but_its_own_is_shown() {
    let created = Arc::new(AtomicBool::new(false));
    let portal = has_many(&created);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            created.store(true, Ordering::SeqCst);
            return Some(reply(500, ""));
        }
        portal(asked)
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::SeveralFound);
    let ids: Vec<_> = result.candidates.iter().map(|row| row.id.0).collect();
    assert_eq!(ids, [NEW]);
}

#[tokio::test]
async fn what_is_shown_of_a_candidate_has_an_end() {
    let mut long = organization(&NEW.to_string(), NAME);
    long["attributes"]["details"] = json!({"city": "x".repeat(100_000)});
    let desk =
        Hostile::answering(move |asked| lists(asked).then(|| json_reply(&json!({"data": [long]})))).await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap();
    assert_eq!(review.same_name[0].city.chars().count(), 501);
}

#[tokio::test]
async fn a_portal_that_gives_very_many_to_a_page_is_not_asked_for_the_next() {
    let one = |_| json!({"id": Uuid::new_v4().to_string(), "name": "N"});
    let all = json_reply(&json!({"data": (0..20_000).map(one).collect::<Vec<_>>()}));
    let desk = Hostile::answering(move |asked| lists(asked).then(|| all.clone())).await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap();
    let text = review.steps[0].text.clone().unwrap();
    assert!(text.contains("did not list everything"), "{text}");
    assert_eq!(desk.looks_for("Of*Many"), 1);
}

#[tokio::test]
async fn a_name_that_is_kept_as_a_page_writes_it_is_found() {
    let posts = Arc::new(AtomicUsize::new(0));
    let count = posts.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            count.fetch_add(1, Ordering::SeqCst);
            return Some(reply(502, ""));
        }
        let made =
            (count.load(Ordering::SeqCst) > 0).then(|| organization(&NEW.to_string(), "Smith &amp; Sons"));
        lists(asked).then(|| json_reply(&json!({"data": Vec::from_iter(made)})))
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("Smith & Sons")).await.unwrap();
    assert_eq!(result.id.map(|id| id.0), Some(NEW), "{result:?}");
    assert!(desk.looks_for("Smith*%26*Sons") > 0, "{:?}", desk.asked());
}
