//! Finding where the API lies and how the token is written.

use scanning_api::{
    AuthScheme, ClientError, FindFailure, FoundPortal, PortalAddress, Timeouts, UnknownReason, find_portal,
};

use crate::support::Act::{Read, Reset, Send};
use crate::support::{Server, TOKEN, answer, json, named};

const ME: &str = r#"{"data":{"attributes":{"username":"anna"}}}"#;

async fn found(server: &Server, prefix: &str) -> Result<FoundPortal, FindFailure> {
    let address = PortalAddress::parse(&format!("http://{}{prefix}", server.at)).unwrap();
    find_portal(&address, &TOKEN.to_owned().into(), None, Timeouts::default()).await
}

/// The status of the failure, and the paths that were tried.
fn told(outcome: Result<FoundPortal, FindFailure>) -> (String, Vec<String>) {
    match outcome.unwrap_err() {
        FindFailure::NotFound { failure, tried } => (
            named(&Err::<(), _>(failure)),
            tried.into_iter().map(|tried| tried.path).collect(),
        ),
        FindFailure::Client(error) => panic!("{error}"),
    }
}

fn unauthorized() -> Vec<u8> {
    json("401 Unauthorized", r#"{"error":"no"}"#)
}

fn asked(server: &Server) -> Vec<String> {
    let all = server.arrived();
    all.iter()
        .map(|one| format!("{} {}", &one.line, one.header("authorization").unwrap()))
        .collect()
}

#[tokio::test]
async fn the_first_answer_that_can_be_read_ends_the_search() {
    let server = Server::answering(vec![json("200 OK", ME)]).await;
    let found = found(&server, "/portal").await.unwrap();
    assert_eq!(found.address.path(""), "/portal");
    assert_eq!(
        (found.scheme, found.user.username.as_str()),
        (AuthScheme::Basic, "anna")
    );
    assert_eq!(
        asked(&server),
        [format!("GET /portal/v2/user/me HTTP/1.1 Basic {TOKEN}")]
    );
}

#[tokio::test]
async fn a_401_has_the_token_written_otherwise() {
    let server = Server::answering(vec![unauthorized(), unauthorized(), json("200 OK", ME)]).await;
    let found = found(&server, "").await.unwrap();
    assert_eq!(found.scheme, AuthScheme::Bare);
    let line = "GET /v2/user/me HTTP/1.1";
    assert_eq!(
        asked(&server),
        [
            format!("{line} Basic {TOKEN}"),
            format!("{line} Bearer {TOKEN}"),
            format!("{line} {TOKEN}"),
        ]
    );
}

#[tokio::test]
async fn a_place_that_is_no_portal_has_the_next_one_asked() {
    for not_a_portal in [
        json("404 Not Found", ""),
        answer(
            "200 OK",
            "content-type: text/html\r\n",
            "<html><title>Welcome</title></html>",
        ),
        json("200 OK", r#"{"hello":"world"}"#),
        answer("302 Found", "location: /login\r\n", ""),
        json("502 Bad Gateway", ""),
    ] {
        let server = Server::answering(vec![not_a_portal, unauthorized(), json("200 OK", ME)]).await;
        let found = found(&server, "").await.unwrap();
        assert_eq!(
            (found.address.path(""), found.scheme),
            ("/API".to_owned(), AuthScheme::Bearer)
        );
        assert_eq!(server.arrived().len(), 3);
    }
}

#[tokio::test]
async fn a_wrong_token_is_told_even_when_other_places_say_nothing() {
    let scripts = vec![
        json("404 No", ""),
        unauthorized(),
        unauthorized(),
        unauthorized(),
        json("404 No", ""),
    ];
    let server = Server::answering(scripts).await;
    let (failure, tried) = told(found(&server, "").await);
    assert_eq!(failure, "rejected: 401");
    let (root, api) = ("/v2/user/me", "/API/v2/user/me");
    assert_eq!(tried, [root, api, api, api, "/api/v2/user/me"]);
}

#[tokio::test]
async fn when_nothing_is_there_all_places_were_tried_once() {
    let server = Server::answering(vec![json("404 No", "")]).await;
    let (failure, tried) = told(found(&server, "").await);
    assert_eq!((failure.as_str(), tried.len()), ("rejected: 404", 3));
}

#[tokio::test]
async fn a_page_tells_more_than_a_404() {
    let page = answer("200 OK", "", "<html></html>");
    let server = Server::answering(vec![json("404 No", ""), page, json("404 No", "")]).await;
    assert_eq!(
        told(found(&server, "").await).0,
        format!("unknown: {:?}", UnknownReason::Unreadable)
    );
}

#[tokio::test]
async fn an_error_told_with_a_2xx_tells_more_than_a_page() {
    let page = answer("200 OK", "", "<html></html>");
    let error = json("200 OK", r#"{"error":"This token has expired"}"#);
    let server = Server::answering(vec![page, error, json("404 No", "")]).await;
    let FindFailure::NotFound { failure, .. } = found(&server, "").await.unwrap_err() else {
        panic!("nothing was found")
    };
    assert_eq!(
        failure.said().unwrap().message.as_deref(),
        Some("This token has expired")
    );
}

#[tokio::test]
async fn no_connection_a_break_or_a_plea_for_patience_ends_the_search() {
    let later = Server::answering(vec![answer("429 Later", "retry-after: 5\r\n", "")]).await;
    assert_eq!(
        told(found(&later, "").await),
        ("refused: 429".to_owned(), vec!["/v2/user/me".to_owned()])
    );
    let broken = Server::playing(vec![vec![Read, Reset]]).await;
    assert_eq!(told(found(&broken, "").await).0, "unknown: Reset");
    assert_eq!(broken.connections(), 1);
    let plain = Server::playing(vec![vec![Send(json("400 Bad Request", "")), Read]]).await;
    let address = PortalAddress::parse(&format!("https://{}", plain.at)).unwrap();
    let outcome = find_portal(&address, &TOKEN.to_owned().into(), None, Timeouts::default()).await;
    let (failure, tried) = told(outcome);
    assert_eq!((failure.as_str(), tried.len()), ("not sent: Tls", 1));
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_told_before_anything_is_asked() {
    let server = Server::answering(vec![json("200 OK", ME)]).await;
    let outcome = find_portal(
        &server.address(),
        &"a\nb".to_owned().into(),
        None,
        Timeouts::default(),
    )
    .await;
    assert_eq!(
        outcome.unwrap_err(),
        FindFailure::Client(ClientError::UnsendableToken)
    );
    assert_eq!(server.connections(), 0);
}
