//! A keyring that outlives the process, as the computer's does. It holds what signs one in to a portal on this computer that
//! ends with the campaign.

use std::path::PathBuf;

use async_trait::async_trait;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::{KeyringState, SecretStore};
use secrecy::{ExposeSecret, SecretString};

pub(super) struct InFiles {
    pub(super) folder: PathBuf,
}

impl InFiles {
    fn path(&self, connection: ConnectionId) -> PathBuf {
        self.folder.join(format!("{}.sign-in", connection.0))
    }
}

#[async_trait]
impl SecretStore for InFiles {
    async fn check(&self) -> KeyringState {
        KeyringState::Ready
    }

    async fn set(&self, connection: ConnectionId, secret: SecretString) -> Result<(), KeyringState> {
        std::fs::write(self.path(connection), secret.expose_secret()).map_err(|_| KeyringState::Refused)
    }

    async fn get(&self, connection: ConnectionId) -> Result<Option<SecretString>, KeyringState> {
        Ok(std::fs::read_to_string(self.path(connection))
            .ok()
            .map(Into::into))
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), KeyringState> {
        std::fs::remove_file(self.path(connection)).map_err(|_| KeyringState::Refused)
    }
}
