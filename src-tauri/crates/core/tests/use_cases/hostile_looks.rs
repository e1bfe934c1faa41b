//! Looks for a name on portals that compare letter by letter, or whose lists move while their pages are turned.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::hostile_portal::{Hostile, json_reply, lists, organization};
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
