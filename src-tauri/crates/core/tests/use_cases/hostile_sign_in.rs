//! A portal that means no good when one signs in.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::connections::{
    ConnectionTestView, KeptSignIn, OneTimePasswordRequest, SignInRequest, Ticket,
};
use orgdesk_core::error::{Gone, UnclearReason};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::hostile_portal::{API_KEY, Asked, Hostile, USER_TOKEN, harmless, json_reply, reply};
use crate::support::save;

fn signs_in(asked: &Asked) -> bool {
    asked.method == "POST"
}

/// Signs in with a password to a portal that then asks for a one-time password.
async fn asked_for_one_time_password(desk: &Hostile) -> Ticket {
    let tested = desk.app.test_connection(desk.password_request()).await.unwrap();
    let ConnectionTestView::OneTimePasswordNeeded { ticket } = tested else {
        panic!("{tested:?}")
    };
    ticket
}

async fn give_one_time_password(
    desk: &Hostile,
    ticket: &Ticket,
    text: &str,
) -> Result<ConnectionTestView, AppError> {
    let request = OneTimePasswordRequest {
        ticket: ticket.clone(),
        one_time_password: text.into(),
    };
    desk.app.give_one_time_password(request).await
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
    let ticket = asked_for_one_time_password(&desk).await;
    let give = |text| give_one_time_password(&desk, &ticket, text);
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
    let ticket = asked_for_one_time_password(&desk).await;
    let give = |text| give_one_time_password(&desk, &ticket, text);
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

#[tokio::test]
async fn who_one_is_is_kept_short_in_visible_characters_and_without_the_sign_in() {
    let spread: String = USER_TOKEN.chars().flat_map(|letter| [letter, '\u{1}']).collect();
    let user = json!({
        "id": "7",
        "username": format!("\u{202e}{spread}\u{0}{}", "m".repeat(8_000_000 / 2)),
        "email": format!("{API_KEY}@halden.example"),
        "role": "\u{7}",
        "organization": {"id": "p1", "name": "Halden\u{2066}\n".repeat(1000)},
    });
    let desk = Hostile::answering(move |asked| {
        let asks = asked.path.ends_with("/v2/user/me");
        asks.then(|| json_reply(&json!({"data": {"attributes": user}})))
    })
    .await;
    let tested = desk.app.test_connection(desk.token_request()).await.unwrap();
    let saved = desk.app.save_connection(save(tested, KeptSignIn::Keyring));
    let kept = saved.await.unwrap().connection;
    assert_eq!(kept.identity.username, "•••".to_owned() + &"m".repeat(197));
    assert_eq!(kept.identity.email.as_deref(), Some("•••@halden.example"));
    assert_eq!(kept.identity.role, None);
    assert_eq!(kept.identity.partner, Some("Halden".repeat(34)[..200].to_owned()));

    // It is still the same one.
    let opened = desk.app.open_connection(kept.id).await.unwrap().connection;
    assert_eq!(opened.identity, kept.identity);
    let read = std::fs::read_dir(desk.data()).unwrap();
    let all: Vec<u8> = read
        .flat_map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .collect();
    assert!(
        all.windows(9).any(|bytes| bytes == b"halden.ex"),
        "the local data was read"
    );
    for secret in [USER_TOKEN, API_KEY] {
        assert!(!all.windows(secret.len()).any(|bytes| bytes == secret.as_bytes()));
    }
    assert!(all.len() < 1_000_000, "{}", all.len());
}

#[tokio::test]
async fn long_names_of_two_users_are_told_apart() {
    let other = Arc::new(AtomicBool::new(false));
    let is_other = other.clone();
    let desk = Hostile::answering(move |asked| {
        let name = if is_other.load(Ordering::SeqCst) {
            "other"
        } else {
            "keller"
        };
        let user = json!({"username": format!("{name}{}", "m".repeat(1000))});
        asked.path.ends_with("/v2/user/me").then(|| json_reply(&user))
    })
    .await;
    let connection = desk.connected().await;
    desk.app.open_connection(connection).await.unwrap();
    other.store(true, Ordering::SeqCst);
    let error = harmless(desk.app.open_connection(connection).await);
    assert!(matches!(error, AppError::IdentityChanged { .. }), "{error:?}");
}
