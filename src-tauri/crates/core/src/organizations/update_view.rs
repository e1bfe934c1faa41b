//! What crosses to the UI about changes: their review, and what became of them.

use scanning_api::{OrganizationField, OrganizationFields};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::AppError;
use crate::finding::Finding;
use crate::organizations::review_id::ReviewId;
use crate::organizations::{ComparisonRow, OrganizationView, PrevailedView};
use crate::preview::{DestinationView, RequestView};
use crate::step::StepView;

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
    /// The fields that were not in the portal's answer and are left out: what they hold is not known, and the portal may
    /// blank them.
    pub unread: Vec<OrganizationField>,
    /// Whether it undoes an update: it puts back something that one changed.
    pub undoes: bool,
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
    /// Whether what it holds is known.
    pub known: bool,
}

/// How an update ended.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum UpdateResultView {
    /// Sent, and read back.
    Saved(Box<UpdateSavedView>),
    /// Nothing was sent: somebody saved the organization since it was loaded, and changed what is changed here.
    Collision(Box<CollisionView>),
    /// The answer was lost, and reading back shows the old values, or others, or could not be done; or it was no, and some of it was
    /// saved all the same.
    Unclear(Box<UpdateUnclearView>),
}

impl UpdateResultView {
    /// Whether something was sent, and what came of it is told; not where the portal held all of it already.
    pub(crate) fn was_sent(&self) -> bool {
        match self {
            Self::Saved(saved) => saved.request.is_some(),
            Self::Unclear(_) => true,
            Self::Collision(_) => false,
        }
    }

    /// Takes over the steps as they are now.
    pub(crate) fn take_steps(&mut self, steps: Vec<StepView>) {
        match self {
            Self::Saved(saved) => saved.steps = steps,
            Self::Unclear(unclear) => unclear.steps = steps,
            // Nothing was sent.
            Self::Collision(_) => {}
        }
    }
}

/// An update that was saved.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UpdateSavedView {
    /// The organization as the portal holds it now; none where it could not be read back.
    pub organization: Option<OrganizationView>,
    /// Why it could not be read back, where it could not.
    pub not_read: Option<AppError>,
    /// Whether the portal's answer was lost, or was no, and reading back showed that it was saved.
    pub answer_lost: bool,
    /// What somebody else changed since it was loaded, and was kept; not what was not shown then.
    pub theirs_kept: Vec<ChangeRow>,
    /// The fields in which another value than the one sent prevailed; both are in `comparison`.
    pub prevailed: PrevailedView,
    /// What was sent beside what the portal holds; differing rows first.
    pub comparison: Vec<ComparisonRow>,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What was sent, to the letter, with what somebody else changed in it; none where the portal held all of it already,
    /// so that nothing was sent.
    pub request: Option<RequestView>,
    /// Where it was written.
    pub destination: DestinationView,
    /// Whether it undoes an update: it was to put back something that one changed.
    pub undoes: bool,
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
    /// The fields that change without a choice.
    pub no_choice: Vec<NoChoiceRow>,
}

/// A field that changes without a choice: only one side changed it, or both alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct NoChoiceRow {
    /// The field.
    pub field: OrganizationField,
    /// Its label.
    pub label: String,
    /// As it was loaded; none where that is not known.
    pub before: Option<String>,
    /// As it is in the form; none where I left it as it was.
    pub mine: Option<String>,
    /// As the portal holds it now; none where they left it as it was.
    pub theirs: Option<String>,
    /// What it will hold; empty where it is cleared.
    pub will_be: String,
}

/// A field that both changed, differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CollisionRow {
    /// The field.
    pub field: OrganizationField,
    /// Its label.
    pub label: String,
    /// As it was loaded; none where that is not known.
    pub base: Option<String>,
    /// As it is in the form.
    pub mine: String,
    /// As the portal holds it now.
    pub theirs: String,
    /// What was chosen before, where there is to choose between the same.
    pub chosen: Option<Side>,
}

/// One of the two sides of a collision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// As it is in the form.
    Mine,
    /// As the portal holds it.
    Theirs,
}

/// What was chosen of a field that both had changed, and between what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ChosenField {
    /// The field.
    pub field: OrganizationField,
    /// As it was in the form.
    pub mine: String,
    /// As the portal held it.
    pub theirs: String,
    /// Which was chosen.
    pub side: Side,
}

/// An update of which nobody knows yet whether it was saved.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UpdateUnclearView {
    /// The organization as the portal holds it now, where it could be read.
    pub organization: Option<OrganizationView>,
    /// Why it could not be read back, where it could not.
    pub not_read: Option<AppError>,
    /// Whether it holds exactly the old values: then saving again is safe.
    pub not_applied: bool,
    /// Whether it is seen to hold neither all that was sent nor all that was there before.
    pub is_neither: bool,
    /// What was sent beside what the portal holds.
    pub comparison: Vec<ComparisonRow>,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What went wrong.
    pub error: AppError,
    /// Where it was written.
    pub destination: DestinationView,
}
