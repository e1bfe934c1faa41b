//! One organization as the portal holds it.

use uuid::Uuid;

use super::fields::Fields;
use super::stored::Access;
use super::subscription::Subscription;
use crate::clock;

#[derive(Clone)]
pub(crate) struct Record {
    pub(crate) id: Uuid,
    pub(crate) parent: Option<Uuid>,
    pub(crate) partner: bool,
    pub(crate) created: i64,
    pub(crate) modified: i64,
    pub(crate) access: Access,
    pub(crate) member: Option<Member>,
    pub(crate) subscriptions: Vec<Subscription>,
    fields: Fields,
    /// The name in lower case, so that a search need not fold every name again.
    folded_name: Box<str>,
}

/// A user of the organization, as the stored example lists them.
#[derive(Clone)]
pub(crate) struct Member {
    pub(crate) id: Uuid,
    pub(crate) username: Box<str>,
}

impl Record {
    /// Without any details or subscriptions, created at `now` (milliseconds since 1970).
    pub(crate) fn new(id: Uuid, name: &str, now: i64) -> Self {
        let mut record = Self {
            id,
            parent: None,
            partner: false,
            created: now,
            modified: now,
            access: Access::Full,
            member: None,
            subscriptions: Vec::new(),
            fields: Fields::default(),
            folded_name: Box::default(),
        };
        record.set("name", name);
        record
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    pub(crate) fn folded_name(&self) -> &str {
        &self.folded_name
    }

    /// Whether there is such a field.
    pub(crate) fn set(&mut self, key: &str, value: &str) -> bool {
        if key == "name" {
            self.folded_name = value.to_lowercase().into();
        }
        self.fields.set(key, value)
    }

    /// Adds the subscription, unless there is one of its product: the portal says nothing then.
    pub(crate) fn subscribe(&mut self, subscription: Subscription) {
        if self
            .subscriptions
            .iter()
            .all(|held| held.product() != subscription.product())
        {
            self.subscriptions.push(subscription);
        }
    }

    /// Somebody saved it.
    pub(crate) fn touch(&mut self) {
        self.modified = clock::now();
    }
}
