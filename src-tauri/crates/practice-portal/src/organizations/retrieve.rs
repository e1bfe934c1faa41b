//! `GET /v2/organizations/{id}`. Path and answer inferred from the stored example of the object.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use serde_json::{Value, json};

use super::object::object;
use super::readable;
use crate::answer::Refusal;
use crate::shared::Shared;

/// `{"data": {…}}`.
pub(crate) async fn retrieve(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
) -> Result<Json<Value>, Refusal> {
    let store = shared.store();
    Ok(Json(json!({ "data": object(readable(&store, &id)?) })))
}
