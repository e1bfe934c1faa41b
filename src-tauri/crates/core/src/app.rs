//! The app as a value: what it remembers while it runs, and what it needs from outside.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use scanning_api::{OrganizationId, Timeouts};
use secrecy::SecretString;

use crate::AppError;
use crate::connections::{ConnectionId, Session, TestedSignIn, Ticket};
use crate::error::Gone;
use crate::history::{Exports, Keeping};
use crate::lock::Lock;
use crate::one_each::OneEach;
use crate::operations::Operation;
use crate::organizations::{Listed, ReviewId, Reviews};
use crate::secrets::{SecretStore, ThisRun};
use crate::step::OperationProgress;
use crate::store::Store;
use crate::zoom::Zoom;

/// Starts the practice portal.
#[async_trait]
pub trait PracticeHost: Send + Sync {
    /// The running practice portal; the same one each time, started when it is first asked for.
    async fn start(&self) -> Result<PracticeAddress, PracticeNotStarted>;
}

/// Where the practice portal is, and what signs one in to it.
pub struct PracticeAddress {
    /// Its address on loopback.
    pub address: String,
    /// Its user token.
    pub user_token: SecretString,
    /// Its API key.
    pub api_key: SecretString,
}

/// The practice portal could not be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the practice portal did not start")]
pub struct PracticeNotStarted;

/// Hears how far an operation is.
pub trait ProgressSink: Send + Sync {
    /// Called after each step.
    fn progress(&self, progress: OperationProgress);
}

/// What the app needs from outside.
pub struct Outside {
    /// The computer's keyring.
    pub secrets: Arc<dyn SecretStore>,
    /// The practice portal.
    pub practice: Arc<dyn PracticeHost>,
    /// Who hears of progress.
    pub progress: Arc<dyn ProgressSink>,
    /// The folder of the local data; made when it is not there.
    pub data_folder: PathBuf,
    /// That the folder is this process's, where that was made sure of before; else it is when the data is opened.
    pub lock: Option<Lock>,
}

/// How long to wait for what.
#[derive(Debug, Clone)]
pub struct Timings {
    /// For a portal.
    pub timeouts: Timeouts,
    /// Pauses between the looks for a new organization that is not listed yet.
    pub settling: Vec<Duration>,
    /// After how long a look goes no further, where a portal lists page upon page.
    pub longest_look: Duration,
    /// How long a review looks for likely duplicates.
    pub alike: Duration,
}

impl Default for Timings {
    /// 10 s to connect, 30 s for an answer; a new organization is looked for over half a minute,
    /// and no look begins another page after a minute. Likely duplicates are no reason to wait longer than 5 s.
    fn default() -> Self {
        Self {
            timeouts: Timeouts::default(),
            settling: [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000]
                .map(Duration::from_millis)
                .to_vec(),
            longest_look: Duration::from_mins(1),
            alike: Duration::from_secs(5),
        }
    }
}

/// The app: one value for the whole run, shared by all commands.
pub struct Orgdesk {
    pub(crate) store: Store,
    pub(crate) keyring: Arc<dyn SecretStore>,
    pub(crate) this_run: ThisRun,
    /// Whether the keyring gave what was asked of it the last time: then it does not ask the user for anything.
    pub(crate) keyring_is_open: AtomicBool,
    pub(crate) practice: Arc<dyn PracticeHost>,
    pub(crate) progress: Arc<dyn ProgressSink>,
    pub(crate) timings: Timings,
    pub(crate) exports: Exports,
    pub(crate) keeping: Keeping,
    /// Held while connections are written: a save, a removal and an opening that ends at the same time would undo one
    /// another.
    pub(crate) changing: tokio::sync::Mutex<()>,
    /// Held while what came of a write is noted: the states of one go to the disk in their order.
    pub(crate) noting: tokio::sync::Mutex<()>,
    /// Held while an open write is looked at without being asked: a portal that is slow to tell of one keeps nobody from another.
    pub(crate) looking: OneEach<ReviewId>,
    /// How large everything is drawn; none before it was asked for. Held while that is changed.
    pub(crate) zoom: tokio::sync::Mutex<Option<Zoom>>,
    /// Held while an organization is saved.
    pub(crate) saving: OneEach<OrganizationId>,
    /// Held from the look for a name to the sending of a create of it, in practice or not.
    pub(crate) creating: OneEach<(bool, String)>,
    sessions: Mutex<HashMap<ConnectionId, Session>>,
    tickets: Mutex<HashMap<Ticket, TestedSignIn>>,
    reviews: Mutex<Reviews>,
    listed: Mutex<Listed>,
    unnoted: Mutex<Vec<Operation>>,
}

impl Orgdesk {
    /// The app at its start. Opens nothing and waits for nothing.
    pub fn new(outside: Outside, timings: Timings) -> Self {
        Self {
            store: Store::in_folder(outside.data_folder, outside.lock),
            keyring: outside.secrets,
            this_run: ThisRun::default(),
            keyring_is_open: AtomicBool::new(false),
            practice: outside.practice,
            progress: outside.progress,
            timings,
            exports: Exports::default(),
            keeping: Keeping::default(),
            changing: tokio::sync::Mutex::default(),
            noting: tokio::sync::Mutex::default(),
            looking: OneEach::default(),
            zoom: tokio::sync::Mutex::default(),
            saving: OneEach::default(),
            creating: OneEach::default(),
            sessions: Mutex::default(),
            tickets: Mutex::default(),
            reviews: Mutex::default(),
            listed: Mutex::default(),
            unnoted: Mutex::default(),
        }
    }

    /// The open session of a connection.
    pub(crate) fn session(&self, connection: ConnectionId) -> Result<Session, AppError> {
        locked(&self.sessions)
            .get(&connection)
            .cloned()
            .ok_or(AppError::Gone { what: Gone::Session })
    }

    pub(crate) fn sessions(&self) -> MutexGuard<'_, HashMap<ConnectionId, Session>> {
        locked(&self.sessions)
    }

    pub(crate) fn tickets(&self) -> MutexGuard<'_, HashMap<Ticket, TestedSignIn>> {
        locked(&self.tickets)
    }

    pub(crate) fn reviews(&self) -> MutexGuard<'_, Reviews> {
        locked(&self.reviews)
    }

    /// What came of writes and could not be noted yet.
    pub(crate) fn unnoted(&self) -> MutexGuard<'_, Vec<Operation>> {
        locked(&self.unnoted)
    }

    pub(crate) fn listed(&self) -> MutexGuard<'_, Listed> {
        locked(&self.listed)
    }
}

/// A panic elsewhere must not take the app's memory with it: the maps are whole after each statement.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
