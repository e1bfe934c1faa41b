//! Likely duplicates of an organization that is about to be created: found on the portal as far as its search goes, among what
//! this session has seen, and among the writes that are not settled.
//!
//! They are shown and nothing else: no look of this room stops a review, and what could not be looked at is said.

mod beside;
mod found;
mod judge;
mod looks;
mod not_looked_at;
mod reads;
mod seen;
mod several;
mod view;

pub use view::{
    AlikeReason, BesideCell, BesideRow, LikelyDuplicateView, LikelyDuplicatesView, LikelyWhere, Likeness,
};

pub(in crate::organizations) use beside::{Other, rows_beside};
pub(crate) use found::{Unfinished, likely_duplicates};
pub(crate) use looks::look_for_alike;
pub(crate) use seen::Seen;
pub(in crate::organizations) use seen::TELLING;
pub(in crate::organizations) use several::several;
