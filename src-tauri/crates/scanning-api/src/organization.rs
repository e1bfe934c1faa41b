//! An organization as the portal shows it.

mod fields;
mod read;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use fields::{OrganizationField, OrganizationFields};
pub(crate) use read::{read_id, read_organization};

/// An organization's id: a UUID (seed page of create, `parent_organization`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "string"))]
#[serde(transparent)]
pub struct OrganizationId(pub Uuid);

impl fmt::Display for OrganizationId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(out)
    }
}

impl FromStr for OrganizationId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text.trim()).map(Self)
    }
}

/// An organization, as far as the portal's answer could be read.
///
/// The shape is the vendor's one stored example; that the address and contact fields lie in its
/// `details` is inferred, so each is looked for in `attributes` first and there after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// The fields an update can change.
    pub fields: OrganizationFields,
    /// The organization it belongs to, when the answer says so (inferred).
    pub parent: Option<Parent>,
    /// Whether it is a partner itself.
    pub partner: Option<bool>,
    /// When it was created, as sent (such as `2023-12-15T19:19:18.037Z`).
    pub created: Option<String>,
    /// When it was last changed, as sent.
    pub modified: Option<String>,
    /// Whether the user may change it.
    pub can_edit: Option<bool>,
    /// Whether the portal finds details missing.
    pub incomplete_details: Option<bool>,
    /// The fields the answer did not carry at all, in the order of [`OrganizationField::ALL`].
    ///
    /// They are empty in [`fields`](Self::fields), which is not to say that they are empty at the portal.
    pub unread: Vec<OrganizationField>,
}

/// The organization another one belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// Its id, when it could be read.
    pub id: Option<OrganizationId>,
    /// Its name, when it was sent along.
    pub name: Option<String>,
}
