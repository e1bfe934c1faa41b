//! What prevailed over a save: read back, a field may hold something else than was sent. Between a look and the write nobody
//! can be kept out (the API has no `ETag`), so whoever saves at the same moment is seen here or not at all.

use scanning_api::OrganizationField;
use serde::Serialize;
use ts_rs::TS;

use crate::organizations::OrganizationView;
use crate::organizations::update::Basis;

/// The fields that were read back with another value than the one sent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct PrevailedView {
    /// They hold a value that was neither sent nor there before: somebody saved right after, or the portal changed it.
    pub another: Vec<OrganizationField>,
    /// They hold what they held before, as if nothing had been sent for them.
    pub as_before: Vec<OrganizationField>,
}

/// Looks for them. What the portal does not show is not among them, and neither is what was left out unseen: it was there before, as
/// far as anybody knows.
pub(crate) fn prevailed(basis: &Basis, held: Option<&OrganizationView>) -> PrevailedView {
    let Some(held) = held else {
        return PrevailedView::default();
    };
    let is_other = |field: &OrganizationField| {
        let is_shown = !held.unread.contains(field) && !basis.left_out(*field);
        is_shown && held.fields.get(*field) != basis.fields.get(*field)
    };
    let other = OrganizationField::ALL.into_iter().filter(is_other);
    let was_there = |field: &OrganizationField| {
        let before = basis.held.as_ref();
        before.is_some_and(|before| before.get(*field) == held.fields.get(*field))
    };
    let (as_before, another) = other.partition(was_there);
    PrevailedView { another, as_before }
}
