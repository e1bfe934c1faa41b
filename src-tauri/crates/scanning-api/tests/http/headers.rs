//! The headers of a request.

use scanning_api::{AuthScheme, Client, ClientError, Credentials, Timeouts};

use crate::support::{Arrived, KEY, Server, TOKEN, answer, creation, credentials};

async fn arrived(credentials: Credentials) -> Arrived {
    let server = Server::answering(vec![answer("201 Created", "", "")]).await;
    let client = Client::new(server.address(), credentials, Timeouts::default()).unwrap();
    client.create_organization(&creation()).await.unwrap();
    server.arrived().remove(0)
}

#[tokio::test]
async fn each_scheme_writes_the_token_its_own_way_and_as_it_is() {
    for (scheme, expected) in [
        (AuthScheme::Basic, format!("Basic {TOKEN}")),
        (AuthScheme::Bearer, format!("Bearer {TOKEN}")),
        (AuthScheme::Bare, TOKEN.to_owned()),
    ] {
        let request = arrived(credentials(scheme)).await;
        assert_eq!(request.header("authorization"), Some(expected.as_str()));
        assert_eq!(request.header("x-api-key"), Some(KEY));
    }
}

#[tokio::test]
async fn no_or_a_blank_api_key_leaves_the_header_out() {
    for api_key in [None, Some(String::new().into()), Some("  ".to_owned().into())] {
        let request = arrived(Credentials {
            api_key,
            ..credentials(AuthScheme::Basic)
        })
        .await;
        assert_eq!(request.header("x-api-key"), None);
    }
}

#[tokio::test]
async fn a_request_says_who_asks_and_in_what_format() {
    let request = arrived(credentials(AuthScheme::Basic)).await;
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(request.header("accept-encoding"), Some("gzip"));
    assert_eq!(
        request.header("user-agent"),
        Some(concat!("orgdesk/", env!("CARGO_PKG_VERSION")))
    );
    for name in ["cookie", "referer", "origin"] {
        assert_eq!(request.header(name), None);
    }
}

#[tokio::test]
async fn what_cannot_be_sent_is_refused_at_once() {
    let make = |token: &str, key: &str| {
        let credentials = Credentials {
            user_token: token.to_owned().into(),
            api_key: Some(key.to_owned().into()),
            scheme: AuthScheme::Basic,
        };
        let address = scanning_api::PortalAddress::parse("https://portal.example.com").unwrap();
        Client::new(address, credentials, Timeouts::default()).map(drop)
    };
    for token in ["a\nb", "a\r\nx-evil: 1", "tab\tbed", "nul\0", "del\u{7f}"] {
        assert_eq!(make(token, "key"), Err(ClientError::UnsendableToken), "{token:?}");
        assert_eq!(
            make("token", token),
            Err(ClientError::UnsendableApiKey),
            "{token:?}"
        );
    }
    assert_eq!(make(" ", "key"), Err(ClientError::EmptyToken));
    assert_eq!(make("token", ""), Ok(()));
}

#[test]
fn nothing_that_holds_a_secret_shows_it_in_debug() {
    let credentials = credentials(AuthScheme::Bare);
    let address = scanning_api::PortalAddress::parse("https://portal.example.com").unwrap();
    let shown = format!("{credentials:?}");
    let client = Client::new(address, credentials, Timeouts::default()).unwrap();
    let request = creation();
    let shown = format!("{shown} {client:?} {:?}", client.preview_create(&request));
    assert!(!shown.contains("canary"), "{shown}");
}
