//! What tests and campaigns are shown of the store: what the portal really holds, whatever it answered.

use std::collections::BTreeMap;

use super::fields::KEYS;
use super::record::Record;
use crate::clock;

/// Who may do what with an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Access {
    /// Anybody may read and change it.
    #[default]
    Full,
    /// Read only: `can_edit_organization` is false and an update is answered with 403.
    ReadOnly,
    /// It is listed, and everything else is answered with 403.
    Forbidden,
}

/// An organization as the portal holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredOrganization {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub name: String,
    /// All 15 fields of the update page by their keys, the name among them; `""` for what is cleared or was never set.
    pub fields: BTreeMap<String, String>,
    /// The UUID of the organization it belongs to.
    pub parent: Option<String>,
    /// Its active subscriptions, in the order they were made.
    pub plans: Vec<StoredSubscription>,
    /// When it was created, as `2023-12-15T19:19:18.037Z`.
    pub creation_time: String,
    /// When it was last changed, in the same form.
    pub modification_time: String,
    /// Who may do what with it.
    pub access: Access,
}

/// A subscription as the portal holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSubscription {
    /// Its UUID.
    pub id: String,
    /// The plan's code.
    pub plan: String,
    /// Whether it was ordered with `partner`.
    pub partner: bool,
    /// `none`, `monthly` or `yearly`.
    pub interval: String,
    /// As it was sent; without one, when it was made.
    pub start_date: String,
    /// As it was sent; without one, an interval after the start.
    pub end_date: Option<String>,
}

impl StoredOrganization {
    /// A field's value; `""` for one that is empty or does not exist.
    pub fn field(&self, key: &str) -> &str {
        self.fields.get(key).map_or("", String::as_str)
    }

    pub(crate) fn of(record: &Record) -> Self {
        let field = |key: &str| record.fields().get(key).unwrap_or_default().to_owned();
        Self {
            id: record.id.to_string(),
            name: field("name"),
            fields: KEYS.iter().map(|key| ((*key).to_owned(), field(key))).collect(),
            parent: record.parent.map(|id| id.to_string()),
            plans: record.subscriptions.iter().map(StoredSubscription::of).collect(),
            creation_time: clock::text(record.created),
            modification_time: clock::text(record.modified),
            access: record.access,
        }
    }
}

impl StoredSubscription {
    fn of(subscription: &super::subscription::Subscription) -> Self {
        Self {
            id: subscription.id.to_string(),
            plan: subscription.plan.to_string(),
            partner: subscription.partner,
            interval: subscription.interval.name().to_owned(),
            start_date: subscription.start_date.to_string(),
            end_date: subscription.end_date.as_deref().map(str::to_owned),
        }
    }
}
