//! An open operation that cannot be read, such as one of another version of Orgdesk: it cannot be gone on with here, and is not
//! passed over in silence either.

use scanning_api::{OrganizationFields, PortalAddress};

use crate::connections::{ConnectionId, IdentityView};
use crate::moment::Moment;
use crate::operations::Operation;
use crate::organizations::ReviewId;

/// What can be told of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UnreadOperation {
    pub(crate) id: ReviewId,
    pub(crate) connection: ConnectionId,
    /// Where it was written, and as whom, where that can be read.
    pub(crate) address: Option<PortalAddress>,
    pub(crate) identity: Option<IdentityView>,
    /// The organization's name.
    pub(crate) name: String,
    /// Whether it may be a create.
    pub(crate) may_be_create: bool,
    pub(crate) began: Option<Moment>,
}

impl UnreadOperation {
    /// What it was filled in with, as far as that is known.
    pub(crate) fn named(&self) -> OrganizationFields {
        OrganizationFields {
            name: self.name.clone(),
            ..Default::default()
        }
    }
}

/// One whose parts can be read, and do not make a write that could be gone on with.
impl From<Operation> for UnreadOperation {
    fn from(operation: Operation) -> Self {
        Self {
            may_be_create: operation.is_create(),
            identity: Some(operation.owner().clone()),
            id: operation.id,
            connection: operation.connection,
            address: Some(operation.address),
            name: operation.name,
            began: operation.steps.first().and_then(|step| step.at),
        }
    }
}
