//! A portal that answers a create with an id it had already: of an organization of the very name that its list does not show, or of
//! one that it does not show any more. What somebody wrote there is not written over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::organizations::{CreateForm, CreateOutcome, OrganizationField};
use serde_json::{Value, json};

use crate::hostile_portal::{Hostile, ONE, json_reply, listing, lists, organization, reply};
use crate::support::named;

const NAME: &str = "Given Twice";

fn in_the_city(city: &str) -> CreateForm {
    let mut form = named(NAME);
    for (field, value) in [
        (OrganizationField::CompanyName, "Given Ltd"),
        (OrganizationField::City, city),
    ] {
        form.details.insert(field, value.to_owned());
    }
    form
}

/// What was sent to be saved, in order.
fn cities(desk: &Hostile) -> Vec<String> {
    let asked = desk.asked();
    let puts = asked.iter().filter(|asked| asked.method == "PUT");
    puts.map(|put| {
        let body: Value = serde_json::from_str(&put.body).unwrap();
        body["organization"]["city"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    })
    .collect()
}

/// A portal that lists nothing, and has one organization of the name, in this city.
async fn keeps_to_itself(city: &'static str) -> Hostile {
    Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => asked.path.ends_with(ONE).then(|| {
            let mut held = organization(ONE, NAME);
            held["attributes"]["company_name"] = "".into();
            held["attributes"]["details"]["city"] = city.into();
            json_reply(&json!({ "data": held }))
        }),
    })
    .await
}

#[tokio::test]
async fn details_are_not_written_over_those_of_an_organization_whose_id_came_with_the_answer() {
    let desk = keeps_to_itself("Leeds").await;
    let connection = desk.connected().await;
    let result = desk.create(connection, in_the_city("Bath")).await.unwrap();
    assert_eq!(cities(&desk), [""; 0], "{result:?}");
}

#[tokio::test]
async fn the_id_of_another_of_ones_own_creates_is_not_taken_for_the_new_one() {
    let desk = keeps_to_itself("").await;
    let connection = desk.connected().await;
    let first = desk.create(connection, in_the_city("Bath")).await.unwrap();
    assert_eq!(
        first.id.map(|id| id.to_string()).as_deref(),
        Some(ONE),
        "{first:?}"
    );
    let second = desk.create(connection, in_the_city("Leeds")).await.unwrap();
    assert_eq!(cities(&desk), ["Bath"], "{second:?}");
    assert_eq!(second.outcome, CreateOutcome::NotListed, "{second:?}");
}

#[tokio::test]
async fn the_id_of_an_organization_that_was_seen_under_another_name_is_not_believed() {
    let is_hidden = Arc::new(AtomicBool::new(false));
    let hidden = is_hidden.clone();
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if hidden.load(Ordering::SeqCst) => None,
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(ONE, "Somebody Else")}))),
    })
    .await;
    let connection = desk.connected().await;
    assert_eq!(desk.read(connection).await.unwrap().fields.name, "Somebody Else");
    is_hidden.store(true, Ordering::SeqCst);
    let result = desk.create(connection, in_the_city("Bath")).await.unwrap();
    assert_eq!(cities(&desk), [""; 0], "{result:?}");
}

/// The answer names a task of the portal's, and the organization is listed a little later.
#[tokio::test]
async fn an_id_that_the_portal_does_not_show_is_not_believed_while_the_organization_may_still_be_listed() {
    let since = std::sync::atomic::AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            since.store(1, Ordering::SeqCst);
            let queued = json!({"id": "0b1c2d3e-1111-4222-8333-444455556666", "status": "queued"});
            Some(reply(202, queued.to_string()))
        }
        "PUT" => asked.path.ends_with(ONE).then(|| reply(200, "")),
        _ if lists(asked) => {
            let is_listed = since.load(Ordering::SeqCst) > 0 && since.fetch_add(1, Ordering::SeqCst) > 1;
            let listed = is_listed.then(|| organization(ONE, NAME));
            Some(listing(listed))
        }
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(ONE, NAME)}))),
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(result.id.unwrap().to_string(), ONE, "{result:?}");
}

/// A portal with an entry nobody can read, which therefore never lists everything, and shows a new organization late.
#[tokio::test]
async fn an_id_that_the_portal_shows_a_little_later_is_believed_also_where_it_lists_only_a_part() {
    let asked_for_it = std::sync::atomic::AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => Some(json_reply(
            &json!({"data": [{"type": "organization", "attributes": {"name": "Unread"}}]}),
        )),
        _ => {
            let is_it = asked.path.ends_with(ONE);
            let is_shown = is_it && asked_for_it.fetch_add(1, Ordering::SeqCst) > 0;
            is_shown.then(|| json_reply(&json!({"data": organization(ONE, NAME)})))
        }
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, in_the_city("Bath")).await.unwrap();
    assert_eq!(
        result.id.map(|id| id.to_string()).as_deref(),
        Some(ONE),
        "{result:?}"
    );
    assert_eq!(desk.seen("POST"), 1);
}
