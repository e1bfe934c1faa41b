//! What crosses to the UI about connections, and what comes back. No view holds a secret.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

use crate::drafts::DraftId;
use crate::error::AppError;
use crate::secret::SecretText;

/// A connection's own id on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct ConnectionId(pub Uuid);

impl ConnectionId {
    /// The practice portal's. There is one, and it is never written to the local data.
    pub const PRACTICE: Self = Self(Uuid::nil());

    /// A new one.
    pub fn new() -> Self {
        Self(Uuid::new_v4())
    }
}

impl Default for ConnectionId {
    fn default() -> Self {
        Self::new()
    }
}

/// The colours a connection can have. Practice has one of its own that no connection can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names are the colours")]
pub enum Colour {
    Plum,
    Rose,
    Brick,
    Ochre,
    Moss,
    Pine,
    Slate,
    Graphite,
}

/// A connection as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConnectionView {
    /// Its id.
    pub id: ConnectionId,
    /// The name the user gave it.
    pub name: String,
    /// One or two letters for its tile.
    pub letters: String,
    /// Its colour; the practice portal's is decided by `practice`.
    pub colour: Colour,
    /// The portal's address, with its path.
    pub address: String,
    /// The portal's host.
    pub host: String,
    /// Whether this is the practice portal on this computer.
    pub practice: bool,
    /// Who one was when it last answered.
    pub identity: IdentityView,
    /// How one signs in.
    pub method: SignInMethod,
    /// Where the sign-in is kept.
    pub kept: KeptSignIn,
}

/// Who one is on a portal (`GET /v2/user/me`; vendor's documentation).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct IdentityView {
    /// The portal's id of the user, where it gives one.
    pub id: Option<String>,
    /// The user's name on the portal.
    pub username: String,
    /// Mail address.
    pub email: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// The partner organization one belongs to.
    pub partner: Option<String>,
    /// That organization's id.
    pub partner_id: Option<String>,
}

/// How one signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignInMethod {
    /// With a user token, and an API key where the portal wants one.
    AccessToken,
    /// With username and password, which give a token.
    Password,
}

/// Where a sign-in is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeptSignIn {
    /// In the computer's keyring.
    Keyring,
    /// In memory, until Orgdesk closes.
    ThisRun,
}

/// What the UI needs to begin with. Reads the local data only: no network, no keyring.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct StartView {
    /// All connections.
    pub connections: ConnectionsView,
    /// What is wrong with the local data, if anything. The app works on without it.
    pub trouble: Option<AppError>,
    /// Orgdesk's version.
    pub version: String,
}

/// All connections, by name.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ConnectionsView {
    /// The connections of the local data; the practice portal is not among them.
    pub connections: Vec<ConnectionView>,
    /// The one last opened, to be opened at start.
    pub last_opened: Option<ConnectionId>,
    /// How many more are kept and cannot be read: a later version may have written them. They stay as they are.
    pub unread: u32,
    /// How many writes are not settled, of each connection that has some, whether or not it is open. None where that cannot be
    /// counted.
    pub open_operations: Option<Vec<OpenCountView>>,
}

/// How many writes to a connection are not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OpenCountView {
    /// The connection.
    pub connection: ConnectionId,
    /// How many: at least one.
    pub count: u32,
}

/// An open connection: from here on its organizations can be read and written.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SessionView {
    /// The connection, with the identity the portal just answered with.
    pub connection: ConnectionView,
}

/// To test a sign-in. The only request, with the one-time password's, that carries a secret.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ConnectionTestRequest {
    /// The connection whose sign-in is to be replaced; none for a new connection.
    pub replaces: Option<ConnectionId>,
    /// "Connection name".
    pub name: String,
    /// "Portal address".
    pub address: String,
    /// How to sign in.
    pub sign_in: SignInRequest,
}

/// A sign-in as typed.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum SignInRequest {
    /// "Access token".
    AccessToken {
        /// "User token".
        user_token: SecretText,
        /// "API key"; may be empty.
        api_key: SecretText,
    },
    /// "Username and password".
    Password {
        /// "Username".
        username: String,
        /// "Password".
        password: SecretText,
        /// "API key"; may be empty.
        api_key: SecretText,
    },
}

/// A tested sign-in that is not saved yet, by the ticket it waits under.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct Ticket(pub Uuid);

/// The one-time password the portal asked for.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OneTimePasswordRequest {
    /// The sign-in that waits for it.
    pub ticket: Ticket,
    /// "One-time password".
    pub one_time_password: SecretText,
}

/// What a test of a sign-in came to.
#[allow(
    clippy::large_enum_variant,
    reason = "there is one at a time, made when a person presses a button"
)]
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ConnectionTestView {
    /// The portal wants a one-time password as well.
    OneTimePasswordNeeded {
        /// To be given with it.
        ticket: Ticket,
    },
    /// The portal knows this sign-in.
    Accepted {
        /// To be given to save it.
        ticket: Ticket,
        /// Who one is.
        identity: IdentityView,
        /// The address that answered; it may have `/API` or `/api` added.
        address: String,
        /// Its host.
        host: String,
        /// Whether the address that answered is another than the one given.
        address_completed: bool,
        /// Whether the connection is encrypted and the certificate was checked (false for loopback over http).
        encrypted: bool,
        /// How long the portal took, in milliseconds.
        elapsed_ms: u32,
        /// Who one was before, where a sign-in is replaced by one of another user or partner.
        identity_before: Option<IdentityView>,
    },
}

/// To save a tested sign-in as a connection.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ConnectionSaveRequest {
    /// The tested sign-in.
    pub ticket: Ticket,
    /// "Connection name".
    pub name: String,
    /// "Colour".
    pub colour: Colour,
    /// Where to keep the sign-in.
    pub keep: KeptSignIn,
    /// The draft the form is kept as, which goes once it is saved.
    #[serde(default)]
    pub draft: Option<DraftId>,
}

/// To go on as another user or partner than before.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ConfirmIdentityRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// Who the portal knows one as now, as it was shown.
    pub identity: IdentityView,
}

/// To change a connection's name and colour.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ConnectionEditRequest {
    /// The connection.
    pub id: ConnectionId,
    /// "Connection name".
    pub name: String,
    /// "Colour".
    pub colour: Colour,
    /// The draft the form is kept as, which goes once it is saved.
    #[serde(default)]
    pub draft: Option<DraftId>,
}
