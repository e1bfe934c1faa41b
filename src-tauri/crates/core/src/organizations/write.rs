//! What a review is of, and what becomes of it while it is carried out and after.

use scanning_api::{OrganizationFields, OrganizationId};

use crate::operations::{Operation, UnreadOperation, Work};
use crate::organizations::create::PlannedCreate;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::update::PlannedUpdate;
use crate::organizations::update_again::UnresolvedUpdate;
use crate::rules::CreateDraft;

/// A write, as far as it came.
pub(crate) enum Write {
    Create(Box<PlannedCreate>),
    Update(Box<PlannedUpdate>),
    /// A create that is being carried out.
    Underway(Sought),
    /// One that was carried out before and is being looked for, as it stood when that began.
    LookedFor(Box<UnresolvedCreate>),
    /// An update that is being carried out.
    UnderwayUpdate,
    /// A create that was sent, and of which nobody knows yet what became.
    Unresolved(Box<UnresolvedCreate>),
    /// An update that was sent, and of which nobody knows yet what became.
    UnresolvedUpdate(Box<UnresolvedUpdate>),
    /// A create of an earlier run that is open on a connection to the same portal which is not open itself: it is taken up there.
    Elsewhere(Sought),
    /// One of an earlier run that cannot be read: it cannot be gone on with.
    Unread(Box<UnreadOperation>),
}

/// What a create that somebody else is at can be told by.
#[derive(Clone)]
pub(crate) struct Sought {
    /// As it was filled in; of one that cannot be read the name alone.
    pub(crate) fields: Box<OrganizationFields>,
    /// None where that cannot be read.
    pub(crate) description: Option<String>,
    /// Its id, once it is known.
    pub(crate) id: Option<OrganizationId>,
}

impl Sought {
    /// Of one that was filled in so.
    pub(crate) fn by(draft: &CreateDraft, id: Option<OrganizationId>) -> Self {
        Self {
            fields: Box::new(draft.fields()),
            description: Some(draft.description.clone()),
            id,
        }
    }

    /// Of one as the journal has it; none of an update.
    pub(crate) fn of(create: &Operation) -> Option<Self> {
        match &create.work {
            Work::Create(work) => Some(Self::by(&work.draft, create.organization)),
            Work::Update(_) => None,
        }
    }

    /// Of one that cannot be read.
    pub(crate) fn unread(open: &UnreadOperation) -> Self {
        Self {
            fields: Box::new(open.named()),
            description: None,
            id: None,
        }
    }
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
        match self {
            Self::Create(planned) => Some(Sought::by(&planned.draft, None)),
            Self::Unresolved(open) => Some(open.sought()),
            Self::Update(_)
            | Self::UnderwayUpdate
            | Self::UnresolvedUpdate(_)
            | Self::Unread(_)
            | Self::Underway(_)
            | Self::LookedFor(_)
            | Self::Elsewhere(_) => None,
        }
    }

    /// What a create can be told by that was sent, or is about to be.
    pub(super) fn sent_create(&self) -> Option<Sought> {
        match self {
            Self::Underway(sought) | Self::Elsewhere(sought) => Some(sought.clone()),
            Self::LookedFor(open) | Self::Unresolved(open) => Some(open.sought()),
            Self::Unread(open) if open.may_be_create => Some(Sought::unread(open)),
            Self::Create(_)
            | Self::Update(_)
            | Self::UnderwayUpdate
            | Self::UnresolvedUpdate(_)
            | Self::Unread(_) => None,
        }
    }

    /// The same, where nobody knows yet which organization it is.
    pub(super) fn create_not_known(&self) -> Option<Sought> {
        self.sent_create().filter(|sought| sought.id.is_none())
    }

    /// Which organization a create is known as.
    pub(super) fn known_as(&self) -> Option<OrganizationId> {
        self.sent_create()?.id
    }
}
