//! Connecting to the keyring of this system. The `keyring` crate does so once per process and remembers a failure; on
//! Linux, where the keyring is a service that may start later or start again, this file connects anew.

use keyring_core::Error;
use orgdesk_core::KeyringState;

/// What a failure of the platform means: on Linux the keyring is a service that does not answer.
#[cfg(target_os = "linux")]
pub(super) const FAILURE: KeyringState = KeyringState::Absent;

/// What a failure of the platform means: a keyring that is part of the system is always there, so it refuses, as when
/// the user denies the access.
#[cfg(not(target_os = "linux"))]
pub(super) const FAILURE: KeyringState = KeyringState::Refused;

/// Whether an error says that the keyring is not there, so that connecting anew can help. On Linux each failure of the
/// platform is one: the service was stopped, or has forgotten us since it started again.
#[cfg(target_os = "linux")]
pub(super) fn is_gone(error: &Error) -> bool {
    matches!(error, Error::PlatformFailure(_) | Error::NoDefaultStore)
}

/// Whether an error says that the keyring is not there, so that connecting anew can help.
#[cfg(not(target_os = "linux"))]
pub(super) fn is_gone(error: &Error) -> bool {
    matches!(error, Error::NoDefaultStore)
}

/// Connects, unless that was done before.
pub(super) fn connect() -> Result<(), Error> {
    match keyring::Entry::store_status() {
        Ok(()) => Ok(()),
        Err(_) if keyring_core::get_default_store().is_some() => Ok(()),
        Err(_) => connect_anew(),
    }
}

/// Connects anew.
#[cfg(target_os = "linux")]
pub(super) fn connect_anew() -> Result<(), Error> {
    let store = zbus_secret_service_keyring_store::Store::new().map_err(|_| Error::NoDefaultStore)?;
    keyring_core::set_default_store(store);
    Ok(())
}

/// The keyring is part of the system: there is nothing to connect to anew.
#[cfg(not(target_os = "linux"))]
pub(super) fn connect_anew() -> Result<(), Error> {
    keyring_core::get_default_store()
        .map(drop)
        .ok_or(Error::NoDefaultStore)
}
