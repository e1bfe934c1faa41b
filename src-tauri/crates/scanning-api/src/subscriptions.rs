//! An organization's subscriptions: `GET /v2/organizations/{id}/subscriptions` (path inferred).

use serde_json::Value;

use crate::client::Client;
use crate::json::{self, Resource};
use crate::organization::OrganizationId;
use crate::outcome::Outcome;
use crate::transport::Prepared;

/// A subscription of an organization, as far as it could be read.
///
/// Only the title of this endpoint is documented; the keys are those of the update of a subscription and
/// of create's plans (inferred). Dates are as sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: Option<String>,
    /// The plan's code.
    pub plan: Option<String>,
    /// The plan's name, which need not be its code.
    pub plan_name: Option<String>,
    /// `active`, `inactive` or `canceled`, as sent.
    pub status: Option<String>,
    /// `none`, `monthly` or `yearly`, as sent.
    pub interval: Option<String>,
    /// When it started.
    pub start_date: Option<String>,
    /// When it ends.
    pub end_date: Option<String>,
    /// The product the plan belongs to.
    pub product: Option<String>,
}

impl Client {
    /// Lists an organization's subscriptions, of whatever status.
    pub async fn list_subscriptions(&self, id: OrganizationId) -> Outcome<Vec<Subscription>> {
        let path = self.path(&format!("/v2/organizations/{id}/subscriptions"));
        let answer = self.send(&Prepared::get(path)).await?;
        answer.read(|body, _| Some(entries(body, 3)?.iter().filter_map(read).collect()))
    }
}

fn entries(value: &Value, depth: u8) -> Option<&Vec<Value>> {
    match value {
        Value::Array(entries) => Some(entries),
        Value::Object(object) if depth > 0 => ["data", "subscriptions"]
            .iter()
            .find_map(|key| entries(object.get(*key)?, depth - 1)),
        _ => None,
    }
}

fn read(entry: &Value) -> Option<Subscription> {
    let resource = Resource::of(entry, &["subscription"])?;
    Some(Subscription {
        id: resource.text(&["id", "uuid"]),
        plan: named(&resource, "plan", &["code", "plan"]).or_else(|| resource.text(&["plan_code"])),
        plan_name: inside(&resource, "plan")
            .and_then(|plan| plan.text(&["name"]))
            .or_else(|| resource.text(&["plan_name"])),
        status: resource.text(&["status"]),
        interval: resource.text(&["interval", "billing_interval"]),
        start_date: resource.text(&["start_date", "started_at"]),
        end_date: resource.text(&["end_date", "ended_at"]),
        product: named(&resource, "product", &["code", "name", "id"])
            .or_else(|| resource.text(&["product_name"])),
    })
}

/// Either plain text, or an object with one of these keys.
fn named(resource: &Resource<'_>, key: &str, keys: &[&str]) -> Option<String> {
    match inside(resource, key) {
        Some(object) => object.text(keys),
        None => json::text(resource.get(key)?),
    }
}

/// The object under a key, or the one it is related to.
fn inside<'a>(resource: &Resource<'a>, key: &str) -> Option<Resource<'a>> {
    let value = resource.get(key).or_else(|| resource.relation(key))?;
    Resource::of(value, &[])
}
