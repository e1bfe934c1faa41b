//! A running practice portal, as its owner sees it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::clock;
use crate::connection;
use crate::faults::Faults;
use crate::options::{self, Options, StartError};
use crate::random::Random;
use crate::requests::SeenRequest;
use crate::routes::router;
use crate::sample;
use crate::shared::{Credentials, Identity, Shared};
use crate::store::Store;
use crate::store::fields::KEYS;
use crate::store::record::Record;
use crate::store::stored::{Access, StoredOrganization};
use crate::store::writes::{By, DoneWrite};

const USERNAME: &str = "Practice user";
const PARTNER: &str = "Practice partner";

/// Starts a portal on 127.0.0.1, in the tokio runtime this is called in.
///
/// # Errors
/// When an option makes no sense, or when the port cannot be taken.
pub async fn start(options: Options) -> Result<PracticePortal, StartError> {
    let today = clock::midnight(options.today.as_deref())
        .map_err(|_| StartError::Today(options.today.clone().unwrap_or_default()))?;
    let prefix = options::prefix(&options.prefix)?;
    let default_plans = options::default_plans(options.default_plans)?;
    let refused = |source| StartError::Port {
        port: options.port,
        source,
    };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .await
        .map_err(refused)?;
    let local = listener.local_addr().map_err(refused)?;

    let shared = Arc::new(Shared::new(
        prefix,
        default_plans,
        Credentials {
            scheme: options.scheme,
            user_token: options.user_token.unwrap_or_else(secret),
            api_key: options.api_key.unwrap_or_else(secret),
            username: USERNAME.to_owned(),
            password: secret(),
            one_time_password: six_digits(),
            wants_one_time_password: options.one_time_password,
        },
        Faults::new(options.faults),
        Store::of(sample::organizations(options.organizations, options.seed, today)),
        Identity::named(USERNAME, PARTNER),
    ));
    let serving = tokio::spawn(connection::serve(
        listener,
        local,
        router(Arc::clone(&shared)),
        Arc::clone(&shared),
        !options.one_answer_a_connection,
    ));
    Ok(PracticePortal {
        shared,
        local,
        serving,
    })
}

/// A running practice portal; dropping it stops it.
pub struct PracticePortal {
    shared: Arc<Shared>,
    local: SocketAddr,
    serving: JoinHandle<()>,
}

impl PracticePortal {
    /// Where the API is: `http://127.0.0.1:<port>` and the prefix, without a closing slash.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.local, self.shared.prefix)
    }

    /// The user token, for `Authorization`.
    pub fn user_token(&self) -> &str {
        &self.shared.credentials.user_token
    }

    /// The API key, for `x-api-key`; empty when the portal asks for none.
    pub fn api_key(&self) -> &str {
        &self.shared.credentials.api_key
    }

    /// The username to sign in with.
    pub fn username(&self) -> &str {
        &self.shared.credentials.username
    }

    /// The password to sign in with.
    pub fn password(&self) -> &str {
        &self.shared.credentials.password
    }

    /// The one-time password: six digits, the same as long as the portal runs.
    pub fn one_time_password(&self) -> &str {
        &self.shared.credentials.one_time_password
    }

    /// What goes wrong.
    pub fn faults(&self) -> &Faults {
        &self.shared.faults
    }

    /// What the portal really holds, oldest first, those not listed yet among them.
    pub fn organizations(&self) -> Vec<StoredOrganization> {
        self.shared
            .store()
            .records()
            .iter()
            .map(StoredOrganization::of)
            .collect()
    }

    /// One organization as the portal holds it.
    pub fn organization(&self, id: &str) -> Option<StoredOrganization> {
        let id = Uuid::parse_str(id).ok()?;
        self.shared.store().get(id).map(StoredOrganization::of)
    }

    /// Adds an organization without details or subscriptions, and gives its id.
    pub fn add(&self, name: &str) -> String {
        let id = Uuid::new_v4();
        let record = Record::new(id, name, clock::now());
        self.shared.store().create(By::Owner, record);
        id.to_string()
    }

    /// The same under a given id, in the place of one that has it. False when that is no UUID.
    pub fn add_with_id(&self, id: &str, name: &str) -> bool {
        let Ok(id) = Uuid::parse_str(id) else { return false };
        let record = Record::new(id, name, clock::now());
        self.shared.store().create(By::Owner, record);
        true
    }

    /// Somebody else saves a field. False when there is no such organization or field.
    pub fn edit(&self, id: &str, field: &str, value: &str) -> bool {
        let (Ok(id), Some(key)) = (Uuid::parse_str(id), KEYS.into_iter().find(|key| *key == field)) else {
            return false;
        };
        self.shared.store().save(By::Owner, id, &[(key, value)])
    }

    /// Says who may do what with an organization from now on. False when there is no such organization.
    pub fn forbid(&self, id: &str, access: Access) -> bool {
        self.change(id, |record| {
            record.access = access;
            true
        })
    }

    /// The latest requests, oldest first: at most 2,000, and at most 16 MiB.
    pub fn requests(&self) -> Vec<SeenRequest> {
        self.shared.requests.all()
    }

    /// What was really written, oldest first, whatever was answered: at most the latest 2,000.
    pub fn writes(&self) -> Vec<DoneWrite> {
        self.shared.store().writes()
    }

    /// The line goes down: what is being answered is answered, and connections are refused until [`Self::come_back`].
    pub async fn go_offline(&self) {
        self.shared.line.take_down().await;
    }

    /// The line is up again, also after a [`Fault::Offline`](crate::Fault::Offline).
    pub async fn come_back(&self) {
        self.shared.line.take_up().await;
    }

    /// `user/me` and sign-in answer somebody else from now on; the token and the password stay as they are.
    pub fn replace_user(&self, username: &str, partner: &str) {
        self.shared.replace_identity(Identity::named(username, partner));
    }

    /// Stops, ends all connections, and gives the port back before it returns.
    pub async fn stop(mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    fn change(&self, id: &str, change: impl FnOnce(&mut Record) -> bool) -> bool {
        let Ok(id) = Uuid::parse_str(id) else { return false };
        self.shared.store().get_mut(id).is_some_and(change)
    }
}

impl Drop for PracticePortal {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn secret() -> String {
    Uuid::new_v4().simple().to_string()
}

fn six_digits() -> String {
    let (high, low) = Uuid::new_v4().as_u64_pair();
    format!("{:06}", Random::new(high ^ low).below(1_000_000))
}
