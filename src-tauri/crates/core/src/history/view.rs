//! What crosses to the UI of the history.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::AppError;
use crate::connections::{ConnectionId, IdentityView};
use crate::history::{HistoryKind, OperationOutcome, UndoState};
use crate::moment::Moment;
use crate::organizations::{CollisionView, Compared, LoadedBy, ReviewId};
use crate::preview::RequestView;
use crate::step::StepView;

/// A page of the history, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HistoryPageView {
    /// The rows.
    pub rows: Vec<HistoryRowView>,
    /// To be given for the page after this one; none where there is none.
    pub next: Option<i64>,
    /// How many there are in all; on the first page alone.
    pub total: Option<u32>,
    /// Whether `total` is all of them, and not just as far as was counted.
    pub counted: bool,
    /// Rows of this page that cannot be read, such as a later version's.
    pub unread: u32,
}

/// A row of the history.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HistoryRowView {
    /// The operation.
    pub id: ReviewId,
    /// What it was.
    pub kind: HistoryKind,
    /// How it ended.
    pub outcome: OperationOutcome,
    /// The organization's name, as it was called then.
    pub name: String,
    /// The organization, where it is known.
    pub organization: Option<OrganizationId>,
    /// When it began.
    pub began: Moment,
    /// Where it was written.
    pub connection: ConnectionId,
    /// What that was called then.
    pub connection_name: String,
    /// The fields of an update that were changed.
    pub changed: Vec<OrganizationField>,
    /// The fields in which the portal holds something else than was sent.
    pub differing: Vec<OrganizationField>,
    /// The fields that an undo puts back: they may be some of those that the update changed, and it may change others as well.
    pub puts_back: Vec<OrganizationField>,
    /// Whether an undo put back all of that, as far as is known. False for all else.
    pub has_put_back: bool,
    /// How many details a create had.
    pub details: u32,
    /// The plans it had.
    pub plans: Vec<String>,
    /// What went wrong; without the portal's answer as it arrived.
    pub error: Option<AppError>,
    /// Whether it was undone, be it in some of its fields, and that was not undone in turn.
    pub undone: bool,
}

/// An operation, asked for by its id.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HistoryRequest {
    /// The operation.
    pub operation: ReviewId,
    /// The connection in front; none where none is open.
    pub front: Option<ConnectionId>,
}

/// An operation as it is opened from the history.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HistoryOperationView {
    /// Its row.
    pub row: HistoryRowView,
    /// The portal's host.
    pub host: String,
    /// Who it was written as.
    pub identity: IdentityView,
    /// Whether it was written to the practice portal.
    pub practice: bool,
    /// When it ended; none where something is still to be found out or done.
    pub ended: Option<Moment>,
    /// How long that was, in milliseconds; none where it has not ended, or the clock was put back meanwhile.
    pub took_ms: Option<i64>,
    /// Fields, before and after; those that changed first.
    pub fields: Vec<HistoryFieldRow>,
    /// What happened, in order.
    pub steps: Vec<StepView>,
    /// What was sent, to the letter.
    pub requests: Vec<RequestView>,
    /// What went wrong, with all that the portal said.
    pub error: Option<AppError>,
    /// The update it undoes, where the history still has it.
    pub undoes: Option<HistoryLink>,
    /// The update that undid it.
    pub undone_by: Option<HistoryLink>,
    /// Whether it can be undone now, or why not.
    pub undo: UndoState,
}

/// Another operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryLink {
    /// The operation.
    pub operation: ReviewId,
    /// When it began.
    pub began: Moment,
}

/// A value before an operation and after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryFieldRow {
    /// The field; none for a plan or the organization above.
    pub field: Option<OrganizationField>,
    /// Its label.
    pub label: String,
    /// What was there; none where that is not known.
    pub before: Option<String>,
    /// What was sent.
    pub sent: String,
    /// What the portal held when it was read back; none where it was not read.
    pub after: Option<String>,
    /// How the two compare.
    pub state: Compared,
    /// Whether the operation changed it.
    pub changed: bool,
}

/// What an undo comes to, on the portal as it is now. Nothing is sent yet.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct UndoView {
    /// The organization.
    pub organization: OrganizationId,
    /// What the operation left: what the merge rests on.
    pub base: OrganizationFields,
    /// The fields of it that nobody saw: they were not shown, neither before the operation nor after.
    pub unread: Vec<OrganizationField>,
    /// The same, with the fields it changed as they were before.
    pub mine: OrganizationFields,
    /// What comes of it: each of its collisions was changed again since, and is to be chosen.
    pub merged: CollisionView,
    /// The fields that are put back without a question.
    pub puts_back: Vec<OrganizationField>,
    /// Those that stay although the operation changed them: they were empty, and the portal needs a value.
    pub stays: Vec<OrganizationField>,
    /// Those that stay because the portal did not show what they held before.
    pub not_known: Vec<OrganizationField>,
    /// Who loaded what the operation rested on.
    pub loaded_by: LoadedBy,
}

/// A connection the history knows, whether or not it is still there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryConnectionView {
    /// The connection.
    pub id: ConnectionId,
    /// What it was called last.
    pub name: String,
    /// Where it led.
    pub host: String,
}
