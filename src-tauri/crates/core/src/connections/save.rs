//! Keeping a tested sign-in: the secret first, then the connection, so that no connection points at nothing.

use std::sync::atomic::Ordering;

use secrecy::SecretString;

use crate::connections::{
    AcceptedSignIn, ConnectionSaveRequest, KeptSignIn, SessionView, StoredConnection, TestedSignIn,
};
use crate::error::Gone;
use crate::rules;
use crate::secrets::KeptCredentials;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Saves a tested sign-in as a connection and opens it; the draft its form was kept as goes. When the keyring fails nothing
    /// is saved and the ticket stays good: try again, or keep the sign-in for this run.
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
            user_token: credentials.user_token.clone(),
            api_key: credentials.api_key.clone(),
        };
        let before = self.kept_before(&stored, &others).await?;
        self.keep_secret(&stored, &kept).await?;
        if let Err(error) = self.store.save_typed_connection(&stored, request.draft).await {
            self.keep_as_before(&stored, before).await;
            return Err(error);
        }
        match stored.kept {
            KeptSignIn::Keyring => self.this_run.remove(stored.id),
            KeptSignIn::ThisRun if tested.replaces.is_some() => self.forget_in_keyring(stored.id).await,
            KeptSignIn::ThisRun => {}
        }
        self.tickets().remove(&request.ticket);
        let session = self.keep_session(&stored, client, credentials).await;
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
                .map(|()| self.keyring_is_open.store(true, Ordering::Relaxed))
                .map_err(|state| AppError::Keyring { state }),
        }
    }

    /// What a connection has of its older sign-in, before the new one takes its place.
    async fn kept_before(
        &self,
        stored: &StoredConnection,
        others: &[StoredConnection],
    ) -> Result<KeptBefore, AppError> {
        let older = others.iter().find(|other| other.id == stored.id);
        let is_replaced = stored.kept == KeptSignIn::Keyring
            && older.is_some_and(|older| older.kept == KeptSignIn::Keyring);
        let in_keyring = if is_replaced {
            let entry = self.keyring.get(stored.id).await;
            entry.map_err(|state| AppError::Keyring { state })?
        } else {
            None
        };
        Ok(KeptBefore {
            of_this_run: self.this_run.get(stored.id),
            in_keyring,
        })
    }

    /// After a connection could not be written: its new secret goes, and what it had is so again.
    async fn keep_as_before(&self, stored: &StoredConnection, before: KeptBefore) {
        match before.of_this_run {
            Some(entry) => self.this_run.set(stored.id, entry),
            None => self.this_run.remove(stored.id),
        }
        match (stored.kept, before.in_keyring) {
            (KeptSignIn::ThisRun, _) => {}
            (KeptSignIn::Keyring, Some(entry)) => {
                if let Err(state) = self.keyring.set(stored.id, entry).await {
                    tracing::warn!(?state, "an older sign-in could not be put back into the keyring");
                }
            }
            (KeptSignIn::Keyring, None) => self.forget_in_keyring(stored.id).await,
        }
    }
}

/// An older sign-in, where it lay.
struct KeptBefore {
    of_this_run: Option<SecretString>,
    /// Read only where it is about to be written over.
    in_keyring: Option<SecretString>,
}
