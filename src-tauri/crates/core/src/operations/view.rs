//! What crosses to the UI of operations.

use scanning_api::{OrganizationFields, OrganizationId};
use serde::Serialize;
use ts_rs::TS;

use crate::moment::Moment;
use crate::organizations::{CreateForm, ReviewId};

/// A write of which nobody knows yet what became.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenOperationView {
    /// The write it was.
    pub review: ReviewId,
    /// The organization's name.
    pub name: String,
    /// When it began.
    pub sent_at: Option<Moment>,
    /// What was written.
    pub work: OpenWork,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum OpenWork {
    /// A new organization.
    Create(Box<OpenCreate>),
    /// Changes of one.
    Update(Box<OpenUpdate>),
}

/// A new organization of which nobody knows yet what became.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenCreate {
    /// As it was typed.
    pub form: CreateForm,
    /// How many details wait to be saved until it is known which one it is.
    pub details_waiting: u32,
    /// Its id, where it is known and only its details are open.
    pub id: Option<OrganizationId>,
}

/// Changes of which nobody knows yet whether they were saved.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenUpdate {
    /// The organization.
    pub id: OrganizationId,
    /// As it was loaded; none where the portal did not let it be read.
    pub base: Option<OrganizationFields>,
    /// As it was edited.
    pub mine: OrganizationFields,
}
