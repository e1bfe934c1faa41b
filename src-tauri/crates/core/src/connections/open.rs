//! Opening a connection: its secret from the keyring, and the question who one is.

use std::sync::atomic::Ordering;

use scanning_api::{Client, Credentials, PortalAddress};
use secrecy::SecretString;

use crate::connections::{
    ConfirmIdentityRequest, ConnectionId, IdentityView, KeptSignIn, Session, SessionView, StoredConnection,
};
use crate::error::Gone;
use crate::identity::identity;
use crate::secrets::KeptCredentials;
use crate::{AppError, KeyringState, Orgdesk};

impl Orgdesk {
    /// Opens a connection. Reads its secret and asks the portal who one is; another user or partner than when the
    /// connection was saved stops here.
    pub async fn open_connection(&self, id: ConnectionId) -> Result<SessionView, AppError> {
        if id == ConnectionId::PRACTICE {
            return self.enter_practice().await;
        }
        let stored = self.store.connection(id).await?;
        let (client, credentials, now) = self.who_is(&stored).await?;
        let session = self.opened(&stored, client, &credentials, now, true).await?;
        Ok(SessionView {
            connection: session.connection,
        })
    }

    /// Opens a connection beside the one in front, unless it is open. Where its sign-in cannot be read without asking the user for
    /// something, it stays as it is.
    pub(crate) async fn open_beside(&self, id: ConnectionId) -> Result<(), AppError> {
        if self.session(id).is_ok() {
            return Ok(());
        }
        let stored = self.store.connection(id).await?;
        let asks_keyring = stored.kept == KeptSignIn::Keyring && self.this_run.get(id).is_none();
        if asks_keyring && !self.keyring_is_open.load(Ordering::Relaxed) {
            let state = KeyringState::Locked;
            return Err(AppError::Keyring { state });
        }
        let (client, credentials, now) = self.who_is(&stored).await?;
        self.opened(&stored, client, &credentials, now, false)
            .await
            .map(drop)
    }

    /// Takes the user's word that they mean to work as whoever the portal knows them as now. It is asked once more: a third
    /// identity is not what was confirmed.
    pub async fn confirm_identity(&self, request: ConfirmIdentityRequest) -> Result<SessionView, AppError> {
        let stored = self.store.connection(request.connection).await?;
        let (client, credentials, now) = self.who_is(&stored).await?;
        if !now.is_same_as(&request.identity) {
            return Err(AppError::IdentityChanged {
                before: Box::new(stored.identity),
                now: Box::new(now),
            });
        }
        let _changing = self.changing.lock().await;
        let mut confirmed = self.store.connection(stored.id).await?;
        if confirmed.address != stored.address || confirmed.scheme != stored.scheme {
            return Err(AppError::Gone {
                what: Gone::Connection,
            });
        }
        confirmed.identity = now;
        self.store.save_connection(&confirmed).await?;
        let session = self.keep_session(&confirmed, client, credentials).await;
        Ok(SessionView {
            connection: session.connection,
        })
    }

    /// Signs in as the connection is kept, and asks the portal who that is.
    async fn who_is(
        &self,
        stored: &StoredConnection,
    ) -> Result<(Client, Credentials, IdentityView), AppError> {
        let credentials = self.kept_credentials(stored).await?.with_scheme(stored.scheme);
        let client = self.client(stored.address.clone(), credentials.clone()).await?;
        let user = client
            .current_user()
            .await
            .map_err(|failure| AppError::from_failure(failure, &stored.address.host()))?;
        let now = identity(user.value, &credentials);
        Ok((client, credentials, now))
    }

    /// Whether the computer's keyring can be used.
    pub async fn check_keyring(&self) -> KeyringState {
        let state = self.keyring.check().await;
        if state == KeyringState::Ready {
            self.remove_leftovers().await;
        }
        state
    }

    async fn opened(
        &self,
        asked: &StoredConnection,
        client: Client,
        credentials: &Credentials,
        now: IdentityView,
        in_front: bool,
    ) -> Result<Session, AppError> {
        let _changing = self.changing.lock().await;
        // While the portal was asked the connection may have been renamed, removed, or replaced and opened so.
        let mut stored = self.store.connection(asked.id).await?;
        if stored.address != asked.address || stored.scheme != asked.scheme {
            return self.session(asked.id);
        }
        let before = stored.identity.clone().cleaned(credentials);
        if !before.is_same_as(&now) {
            return Err(AppError::IdentityChanged {
                before: Box::new(before),
                now: Box::new(now),
            });
        }
        if stored.identity != now {
            stored.identity = now;
            // A disk that is full is no reason not to open it either.
            if let Err(error) = self.store.save_connection(&stored).await {
                tracing::warn!(%error, "a changed role or mail address is not remembered");
            }
        }
        let credentials = credentials.clone();
        if in_front {
            return Ok(self.keep_session(&stored, client, credentials).await);
        }
        Ok(match self.session(stored.id) {
            // It was opened meanwhile, to be in front.
            Ok(session) => session,
            Err(_) => self.take_session(&stored, client, credentials).await,
        })
    }

    /// Makes a connection the open one. That it could not be remembered as the last one is no reason not to open it.
    pub(crate) async fn keep_session(
        &self,
        stored: &StoredConnection,
        client: Client,
        credentials: Credentials,
    ) -> Session {
        if let Err(error) = self.store.set_last_opened(stored.id).await {
            tracing::warn!(%error, "the last opened connection is not remembered");
        }
        self.take_session(stored, client, credentials).await
    }

    async fn take_session(
        &self,
        stored: &StoredConnection,
        client: Client,
        credentials: Credentials,
    ) -> Session {
        let mut session = Session::new(stored.view(), client, credentials);
        {
            let mut sessions = self.sessions();
            // What was seen of the portal in this run, by the same user, was seen.
            if let Some(before) = sessions
                .get(&stored.id)
                .filter(|before| before.sees_the_same_as(&session))
            {
                session.seen = before.seen.clone();
            }
            sessions.insert(stored.id, session.clone());
        }
        self.take_up_operations(&session).await;
        self.keeping.opened.notify_one();
        session
    }

    async fn kept_credentials(&self, stored: &StoredConnection) -> Result<KeptCredentials, AppError> {
        let entry = match (self.this_run.get(stored.id), stored.kept) {
            (Some(entry), _) => Some(entry),
            (None, KeptSignIn::ThisRun) => None,
            (None, KeptSignIn::Keyring) => {
                let kept = self.keyring.get(stored.id).await;
                let gave_it = matches!(kept, Ok(Some(_)));
                self.keyring_is_open.store(gave_it, Ordering::Relaxed);
                let kept = kept.map_err(|state| AppError::Keyring { state })?;
                self.remove_leftovers().await;
                kept
            }
        };
        entry
            .and_then(|entry| credentials_for(&entry, &stored.address))
            .ok_or(AppError::SignInNeeded {
                connection: stored.id,
            })
    }
}

fn credentials_for(entry: &SecretString, address: &PortalAddress) -> Option<KeptCredentials> {
    let kept = KeptCredentials::from_entry(entry, address);
    if kept.is_none() {
        tracing::warn!("a kept sign-in does not belong to its connection's address and is not used");
    }
    kept
}
