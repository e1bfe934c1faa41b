//! Removing a connection removes its secrets first: a connection that is gone must not leave a token behind.

use crate::connections::{ConnectionId, ConnectionsView};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Removes a connection with its secrets. Where the keyring does not let its secret go, the connection stays.
    pub async fn remove_connection(&self, id: ConnectionId) -> Result<ConnectionsView, AppError> {
        self.keyring_remove(id).await?;
        self.this_run.remove(id);
        self.sessions().remove(&id);
        self.store.remove_connection(id).await?;
        self.connections().await
    }

    /// A sign-in that was never in the keyring does not need the keyring to be forgotten.
    async fn keyring_remove(&self, id: ConnectionId) -> Result<(), AppError> {
        use crate::connections::KeptSignIn;
        let kept = self.store.connection(id).await?.kept;
        match kept {
            KeptSignIn::ThisRun => Ok(()),
            KeptSignIn::Keyring => self
                .keyring
                .remove(id)
                .await
                .map_err(|state| AppError::Keyring { state }),
        }
    }
}
