//! What all requests share.

use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;

use crate::faults::Faults;
use crate::line::Line;
use crate::options::Scheme;
use crate::requests::RequestLog;
use crate::sign_in::SignIns;
use crate::store::Store;

pub(crate) struct Shared {
    pub(crate) prefix: String,
    pub(crate) default_plans: Vec<String>,
    pub(crate) credentials: Credentials,
    pub(crate) faults: Faults,
    pub(crate) requests: RequestLog,
    pub(crate) line: Line,
    pub(crate) sign_ins: SignIns,
    store: Mutex<Store>,
    identity: Mutex<Identity>,
}

/// What the portal accepts.
pub(crate) struct Credentials {
    pub(crate) scheme: Scheme,
    pub(crate) user_token: String,
    pub(crate) api_key: String,
    pub(crate) username: String,
    pub(crate) password: String,
    pub(crate) one_time_password: String,
    pub(crate) wants_one_time_password: bool,
}

/// Who `user/me` answers.
#[derive(Clone)]
pub(crate) struct Identity {
    pub(crate) id: Uuid,
    pub(crate) username: String,
    pub(crate) partner_id: Uuid,
    pub(crate) partner: String,
}

impl Shared {
    pub(crate) fn new(
        prefix: String,
        default_plans: Vec<String>,
        credentials: Credentials,
        faults: Faults,
        store: Store,
        identity: Identity,
    ) -> Self {
        Self {
            prefix,
            default_plans,
            credentials,
            faults,
            requests: RequestLog::default(),
            line: Line::default(),
            sign_ins: SignIns::default(),
            store: Mutex::new(store),
            identity: Mutex::new(identity),
        }
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn identity(&self) -> Identity {
        self.identity
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    pub(crate) fn replace_identity(&self, identity: Identity) {
        *self.identity.lock().unwrap_or_else(PoisonError::into_inner) = identity;
    }
}

impl Identity {
    /// The ids follow from the names, so that the same person has the same id in every run.
    pub(crate) fn named(username: &str, partner: &str) -> Self {
        let id = |text: &str| {
            let parts: Vec<u64> = text.bytes().map(u64::from).collect();
            crate::random::Random::keyed(0, &parts).uuid()
        };
        Self {
            id: id(username),
            username: username.to_owned(),
            partner_id: id(partner),
            partner: partner.to_owned(),
        }
    }
}
