//! A list that shows an organization without its name: it may be of any name, and a list that holds one does not show all of a name.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orgdesk_core::organizations::CreateOutcome;
use serde_json::{Value, json};

use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};
use crate::support::named;

fn without_its_name() -> Value {
    json!({"id": ONE, "attributes": {"name": null, "company_name": null}})
}

#[tokio::test]
async fn one_that_is_listed_without_its_name_is_not_told_as_not_created() {
    let created = Arc::new(AtomicUsize::new(0));
    let there = created.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            there.fetch_add(1, Ordering::SeqCst);
            return Some(reply(502, ""));
        }
        let all: Vec<_> = (0..there.load(Ordering::SeqCst))
            .map(|_| without_its_name())
            .collect();
        lists(asked).then(|| json_reply(&json!({"data": all})))
    })
    .await;
    let connection = desk.connected().await;
    let lost = desk.create(connection, named("Nameless")).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::CannotLook);
    assert!(!lost.can_be_created_again);
    assert_eq!(created.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_review_does_not_say_of_a_list_with_one_without_its_name_that_nothing_is_there() {
    let desk = Hostile::answering(move |asked| {
        lists(asked).then(|| json_reply(&json!({"data": [without_its_name()]})))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Nameless")).await.unwrap();
    let text = review.steps[0].text.clone().unwrap();
    let told = "Nothing by this name was found; the portal did not list everything.";
    let rest = text.strip_prefix(told).expect("it is told");
    assert!(
        rest.trim().ends_with('.'),
        "and what was not looked at besides: {text}"
    );
}
