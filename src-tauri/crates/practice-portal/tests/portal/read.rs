//! `GET /v2/organizations/{id}`, its subscriptions, and `GET /v2/user/me`.

use practice_portal::Access;
use serde_json::{Value, json};

use crate::client::{get, portal, post};

#[tokio::test]
async fn an_organization_has_the_shape_of_the_stored_example() {
    let portal = portal().await;
    let stored = portal.organizations().pop().unwrap();
    let answer = get(&portal, &format!("/v2/organizations/{}", stored.id)).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "application/json")
    );

    let data = &answer.json()["data"];
    let attributes = &data["attributes"];
    assert_eq!(
        (&data["id"], &attributes["uuid"]),
        (&json!(stored.id), &json!(stored.id))
    );
    for key in ["name", "company_name", "description"] {
        assert_eq!(
            attributes[key].as_str().unwrap_or_default(),
            stored.field(key),
            "{key}"
        );
    }
    for key in [
        "address",
        "city",
        "zipcode",
        "country",
        "phone",
        "website",
        "email",
        "contact_name",
        "contact_title",
    ] {
        assert_eq!(attributes["details"][key], json!(stored.field(key)), "{key}");
    }
    assert_eq!(attributes["creation_time"], json!(stored.creation_time));
    assert_eq!(attributes["modification_time"], json!(stored.modification_time));
    assert_eq!(attributes["settings"], json!({ "can_edit_organization": true }));
    assert_eq!(
        (&attributes["partner"], &attributes["incomplete_details"]),
        (&json!(false), &json!(false))
    );
    let member = &attributes["members"][0];
    assert!(member["id"].is_string() && member["username"].is_string() && member["partner"].is_boolean());
    assert_eq!(data["relationships"], json!({}));
}

#[tokio::test]
async fn a_new_organization_has_empty_details_and_says_so() {
    let portal = portal().await;
    let id = portal.add("New");
    let attributes =
        get(&portal, &format!("/v2/organizations/{id}")).await.json()["data"]["attributes"].clone();
    assert_eq!(
        (&attributes["details"], &attributes["incomplete_details"]),
        (&json!({}), &json!(true))
    );
    assert_eq!(
        (&attributes["company_name"], &attributes["members"]),
        (&Value::Null, &json!([]))
    );
}

#[tokio::test]
async fn a_read_only_organization_can_be_read_and_a_forbidden_one_cannot() {
    let portal = portal().await;
    let id = portal.add("New");
    let path = format!("/v2/organizations/{id}");
    portal.forbid(&id, Access::ReadOnly);
    let attributes = get(&portal, &path).await.json()["data"]["attributes"].clone();
    assert_eq!(attributes["settings"]["can_edit_organization"], json!(false));
    portal.forbid(&id, Access::Forbidden);
    assert_eq!(get(&portal, &path).await.status, 403);
    assert_eq!(get(&portal, &format!("{path}/subscriptions")).await.status, 403);
    assert_eq!(get(&portal, "/v2/organizations/0").await.status, 404);
}

#[tokio::test]
async fn subscriptions_name_their_plan_and_dates() {
    let portal = portal().await;
    let plan =
        json!({ "plan": "vrms-plus", "interval": "yearly", "start_date": "2026-03-01", "partner": true });
    post(
        &portal,
        json!({ "name": "New", "skip_default_subscription": true, "plans": [plan] }),
    )
    .await;
    let id = portal.organizations().pop().unwrap().id;
    for path in ["subscriptions", "subscriptions/active"] {
        let answer = get(&portal, &format!("/v2/organizations/{id}/{path}")).await;
        let expected = json!({
            "plan": "vrms-plus", "product": "vrms", "status": "active", "partner": true,
            "billing_interval": "yearly", "start_date": "2026-03-01", "end_date": "2027-03-01",
        });
        assert_eq!(answer.json()["data"][0]["attributes"], expected, "{path}");
    }
}

#[tokio::test]
async fn user_me_says_who_the_token_belongs_to() {
    let portal = portal().await;
    let attributes = get(&portal, "/v2/user/me").await.json()["data"]["attributes"].clone();
    assert_eq!(attributes["username"], json!(portal.username()));
    assert_eq!(attributes["organization"]["name"], json!("Practice partner"));
    for key in [
        "id",
        "role",
        "email",
        "locale",
        "timezone",
        "active_product",
        "two_factor_authentication",
        "incomplete_details",
    ] {
        assert!(!attributes[key].is_null(), "{key}");
    }
}
