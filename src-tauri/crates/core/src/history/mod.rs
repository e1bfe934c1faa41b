//! The history: every operation of the journal, found again, opened, undone, exported, and kept for as long as the user says.
//!
//! The wall: the journal (`operations`) writes what happens and goes on with what is open; this room only reads it, and drops what
//! is old. It sends nothing: an undo is prepared here and reviewed, sent and read back as every other update.

mod changes;
mod connections;
mod dates;
mod export;
mod export_csv;
mod export_json;
mod filter;
mod get;
mod keep;
mod list;
mod outcome;
mod search;
mod undo;
mod undo_state;
mod view;

pub use export::{ExportFormat, HistoryExportRequest, HistoryExportView};
pub use filter::{HistoryDates, HistoryFilter, HistoryKind, HistoryPageRequest};
pub use keep::{HistoryKeepView, KeepTime};
pub use outcome::OperationOutcome;
pub use undo_state::UndoState;
pub use view::{
    HistoryConnectionView, HistoryFieldRow, HistoryLink, HistoryOperationView, HistoryPageView,
    HistoryRequest, HistoryRowView, UndoView,
};

pub(crate) use dates::Span;
pub(crate) use export::Exports;
pub(crate) use keep::Keeping;
pub(crate) use list::{Recorded, Wanted, moment};
pub(crate) use search::Search;
