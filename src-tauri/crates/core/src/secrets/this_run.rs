//! Sign-ins that are kept until Orgdesk closes, and no longer.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::SecretString;

use crate::connections::ConnectionId;

/// The memory for one run. Its contents are wiped when it is dropped.
#[derive(Default)]
pub struct ThisRun(Mutex<HashMap<ConnectionId, SecretString>>);

impl ThisRun {
    /// Keeps a connection's secret, in place of an older one.
    pub fn set(&self, connection: ConnectionId, secret: SecretString) {
        self.map().insert(connection, secret);
    }

    /// A connection's secret, where one is kept.
    pub fn get(&self, connection: ConnectionId) -> Option<SecretString> {
        self.map().get(&connection).cloned()
    }

    /// Forgets a connection's secret.
    pub fn remove(&self, connection: ConnectionId) {
        self.map().remove(&connection);
    }

    fn map(&self) -> MutexGuard<'_, HashMap<ConnectionId, SecretString>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
