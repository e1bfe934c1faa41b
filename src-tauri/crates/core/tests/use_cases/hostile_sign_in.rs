//! A portal that means no good when one signs in.

use std::sync::Arc;

use orgdesk_core::AppError;
use orgdesk_core::connections::{ConnectionTestView, OneTimePasswordRequest, SignInRequest};
use orgdesk_core::error::{Gone, UnclearReason};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::hostile_portal::{Asked, Hostile, harmless, json_reply, reply};

fn signs_in(asked: &Asked) -> bool {
    asked.method == "POST"
}

#[tokio::test]
async fn a_user_without_any_name_is_nobody() {
    for body in [
        "{}",
        "[]",
        "null",
        r#"{"data":{"attributes":{"username":" "}}}"#,
        r#"{"username":{}}"#,
    ] {
        let desk = Hostile::answering(move |_| Some(reply(200, body))).await;
        let error = harmless(desk.app.test_connection(desk.token_request()).await);
        assert!(matches!(error, AppError::NotAPortal { .. }), "{body} {error:?}");
    }
}

#[tokio::test]
async fn a_sign_in_that_answers_a_token_with_a_line_break_sends_it_nowhere() {
    let desk = Hostile::answering(|asked| {
        let token = "hostile\r\nx-injected: 1";
        signs_in(asked).then(|| json_reply(&json!({"token": token})))
    })
    .await;
    let error = harmless(desk.app.test_connection(desk.password_request()).await);
    assert!(
        matches!(
            error,
            AppError::Unclear {
                reason: UnclearReason::Unreadable,
                ..
            }
        ),
        "the portal's answer is at fault, no field of the form: {error:?}"
    );
    assert_eq!(desk.seen("GET"), 0);
}

#[tokio::test]
async fn a_token_with_a_line_break_in_it_is_a_problem_of_its_own_field_and_is_sent_nowhere() {
    for (token, key, field) in [("to\nken", "key", "user_token"), ("token", "k\r\ney", "api_key")] {
        let desk = Hostile::answering(|_| None).await;
        let mut request = desk.token_request();
        request.sign_in = SignInRequest::AccessToken {
            user_token: token.into(),
            api_key: key.into(),
        };
        let AppError::Invalid { problems } = harmless(desk.app.test_connection(request).await) else {
            panic!("{field}")
        };
        assert_eq!(problems[0].field.as_deref(), Some(field));
        assert!(desk.asked().is_empty());
    }
}

#[tokio::test]
async fn an_api_key_that_no_header_can_hold_is_a_problem_of_its_field_beside_a_password_too() {
    for key in ["k\r\ney", "k\u{7f}ey"] {
        let desk = Hostile::answering(|_| None).await;
        let mut request = desk.password_request();
        request.sign_in = SignInRequest::Password {
            username: "anna".to_owned(),
            password: "pass".into(),
            api_key: key.into(),
        };
        let AppError::Invalid { problems } = harmless(desk.app.test_connection(request).await) else {
            panic!("{key:?}")
        };
        assert_eq!(problems[0].field.as_deref(), Some("api_key"));
        assert!(desk.asked().is_empty());
    }
}

#[tokio::test]
async fn a_one_time_password_that_is_answered_by_asking_again_is_told_as_wrong() {
    let desk = Hostile::answering(|asked| {
        let right = asked.body.contains("second");
        let answer = if right {
            json!({"token": "fine-token"})
        } else {
            json!({"otp_session_state": format!("state {}", asked.body.len())})
        };
        signs_in(asked).then(|| json_reply(&answer))
    })
    .await;
    let tested = desk.app.test_connection(desk.password_request()).await.unwrap();
    let ConnectionTestView::OneTimePasswordNeeded { ticket } = tested else {
        panic!("{tested:?}")
    };
    let give = |text: &str| {
        desk.app.give_one_time_password(OneTimePasswordRequest {
            ticket: ticket.clone(),
            one_time_password: text.into(),
        })
    };
    let AppError::Invalid { problems } = harmless(give("first").await) else {
        panic!("it was wrong")
    };
    assert_eq!(problems[0].field.as_deref(), Some("one_time_password"));
    assert!(matches!(
        give("second").await,
        Ok(ConnectionTestView::Accepted { .. })
    ));
    let asked = desk.asked();
    let states: Vec<Value> = asked
        .iter()
        .filter(|asked| signs_in(asked))
        .map(|asked| serde_json::from_str::<Value>(&asked.body).unwrap()["otp_session_state"].clone())
        .collect();
    assert_ne!(
        states[1], states[2],
        "the portal's latest state goes with the next one"
    );
}

#[tokio::test]
async fn a_sign_in_that_is_given_up_while_its_one_time_password_is_on_its_way_stays_given_up() {
    let gate = Arc::new(Notify::new());
    let behind = gate.clone();
    let desk = Hostile::answering(move |asked| {
        let again = json_reply(&json!({"otp_session_state": "state"}));
        let waits = asked.body.contains("first");
        signs_in(asked).then(|| if waits { again.behind(&behind) } else { again })
    })
    .await;
    let tested = desk.app.test_connection(desk.password_request()).await.unwrap();
    let ConnectionTestView::OneTimePasswordNeeded { ticket } = tested else {
        panic!("{tested:?}")
    };
    let give = |text: &str| {
        desk.app.give_one_time_password(OneTimePasswordRequest {
            ticket: ticket.clone(),
            one_time_password: text.into(),
        })
    };
    let asked = desk.asked().len();
    let (answer, ()) = tokio::join!(give("first"), async {
        while desk.asked().len() == asked {
            tokio::task::yield_now().await;
        }
        desk.app.discard_sign_in(&ticket);
        gate.notify_one();
    });
    assert!(matches!(answer, Err(AppError::Invalid { .. })), "{answer:?}");
    let gone = AppError::Gone {
        what: Gone::TestedSignIn,
    };
    assert_eq!(give("second").await.unwrap_err(), gone);
}
