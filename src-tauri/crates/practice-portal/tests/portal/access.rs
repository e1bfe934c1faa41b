//! Who may come in, and where.

use practice_portal::{Options, PracticePortal, Scheme, StartError};
use reqwest::Method;
use serde_json::json;

use crate::client::{Answer, client, get, portal, send, send_with, start};

async fn me(portal: &PracticePortal, authorization: &str, key: &str) -> Answer {
    let headers = [("authorization", authorization), ("x-api-key", key)];
    send_with(portal, Method::GET, "/v2/user/me", &headers, "")
        .await
        .unwrap()
}

#[tokio::test]
async fn a_wrong_or_missing_token_or_key_is_unauthorized() {
    let portal = portal().await;
    let (right, key) = (
        format!("Basic {}", portal.user_token()),
        portal.api_key().to_owned(),
    );
    assert_eq!(me(&portal, &right, &key).await.status, 200);
    for (authorization, key) in [
        (right.as_str(), "x"),
        ("Basic x", key.as_str()),
        ("", &key),
        (&right, ""),
    ] {
        let answer = me(&portal, authorization, key).await;
        assert_eq!(answer.status, 401, "{authorization}");
        assert!(answer.json()["error"].is_string());
    }
    let bare = send_with(&portal, Method::GET, "/v2/organizations", &[], "")
        .await
        .unwrap();
    assert_eq!(bare.status, 401);
}

#[tokio::test]
async fn each_scheme_accepts_only_its_own_form() {
    for scheme in [Scheme::Basic, Scheme::Bearer, Scheme::Bare] {
        let portal = start(Options {
            scheme,
            ..Options::default()
        })
        .await;
        let (token, key) = (portal.user_token().to_owned(), portal.api_key().to_owned());
        for (form, of) in [
            (format!("Basic {token}"), Scheme::Basic),
            (format!("bearer {token}"), Scheme::Bearer),
            (token.clone(), Scheme::Bare),
        ] {
            let expected = if of == scheme { 200 } else { 401 };
            assert_eq!(
                me(&portal, &form, &key).await.status,
                expected,
                "{of:?} at {scheme:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_portal_without_a_key_asks_for_none() {
    let portal = start(Options {
        api_key: Some(String::new()),
        ..Options::default()
    })
    .await;
    let authorization = format!("Basic {}", portal.user_token());
    let headers = [("authorization", authorization.as_str())];
    assert_eq!(
        send_with(&portal, Method::GET, "/v2/user/me", &headers, "")
            .await
            .unwrap()
            .status,
        200
    );
}

#[tokio::test]
async fn given_secrets_are_used_and_others_are_random() {
    let given = Options {
        user_token: Some("t".into()),
        api_key: Some("k".into()),
        ..Options::default()
    };
    let given = start(given).await;
    assert_eq!((given.user_token(), given.api_key()), ("t", "k"));
    let (one, other) = (portal().await, portal().await);
    assert_ne!(one.user_token(), other.user_token());
    assert_ne!(one.api_key(), other.api_key());
    assert_ne!(one.password(), other.password());
}

#[tokio::test]
async fn below_a_prefix_is_the_api_and_elsewhere_a_page() {
    let portal = start(Options {
        prefix: "/API".into(),
        ..Options::default()
    })
    .await;
    assert!(portal.address().ends_with("/API"));
    assert_eq!(get(&portal, "/v2/user/me").await.status, 200);
    let origin = portal.address().replace("/API", "");
    for path in ["/v2/user/me", "/", "/api/v2/user/me", "/APIv2/user/me"] {
        let answer = client().get(format!("{origin}{path}")).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 404, "{path}");
        assert!(
            answer.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with("text/html"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_the_api_does_not_have_is_not_found() {
    let portal = portal().await;
    assert!(
        get(&portal, "/v2/organisations")
            .await
            .text
            .contains("<!DOCTYPE html>")
    );
    let id = portal.add("Kept");
    let delete = send(&portal, Method::DELETE, &format!("/v2/organizations/{id}"), "")
        .await
        .unwrap();
    assert_eq!((delete.status, &delete.json()["status"]), (405, &json!(405)));
    assert!(portal.organization(&id).is_some());
}

#[tokio::test]
async fn a_setup_that_makes_no_sense_does_not_start() {
    let refused = |options| async { practice_portal::start(options).await.err().unwrap() };
    let prefix = Options {
        prefix: "API".into(),
        ..Options::default()
    };
    assert!(matches!(refused(prefix).await, StartError::Prefix(_)));
    let plan = Options {
        default_plans: vec!["pci basic".into()],
        ..Options::default()
    };
    assert!(matches!(refused(plan).await, StartError::DefaultPlan(_)));
    let today = Options {
        today: Some("today".into()),
        ..Options::default()
    };
    assert!(matches!(refused(today).await, StartError::Today(_)));

    let running = portal().await;
    let port: u16 = running.address().rsplit(':').next().unwrap().parse().unwrap();
    let taken = refused(Options {
        port,
        ..Options::default()
    })
    .await;
    assert!(taken.to_string().contains(&format!("port {port}")), "{taken}");
}
