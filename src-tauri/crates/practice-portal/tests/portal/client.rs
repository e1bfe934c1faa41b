//! A client for the tests, and a rawer one for what no client library lets through.

use std::io;
use std::sync::LazyLock;
use std::time::Duration;

use practice_portal::{Options, PracticePortal};
use reqwest::Method;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub(crate) async fn portal() -> PracticePortal {
    start(Options::default()).await
}

pub(crate) async fn start(options: Options) -> PracticePortal {
    practice_portal::start(options).await.unwrap()
}

/// One for all tests, since each new one reads the system's certificates; it keeps no connection, because each test has
/// a runtime of its own.
pub(crate) fn client() -> &'static reqwest::Client {
    static CLIENT: LazyLock<reqwest::Client> = LazyLock::new(|| {
        let plain = reqwest::Client::builder()
            .no_proxy()
            .retry(reqwest::retry::never());
        plain.pool_max_idle_per_host(0).build().unwrap()
    });
    &CLIENT
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or(Value::Null)
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The first message about a field.
    pub(crate) fn problem(&self, field: &str) -> String {
        self.json()["errors"][field][0]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// A request with the right token and key; `body` is sent as it is.
pub(crate) async fn send(
    portal: &PracticePortal,
    method: Method,
    path: &str,
    body: &str,
) -> reqwest::Result<Answer> {
    let authorization = format!("Basic {}", portal.user_token());
    let headers = [
        ("authorization", authorization.as_str()),
        ("x-api-key", portal.api_key()),
    ];
    send_with(portal, method, path, &headers, body).await
}

pub(crate) async fn send_with(
    portal: &PracticePortal,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> reqwest::Result<Answer> {
    let mut request = client()
        .request(method, format!("{}{path}", portal.address()))
        .body(body.to_owned());
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let answer = request.header("content-type", "application/json").send().await?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    Ok(Answer {
        status,
        headers,
        text: answer.text().await?,
    })
}

pub(crate) async fn get(portal: &PracticePortal, path: &str) -> Answer {
    send(portal, Method::GET, path, "").await.unwrap()
}

pub(crate) async fn post(portal: &PracticePortal, organization: Value) -> Answer {
    let body = serde_json::json!({ "organization": organization }).to_string();
    send(portal, Method::POST, "/v2/organizations", &body)
        .await
        .unwrap()
}

pub(crate) async fn put(portal: &PracticePortal, id: &str, organization: Value) -> Answer {
    let body = serde_json::json!({ "organization": organization }).to_string();
    send(portal, Method::PUT, &format!("/v2/organizations/{id}"), &body)
        .await
        .unwrap()
}

/// The names a list answers.
pub(crate) fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let data = json["data"].as_array().cloned().unwrap_or_default();
    data.iter()
        .filter_map(|held| held["attributes"]["name"].as_str().map(str::to_owned))
        .collect()
}

/// The bytes of an answer up to the end of the connection, and the error it ended with.
pub(crate) async fn raw(portal: &PracticePortal, request: &str) -> (Vec<u8>, Option<io::ErrorKind>) {
    let address = portal.address();
    let host = address
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    let ended = to_its_end(&mut stream, &mut bytes).await;
    (bytes, ended.err().map(|error| error.kind()))
}

/// Reads until the connection ends; a connection that does not is an error after a while.
pub(crate) async fn to_its_end(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<usize> {
    let limit = Duration::from_secs(20);
    timeout(limit, stream.read_to_end(bytes))
        .await
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
}

/// A create as bytes, on a connection that is to be closed afterwards.
pub(crate) fn raw_create(portal: &PracticePortal, name: &str) -> String {
    let body = format!("{{\"organization\":{{\"name\":\"{name}\"}}}}");
    format!(
        "POST /v2/organizations HTTP/1.1\r\nhost: x\r\nauthorization: Basic {}\r\nx-api-key: {}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        portal.user_token(),
        portal.api_key(),
        body.len()
    )
}

/// Whether the portal really holds an organization of that name.
pub(crate) fn holds(portal: &PracticePortal, name: &str) -> bool {
    portal.organizations().iter().any(|held| held.name == name)
}
