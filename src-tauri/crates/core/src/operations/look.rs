//! Looking at what is open, without being asked: once for each, when its connection is opened or it is taken over. Nothing is sent. What
//! turns out to be done is settled; what needs the user says what the portal holds now.

use tokio::sync::OwnedMutexGuard;

use crate::connections::ConnectionId;
use crate::operations::{LookedOverView, OpenOperationView, OpenWork, SettledView};
use crate::organizations::{ReviewId, SendRequest};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Looks at each write of an open connection that is not settled, one after the other, and gives back those that stay open
    /// and those that turned out to be done.
    /// Of those that were made elsewhere or as somebody else none is looked at: it would be looked for in the wrong place.
    pub async fn look_at_open_operations(
        &self,
        connection: ConnectionId,
    ) -> Result<LookedOverView, AppError> {
        self.look_at_each(connection, |_| true).await
    }

    /// The same with one of them, which was just taken over.
    pub async fn look_at_open_operation(&self, request: SendRequest) -> Result<LookedOverView, AppError> {
        let SendRequest { connection, review } = request;
        self.look_at_each(connection, |open| open.review == review).await
    }

    async fn look_at_each(
        &self,
        connection: ConnectionId,
        is_looked_at: impl Fn(&OpenOperationView) -> bool,
    ) -> Result<LookedOverView, AppError> {
        self.session(connection)?;
        let mut settled = Vec::new();
        for open in self.open_operations(connection).into_iter().filter(is_looked_at) {
            settled.extend(self.look_at_open(connection, open).await);
        }
        Ok(LookedOverView {
            open: self.open_operations(connection),
            settled,
        })
    }

    /// How it turned out where it is over by that.
    async fn look_at_open(&self, connection: ConnectionId, open: OpenOperationView) -> Option<SettledView> {
        if open.being_looked_for || open.made_as.is_some() || open.made_at.is_some() {
            return None;
        }
        let request = SendRequest {
            connection,
            review: open.review,
        };
        // One that the user takes meanwhile is theirs.
        let _undisturbed = self.undisturbed(open.review).await;
        let over = match open.work {
            OpenWork::Create(_) => Box::pin(self.look_at_create_unasked(&request)).await,
            OpenWork::Unread => None,
            OpenWork::Update(_) => Box::pin(self.look_at_update_unasked(&request)).await,
        }?;
        // Of a connection that was removed meanwhile nothing is known any more, and nothing is told.
        let is_over = self.session(connection).is_ok() && !self.reviews().knows(open.review);
        is_over.then_some(SettledView {
            review: open.review,
            name: open.name,
            created: matches!(open.work, OpenWork::Create(_)),
            differs: over.differs,
        })
    }

    /// Waits until a look at this write that nobody asked for is over. While this is held no other begins, and the write can be
    /// taken.
    pub(crate) async fn undisturbed(&self, review: ReviewId) -> OwnedMutexGuard<()> {
        self.looking.of(review).lock_owned().await
    }
}
