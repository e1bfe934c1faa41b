//! The subscriptions of an organization. Their path and shape are inferred: each part may be missing.

use scanning_api::{OrganizationId, Subscription};

use crate::connections::Session;
use crate::organizations::get::organization_id;
use crate::organizations::patience::patiently;
use crate::organizations::{OrganizationRequest, SubscriptionView};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Reads the subscriptions of an organization.
    pub async fn list_subscriptions(
        &self,
        request: OrganizationRequest,
    ) -> Result<Vec<SubscriptionView>, AppError> {
        let id = organization_id(&request.id)?;
        read_subscriptions(&self.session(request.connection)?, id).await
    }
}

/// The same on an open connection.
pub(crate) async fn read_subscriptions(
    session: &Session,
    id: OrganizationId,
) -> Result<Vec<SubscriptionView>, AppError> {
    patiently(|| session.client.list_subscriptions(id))
        .await
        .map(|answer| answer.value.into_iter().map(view).collect())
        .map_err(|failure| session.failed(failure))
}

fn view(subscription: Subscription) -> SubscriptionView {
    SubscriptionView {
        plan: subscription.plan,
        plan_name: subscription.plan_name,
        status: subscription.status,
        interval: subscription.interval,
        start_date: subscription.start_date,
        end_date: subscription.end_date,
    }
}
