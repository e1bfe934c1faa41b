//! `PUT /v2/organizations/{id}`. Keys and statuses from the seed page "Update an organization"; what an omitted key
//! does is undocumented, and keeps its value here.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;

use super::{limits, readable};
use crate::answer::Refusal;
use crate::json_body::Parameters;
use crate::shared::Shared;
use crate::store::fields::KEYS;
use crate::store::stored::Access;
use crate::store::writes::By;

/// `200` without a body.
pub(crate) async fn update(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let mut store = shared.store();
    let record = readable(&store, &id)?;
    if record.access == Access::ReadOnly {
        return Err(Refusal::Forbidden);
    }
    let id = record.id;
    let changes = read(&body)?;
    let fields: Vec<_> = changes
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    if store.save(By::Request, id, &fields) {
        Ok(StatusCode::OK)
    } else {
        Err(Refusal::NotFound)
    }
}

/// The keys that were sent, `name` and `company_name` among them.
fn read(body: &[u8]) -> Result<Vec<(&'static str, String)>, Refusal> {
    let mut organization = Parameters::organization(body, &KEYS)?;
    let mut changes = Vec::new();
    for key in KEYS {
        let value = if matches!(key, "name" | "company_name") {
            Some(organization.needed_text(key))
        } else {
            organization.text(key)
        };
        if let Some(value) = value {
            limits::check(key, &value, &mut organization.problems);
            changes.push((key, value));
        }
    }
    organization.problems.into_result()?;
    Ok(changes)
}
