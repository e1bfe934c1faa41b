//! Drafts: a form as it is typed, kept on this computer until it has been sent or saved, or is discarded.
//!
//! The wall: this room knows what a draft is and whose it is. A write takes its draft along (`kept_as`): the store lets it
//! go in the transaction that notes what came of the write, so that a form is never both sent and offered, and never neither.

mod connection_forms;
mod discard;
mod draft;
mod keep;
mod list;
mod open;
mod restore;
mod view;

pub use connection_forms::{
    ConnectionDraftRowView, ConnectionDraftsView, ConnectionFormKind, ConnectionTyped, NameAndColourTyped,
};
pub use draft::{CreateTyped, DraftForm, DraftId, UpdateTyped};
pub use view::{
    DraftKeepRequest, DraftKeptView, DraftOpenRequest, DraftRequest, DraftRowView, DraftView, DraftsView,
    TypedElsewhereView, WhichDraft,
};

pub(crate) use discard::DraftStanding;
pub(crate) use draft::{Draft, TypedAs};
