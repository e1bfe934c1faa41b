//! Removing a connection removes its secrets first: a connection that is gone must not leave a token behind unsaid.

use crate::connections::{ConnectionId, ConnectionsView, KeptSignIn};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Removes a connection with its secrets. Where the keyring does not let its secret go, the connection stays.
    pub async fn remove_connection(&self, id: ConnectionId) -> Result<ConnectionsView, AppError> {
        let _changing = self.changing.lock().await;
        self.keyring_remove(id).await?;
        self.remove_all_but_keyring(id).await
    }

    /// Removes a connection whose keyring does not answer. Its sign-in may still lie there; that is remembered, and the
    /// sign-in removed once the keyring opens. The keyring is not asked: it has just said no.
    pub async fn remove_connection_leaving_sign_in(
        &self,
        id: ConnectionId,
    ) -> Result<ConnectionsView, AppError> {
        let _changing = self.changing.lock().await;
        self.store.connection(id).await?;
        self.store.remember_keyring_leftover(id).await?;
        self.remove_all_but_keyring(id).await
    }

    /// A sign-in kept for this run only does not need the keyring to be forgotten; an older one may still lie there, from
    /// before the keyring failed.
    async fn keyring_remove(&self, id: ConnectionId) -> Result<(), AppError> {
        match self.store.connection(id).await?.kept {
            KeptSignIn::ThisRun => {
                self.forget_in_keyring(id).await;
                Ok(())
            }
            KeptSignIn::Keyring => self
                .keyring
                .remove(id)
                .await
                .map_err(|state| AppError::Keyring { state }),
        }
    }

    async fn remove_all_but_keyring(&self, id: ConnectionId) -> Result<ConnectionsView, AppError> {
        self.remove_noted(id).await?;
        self.this_run.remove(id);
        self.connections().await
    }
}
