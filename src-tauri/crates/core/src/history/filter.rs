//! What of the history is wanted.

use scanning_api::OrganizationId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::connections::ConnectionId;
use crate::history::OperationOutcome;

/// What of the history is wanted: all of its parts must be true of an operation.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default)]
pub struct HistoryFilter {
    /// What was typed: each word is the beginning of a word of the operation.
    pub text: String,
    /// How it ended; any where there is none.
    pub outcomes: Vec<OperationOutcome>,
    /// What it was; any where there is none.
    pub kinds: Vec<HistoryKind>,
    /// Where it was written.
    pub connection: Option<ConnectionId>,
    /// What it was about.
    pub organization: Option<OrganizationId>,
    /// When it began.
    pub dates: HistoryDates,
    /// What was written to the practice portal, or all else: the two never stand in one list.
    pub practice: bool,
}

/// What an operation was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HistoryKind {
    /// An organization was created.
    Create,
    /// An organization was updated.
    Update,
    /// An update was undone by another one.
    Undo,
}

impl HistoryKind {
    /// How it is written in its column.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Undo => "undo",
        }
    }
}

/// Days of this computer's time zone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "days", rename_all = "snake_case")]
pub enum HistoryDates {
    /// All.
    #[default]
    Any,
    /// This day.
    Today,
    /// This day and the six before it.
    #[serde(rename = "last_7")]
    Last7,
    /// This day and the 29 before it.
    #[serde(rename = "last_30")]
    Last30,
    /// From a day to a day, both as `YYYY-MM-DD` and both of them with it; without an end where one is empty.
    Between {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    },
}

/// A page of the history.
#[derive(Debug, Clone, Deserialize, TS)]
pub struct HistoryPageRequest {
    /// What is wanted.
    pub filter: HistoryFilter,
    /// The place of the last row that is there; none for the newest.
    pub before: Option<i64>,
}
