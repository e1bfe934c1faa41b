//! `POST /auth/sign_in`.

use practice_portal::{Options, PracticePortal};
use reqwest::Method;
use serde_json::{Value, json};

use crate::client::{Answer, portal, send_with, start};

async fn sign_in(portal: &PracticePortal, body: Value) -> Answer {
    let headers = [("x-api-key", portal.api_key())];
    send_with(portal, Method::POST, "/auth/sign_in", &headers, &body.to_string())
        .await
        .unwrap()
}

fn right(portal: &PracticePortal) -> Value {
    json!({ "username": portal.username(), "password": portal.password() })
}

async fn with_one_time_password() -> PracticePortal {
    start(Options {
        one_time_password: true,
        ..Options::default()
    })
    .await
}

#[tokio::test]
async fn a_username_and_its_password_give_the_token() {
    let portal = portal().await;
    let answer = sign_in(&portal, right(&portal)).await.json();
    assert_eq!(
        (&answer["status"], &answer["status_text"]),
        (&json!(200), &json!("OK"))
    );
    assert_eq!(
        (&answer["token"], &answer["username"]),
        (&json!(portal.user_token()), &json!(portal.username()))
    );
    assert_eq!(answer["sign_in_count"], json!(1));
    for key in ["role", "timezone", "provider"] {
        assert!(answer[key].is_string(), "{key}");
    }
    assert_eq!(answer["verified"], json!(true));
    assert!(answer["organization"]["uuid"].is_string() && answer["organization"]["name"].is_string());
    assert_eq!(
        sign_in(&portal, right(&portal)).await.json()["sign_in_count"],
        json!(2)
    );
}

#[tokio::test]
async fn a_wrong_password_username_or_key_is_unauthorized() {
    let portal = portal().await;
    for (username, password) in [(portal.username(), "x"), ("x", portal.password())] {
        let answer = sign_in(&portal, json!({ "username": username, "password": password })).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (401, &json!("Invalid username or password."))
        );
    }
    let body = right(&portal).to_string();
    let keyless = send_with(&portal, Method::POST, "/auth/sign_in", &[], &body)
        .await
        .unwrap();
    assert_eq!(keyless.status, 401);
    assert_eq!(
        sign_in(&portal, json!({ "username": portal.username() }))
            .await
            .problem("password"),
        "can't be blank"
    );
}

#[tokio::test]
async fn with_a_one_time_password_the_token_comes_in_the_second_step() {
    let portal = with_one_time_password().await;
    let first = sign_in(&portal, right(&portal)).await;
    assert_eq!((first.status, &first.json()["token"]), (200, &Value::Null));
    let state = first.json()["otp_session_state"].as_str().unwrap().to_owned();
    let second = json!({ "otp_attempt": portal.one_time_password(), "otp_session_state": state });
    assert_eq!(
        sign_in(&portal, second.clone()).await.json()["token"],
        json!(portal.user_token())
    );
    assert_eq!(
        sign_in(&portal, second).await.status,
        401,
        "a state is good for one sign-in"
    );
}

#[tokio::test]
async fn a_mistyped_one_time_password_can_be_tried_again() {
    let portal = with_one_time_password().await;
    let state = sign_in(&portal, right(&portal)).await.json()["otp_session_state"].clone();
    let attempt = |attempt: &str| json!({ "otp_attempt": attempt, "otp_session_state": state });
    assert_eq!(sign_in(&portal, attempt("0")).await.status, 401);
    assert_eq!(
        sign_in(&portal, attempt(portal.one_time_password())).await.status,
        200
    );
    let unasked = json!({ "otp_attempt": portal.one_time_password(), "otp_session_state": "x" });
    assert_eq!(sign_in(&portal, unasked).await.status, 401);
}
