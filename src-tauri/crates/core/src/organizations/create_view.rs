//! What crosses to the UI about a new organization: its review, and what became of it.

use scanning_api::{OrganizationFields, OrganizationId};
use serde::Serialize;
use ts_rs::TS;

use crate::error::AppError;
use crate::finding::Finding;
use crate::moment::Moment;
use crate::organizations::review_id::ReviewId;
use crate::organizations::{BesideRow, ComparisonRow, LikelyDuplicatesView, NoticeView, OrganizationRowView};
use crate::preview::{DestinationView, RequestView};
use crate::step::StepView;

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
    /// Others that may be the same organization, those of the same name among them.
    pub alike: LikelyDuplicatesView,
    /// Whether one of this name was sent before and nobody knows what became of it: it may appear yet, and this would be
    /// a second one.
    pub unresolved: bool,
    /// Whether it is created in place of one that the user says was not created: that one is settled once this is sent.
    pub instead: bool,
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
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; any of them goes with any other"
)]
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
    /// How many organizations of this name the portal lists now, this one among them; none where it was not looked for,
    /// or did not list all.
    pub of_this_name: Option<u32>,
    /// Why the portal could not be read, where it could not: to look for the organization, or to read it back.
    pub not_read: Option<AppError>,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What was sent beside what the portal holds; differing rows first.
    pub comparison: Vec<ComparisonRow>,
    /// What the portal holds differently or ignored, in words.
    pub notices: Vec<NoticeView>,
    /// Those found that may be the one, where several are.
    pub candidates: Vec<OrganizationRowView>,
    /// What was sent beside what the portal holds of each of them, in their order; fields that are empty everywhere are left out.
    pub candidates_beside: Vec<BesideRow>,
    /// What was sent, to the letter, in order; what was kept back is not among it.
    pub requests: Vec<RequestView>,
    /// Where it was written.
    pub destination: DestinationView,
    /// The details that were to be saved and are not, with what went wrong.
    pub details_left: Option<DetailsLeftView>,
    /// Whether no yes came to the details, and reading back shows that the portal holds all of them.
    pub details_found: bool,
    /// Whether the user may say that it was not created, and create another in its place.
    pub can_be_created_again: bool,
    /// Whether it waits under "Needs you" to be looked at again.
    pub stays_open: bool,
    /// How many details wait to be saved until it is known which one it is.
    pub details_waiting: u32,
    /// Whether another user began it: then its details are saved in the form, and what looks empty may only not be shown.
    pub of_another_user: bool,
}

/// How a create ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CreateOutcome {
    /// Created, and read back.
    Created,
    /// Created, but the details could not be saved.
    DetailsNotSaved,
    /// Created; whether the details were saved is not known: no clear answer came, and reading back does not show them all.
    DetailsUnclear,
    /// Created, but it could not be read back.
    NotReadBack,
    /// Created, as the portal said; but it is not listed yet, or the list cannot be read, so that which one it is is not
    /// known. Its details wait.
    NotListed,
    /// Not known: the answer was lost and nothing new is found by this name yet.
    NotFound,
    /// Not known which one it is: several are found by this name that may be it.
    SeveralFound,
    /// Not known: the answer was lost and the portal cannot be read.
    CannotLook,
}

/// Details that were to be saved after a create and are not, or nobody knows whether they are.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DetailsLeftView {
    /// The fields as they were to be saved.
    pub fields: OrganizationFields,
    /// What went wrong.
    pub error: AppError,
    /// Whether they may be saved as they are, once the way is free; else they are changed first.
    pub can_be_saved_as_they_are: bool,
    /// Whether the portal said no to them, and holds some of them all the same, or others in their place.
    pub is_in_part: bool,
    /// Whether the portal shows something else in the place of some of them, be it the same in its own way.
    pub others_are_there: bool,
}
