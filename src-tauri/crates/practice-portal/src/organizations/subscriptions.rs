//! `GET /v2/organizations/{id}/subscriptions` and `…/subscriptions/active`.
//!
//! Only the titles and the path are documented. The shape is inferred: the object of the other groups, with the keys of
//! "Update a subscription" (`status`, `end_date`, `billing_interval`) and of create (`plan`, `partner`, `start_date`).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::readable;
use crate::answer::Refusal;
use crate::shared::Shared;
use crate::store::subscription::Subscription;

/// All subscriptions of an organization.
pub(crate) async fn subscriptions(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let store = shared.store();
    let data: Vec<Value> = readable(&store, &id)?.subscriptions.iter().map(object).collect();
    Ok(Json(json!({ "data": data })))
}

/// Those that are active. Nothing this portal does ends a subscription, so these are all of them.
pub(crate) async fn active_subscriptions(
    shared: State<Arc<Shared>>,
    id: Path<String>,
) -> Result<Json<Value>, Refusal> {
    subscriptions(shared, id).await
}

fn object(subscription: &Subscription) -> Value {
    json!({
        "id": subscription.id.to_string(),
        "type": "subscription",
        "attributes": {
            "plan": subscription.plan,
            "product": subscription.product(),
            "status": "active",
            "partner": subscription.partner,
            "billing_interval": subscription.interval.name(),
            "start_date": subscription.start_date,
            "end_date": subscription.end_date,
        },
    })
}
