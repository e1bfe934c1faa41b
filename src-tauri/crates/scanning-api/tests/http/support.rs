//! A server that does exactly what it is told, and remembers what it was sent.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use scanning_api::{
    AuthScheme, Client, CreateOrganization, Credentials, Failure, OrganizationId, PortalAddress, Timeouts,
    UpdateOrganization,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub(crate) const ID: &str = "5d702bf8-e908-41df-92de-feea0acf2f4e";
pub(crate) const TOKEN: &str = "user-token-canary-6f1c";
pub(crate) const KEY: &str = "api-key-canary-93ab";

/// What to do with a connection, in order. At its end the connection is closed.
#[derive(Clone)]
pub(crate) enum Act {
    /// Reads one whole request and remembers it.
    Read,
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Sends these bytes again and again until the client has had enough.
    Repeat(Vec<u8>, Duration),
    /// Keeps the connection open until the client closes it.
    Hold,
    /// Breaks the connection with a reset.
    Reset,
}

/// A request as it arrived.
#[derive(Clone, Debug)]
pub(crate) struct Arrived {
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Arrived {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

pub(crate) struct Server {
    pub(crate) at: SocketAddr,
    arrived: Arc<Mutex<Vec<Arrived>>>,
    connections: Arc<Mutex<usize>>,
}

impl Server {
    /// Plays one script to each connection; the last one to all that follow.
    pub(crate) async fn playing(scripts: Vec<Vec<Act>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let at = listener.local_addr().unwrap();
        let server = Self {
            at,
            arrived: Arc::default(),
            connections: Arc::default(),
        };
        let (arrived, connections) = (server.arrived.clone(), server.connections.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = {
                    let mut connections = connections.lock().unwrap();
                    *connections += 1;
                    *connections - 1
                };
                let script = scripts[number.min(scripts.len() - 1)].clone();
                tokio::spawn(play(stream, script, arrived.clone()));
            }
        });
        server
    }

    /// Answers each connection's one request with the next of these.
    pub(crate) async fn answering(answers: Vec<Vec<u8>>) -> Self {
        Self::playing(
            answers
                .into_iter()
                .map(|bytes| vec![Act::Read, Act::Send(bytes)])
                .collect(),
        )
        .await
    }

    pub(crate) fn address(&self) -> PortalAddress {
        PortalAddress::parse(&format!("http://{}/API", self.at)).unwrap()
    }

    pub(crate) fn client(&self) -> Client {
        self.client_within(Timeouts::default())
    }

    pub(crate) fn client_within(&self, timeouts: Timeouts) -> Client {
        Client::new(self.address(), credentials(AuthScheme::Basic), timeouts).unwrap()
    }

    pub(crate) fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

async fn play(mut stream: TcpStream, script: Vec<Act>, arrived: Arc<Mutex<Vec<Arrived>>>) {
    for act in script {
        match act {
            Act::Read => match read_request(&mut stream).await {
                Some(request) => arrived.lock().unwrap().push(request),
                None => return,
            },
            Act::Send(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::Repeat(bytes, pause) => {
                while stream.write_all(&bytes).await.is_ok() {
                    tokio::time::sleep(pause).await;
                }
            }
            Act::Hold => {
                let mut rest = [0; 1024];
                while !matches!(stream.read(&mut rest).await, Ok(0) | Err(_)) {}
            }
            Act::Reset => {
                socket2::SockRef::from(&stream)
                    .set_linger(Some(Duration::ZERO))
                    .unwrap();
                return;
            }
        }
    }
}

pub(crate) async fn read_request(stream: &mut (impl AsyncReadExt + Unpin)) -> Option<Arrived> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let mut lines = head.lines();
    let line = lines.next()?.to_owned();
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = bytes.split_off(end);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    Some(Arrived { line, headers, body })
}

/// An answer with a body of the length it says, after which the connection ends.
pub(crate) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    answer_and_stay(status, &format!("connection: close\r\n{headers}"), body)
}

/// An answer after which the connection may be used again.
pub(crate) fn answer_and_stay(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

pub(crate) fn json(status: &str, body: &str) -> Vec<u8> {
    answer(status, "content-type: application/json\r\n", body)
}

pub(crate) fn credentials(scheme: AuthScheme) -> Credentials {
    Credentials {
        user_token: TOKEN.to_owned().into(),
        api_key: Some(KEY.to_owned().into()),
        scheme,
    }
}

pub(crate) fn id() -> OrganizationId {
    ID.parse().unwrap()
}

pub(crate) fn creation() -> CreateOrganization {
    CreateOrganization::new("Acme").unwrap()
}

pub(crate) fn change() -> UpdateOrganization {
    UpdateOrganization::new("Acme", "Acme Ltd").unwrap()
}

/// The outcome of one create against a server that plays this to every connection.
pub(crate) async fn created(script: Vec<Act>) -> scanning_api::Outcome<scanning_api::Created> {
    Server::playing(vec![script])
        .await
        .client()
        .create_organization(&creation())
        .await
}

/// The outcome of one create that is answered with these bytes.
pub(crate) async fn created_when_answered(bytes: Vec<u8>) -> scanning_api::Outcome<scanning_api::Created> {
    created(vec![Act::Read, Act::Send(bytes)]).await
}

/// The outcome of one update that is answered with these bytes.
pub(crate) async fn updated_when_answered(bytes: Vec<u8>) -> scanning_api::Outcome<()> {
    Server::answering(vec![bytes])
        .await
        .client()
        .update_organization(id(), &change())
        .await
}

/// The outcome of one retrieve that is answered with these bytes.
pub(crate) async fn retrieved(bytes: Vec<u8>) -> scanning_api::Outcome<scanning_api::Organization> {
    Server::answering(vec![bytes])
        .await
        .client()
        .retrieve_organization(id())
        .await
}

/// The outcome as one short text, for comparing.
pub(crate) fn named<T>(outcome: &Result<T, Failure>) -> String {
    match outcome {
        Ok(_) => "done".to_owned(),
        Err(Failure::NotSent(not_sent)) => format!("not sent: {:?}", not_sent.reason),
        Err(Failure::Refused(refused)) => format!("refused: {}", refused.status),
        Err(Failure::Rejected(rejected)) => format!("rejected: {}", rejected.status),
        Err(Failure::Unknown(unknown)) => format!("unknown: {:?}", unknown.reason),
    }
}
