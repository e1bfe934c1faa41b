//! The two seed pages' own examples, byte for byte.

use practice_portal::Options;
use reqwest::Method;

use crate::client::{send, start};

const CREATE: &str = include_str!("../seeds/create-organization.json");
const UPDATE: &str = include_str!("../seeds/update-organization.json");
const PARENT: &str = "5d702bf8-e908-41df-92de-feea0acf2f4e";

#[tokio::test]
async fn the_create_example_is_stored_whole() {
    let portal = start(Options {
        organizations: 0,
        ..Options::default()
    })
    .await;
    assert!(portal.add_with_id(PARENT, "Parent"));

    let answer = send(&portal, Method::POST, "/v2/organizations", CREATE)
        .await
        .unwrap();
    assert_eq!((answer.status, answer.text.as_str()), (201, ""));

    let stored = portal.organizations().pop().unwrap();
    assert_eq!(
        (stored.name.as_str(), stored.field("description")),
        ("string", "string")
    );
    assert_eq!(stored.parent.as_deref(), Some(PARENT));
    let [plan] = stored.plans.as_slice() else {
        panic!("{:?}", stored.plans)
    };
    assert_eq!(
        (plan.plan.as_str(), plan.partner, plan.interval.as_str()),
        ("pci-basic", true, "none")
    );
    assert_eq!(
        (plan.start_date.as_str(), plan.end_date.as_deref()),
        ("string", Some("string"))
    );
}

#[tokio::test]
async fn the_create_example_needs_its_parent() {
    let portal = start(Options {
        organizations: 0,
        ..Options::default()
    })
    .await;
    let answer = send(&portal, Method::POST, "/v2/organizations", CREATE)
        .await
        .unwrap();
    assert_eq!(answer.status, 404);
    assert!(portal.organizations().is_empty());
}

#[tokio::test]
async fn the_update_example_is_stored_whole() {
    let portal = start(Options {
        organizations: 0,
        ..Options::default()
    })
    .await;
    let id = portal.add("Before");

    let answer = send(&portal, Method::PUT, &format!("/v2/organizations/{id}"), UPDATE)
        .await
        .unwrap();
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));

    let stored = portal.organization(&id).unwrap();
    assert_eq!(stored.fields.len(), 15);
    assert!(
        stored.fields.values().all(|value| value == "string"),
        "{:?}",
        stored.fields
    );
}
