//! What a review is of, and what becomes of it while it is carried out and after.

use crate::operations::UnreadOperation;
use crate::organizations::create::PlannedCreate;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::update::PlannedUpdate;
use crate::organizations::update_again::UnresolvedUpdate;

/// A write, as far as it came.
pub(crate) enum Write {
    Create(Box<PlannedCreate>),
    Update(Box<PlannedUpdate>),
    /// A create of this name that is being carried out.
    Underway(String),
    /// One that was carried out before and is being looked for.
    LookedFor(String),
    /// An update that is being carried out.
    UnderwayUpdate,
    /// A create that was sent, and of which nobody knows yet what became.
    Unresolved(Box<UnresolvedCreate>),
    /// An update that was sent, and of which nobody knows yet what became.
    UnresolvedUpdate(Box<UnresolvedUpdate>),
    /// One of an earlier run that cannot be read: it cannot be gone on with.
    Unread(Box<UnreadOperation>),
}

impl Write {
    /// Whether it was sent and is not settled.
    pub(super) fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Unresolved(_) | Self::UnresolvedUpdate(_) | Self::Unread(_)
        )
    }

    /// The name of what it creates, where it may be carried out.
    pub(super) fn created_name(&self) -> Option<String> {
        match self {
            Self::Create(planned) => Some(planned.draft.name.clone()),
            Self::Unresolved(unresolved) => Some(unresolved.planned.draft.name.clone()),
            Self::Update(_)
            | Self::UnderwayUpdate
            | Self::UnresolvedUpdate(_)
            | Self::Unread(_)
            | Self::Underway(_)
            | Self::LookedFor(_) => None,
        }
    }
}
