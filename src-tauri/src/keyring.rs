//! The computer's keyring, through the `keyring` crate: Secret Service, Windows Credential Manager, macOS Keychain.
//!
//! Its calls may wait for the user, so they run on threads that may wait. Its errors can carry a secret's bytes: they
//! are told apart by kind and never printed.

mod native;

use async_trait::async_trait;
use keyring_core::{Entry, Error};
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::{KeyringState, SecretStore};
use secrecy::{ExposeSecret, SecretString};

const SERVICE: &str = "com.orgdesk.desktop";
/// What a check writes and removes again: writing is what a locked or missing keyring refuses.
const PROBE: &str = "orgdesk-check";

/// The keyring of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeyring;

#[async_trait]
impl SecretStore for SystemKeyring {
    async fn check(&self) -> KeyringState {
        let probed = waiting(|| {
            with_entry(PROBE, |entry| entry.set_password("check"))?;
            forget(PROBE)
        });
        probed.await.err().unwrap_or(KeyringState::Ready)
    }

    async fn set(&self, connection: ConnectionId, secret: SecretString) -> Result<(), KeyringState> {
        waiting(move || {
            with_entry(&user(connection), |entry| {
                entry.set_password(secret.expose_secret())
            })
        })
        .await
    }

    async fn get(&self, connection: ConnectionId) -> Result<Option<SecretString>, KeyringState> {
        waiting(move || match with_entry(&user(connection), Entry::get_password) {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
        .await
    }

    async fn remove(&self, connection: ConnectionId) -> Result<(), KeyringState> {
        waiting(move || forget(&user(connection))).await
    }
}

fn user(connection: ConnectionId) -> String {
    connection.0.to_string()
}

/// Removes an entry. One that is not there is no error: another check may have removed it at the same moment.
fn forget(user: &str) -> Result<(), Error> {
    match with_entry(user, Entry::delete_credential) {
        Err(Error::NoEntry) => Ok(()),
        done => done,
    }
}

fn with_entry<T>(user: &str, act: impl Fn(&Entry) -> Result<T, Error>) -> Result<T, Error> {
    native::connect()?;
    persistent(native::connect_anew, || {
        Entry::new(SERVICE, user).and_then(|entry| act(&entry))
    })
}

/// Where the keyring itself does not answer, connects to it anew and tries once more: it may have been started since.
/// One that answered with a no is not asked again: the user has just said so to its prompt.
fn persistent<T>(
    connect_anew: impl FnOnce() -> Result<(), Error>,
    attempt: impl Fn() -> Result<T, Error>,
) -> Result<T, Error> {
    match attempt() {
        Err(error) if native::is_gone(&error) => {
            connect_anew()?;
            attempt()
        }
        done => done,
    }
}

async fn waiting<T, F>(work: F) -> Result<T, KeyringState>
where
    T: Send + 'static,
    F: FnOnce() -> Result<T, Error> + Send + 'static,
{
    match tauri::async_runtime::spawn_blocking(work).await {
        Ok(done) => done.map_err(|error| state_of(&error)),
        Err(_) => Err(KeyringState::Refused),
    }
}

fn state_of(error: &Error) -> KeyringState {
    let state = match error {
        Error::NoStorageAccess(_) => KeyringState::Locked,
        Error::NoDefaultStore => KeyringState::Absent,
        Error::PlatformFailure(_) => native::FAILURE,
        _ => KeyringState::Refused,
    };
    tracing::warn!(?state, "the keyring cannot be used");
    state
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use keyring_core::Error;

    use super::persistent;

    /// How often a keyring is asked that answers so.
    fn asked(answer: impl Fn() -> Result<(), Error>) -> usize {
        let asked = Cell::new(0);
        let attempt = || {
            asked.set(asked.get() + 1);
            answer()
        };
        let _ = persistent(|| Ok(()), attempt);
        asked.get()
    }

    #[test]
    fn a_prompt_that_was_dismissed_is_not_shown_again() {
        assert_eq!(asked(|| Err(Error::NoStorageAccess("dismissed".into()))), 1);
    }

    #[test]
    fn an_entry_that_is_not_there_is_not_looked_for_again() {
        assert_eq!(asked(|| Err(Error::NoEntry)), 1);
    }

    #[test]
    fn a_keyring_that_may_have_been_started_since_is_asked_once_more() {
        assert_eq!(asked(|| Err(Error::NoDefaultStore)), 2);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_service_that_does_not_answer_is_asked_once_more() {
        assert_eq!(asked(|| Err(Error::PlatformFailure("no reply".into()))), 2);
    }

    #[test]
    fn one_that_cannot_be_connected_to_is_not_asked_again() {
        let asked = Cell::new(0);
        let attempt = || {
            asked.set(asked.get() + 1);
            Err::<(), _>(Error::NoDefaultStore)
        };
        assert!(persistent(|| Err(Error::NoDefaultStore), attempt).is_err());
        assert_eq!(asked.get(), 1);
    }
}
