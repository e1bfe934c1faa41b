//! `POST /v2/organizations`.

use practice_portal::{Access, Options, StoredSubscription};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{holds, portal, post, send, start};

async fn plans_after(options: Options, organization: Value) -> Vec<StoredSubscription> {
    let portal = start(options).await;
    let answer = post(&portal, organization).await;
    assert_eq!(answer.status, 201, "{answer:?}");
    portal.organizations().pop().unwrap().plans
}

fn codes(plans: &[StoredSubscription]) -> Vec<&str> {
    plans.iter().map(|plan| plan.plan.as_str()).collect()
}

fn without_default_plan() -> Options {
    Options {
        default_plans: Vec::new(),
        ..Options::default()
    }
}

#[tokio::test]
async fn a_name_is_enough_and_brings_the_default_plan() {
    let plans = plans_after(Options::default(), json!({ "name": "New" })).await;
    assert_eq!(codes(&plans), ["pci-basic"]);
}

#[tokio::test]
async fn without_a_default_plan_and_without_plans_there_is_no_subscription() {
    assert!(
        plans_after(without_default_plan(), json!({ "name": "New" }))
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn skipping_the_default_subscription_leaves_only_the_plans_asked_for() {
    let asked =
        json!({ "name": "New", "skip_default_subscription": true, "plans": [{ "plan": "vrms-plus" }] });
    assert_eq!(
        codes(&plans_after(Options::default(), asked).await),
        ["vrms-plus"]
    );
}

#[tokio::test]
async fn a_second_plan_of_a_product_is_silently_ignored() {
    let plans = [
        json!({ "plan": "pci-plus" }),
        json!({ "plan": "vrms-plus" }),
        json!({ "plan": "pci-open" }),
    ];
    let asked = json!({ "name": "New", "plans": plans });
    assert_eq!(
        codes(&plans_after(without_default_plan(), asked.clone()).await),
        ["pci-plus", "vrms-plus"]
    );
    assert_eq!(
        codes(&plans_after(Options::default(), asked).await),
        ["pci-basic", "vrms-plus"]
    );
}

#[tokio::test]
async fn an_interval_sets_the_end_unless_one_is_given() {
    let plans = json!([
        { "plan": "pci-plus", "interval": "monthly", "start_date": "2026-01-31" },
        { "plan": "vrms-plus", "interval": "yearly", "start_date": "2026-01-31", "end_date": "2026-06-30" },
        { "plan": "pentest-yearly", "interval": "yearly", "start_date": "whenever" },
    ]);
    let plans = plans_after(without_default_plan(), json!({ "name": "New", "plans": plans })).await;
    let ends: Vec<_> = plans.iter().map(|plan| plan.end_date.as_deref()).collect();
    assert_eq!(ends, [Some("2026-02-28"), Some("2026-06-30"), None]);
}

#[tokio::test]
async fn a_name_that_exists_is_created_again() {
    let portal = portal().await;
    for held in [251, 252] {
        assert_eq!(
            post(&portal, json!({ "name": "amber lantern" })).await.status,
            201
        );
        assert_eq!(portal.organizations().len(), held);
    }
}

#[tokio::test]
async fn wrong_parameters_are_answered_by_field_and_nothing_is_created() {
    let cases = [
        ("name", json!({})),
        ("name", json!({ "name": "  " })),
        ("name", json!({ "name": 7 })),
        ("name", json!({ "name": null })),
        ("nmae", json!({ "name": "New", "nmae": "New" })),
        (
            "company_name",
            json!({ "name": "New", "company_name": "Not a create field" }),
        ),
        ("description", json!({ "name": "New", "description": ["x"] })),
        (
            "description",
            json!({ "name": "New", "description": "ü".repeat(1_001) }),
        ),
        (
            "parent_organization",
            json!({ "name": "New", "parent_organization": "Amber Lantern" }),
        ),
        (
            "skip_default_subscription",
            json!({ "name": "New", "skip_default_subscription": "true" }),
        ),
        (
            "plans",
            json!({ "name": "New", "skip_default_subscription": true }),
        ),
        (
            "plans",
            json!({ "name": "New", "skip_default_subscription": true, "plans": [] }),
        ),
        ("plans", json!({ "name": "New", "plans": "pci-basic" })),
        ("plans", json!({ "name": "New", "plans": ["pci-basic"] })),
        ("plans", json!({ "name": "New", "plans": [{}] })),
        (
            "plans",
            json!({ "name": "New", "plans": [{ "plan": "pci-gold" }] }),
        ),
        (
            "plans",
            json!({ "name": "New", "plans": [{ "plan": "pci-basic", "intervall": "none" }] }),
        ),
        (
            "plans",
            json!({ "name": "New", "plans": [{ "plan": "pci-basic", "interval": "weekly" }] }),
        ),
        (
            "plans",
            json!({ "name": "New", "plans": [{ "plan": "pci-basic", "partner": "yes" }] }),
        ),
    ];
    let portal = portal().await;
    for (field, organization) in cases {
        let answer = post(&portal, organization.clone()).await;
        assert_eq!(answer.status, 422, "{organization}");
        assert_eq!(answer.json()["status"], 422);
        assert_eq!(answer.json()["status_text"], "Parameter Error");
        assert!(!answer.problem(field).is_empty(), "{field}: {}", answer.text);
    }
    assert!(!holds(&portal, "New"));
}

#[tokio::test]
async fn a_body_of_another_shape_is_a_parameter_error() {
    let portal = portal().await;
    for body in [
        "",
        "null",
        "[]",
        "{",
        "{\"name\":\"New\"}",
        "{\"organization\":[]}",
        "{\"organization\":{\"name\":\"New\"},\"x\":1}",
    ] {
        let answer = send(&portal, Method::POST, "/v2/organizations", body)
            .await
            .unwrap();
        assert_eq!(
            (answer.status, &answer.json()["status"]),
            (422, &json!(422)),
            "{body}"
        );
    }
    assert_eq!(portal.organizations().len(), 250);
}

#[tokio::test]
async fn a_parent_has_to_be_there_and_open() {
    let portal = portal().await;
    let parent = portal.add("Parent");
    let with_parent = |id: &str| json!({ "name": "Child", "parent_organization": id });
    assert_eq!(
        post(&portal, with_parent("00000000-0000-4000-8000-000000000000"))
            .await
            .status,
        404
    );
    assert_eq!(post(&portal, with_parent(&parent)).await.status, 201);
    assert_eq!(portal.organizations().pop().unwrap().parent, Some(parent.clone()));
    portal.forbid(&parent, Access::Forbidden);
    assert_eq!(post(&portal, with_parent(&parent)).await.status, 403);
}

#[tokio::test]
async fn a_body_of_more_than_a_mebibyte_is_too_large() {
    let portal = portal().await;
    let frame = r#"{"organization":{"name":""}}"#;
    let of_size = |size: usize| frame.replace("\"\"", &format!("\"{}\"", "x".repeat(size - frame.len())));
    for (size, status) in [(1024 * 1024, 201), (1024 * 1024 + 1, 413), (8 * 1024 * 1024, 413)] {
        let answer = send(&portal, Method::POST, "/v2/organizations", &of_size(size))
            .await
            .unwrap();
        assert_eq!(answer.status, status, "{size}");
    }
    assert_eq!(portal.organizations().len(), 251);
}
