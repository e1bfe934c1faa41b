//! Reading a page of organizations, in any of the shapes such an answer may have.

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::OrganizationPage;
use crate::json;
use crate::organization::read_organization;

/// `None` when the answer holds no list at all.
pub(super) fn read(body: &Value, headers: &HeaderMap, asked: u32) -> Option<OrganizationPage> {
    let entries = entries(body, 3)?;
    let organizations: Vec<_> = entries
        .iter()
        .filter_map(|entry| read_organization(entry, None))
        .collect();
    let skipped = entries.len() - organizations.len();
    let pagination = Pagination { body, headers };
    let narrow = |count: u64| u32::try_from(count).ok();
    Some(OrganizationPage {
        organizations,
        total: pagination
            .find(&["total_count", "total"], &["x-total-count", "x-total", "total"])
            .or_else(|| {
                // Some call the size of the page so: only a larger one is surely that of all.
                let count = pagination.find(&["count"], &[]);
                count.filter(|count| *count > entries.len() as u64)
            }),
        total_pages: pagination
            .find(&["total_pages", "pages", "last_page"], &["x-total-pages"])
            .and_then(narrow),
        page: pagination
            .find(&["current_page", "page"], &["x-page"])
            .and_then(narrow)
            .unwrap_or(asked),
        skipped,
    })
}

/// The list itself: bare, or under `data` or `organizations`, one in the other if need be.
fn entries(value: &Value, depth: u8) -> Option<&Vec<Value>> {
    match value {
        Value::Array(entries) => Some(entries),
        Value::Object(object) if depth > 0 => ["data", "organizations"]
            .iter()
            .find_map(|key| entries(object.get(*key)?, depth - 1)),
        _ => None,
    }
}

struct Pagination<'a> {
    body: &'a Value,
    headers: &'a HeaderMap,
}

impl Pagination<'_> {
    /// V1 has `pagination`; the other places are those common elsewhere (inferred).
    fn find(&self, keys: &[&str], headers: &[&str]) -> Option<u64> {
        const PLACES: [&str; 5] = ["/pagination", "/meta/pagination", "/meta", "/data/pagination", ""];
        let in_body = PLACES
            .iter()
            .filter_map(|place| self.body.pointer(place))
            .find_map(|place| keys.iter().find_map(|key| json::count(place.get(key)?)));
        let in_headers = || {
            headers
                .iter()
                .find_map(|name| self.headers.get(*name)?.to_str().ok()?.trim().parse().ok())
        };
        in_body.or_else(in_headers)
    }
}
