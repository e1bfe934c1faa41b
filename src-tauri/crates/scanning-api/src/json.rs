//! Reading JSON whose shape is only half known, without ever failing on the other half.

use serde_json::{Map, Value};
use uuid::Uuid;

/// Parses a whole body; a byte-order mark in front of it is forgiven.
pub(crate) fn parse(body: &[u8]) -> Option<Value> {
    serde_json::from_slice(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body)).ok()
}

/// A scalar as text; `None` for null, arrays and objects.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A boolean, also as `"true"`, `1` and their kin.
pub(crate) fn flag(value: &Value) -> Option<bool> {
    match text(value)?.as_str() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// A whole number that is not negative, also as a string of digits.
pub(crate) fn count(value: &Value) -> Option<u64> {
    text(value)?.trim().parse().ok()
}

/// One thing in an answer: flat, or JSON:API's `attributes`, with or without `details`, bare or wrapped.
pub(crate) struct Resource<'a> {
    /// Where a key is looked for, first match wins.
    layers: Vec<&'a Map<String, Value>>,
    top: &'a Map<String, Value>,
}

impl<'a> Resource<'a> {
    /// Opens `value`, out of `{"data": …}` or a wrapper with one of the names given.
    pub(crate) fn of(value: &'a Value, wrappers: &[&str]) -> Option<Self> {
        let mut top = value.as_object()?;
        // Two wrappers at most ("data" around "organization"); a deeper nest is not a wrapper any more.
        for _ in 0..2 {
            // A thing with an id of its own is no wrapper: what it names inside is another thing, such as its partner.
            let is_thing = ["id", "uuid", "attributes"]
                .iter()
                .any(|key| top.get(*key).is_some_and(|value| !value.is_null()));
            let wrappers = if is_thing { &[] } else { wrappers };
            let inner = std::iter::once(&"data")
                .chain(wrappers)
                .find_map(|name| top.get(*name)?.as_object());
            match inner {
                Some(inner) => top = inner,
                None => break,
            }
        }
        let attributes = top.get("attributes").and_then(Value::as_object);
        let mut layers = Vec::with_capacity(4);
        for layer in [attributes, Some(top)].into_iter().flatten() {
            layers.push(layer);
            layers.extend(layer.get("details").and_then(Value::as_object));
        }
        Some(Self { layers, top })
    }

    /// The first value of that key that is not null.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Value> {
        self.layers
            .iter()
            .filter_map(|layer| layer.get(key))
            .find(|value| !value.is_null())
    }

    /// The first of these keys that holds text with something in it.
    pub(crate) fn text(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .filter_map(|key| text(self.get(key)?))
            .find(|text| !text.trim().is_empty())
    }

    /// A key's text when the answer carries it; null counts as carried and empty.
    pub(crate) fn carried_text(&self, key: &str) -> Option<String> {
        match self.get(key) {
            Some(value) => text(value),
            None => self
                .layers
                .iter()
                .any(|layer| layer.contains_key(key))
                .then(String::new),
        }
    }

    /// The UUID this thing goes by: JSON:API's `id`, else a `uuid`.
    pub(crate) fn uuid(&self) -> Option<Uuid> {
        let all = ["id", "uuid"].into_iter().flat_map(|key| {
            std::iter::once(self.top)
                .chain(self.layers.iter().copied())
                .filter_map(move |layer| layer.get(key))
        });
        all.filter_map(Value::as_str)
            .find_map(|text| Uuid::parse_str(text.trim()).ok())
    }

    /// What JSON:API's `relationships` says under that name: an object with an id, when it is one.
    pub(crate) fn relation(&self, name: &str) -> Option<&'a Value> {
        let relation = self.top.get("relationships")?.get(name)?;
        relation.get("data").filter(|data| data.is_object())
    }
}
