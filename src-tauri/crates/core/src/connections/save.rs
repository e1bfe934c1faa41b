//! Keeping a tested sign-in: the secret first, then the connection, so that no connection points at nothing.

use secrecy::SecretString;

use crate::connections::{
    AcceptedSignIn, ConnectionSaveRequest, KeptSignIn, SessionView, StoredConnection, TestedSignIn,
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
        let of_this_run = self.this_run.get(stored.id);
        self.keep_secret(&stored, &kept).await?;
        if let Err(error) = self.store.save_connection(&stored).await {
            let before = others.iter().find(|other| other.id == stored.id);
            self.keep_as_before(before, &stored, of_this_run).await;
            return Err(error);
        }
        match stored.kept {
            KeptSignIn::Keyring => self.this_run.remove(stored.id),
            KeptSignIn::ThisRun if tested.replaces.is_some() => self.forget_in_keyring(stored.id).await,
            KeptSignIn::ThisRun => {}
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
            KeptSignIn::ThisRun => {
                self.this_run.set(stored.id, entry);
                Ok(())
            }
            KeptSignIn::Keyring => self
                .keyring
                .set(stored.id, entry)
                .await
                .map_err(|state| AppError::Keyring { state }),
        }
    }

    /// After a connection could not be written: its new secret goes, and what it had for this run is so again. Only what the
    /// keyring held before is gone: there the new secret stays, in the place that the connection still names.
    async fn keep_as_before(
        &self,
        before: Option<&StoredConnection>,
        stored: &StoredConnection,
        of_this_run: Option<SecretString>,
    ) {
        match of_this_run {
            Some(entry) => self.this_run.set(stored.id, entry),
            None => self.this_run.remove(stored.id),
        }
        let kept_in_keyring = before.is_some_and(|before| before.kept == KeptSignIn::Keyring);
        if stored.kept == KeptSignIn::Keyring && !kept_in_keyring {
            self.forget_in_keyring(stored.id).await;
        }
    }
}
