//! An app with a fake keyring, a folder of its own and a practice portal it takes for a real one.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use orgdesk_core::connections::{
    Colour, ConnectionId, ConnectionSaveRequest, ConnectionTestRequest, ConnectionTestView, KeptSignIn,
    SignInRequest,
};
use orgdesk_core::organizations::{
    CreateForm, CreateFormRequest, CreateOutcome, CreateResultView, CreateReviewView, ReviewId, SendRequest,
};
use orgdesk_core::step::OperationProgress;
use orgdesk_core::{
    AppError, KeyringState, Orgdesk, Outside, PracticeAddress, PracticeHost, PracticeNotStarted,
    ProgressSink, SecretStore, Timings,
};
use practice_portal::{Fault, Options, PracticePortal, Target, Until};
use scanning_api::Timeouts;
use secrecy::{ExposeSecret, SecretString};

/// How long a test's app waits for an answer.
pub(crate) const REQUEST_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a test's app goes on asking for pages.
pub(crate) const LONGEST_LOOK: Duration = Duration::from_secs(4);

/// A keyring that does as it is told.
pub(crate) struct FakeKeyring {
    pub(crate) state: Mutex<KeyringState>,
    pub(crate) kept: Mutex<HashMap<ConnectionId, String>>,
    /// How often it was asked for anything: each time it may have asked the user.
    pub(crate) asked: AtomicUsize,
}

impl Default for FakeKeyring {
    fn default() -> Self {
        Self {
            state: Mutex::new(KeyringState::Ready),
            kept: Mutex::default(),
            asked: AtomicUsize::new(0),
        }
    }
}

impl FakeKeyring {
    pub(crate) fn is(&self, state: KeyringState) {
        *self.state.lock().unwrap() = state;
    }

    fn ready(&self) -> Result<(), KeyringState> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        match *self.state.lock().unwrap() {
            KeyringState::Ready => Ok(()),
            state => Err(state),
        }
    }
}

#[async_trait]
impl SecretStore for FakeKeyring {
    async fn check(&self) -> KeyringState {
        self.asked.fetch_add(1, Ordering::Relaxed);
        *self.state.lock().unwrap()
    }

    async fn set(&self, connection: ConnectionId, secret: SecretString) -> Result<(), KeyringState> {
        self.ready()?;
        self.kept
            .lock()
            .unwrap()
            .insert(connection, secret.expose_secret().to_owned());
        Ok(())
    }

    async fn get(&self, connection: ConnectionId) -> Result<Option<SecretString>, KeyringState> {
        self.ready()?;
        Ok(self
            .kept
            .lock()
            .unwrap()
            .get(&connection)
            .map(|secret| SecretString::from(secret.as_str())))
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), KeyringState> {
        self.ready()?;
        self.kept.lock().unwrap().remove(&connection);
        Ok(())
    }
}

struct NoPractice;

#[async_trait]
impl PracticeHost for NoPractice {
    async fn start(&self) -> Result<PracticeAddress, PracticeNotStarted> {
        Err(PracticeNotStarted)
    }
}

/// Keeps the titles of the steps it hears of.
#[derive(Default)]
pub(crate) struct Heard(
    pub(crate) Mutex<Vec<String>>,
    Mutex<Option<&'static str>>,
    Mutex<usize>,
);

impl Heard {
    /// The next time it hears of this step, something in the app breaks.
    pub(crate) fn panics_at(&self, step: &'static str) {
        *self.1.lock().unwrap() = Some(step);
    }

    /// How often it heard that something could not be noted.
    pub(crate) fn unnoted(&self) -> usize {
        *self.2.lock().unwrap()
    }
}

impl ProgressSink for Heard {
    fn progress(&self, progress: OperationProgress) {
        let last = progress
            .steps
            .last()
            .map(|step| step.title.clone())
            .unwrap_or_default();
        let breaks = self.1.lock().unwrap().take_if(|step| last.starts_with(*step));
        self.0.lock().unwrap().push(last);
        *self.2.lock().unwrap() += usize::from(progress.unnoted);
        assert!(breaks.is_none(), "on purpose");
    }
}

/// The app, and what stands around it.
pub(crate) struct Desk {
    pub(crate) app: Orgdesk,
    pub(crate) keyring: Arc<FakeKeyring>,
    pub(crate) heard: Arc<Heard>,
    pub(crate) folder: Arc<tempfile::TempDir>,
    pub(crate) portal: PracticePortal,
}

impl Desk {
    /// The next create is carried out and its answer lost; it is listed only after so many requests.
    pub(crate) fn loses_a_create(&self, listed_after: u32) {
        self.portal.faults().next_for(Target::Create, Fault::LostAnswer);
        self.lists_late(listed_after);
    }

    /// Whether a create of this connection is being looked for just now.
    pub(crate) fn looks_for_one(&self, connection: ConnectionId) -> bool {
        let open = self.app.open_operations(connection);
        open.iter().any(|one| one.being_looked_for)
    }

    /// What is created next is listed only after so many requests.
    pub(crate) fn lists_late(&self, listed_after: u32) {
        let late = Fault::LateVisibility(Until::Requests(listed_after));
        self.portal.faults().next_for(Target::Create, late);
    }

    pub(crate) async fn with(options: Options) -> Self {
        let portal = practice_portal::start(options).await.unwrap();
        let keyring = Arc::new(FakeKeyring::default());
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let heard = Arc::new(Heard::default());
        let app = app(&keyring, &heard, &folder);
        Self {
            app,
            keyring,
            heard,
            folder,
            portal,
        }
    }

    pub(crate) async fn new() -> Self {
        Self::with(Options {
            organizations: 12,
            ..Options::default()
        })
        .await
    }

    /// The app closed and started again: its memory is gone, the keyring and the local data are not.
    pub(crate) fn restarted(self) -> Self {
        let app = app(&self.keyring, &self.heard, &self.folder);
        Self { app, ..self }
    }

    pub(crate) fn token_request(&self) -> ConnectionTestRequest {
        ConnectionTestRequest {
            replaces: None,
            name: "Halden Secure".to_owned(),
            address: self.portal.address(),
            sign_in: SignInRequest::AccessToken {
                user_token: self.portal.user_token().into(),
                api_key: self.portal.api_key().into(),
            },
        }
    }

    /// A saved and open connection.
    pub(crate) async fn connected(&self) -> ConnectionId {
        self.connected_as("Halden Secure").await
    }

    /// The same, of another name: each connection has its own.
    pub(crate) async fn connected_as(&self, name: &str) -> ConnectionId {
        let name = || name.to_owned();
        let request = ConnectionTestRequest {
            name: name(),
            ..self.token_request()
        };
        let tested = self.app.test_connection(request).await.unwrap();
        let request = ConnectionSaveRequest {
            name: name(),
            ..save(tested, KeptSignIn::Keyring)
        };
        self.app.save_connection(request).await.unwrap().connection.id
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

    /// Sends a create that never arrives, and looks for it.
    pub(crate) async fn lost(&self, connection: ConnectionId, name: &str) -> ReviewId {
        self.portal.faults().next_for(Target::Create, Fault::Reset);
        let lost = self.create(connection, named(name)).await.unwrap();
        assert_eq!(lost.outcome, CreateOutcome::NotFound);
        lost.review
    }

    /// How many organizations of a name the portal really holds.
    pub(crate) fn held(&self, name: &str) -> usize {
        self.portal
            .organizations()
            .iter()
            .filter(|one| one.name == name)
            .count()
    }

    /// How many requests of a method the portal has seen.
    pub(crate) fn seen(&self, method: &str) -> usize {
        self.portal
            .requests()
            .iter()
            .filter(|request| request.method == method)
            .count()
    }
}

/// A save of what was tested.
pub(crate) fn save(tested: ConnectionTestView, keep: KeptSignIn) -> ConnectionSaveRequest {
    let ConnectionTestView::Accepted { ticket, .. } = tested else {
        panic!("not accepted: {tested:?}")
    };
    ConnectionSaveRequest {
        ticket,
        name: "Halden Secure".to_owned(),
        colour: Colour::Plum,
        keep,
        draft: None,
    }
}

pub(crate) fn named(name: &str) -> CreateForm {
    CreateForm {
        name: name.to_owned(),
        ..CreateForm::default()
    }
}

pub(crate) fn app(
    keyring: &Arc<FakeKeyring>,
    heard: &Arc<Heard>,
    folder: &Arc<tempfile::TempDir>,
) -> Orgdesk {
    app_for(keyring, heard, folder, vec![Duration::ZERO; 4])
}

/// The same, for a portal that lists what is new after these pauses.
pub(crate) fn app_for(
    keyring: &Arc<FakeKeyring>,
    heard: &Arc<Heard>,
    folder: &Arc<tempfile::TempDir>,
    settling: Vec<Duration>,
) -> Orgdesk {
    let outside = Outside {
        secrets: keyring.clone(),
        practice: Arc::new(NoPractice),
        progress: heard.clone(),
        data_folder: folder.path().join("data"),
        lock: None,
    };
    let timings = Timings {
        timeouts: Timeouts {
            connect: Duration::from_secs(2),
            request: REQUEST_TIMEOUT,
        },
        settling,
        longest_look: LONGEST_LOOK,
        alike: LONGEST_LOOK,
    };
    Orgdesk::new(outside, timings)
}

/// A step of this title is told.
pub(crate) async fn told(desk: &Desk, title: &str) {
    let is_told = || desk.heard.0.lock().unwrap().iter().any(|heard| heard == title);
    once(is_told, || ()).await;
}

/// Does something as soon as something is so.
pub(crate) async fn once<T>(so: impl Fn() -> bool, act: impl FnOnce() -> T) -> T {
    while !so() {
        tokio::task::yield_now().await;
    }
    act()
}

/// Lets something go on until something is so, and stops it there, to be gone on with: what it does next waits, however long
/// all else takes.
pub(crate) async fn stopped_once<F: Future>(going: F, so: impl Fn() -> bool) -> Pin<Box<F>> {
    let mut going = Box::pin(going);
    tokio::select! {
        // Asked before each step: else it may take two between one question and the next.
        biased;
        () = once(so, || ()) => {}
        _ = &mut going => panic!("it was to be stopped before its end"),
    }
    going
}
