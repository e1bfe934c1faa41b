//! Where secrets are kept: the computer's keyring, behind a trait, and the memory for one run. Never a file.

mod sign_in;
mod this_run;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::connections::ConnectionId;
use crate::error::KeyringState;

pub use sign_in::KeptCredentials;
pub use this_run::ThisRun;

/// The computer's keyring. Each call may wait for the user, who may be asked to unlock it.
#[async_trait]
pub trait SecretStore: Send + Sync {
    /// Whether it can be used, without asking for any secret.
    async fn check(&self) -> KeyringState;
    /// Keeps a connection's secret, in place of an older one.
    async fn set(&self, connection: ConnectionId, secret: SecretString) -> Result<(), KeyringState>;
    /// A connection's secret, where one is kept.
    async fn get(&self, connection: ConnectionId) -> Result<Option<SecretString>, KeyringState>;
    /// Forgets a connection's secret. Nothing kept is no error.
    async fn remove(&self, connection: ConnectionId) -> Result<(), KeyringState>;
}
