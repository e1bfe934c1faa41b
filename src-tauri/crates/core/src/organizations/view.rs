//! What crosses to the UI about organizations.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};
use serde::Serialize;
use ts_rs::TS;

use crate::error::AppError;
use crate::finding::Finding;
use crate::moment::Moment;
use crate::organizations::review_id::ReviewId;
use crate::preview::{DestinationView, RequestView};
use crate::step::StepView;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
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
    /// Entries of the answer that could not be read.
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

/// What will be done, to be read before it is done.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CreateReviewView {
    /// To be given to carry it out.
    pub review: ReviewId,
    /// Where it will be written.
    pub destination: DestinationView,
    /// The name that will be created.
    pub name: String,
    /// Organizations of the same name that are on the portal already.
    pub same_name: Vec<OrganizationRowView>,
    /// Whether one of this name was sent before and nobody knows what became of it: it may appear yet, and this would be
    /// a second one.
    pub unresolved: bool,
    /// When the portal was asked for them.
    pub looked_at: Moment,
    /// What will be done, in words, in order.
    pub steps: Vec<ReviewStepView>,
    /// What will be sent, to the letter, in order.
    pub requests: Vec<RequestView>,
}

/// One thing that will be done, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviewStepView {
    /// Such as "Create the organization".
    pub title: String,
    /// A sentence below it.
    pub text: Option<String>,
    /// What is sent with it.
    pub facts: Vec<FactView>,
    /// What should be read before going on, each with the field of the form it is about.
    pub warnings: Vec<Finding>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct FactView {
    /// The label.
    pub label: String,
    /// The value.
    pub value: String,
    /// Whether the label is a code of the API, shown in the code face.
    pub code: bool,
}

/// How a create ended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CreateResultView {
    /// How it ended.
    pub outcome: CreateOutcome,
    /// The write it was, for "Look again" and for saying which one it is.
    pub review: ReviewId,
    /// The name that was sent.
    pub name: String,
    /// The organization's id, where it is known.
    pub id: Option<OrganizationId>,
    /// Whether the portal's answer to the create was lost, and the organization was found by reading.
    pub answer_lost: bool,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What was sent beside what the portal holds; differing rows first.
    pub comparison: Vec<ComparisonRow>,
    /// What the portal holds differently or ignored, in words.
    pub notices: Vec<NoticeView>,
    /// Those found that may be the one, where several are.
    pub candidates: Vec<OrganizationRowView>,
    /// What was sent, to the letter, in order.
    pub requests: Vec<RequestView>,
    /// Where it was written.
    pub destination: DestinationView,
    /// The details that were to be saved and are not, with what went wrong.
    pub details_left: Option<DetailsLeftView>,
}

/// How a create ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CreateOutcome {
    /// Created, and read back.
    Created,
    /// Created, but the details could not be saved.
    DetailsNotSaved,
    /// Created, but the portal does not let it be read back.
    NotReadBack,
    /// Not known: the answer was lost and nothing new is found by this name yet.
    NotFound,
    /// Not known: the answer was lost and several new ones are found by this name.
    SeveralFound,
    /// Not known: the answer was lost and the portal cannot be read.
    CannotLook,
}

/// Details that were to be saved after a create and are not.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DetailsLeftView {
    /// The fields as they were to be saved.
    pub fields: OrganizationFields,
    /// What went wrong.
    pub error: AppError,
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

/// What a review of changes came to.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UpdateReviewView {
    /// The form holds what was loaded. Nothing will be sent.
    NothingChanged,
    /// There is something to send.
    Ready(Box<UpdateReadyView>),
}

/// What will be changed, to be read before it is.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UpdateReadyView {
    /// To be given to carry it out.
    pub review: ReviewId,
    /// Where it will be written.
    pub destination: DestinationView,
    /// The organization's name as it is now.
    pub name: String,
    /// The fields that change.
    pub changes: Vec<ChangeRow>,
    /// The fields that stay.
    pub unchanged: Vec<UnchangedRow>,
    /// What will be sent, to the letter.
    pub request: RequestView,
    /// What should be read before going on.
    pub warnings: Vec<Finding>,
    /// Whether the portal did not let the organization be read: then what it holds is not known, `changes` has no old
    /// values, and fields left empty are not sent.
    pub unseen: bool,
}

/// A field that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangeRow {
    /// The field.
    pub field: OrganizationField,
    /// Its label.
    pub label: String,
    /// What it held; none where that is not known.
    pub old: Option<String>,
    /// What it will hold; empty where it is cleared.
    pub new: String,
}

/// A field that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct UnchangedRow {
    /// Its label.
    pub label: String,
    /// What it holds.
    pub value: String,
    /// Whether it is sent again with its value; an empty one is left out.
    pub sent: bool,
}

/// How an update ended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UpdateResultView {
    /// Sent, and read back.
    Saved(Box<UpdateSavedView>),
    /// Nothing was sent: somebody saved the organization since it was loaded, and changed what is changed here.
    Collision(Box<CollisionView>),
    /// The answer was lost, and reading back shows the old values, or others, or could not be done.
    Unclear(Box<UpdateUnclearView>),
}

/// An update that was saved.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UpdateSavedView {
    /// The organization as the portal holds it now; none where it could not be read back.
    pub organization: Option<OrganizationView>,
    /// Whether the portal's answer was lost, and reading back showed that it was saved.
    pub answer_lost: bool,
    /// What somebody else changed since it was loaded, and was kept.
    pub theirs_kept: Vec<ChangeRow>,
    /// What was sent beside what the portal holds; differing rows first.
    pub comparison: Vec<ComparisonRow>,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What was sent, to the letter.
    pub request: RequestView,
    /// Where it was written.
    pub destination: DestinationView,
}

/// Somebody else saved first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CollisionView {
    /// The organization as the portal holds it now: the new base of the form.
    pub theirs: OrganizationView,
    /// What the form holds next: what only one side changed is in it; each field of `collisions` is to be chosen first.
    pub merged: OrganizationFields,
    /// The fields both changed, differently.
    pub collisions: Vec<CollisionRow>,
}

/// A field that both changed, differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CollisionRow {
    /// The field.
    pub field: OrganizationField,
    /// Its label.
    pub label: String,
    /// As it was loaded.
    pub base: String,
    /// As it is in the form.
    pub mine: String,
    /// As the portal holds it now.
    pub theirs: String,
}

/// An update of which nobody knows yet whether it was saved.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UpdateUnclearView {
    /// The organization as the portal holds it now, where it could be read.
    pub organization: Option<OrganizationView>,
    /// Whether it holds exactly the old values: then saving again is safe.
    pub not_applied: bool,
    /// What was sent beside what the portal holds.
    pub comparison: Vec<ComparisonRow>,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What went wrong.
    pub error: AppError,
    /// Where it was written.
    pub destination: DestinationView,
}
