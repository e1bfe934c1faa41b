//! Carrying out what was reviewed: once, on the connection and as the user it was reviewed for.

use crate::connections::{IdentityView, Session};
use crate::error::Gone;
use crate::organizations::create::PlannedCreate;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::update::PlannedUpdate;
use crate::organizations::{ReviewId, SendRequest};
use crate::{AppError, Orgdesk};

/// A reviewed write, with the identity it was reviewed under.
#[derive(Clone)]
pub(crate) struct Reviewed {
    connection: crate::connections::ConnectionId,
    identity: IdentityView,
    write: Write,
}

#[derive(Clone)]
pub(crate) enum Write {
    Create(Box<PlannedCreate>),
    Update(Box<PlannedUpdate>),
    /// A create that was sent, and of which nobody knows yet what became.
    Unresolved(Box<UnresolvedCreate>),
}

impl Orgdesk {
    /// Keeps a reviewed write until it is carried out.
    pub(crate) fn keep_review(&self, session: &Session, write: Write) -> ReviewId {
        let review = ReviewId::new();
        self.keep_review_as(review, session, write);
        review
    }

    /// The same, under a name it had before.
    pub(crate) fn keep_review_as(&self, review: ReviewId, session: &Session, write: Write) {
        let reviewed = Reviewed {
            connection: session.connection.id,
            identity: session.connection.identity.clone(),
            write,
        };
        self.reviews().insert(review, reviewed);
    }

    /// Takes a reviewed write out, so that nobody else can carry it out, and the session it is for.
    pub(crate) fn take_review(&self, request: &SendRequest) -> Result<(Session, Write), AppError> {
        let gone = AppError::Gone {
            what: Gone::ReviewedWrite,
        };
        let session = self.session(request.connection)?;
        let mut reviews = self.reviews();
        let reviewed = reviews.get(&request.review).ok_or_else(|| gone.clone())?;
        if reviewed.connection != request.connection {
            return Err(gone);
        }
        if !reviewed.identity.is_same_as(&session.connection.identity) {
            return Err(AppError::IdentityChanged {
                before: Box::new(reviewed.identity.clone()),
                now: Box::new(session.connection.identity.clone()),
            });
        }
        let reviewed = reviews.remove(&request.review).ok_or(gone)?;
        Ok((session, reviewed.write))
    }
}
