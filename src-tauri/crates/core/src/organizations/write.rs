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
    /// A create that is being carried out.
    Underway(Sought),
    /// One that was carried out before and is being looked for.
    LookedFor(Sought),
    /// An update that is being carried out.
    UnderwayUpdate,
    /// A create that was sent, and of which nobody knows yet what became.
    Unresolved(Box<UnresolvedCreate>),
    /// An update that was sent, and of which nobody knows yet what became.
    UnresolvedUpdate(Box<UnresolvedUpdate>),
    /// One of an earlier run that cannot be read: it cannot be gone on with.
    Unread(Box<UnreadOperation>),
}

/// What a create that somebody else is at can be told by.
#[derive(Clone)]
pub(crate) struct Sought {
    pub(crate) name: String,
    /// None where that cannot be read.
    pub(crate) description: Option<String>,
}

impl Write {
    /// Whether it was sent and is not settled.
    pub(super) fn is_open(&self) -> bool {
        matches!(
            self,
            Self::Unresolved(_) | Self::UnresolvedUpdate(_) | Self::Unread(_)
        )
    }

    /// What a create that is taken out to be gone on with can be told by.
    pub(super) fn sought(&self) -> Option<Sought> {
        let planned = match self {
            Self::Create(planned) => planned,
            Self::Unresolved(unresolved) => &unresolved.planned,
            Self::Update(_)
            | Self::UnderwayUpdate
            | Self::UnresolvedUpdate(_)
            | Self::Unread(_)
            | Self::Underway(_)
            | Self::LookedFor(_) => return None,
        };
        Some(planned.sought())
    }
}
