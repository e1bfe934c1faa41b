//! Signing in, with and without a one-time password.

use scanning_api::{
    ClientError, OneTimePassword, Outcome, SignIn, SignInAnswer, SignInFailure, Timeouts, sign_in,
};
use secrecy::ExposeSecret;

use crate::support::{KEY, Server, json, named};

const PASSWORD: &str = "pass\"word-canary";

fn request() -> SignIn {
    SignIn {
        username: "anna".to_owned(),
        password: PASSWORD.to_owned().into(),
        api_key: Some(KEY.to_owned().into()),
        otp: None,
    }
}

/// The outcome of a sign-in that can be sent.
async fn signed_in(server: &Server, request: &SignIn) -> Outcome<SignInAnswer> {
    let signed_in = sign_in(&server.address(), request, Timeouts::default()).await;
    signed_in.map_err(|failure| match failure {
        SignInFailure::Failed(failure) => failure,
        SignInFailure::Client(error) => panic!("{error}"),
    })
}

#[tokio::test]
async fn the_documented_answer_gives_the_token() {
    let body = r#"{"status":200,"status_text":"OK","username":"anna","token":"tok-1","sign_in_count":3,"role":"partner",
        "timezone":"UTC","verified":true,"provider":"local","organization":{"uuid":"u","name":"Partner"}}"#;
    let server = Server::answering(vec![json("200 OK", body)]).await;
    let answer = signed_in(&server, &request()).await.unwrap();
    let SignInAnswer::Token(token) = answer.value else {
        panic!("a token")
    };
    assert_eq!(token.expose_secret(), "tok-1");
    let arrived = &server.arrived()[0];
    assert_eq!(arrived.line, "POST /API/auth/sign_in HTTP/1.1");
    assert_eq!(arrived.header("x-api-key"), Some(KEY));
    assert_eq!(arrived.header("authorization"), None);
    assert_eq!(
        std::str::from_utf8(&arrived.body).unwrap(),
        r#"{"username":"anna","password":"pass\"word-canary"}"#
    );
}

#[tokio::test]
async fn a_one_time_password_is_asked_for_and_then_sent_along() {
    for status in ["200 OK", "401 Unauthorized"] {
        let server = Server::answering(vec![
            json(
                status,
                r#"{"status":200,"otp_session_state":"state-1","token":null}"#,
            ),
            json("200 OK", r#"{"token":"tok-2"}"#),
        ])
        .await;
        let answer = signed_in(&server, &request()).await.unwrap();
        let SignInAnswer::OtpNeeded { session_state } = answer.value else {
            panic!("asks for one")
        };
        let otp = OneTimePassword {
            attempt: "123456".to_owned().into(),
            session_state,
        };
        let second = SignIn {
            otp: Some(otp),
            ..request()
        };
        let answer = signed_in(&server, &second).await.unwrap();
        assert!(matches!(answer.value, SignInAnswer::Token(token) if token.expose_secret() == "tok-2"));
        let body = String::from_utf8(server.arrived()[1].body.clone()).unwrap();
        assert!(
            body.ends_with(r#""otp_attempt":"123456","otp_session_state":"state-1"}"#),
            "{body}"
        );
    }
}

#[tokio::test]
async fn a_wrong_password_is_a_rejection_that_does_not_repeat_it() {
    let body = r#"{"error":"Invalid: anna / pass\"word-canary"}"#;
    let server = Server::answering(vec![json("401 Unauthorized", body)]).await;
    let outcome = signed_in(&server, &request()).await;
    assert_eq!(named(&outcome), "rejected: 401");
    let failure = outcome.unwrap_err();
    let said = failure.said().unwrap();
    assert_eq!(said.message.as_deref(), Some("Invalid: anna / •••"));
    assert!(!said.raw.as_ref().unwrap().contains("canary"));
}

#[tokio::test]
async fn an_api_key_that_no_header_can_hold_is_told_as_such_and_nothing_is_sent() {
    for key in ["k\ney", "k\r\ney: 1", "k\u{7f}ey"] {
        let server = Server::answering(vec![json("200 OK", r#"{"token":"tok"}"#)]).await;
        let with_key = SignIn {
            api_key: Some(key.to_owned().into()),
            ..request()
        };
        let failure = sign_in(&server.address(), &with_key, Timeouts::default()).await;
        assert_eq!(
            failure.unwrap_err(),
            SignInFailure::Client(ClientError::UnsendableApiKey),
            "{key:?}"
        );
        assert_eq!(server.connections(), 0);
    }
}

#[tokio::test]
async fn an_answer_without_a_token_is_unreadable_and_its_text_is_not_kept() {
    for body in [
        r#"{"access":"tok-3"}"#,
        r#"{"token":""}"#,
        "<html>tok-3</html>",
        "",
    ] {
        let server = Server::answering(vec![json("200 OK", body)]).await;
        let outcome = signed_in(&server, &request()).await;
        assert_eq!(named(&outcome), "unknown: Unreadable", "{body}");
        assert_eq!(outcome.unwrap_err().said().unwrap().raw, None);
    }
}

#[tokio::test]
async fn an_error_told_with_a_2xx_keeps_its_message_and_a_demand_for_a_one_time_password_is_none() {
    let server = Server::answering(vec![
        json("200 OK", r#"{"error":"Wrong password","access":"tok-3"}"#),
        json("200 OK", r#"{"error":"otp","otp_session_state":"s"}"#),
    ])
    .await;
    let outcome = signed_in(&server, &request()).await;
    assert_eq!(named(&outcome), "unknown: Contradictory");
    let said = outcome.unwrap_err().said().unwrap().clone();
    assert_eq!(
        (said.message.as_deref(), said.raw),
        (Some("Wrong password"), None)
    );
    assert_eq!(named(&signed_in(&server, &request()).await), "done");
}

#[tokio::test]
async fn a_redirect_is_a_rejection_and_the_password_goes_nowhere_else() {
    let other = Server::answering(vec![json("200 OK", r#"{"token":"tok"}"#)]).await;
    for status in [302, 307] {
        let head = format!(
            "HTTP/1.1 {status} Elsewhere\r\nlocation: http://{}/\r\ncontent-length: 0\r\n\r\n",
            other.at
        );
        let server = Server::answering(vec![head.into_bytes()]).await;
        assert_eq!(
            named(&signed_in(&server, &request()).await),
            format!("rejected: {status}")
        );
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn neither_the_request_nor_the_answer_shows_a_secret_in_debug() {
    let otp = OneTimePassword {
        attempt: "otp-canary".to_owned().into(),
        session_state: "s-canary".to_owned().into(),
    };
    let answer = SignInAnswer::Token("t-canary".to_owned().into());
    let shown = format!(
        "{:?} {otp:?} {answer:?}",
        SignIn {
            otp: Some(otp.clone()),
            ..request()
        }
    );
    assert!(!shown.contains("canary"), "{shown}");
}
