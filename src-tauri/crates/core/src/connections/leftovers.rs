//! What lies in the keyring and nobody uses any more: a sign-in that was replaced, or whose connection was removed, while
//! the keyring was locked. It is remembered, and removed as soon as the keyring opens.

use crate::connections::ConnectionId;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Removes what the keyring may hold of a connection. Where it does not let it go, that is remembered.
    pub(crate) async fn forget_in_keyring(&self, id: ConnectionId) {
        // Remembered first: if Orgdesk ends here, the next run removes it.
        let remembered = self.store.remember_keyring_leftover(id).await;
        if let Err(error) = self.remove_leftover(id).await {
            tracing::warn!(
                %error,
                remembered = remembered.is_ok(),
                "a sign-in that is not used any more may still be in the keyring"
            );
        }
    }

    /// Removes all that was remembered. To be called when the keyring has just answered: one that is locked would ask the
    /// user for something they did not ask for.
    pub(crate) async fn remove_leftovers(&self) {
        let nothing = |leftovers: &Vec<_>| leftovers.is_empty();
        if self
            .store
            .keyring_leftovers()
            .await
            .as_ref()
            .map_or(true, nothing)
        {
            return;
        }
        // Read again while nobody changes connections: one may just have been put back into the keyring.
        let _changing = self.changing.lock().await;
        for id in self.store.keyring_leftovers().await.unwrap_or_default() {
            if let Err(error) = self.remove_leftover(id).await {
                tracing::warn!(%error, "a sign-in that is not used any more is still in the keyring");
                return;
            }
        }
    }

    async fn remove_leftover(&self, id: ConnectionId) -> Result<(), AppError> {
        self.keyring
            .remove(id)
            .await
            .map_err(|state| AppError::Keyring { state })?;
        self.store.forget_keyring_leftover(id).await
    }
}
