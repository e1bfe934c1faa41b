//! Reading a created organization back, with its subscriptions.

use scanning_api::OrganizationId;

use crate::AppError;
use crate::connections::Session;
use crate::organizations::get::read;
use crate::organizations::subscriptions::read_subscriptions;
use crate::organizations::{OrganizationView, SubscriptionView};

/// What the portal shows of a created organization.
pub(crate) struct ReadCreated {
    pub(crate) held: Option<OrganizationView>,
    pub(crate) subscriptions: Option<Vec<SubscriptionView>>,
    pub(crate) not_read: Option<AppError>,
    /// Whether it was read, and may have been as somebody else.
    pub(crate) by_somebody_else: bool,
}

/// Reads it with its subscriptions, and asks then who one is. Of one that is `of_another_user`, what is shown empty may only not be shown.
pub(crate) async fn read_created(
    session: &Session,
    id: OrganizationId,
    of_another_user: bool,
) -> ReadCreated {
    let held = read(session, id).await;
    let subscriptions = read_subscriptions(session, id).await.ok();
    let is_the_same = if held.is_ok() || subscriptions.is_some() {
        session.is_still_the_same().await
    } else {
        Ok(())
    };
    let by_somebody_else = is_the_same.is_err() && held.is_ok();
    let subscriptions = subscriptions.filter(|_| is_the_same.is_ok());
    let (held, not_read) = match held.and_then(|held| is_the_same.map(|()| held.shown(of_another_user))) {
        Ok(held) => (Some(held), None),
        Err(error) => (None, Some(error)),
    };
    ReadCreated {
        held,
        subscriptions,
        not_read,
        by_somebody_else,
    }
}
