//! `GET /v2/user/me`. The keys are the documented ones.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde_json::{Value, json};

use crate::shared::Shared;

/// Who the token belongs to.
pub(crate) async fn me(State(shared): State<Arc<Shared>>) -> Json<Value> {
    let identity = shared.identity();
    Json(json!({
        "data": {
            "id": identity.id.to_string(),
            "type": "user",
            "attributes": {
                "id": identity.id.to_string(),
                "username": identity.username,
                "role": "partner",
                "email": "practice@portal.example",
                "locale": "en",
                "timezone": "UTC",
                "active_product": "pci",
                "organization": { "id": identity.partner_id.to_string(), "name": identity.partner },
                "two_factor_authentication": { "enabled": shared.credentials.wants_one_time_password },
                "incomplete_details": false,
            },
            "relationships": {},
        },
    }))
}
