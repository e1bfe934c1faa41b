//! The forms as the user fills them in: text, not yet checked.

use std::collections::BTreeMap;

use scanning_api::{Interval, OrganizationField, OrganizationFields, OrganizationId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connections::ConnectionId;
use crate::drafts::DraftId;
use crate::organizations::review_id::ReviewId;
use crate::organizations::{ChosenField, LoadedBy};

/// "New organization" as typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct CreateForm {
    /// "Organization name".
    pub name: String,
    /// "Description".
    pub description: String,
    /// "Parent organization": the id of the one chosen or pasted; any other text is a problem.
    pub parent_organization: String,
    /// "Skip default subscription".
    pub skip_default_subscription: bool,
    /// The plans, in order.
    pub plans: Vec<PlanForm>,
    /// "Details": what is filled in of the update's fields. `name` and `description` are not details.
    #[ts(type = "{ [key in OrganizationField]?: string }")]
    pub details: BTreeMap<OrganizationField, String>,
}

/// One plan as typed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PlanForm {
    /// "Plan code".
    pub plan: String,
    /// "Billing interval".
    pub interval: Interval,
    /// "Start date" as `YYYY-MM-DD`, or empty.
    pub start_date: String,
    /// "End date" as `YYYY-MM-DD`, or empty for automatic.
    pub end_date: String,
    /// "Partner plan", or none where the user has not touched it: then it is not sent.
    pub partner: Option<bool>,
}

/// A form of a new organization, on a connection.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CreateFormRequest {
    /// The connection it is for.
    pub connection: ConnectionId,
    /// The form.
    pub form: CreateForm,
    /// A create of unknown outcome that the user says was not created: this one is sent in its place.
    #[serde(default)]
    #[ts(optional)]
    pub instead_of: Option<ReviewId>,
    /// The draft it is kept as, which goes once it is sent.
    #[serde(default)]
    pub draft: Option<DraftId>,
}

/// A form of changes to an organization, on a connection.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct UpdateFormRequest {
    /// The connection it is for.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
    /// The fields as they were loaded; none where the portal did not let them be read.
    pub base: Option<OrganizationFields>,
    /// The fields that were not in the answer when it was loaded: what they hold is not known.
    #[serde(default)]
    #[ts(as = "Option<Vec<OrganizationField>>", optional)]
    pub unread: Vec<OrganizationField>,
    /// The fields as they are now in the form.
    pub mine: OrganizationFields,
    /// The update that these changes undo, where they do.
    #[serde(default)]
    #[ts(optional)]
    pub undoes: Option<ReviewId>,
    /// The create whose details these are, where they were left.
    #[serde(default)]
    #[ts(optional)]
    pub saves_details_of: Option<ReviewId>,
    /// Who loaded what these changes rest on.
    #[serde(default)]
    #[ts(as = "Option<LoadedBy>", optional)]
    pub loaded_by: LoadedBy,
    /// The draft they are kept as, which goes once they are saved.
    #[serde(default)]
    pub draft: Option<DraftId>,
}

/// What was typed before, to be laid over what the portal holds now.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct CarryOverRequest {
    /// The connection it is for.
    pub connection: ConnectionId,
    /// The organization.
    pub id: OrganizationId,
    /// The fields as they were loaded; none where the portal did not let them be read.
    pub base: Option<OrganizationFields>,
    /// The fields that were not shown then: what they held is not known.
    #[serde(default)]
    #[ts(as = "Option<Vec<OrganizationField>>", optional)]
    pub unread: Vec<OrganizationField>,
    /// The fields as they were in the form.
    pub mine: OrganizationFields,
    /// What was chosen of the fields that both had changed.
    #[serde(default)]
    #[ts(as = "Option<Vec<ChosenField>>", optional)]
    pub chosen: Vec<ChosenField>,
    /// The update that it undoes, where it does.
    #[serde(default)]
    #[ts(optional)]
    pub undoes: Option<ReviewId>,
    /// The create whose details it saves, where it does.
    #[serde(default)]
    #[ts(optional)]
    pub saves_details_of: Option<ReviewId>,
    /// Who loaded what it rests on.
    #[serde(default)]
    #[ts(as = "Option<LoadedBy>", optional)]
    pub loaded_by: LoadedBy,
}

/// To carry out what was reviewed. A review can be carried out once.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct SendRequest {
    /// The connection it was reviewed for.
    pub connection: ConnectionId,
    /// The reviewed write.
    pub review: ReviewId,
}

/// To say which of the organizations found is the one that was created.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct ResolveRequest {
    /// The connection it was sent to.
    pub connection: ConnectionId,
    /// The write of unknown outcome.
    pub review: ReviewId,
    /// The one it is.
    pub id: OrganizationId,
}

/// One organization of a connection.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OrganizationRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// The organization's id, as text: it may have been pasted.
    pub id: String,
}

/// A page of the list.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct OrganizationsRequest {
    /// The connection.
    pub connection: ConnectionId,
    /// "Search": a part of the name; empty for all.
    pub search: String,
    /// From 1.
    pub page: u32,
    /// How many at the most; the portal may give fewer.
    pub per_page: u32,
}
