//! A portal by hand: it answers what it is told to, and remembers what it was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use orgdesk_core::connections::{ConnectionId, ConnectionTestRequest, KeptSignIn, SignInRequest};
use orgdesk_core::organizations::{
    CreateForm, CreateFormRequest, CreateResultView, CreateReviewView, LoadedBy, OrganizationFields,
    OrganizationRequest, OrganizationView, ReviewId, SendRequest, UpdateFormRequest, UpdateResultView,
    UpdateReviewView,
};
use orgdesk_core::{AppError, Orgdesk};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::support::{FakeKeyring, Heard, app, app_for, save};

pub(crate) const USER_TOKEN: &str = "hostile-canary-token-5ad1";
pub(crate) const API_KEY: &str = "hostile-canary-key-90c3";
pub(crate) const PASSWORD: &str = "hostile-canary-password-1e7f";

/// An organization’s id.
pub(crate) const ONE: &str = "5d702bf8-e908-41df-92de-feea0acf2f4e";

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// With its query.
    pub(crate) path: String,
    pub(crate) body: String,
}

/// What is answered.
#[derive(Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: String,
    body: String,
    after: Duration,
    gate: Option<Arc<Notify>>,
}

pub(crate) fn reply(status: u16, body: impl Into<String>) -> Reply {
    Reply {
        status,
        headers: String::new(),
        body: body.into(),
        after: Duration::ZERO,
        gate: None,
    }
}

pub(crate) fn json_reply(body: &Value) -> Reply {
    reply(200, body.to_string())
}

impl Reply {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers = format!("{}{name}: {value}\r\n", self.headers);
        self
    }

    pub(crate) fn after(self, after: Duration) -> Self {
        Self { after, ..self }
    }

    /// Not before the gate is opened.
    pub(crate) fn behind(self, gate: &Arc<Notify>) -> Self {
        Self {
            gate: Some(gate.clone()),
            ..self
        }
    }
}

/// The app, connected to a portal that means no good.
pub(crate) struct Hostile {
    pub(crate) app: Orgdesk,
    pub(crate) address: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    keyring: Arc<FakeKeyring>,
    heard: Arc<Heard>,
    folder: Arc<tempfile::TempDir>,
}

impl Hostile {
    /// A portal that answers so; where it gives nothing it says who one is, or that nothing is there.
    pub(crate) async fn answering(answer: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, all) = (Arc::new(answer), asked.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, answer.clone(), all.clone()));
            }
        });
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let keyring = Arc::new(FakeKeyring::default());
        let heard = Arc::new(Heard::default());
        Self {
            app: app(&keyring, &heard, &folder),
            address,
            asked,
            keyring,
            heard,
            folder,
        }
    }

    /// The app started anew, for a portal that lists what is new after these pauses at the latest.
    pub(crate) fn listing_within(self, pauses: Vec<Duration>) -> Self {
        let app = app_for(&self.keyring, &self.heard, &self.folder, pauses);
        Self { app, ..self }
    }

    /// The app closed and started again.
    pub(crate) fn restarted(self) -> Self {
        let app = app(&self.keyring, &self.heard, &self.folder);
        Self { app, ..self }
    }

    pub(crate) fn token_request(&self) -> ConnectionTestRequest {
        self.request(SignInRequest::AccessToken {
            user_token: USER_TOKEN.into(),
            api_key: API_KEY.into(),
        })
    }

    pub(crate) fn password_request(&self) -> ConnectionTestRequest {
        self.request(SignInRequest::Password {
            username: "m.keller".to_owned(),
            password: PASSWORD.into(),
            api_key: API_KEY.into(),
        })
    }

    fn request(&self, sign_in: SignInRequest) -> ConnectionTestRequest {
        ConnectionTestRequest {
            replaces: None,
            name: "Hostile".to_owned(),
            address: self.address.clone(),
            sign_in,
        }
    }

    pub(crate) async fn connected(&self) -> ConnectionId {
        let tested = self.app.test_connection(self.token_request()).await.unwrap();
        let saved = self.app.save_connection(save(tested, KeptSignIn::Keyring));
        saved.await.unwrap().connection.id
    }

    pub(crate) async fn review(
        &self,
        connection: ConnectionId,
        form: CreateForm,
    ) -> Result<CreateReviewView, AppError> {
        self.app
            .review_create(CreateFormRequest {
                connection,
                form,
                instead_of: None,
                draft: None,
            })
            .await
    }

    /// Reviews a form and carries it out.
    pub(crate) async fn create(
        &self,
        connection: ConnectionId,
        form: CreateForm,
    ) -> Result<CreateResultView, AppError> {
        let review = self.review(connection, form).await?.review;
        self.app.send_create(SendRequest { connection, review }).await
    }

    /// Reads [`ONE`].
    pub(crate) async fn read(&self, connection: ConnectionId) -> Result<OrganizationView, AppError> {
        let id = ONE.to_owned();
        let request = OrganizationRequest { connection, id };
        self.app.get_organization(request).await
    }

    /// Reviews changes of [`ONE`] and carries them out; without what it held where that was not shown.
    pub(crate) async fn save(
        &self,
        connection: ConnectionId,
        base: impl Into<Option<OrganizationFields>>,
        mine: OrganizationFields,
    ) -> Result<UpdateResultView, AppError> {
        self.save_for(connection, base.into(), mine, None).await
    }

    /// The same, for the details of a create.
    pub(crate) async fn save_for(
        &self,
        connection: ConnectionId,
        base: Option<OrganizationFields>,
        mine: OrganizationFields,
        saves_details_of: Option<ReviewId>,
    ) -> Result<UpdateResultView, AppError> {
        let request = UpdateFormRequest {
            loaded_by: LoadedBy::Oneself,
            connection,
            id: ONE.parse().unwrap(),
            base,
            unread: Vec::new(),
            mine,
            undoes: None,
            saves_details_of,
            draft: None,
        };
        let UpdateReviewView::Ready(ready) = self.app.review_update(request).await.unwrap() else {
            panic!("something changed")
        };
        let review = ready.review;
        self.app.send_update(SendRequest { connection, review }).await
    }

    /// Whether a step was told of.
    pub(crate) fn has_told(&self, step: &str) -> bool {
        let heard = self.heard.0.lock().unwrap();
        heard.iter().any(|told| told == step)
    }

    /// Where the local data lies.
    pub(crate) fn data(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    /// How many requests of a method arrived.
    pub(crate) fn seen(&self, method: &str) -> usize {
        self.asked().iter().filter(|asked| asked.method == method).count()
    }

    /// How many pages were asked for of those whose name holds a text, capitals and all: that is the look for the very name.
    pub(crate) fn looks_for(&self, text: &str) -> usize {
        let pattern = format!("=*{text}*&");
        self.asked()
            .iter()
            .filter(|asked| lists(asked) && asked.path.contains(&pattern))
            .count()
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

/// What went wrong, after a look that nothing in it is a secret.
pub(crate) fn harmless<T: std::fmt::Debug>(result: Result<T, AppError>) -> AppError {
    let error = result.unwrap_err();
    let shown = format!("{error:?} {error} {}", serde_json::to_string(&error).unwrap());
    for secret in [USER_TOKEN, API_KEY, PASSWORD] {
        assert!(!shown.contains(secret), "{shown}");
    }
    error
}

/// Whether a page of the list is asked for.
pub(crate) fn lists(asked: &Asked) -> bool {
    asked.method == "GET" && asked.path.contains("/v2/organizations?")
}

/// A page of the list that holds this one, or nothing.
pub(crate) fn listing(one: Option<Value>) -> Reply {
    json_reply(&json!({"data": one.into_iter().collect::<Vec<_>>()}))
}

/// An organization as the portal shows it.
pub(crate) fn organization(id: &str, name: &str) -> Value {
    json!({"id": id, "type": "organizations", "attributes": {"name": name, "company_name": "C", "details": {}}})
}

type Answering = Arc<dyn Fn(&Asked) -> Option<Reply> + Send + Sync>;

async fn serve(mut stream: TcpStream, answer: Answering, all: Arc<Mutex<Vec<Asked>>>) {
    let Some(asked) = read(&mut stream).await else {
        return;
    };
    all.lock().unwrap().push(asked.clone());
    let Reply {
        status,
        headers,
        body,
        after,
        gate,
    } = answer(&asked).unwrap_or_else(|| usual(&asked));
    tokio::time::sleep(after).await;
    if let Some(gate) = gate {
        gate.notified().await;
    }
    let head = format!(
        "HTTP/1.1 {status} Said\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    );
    let _ = stream.write_all((head + &body).as_bytes()).await;
}

/// Who one is.
pub(crate) fn identity() -> Reply {
    json_reply(&json!({"data": {"attributes": {"id": "7", "username": "m.keller"}}}))
}

fn usual(asked: &Asked) -> Reply {
    if asked.path.ends_with("/v2/user/me") {
        identity()
    } else {
        reply(404, "")
    }
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
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
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse::<usize>().unwrap())
    });
    while bytes.len() < end + length.unwrap_or_default() {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let mut line = head.lines().next()?.split(' ');
    Some(Asked {
        method: line.next()?.to_owned(),
        path: line.next()?.to_owned(),
        body: String::from_utf8(bytes.split_off(end)).unwrap(),
    })
}
