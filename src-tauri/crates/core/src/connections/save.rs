//! Keeping a tested sign-in: the secret first, then the connection, so that no connection points at nothing.

use crate::connections::{
    AcceptedSignIn, ConnectionId, ConnectionSaveRequest, KeptSignIn, SessionView, StoredConnection,
    TestedSignIn,
};
use crate::error::Gone;
use crate::rules;
use crate::secrets::KeptCredentials;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Saves a tested sign-in as a connection and opens it. When the keyring fails nothing is saved and the ticket
    /// stays good: try again, or keep the sign-in for this run.
    pub async fn save_connection(&self, request: ConnectionSaveRequest) -> Result<SessionView, AppError> {
        let _changing = self.changing.lock().await;
        let tested = self.tested(&request)?;
        let others = self.store.connections().await?.readable;
        let name = rules::connection_name(&request.name, &others, tested.replaces)?;
        let stored = StoredConnection {
            id: tested.replaces.unwrap_or_default(),
            name,
            colour: request.colour,
            address: tested.address.clone(),
            method: tested.method,
            scheme: tested.credentials.scheme,
            kept: self.keep(request.keep).await,
            identity: tested.identity.clone(),
        };
        let credentials = tested.credentials;
        let client = self.client(tested.address.clone(), credentials.clone()).await?;
        let kept = KeptCredentials {
            user_token: credentials.user_token,
            api_key: credentials.api_key,
        };
        self.keep_secret(&stored, &kept).await?;
        if let Err(error) = self.store.save_connection(&stored).await {
            self.forget_secret(stored.id, tested.replaces.is_some()).await;
            return Err(error);
        }
        if tested.replaces.is_some() && stored.kept == KeptSignIn::ThisRun {
            self.forget_in_keyring(stored.id).await;
        }
        self.tickets().remove(&request.ticket);
        let session = self.keep_session(&stored, client).await;
        Ok(SessionView {
            connection: session.connection,
        })
    }

    fn tested(&self, request: &ConnectionSaveRequest) -> Result<AcceptedSignIn, AppError> {
        match self.tickets().get(&request.ticket) {
            Some(TestedSignIn::Accepted(accepted)) => Ok(accepted.clone()),
            _ => Err(AppError::Gone {
                what: Gone::TestedSignIn,
            }),
        }
    }

    /// Where to keep the secret. A connection that itself lasts for this run only would leave one behind in the keyring.
    async fn keep(&self, wanted: KeptSignIn) -> KeptSignIn {
        if self.store.lasts().await {
            wanted
        } else {
            KeptSignIn::ThisRun
        }
    }

    async fn keep_secret(&self, stored: &StoredConnection, kept: &KeptCredentials) -> Result<(), AppError> {
        let entry = kept.to_entry(&stored.address);
        match stored.kept {
            KeptSignIn::ThisRun => self.this_run.set(stored.id, entry),
            KeptSignIn::Keyring => {
                self.keyring
                    .set(stored.id, entry)
                    .await
                    .map_err(|state| AppError::Keyring { state })?;
                self.this_run.remove(stored.id);
            }
        }
        Ok(())
    }

    /// After a connection could not be written: a new connection's secret goes with it; a replaced one's stays, since
    /// the older one is gone already.
    async fn forget_secret(&self, id: ConnectionId, replaced: bool) {
        if replaced {
            return;
        }
        self.this_run.remove(id);
        self.forget_in_keyring(id).await;
    }
}
