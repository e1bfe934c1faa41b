//! The organization object, after the one stored example.

use serde_json::{Map, Value, json};

use crate::clock;
use crate::store::fields::TOP_LEVEL;
use crate::store::record::Record;
use crate::store::stored::Access;

/// `{"id","type","attributes":{…},"relationships":{…}}`.
///
/// Inferred: the address and contact fields sit in `details`, those never set are left out, and the parent is a
/// relationship.
pub(super) fn object(record: &Record) -> Value {
    let (mut top, mut details) = (Map::new(), Map::new());
    for key in TOP_LEVEL {
        top.insert(key.to_owned(), Value::Null);
    }
    for (key, value) in record.fields().iter() {
        let place = if TOP_LEVEL.contains(&key) {
            &mut top
        } else {
            &mut details
        };
        place.insert(key.to_owned(), value.into());
    }
    let mut attributes = json!({
        "uuid": record.id.to_string(),
        "partner": record.partner,
        "creation_time": clock::text(record.created),
        "modification_time": clock::text(record.modified),
        "members": members(record),
        "settings": { "can_edit_organization": record.access == Access::Full },
        "details": details,
        "incomplete_details": record.fields().incomplete(),
    });
    if let Value::Object(attributes) = &mut attributes {
        attributes.extend(top);
    }
    json!({
        "id": record.id.to_string(),
        "type": "organization",
        "attributes": attributes,
        "relationships": relationships(record),
    })
}

fn members(record: &Record) -> Vec<Value> {
    let member = record.member.as_ref();
    member
        .map(|member| json!({ "id": member.id.to_string(), "username": member.username, "partner": false }))
        .into_iter()
        .collect()
}

fn relationships(record: &Record) -> Value {
    match record.parent {
        Some(parent) => {
            json!({ "parent_organization": { "data": { "id": parent.to_string(), "type": "organization" } } })
        }
        None => json!({}),
    }
}
