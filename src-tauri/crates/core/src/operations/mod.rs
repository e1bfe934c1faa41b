//! The journal: every write is an operation, and what is to be sent is on the disk before its first byte leaves. Whatever ends
//! Orgdesk in the middle, the next run knows what may have been sent, what was there before, and goes on from there.
//!
//! The wall: this room knows what an operation is and how it stands; what is done with one is in `organizations`, and how it
//! lies on the disk in `store`.

mod adopt;
mod count;
mod look;
mod look_elsewhere;
mod note;
mod open;
mod operation;
mod take_up;
mod unread;
mod view;
mod words;

pub use view::{
    LookedElsewhereView, LookedFound, LookedOverView, LookedView, OpenCreate, OpenDetails, OpenOperationView,
    OpenUpdate, OpenWork, SettledView,
};

pub(crate) use operation::{CreateWork, Operation, Stage, UpdateWork, Work};
pub(crate) use unread::UnreadOperation;
pub(crate) use words::words;
