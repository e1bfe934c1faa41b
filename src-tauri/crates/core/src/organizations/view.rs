//! What crosses to the UI about organizations as they are: rows, whole records, what the rules say, and how what was sent
//! compares.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::finding::Finding;
use crate::moment::Moment;
use crate::organizations::LoadedBy;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs, reason = "the API's own fields")]
pub struct OrganizationRowView {
    pub id: OrganizationId,
    pub name: String,
    pub company_name: String,
    pub city: String,
    pub country: String,
    pub contact_name: String,
    pub status: OrganizationStatus,
    /// When it was last changed, as the portal says it.
    pub changed: Option<String>,
}

/// What a row says about an organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationStatus {
    /// The portal says nothing is missing.
    Complete,
    /// The portal says details are missing.
    Incomplete,
    /// The portal does not let this user edit it.
    ReadOnly,
    /// The portal says nothing about it.
    NotSaid,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OrganizationsPageView {
    /// The rows, in the portal's order.
    pub rows: Vec<OrganizationRowView>,
    /// How many there are in all, where the portal says so.
    pub total: Option<u32>,
    /// Which page this is, from 1.
    pub page: u32,
    /// Whether there may be more after it.
    pub more: bool,
    /// Entries of the answer that could not be read, or cannot be shown: the portal gave more than it was asked for, and
    /// more than on its first page.
    pub skipped: u32,
    /// When it was read.
    pub read_at: Moment,
}

/// One organization as the portal holds it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OrganizationView {
    /// Its id.
    pub id: OrganizationId,
    /// The 15 fields of an update.
    pub fields: OrganizationFields,
    /// Fields the answer did not carry at all: what the portal holds there is not known.
    pub unread: Vec<OrganizationField>,
    /// The organization above it, where the portal says so.
    pub parent: Option<ParentView>,
    /// Whether the portal lets this user edit it; true where it does not say.
    pub can_edit: bool,
    /// Details that are printed in PCI reports and are empty.
    pub missing: Vec<OrganizationField>,
    /// What a row says about it.
    pub status: OrganizationStatus,
    /// As the portal says it.
    pub created: Option<String>,
    /// As the portal says it.
    pub changed: Option<String>,
    /// When it was read.
    pub read_at: Moment,
}

impl OrganizationView {
    /// Its fields over those that were loaded: what the answer does not carry is not a change of theirs.
    pub(crate) fn fields_over(&self, loaded: &OrganizationFields) -> OrganizationFields {
        let mut fields = self.fields.clone();
        for field in &self.unread {
            fields.set(*field, loaded.get(*field));
        }
        fields
    }

    /// As it tells of a write. Where that is `of_another_user` than who is shown it, what is empty may only not be shown to them.
    pub(crate) fn shown(mut self, of_another_user: bool) -> Self {
        if !of_another_user {
            return self;
        }
        let is_shown = |field: &OrganizationField| !self.fields.get(*field).is_empty();
        let not_shown = OrganizationField::ALL
            .into_iter()
            .filter(|field| !is_shown(field) || self.unread.contains(field));
        self.unread = not_shown.collect();
        self
    }

    /// As it tells of what changes that rest on a base would write over: what was not shown to who saves them may be there all the same.
    pub(crate) fn shown_beside(
        self,
        filled_in: &OrganizationFields,
        base: Option<&OrganizationFields>,
        loaded_by: LoadedBy,
    ) -> Self {
        match loaded_by {
            LoadedBy::Oneself => self,
            LoadedBy::LaidOver => self.shown_under(filled_in, base),
            LoadedBy::Another => self.shown(true),
        }
    }

    /// As it tells of what would be written over by what is filled in: what is empty, and was never shown to hold anything (`base`), may
    /// only not be shown.
    fn shown_under(mut self, filled_in: &OrganizationFields, base: Option<&OrganizationFields>) -> Self {
        let may_hold_something = |field: &OrganizationField| {
            let was_shown = base.is_some_and(|base| !base.get(*field).is_empty());
            let is_empty = self.fields.get(*field).is_empty() && !filled_in.get(*field).is_empty();
            is_empty && !was_shown && !self.unread.contains(field)
        };
        let not_known: Vec<_> = OrganizationField::ALL
            .into_iter()
            .filter(may_hold_something)
            .collect();
        self.unread.extend(not_known);
        self
    }

    /// As the base of what goes on over it: as it is shown to who goes on, where another `loaded` what it was laid over; else with what
    /// was loaded where it does not show that now.
    pub(crate) fn with_base(self, held: OrganizationFields, loaded_by: LoadedBy) -> Self {
        match loaded_by {
            LoadedBy::Another => self,
            LoadedBy::Oneself | LoadedBy::LaidOver => Self { fields: held, ..self },
        }
    }

    /// Whether it shows a field, and holds this in it.
    pub(crate) fn is_seen_to_hold(&self, field: OrganizationField, value: &str) -> bool {
        !self.unread.contains(&field) && self.fields.get(field) == value
    }
}

/// The organization above another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ParentView {
    /// Its id, where the portal gives it.
    pub id: Option<OrganizationId>,
    /// Its name, where the portal gives it.
    pub name: Option<String>,
}

/// A subscription of an organization. Its shape is inferred; each part may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[allow(missing_docs, reason = "the API's own fields")]
pub struct SubscriptionView {
    pub plan: Option<String>,
    /// Its name, which need not be its code.
    pub plan_name: Option<String>,
    pub status: Option<String>,
    pub interval: Option<String>,
    pub start_date: Option<String>,
    pub end_date: Option<String>,
}

/// What the rules say about a form of a new organization.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CreateFindings {
    /// What stands in the way of a review. Shown on "Review", not while typing.
    pub problems: Vec<Finding>,
    /// What should be read before going on. Shown at once.
    pub warnings: Vec<Finding>,
    /// For each plan, when it will end, in words; none where that is not known.
    pub plan_ends: Vec<Option<String>>,
    /// How many of the 13 details are filled in.
    pub details_filled: u32,
}

/// What the rules say about a form of changes.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UpdateFindings {
    /// What stands in the way of a review.
    pub problems: Vec<Finding>,
    /// What should be read before going on.
    pub warnings: Vec<Finding>,
    /// The fields that differ from what was loaded.
    pub changed: Vec<OrganizationField>,
}

/// Something to read after a write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoticeView {
    /// Its head.
    pub title: String,
    /// A sentence or two.
    pub text: String,
}

/// A value that was sent, and the value the portal holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ComparisonRow {
    /// The field's label.
    pub label: String,
    /// What was sent; empty where nothing was.
    pub sent: String,
    /// What the portal holds; none where it could not be read.
    pub held: Option<String>,
    /// How the two compare.
    pub state: Compared,
}

/// How two values compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// The portal holds something else.
    Differs,
    /// The portal's answer does not carry the field.
    NotRead,
    /// The portal holds what was sent.
    Same,
}
