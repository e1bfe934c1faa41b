//! `PUT /v2/organizations/{id}`.

use practice_portal::Access;
use serde_json::json;

use crate::client::{portal, put};

#[tokio::test]
async fn an_omitted_key_keeps_its_value_and_an_empty_one_clears_it() {
    let portal = portal().await;
    let id = portal.add("Before");
    assert!(portal.edit(&id, "city", "Sampleton") && portal.edit(&id, "phone", "+44 1632 960123"));
    let answer = put(
        &portal,
        &id,
        json!({ "name": "After", "company_name": "After Ltd", "phone": "" }),
    )
    .await;
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
    let stored = portal.organization(&id).unwrap();
    assert_eq!(
        (stored.name.as_str(), stored.field("company_name")),
        ("After", "After Ltd")
    );
    assert_eq!((stored.field("city"), stored.field("phone")), ("Sampleton", ""));
}

#[tokio::test]
async fn an_update_moves_the_modification_time() {
    let portal = portal().await;
    let before = portal.organizations().remove(0);
    put(
        &portal,
        &before.id,
        json!({ "name": "After", "company_name": "After Ltd" }),
    )
    .await;
    let after = portal.organization(&before.id).unwrap();
    assert!(after.modification_time > before.modification_time);
    assert_eq!(after.creation_time, before.creation_time);
}

#[tokio::test]
async fn wrong_parameters_are_answered_by_field_and_nothing_is_changed() {
    let portal = portal().await;
    let before = portal.organizations().remove(7);
    let cases = [
        ("company_name", json!({ "name": "After" })),
        ("company_name", json!({ "name": "After", "company_name": "" })),
        ("name", json!({ "company_name": "After Ltd" })),
        (
            "zip",
            json!({ "name": "After", "company_name": "After Ltd", "zip": "1" }),
        ),
        (
            "city",
            json!({ "name": "After", "company_name": "After Ltd", "city": 5 }),
        ),
        (
            "country",
            json!({ "name": "After", "company_name": "After Ltd", "country": "x".repeat(101) }),
        ),
        (
            "description",
            json!({ "name": "After", "company_name": "After Ltd", "description": "x".repeat(1_001) }),
        ),
    ];
    for (field, organization) in cases {
        let answer = put(&portal, &before.id, organization).await;
        assert_eq!(answer.status, 422);
        assert!(!answer.problem(field).is_empty(), "{field}: {}", answer.text);
    }
    assert_eq!(portal.organization(&before.id).unwrap(), before);
}

#[tokio::test]
async fn the_longest_allowed_values_are_kept() {
    let portal = portal().await;
    let id = portal.add("Before");
    let (description, country) = ("é".repeat(1_000), "é".repeat(100));
    let organization =
        json!({ "name": "A", "company_name": "B", "description": description, "country": country });
    assert_eq!(put(&portal, &id, organization).await.status, 200);
    assert_eq!(portal.organization(&id).unwrap().field("country"), country);
}

#[tokio::test]
async fn an_organization_that_may_not_be_changed_is_forbidden() {
    let portal = portal().await;
    let id = portal.add("Before");
    for access in [Access::ReadOnly, Access::Forbidden] {
        portal.forbid(&id, access);
        let answer = put(
            &portal,
            &id,
            json!({ "name": "After", "company_name": "After Ltd" }),
        )
        .await;
        assert_eq!(
            (answer.status, &answer.json()["status_text"]),
            (403, &json!("Forbidden"))
        );
    }
    assert_eq!(portal.organization(&id).unwrap().name, "Before");
}

#[tokio::test]
async fn an_unknown_id_is_not_found() {
    let portal = portal().await;
    for id in ["00000000-0000-4000-8000-000000000000", "7"] {
        let answer = put(
            &portal,
            id,
            json!({ "name": "After", "company_name": "After Ltd" }),
        )
        .await;
        assert_eq!(
            (answer.status, &answer.json()["status_text"]),
            (404, &json!("Record Not Found"))
        );
    }
}
