//! The plan codes to offer: those used before on this connection, and no others.

use crate::connections::ConnectionId;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The plan codes used on a connection, the latest first.
    pub async fn plan_codes(&self, connection: ConnectionId) -> Result<Vec<String>, AppError> {
        self.store.plan_codes(connection).await
    }

    /// Remembers the codes of a create. That they could not be remembered is not worth an error.
    pub(crate) async fn remember_plans(&self, connection: ConnectionId, plans: &[scanning_api::Plan]) {
        let codes = plans.iter().map(|plan| plan.plan.clone()).collect();
        if let Err(error) = self.store.remember_plan_codes(connection, codes).await {
            tracing::warn!(%error, "the plan codes are not remembered");
        }
    }
}
