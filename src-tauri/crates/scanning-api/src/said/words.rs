//! The words in a JSON error.
//!
//! V1 sends `{"status":422,"status_text":"…"}`. That V2 does too, perhaps with `errors` as an object of
//! arrays or an array, or a Devise-style `{"error":"…"}` on 401, is inferred; the other shapes are those
//! that are common elsewhere (JSON:API, RFC 9457).

use serde_json::{Map, Value};

use super::{FieldSaid, MAX_FIELDS, Said};
use crate::json;

/// Keys whose text is about the request as a whole, the most telling first.
const MESSAGES: [&str; 6] = [
    "message",
    "error",
    "error_description",
    "detail",
    "title",
    "status_text",
];

pub(super) fn of(body: &Value) -> Said {
    let mut found = Found::default();
    match body {
        Value::Object(object) => found.object(object),
        other => found.errors(other),
    }
    Said {
        message: found.message(),
        fields: found.fields,
        raw: None,
    }
}

#[derive(Default)]
struct Found {
    /// Words about the whole.
    general: Vec<String>,
    /// A heading, said only when there is nothing better.
    heading: Option<String>,
    fields: Vec<FieldSaid>,
}

impl Found {
    fn object(&mut self, object: &Map<String, Value>) {
        for key in ["errors", "error"] {
            match object.get(key) {
                Some(errors @ (Value::Object(_) | Value::Array(_))) => self.errors(errors),
                Some(Value::String(text)) if key == "errors" => self.general.push(text.clone()),
                _ => {}
            }
        }
        let said = |key: &&str| {
            object
                .get(*key)
                .and_then(Value::as_str)
                .filter(|text| !text.trim().is_empty())
        };
        self.heading = MESSAGES.iter().find_map(said).map(str::to_owned);
        let silent = self.general.is_empty() && self.fields.is_empty() && self.heading.is_none();
        if silent
            && object
                .values()
                .all(|value| value.is_array() && words(value).is_some())
        {
            self.by_field(object, "");
        }
    }

    /// The value of `errors`.
    fn errors(&mut self, errors: &Value) {
        match errors {
            Value::Array(all) => all.iter().take(MAX_FIELDS).for_each(|error| self.error(error)),
            Value::Object(object) => self.by_field(object, ""),
            other => self.general.extend(json::text(other)),
        }
    }

    /// One entry of an array: text, or an object of JSON:API or something like it.
    fn error(&mut self, error: &Value) {
        let Value::Object(object) = error else {
            return self.general.extend(json::text(error));
        };
        let filled = |key: &&str| json::text(object.get(*key)?).filter(|text| !text.trim().is_empty());
        let text = ["detail", "message", "title", "error", "code"]
            .iter()
            .find_map(filled);
        let source = object.get("source");
        let pointer = source.and_then(|source| source.get("pointer").or_else(|| source.get("parameter")));
        let place = pointer
            .or_else(|| object.get("field"))
            .or_else(|| object.get("attribute"));
        match (
            text,
            place
                .and_then(Value::as_str)
                .map(field_name)
                .filter(|name| !name.is_empty()),
        ) {
            (Some(words), Some(field)) => self.fields.push(FieldSaid { field, words }),
            (Some(words), None) => self.general.push(words),
            (None, _) => self.by_field(object, ""),
        }
    }

    /// An object whose keys are fields. `base` is Rails' name for the whole.
    fn by_field(&mut self, object: &Map<String, Value>, above: &str) {
        for (key, value) in object {
            if self.fields.len() >= MAX_FIELDS {
                return;
            }
            let path = if above.is_empty() {
                key.clone()
            } else {
                format!("{above}.{key}")
            };
            let field = field_name(&path);
            // `organization` names the record itself.
            let whole =
                field.is_empty() || key == "base" || (above.is_empty() && MESSAGES.contains(&key.as_str()));
            match (words(value), value) {
                (Some(words), _) if whole => self.general.push(words),
                (Some(words), _) => self.fields.push(FieldSaid { field, words }),
                // A list of plans, each with its own errors, is the deepest that can come of our requests.
                (None, Value::Object(inner)) if path.matches('.').count() < 3 => self.by_field(inner, &path),
                _ => {}
            }
        }
    }

    fn message(&mut self) -> Option<String> {
        let general = std::mem::take(&mut self.general);
        if general.is_empty() {
            self.heading.take()
        } else {
            Some(general.join("; "))
        }
    }
}

/// The words in a text or a list of texts.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(all) => {
            let all: Vec<_> = all.iter().take(MAX_FIELDS).filter_map(json::text).collect();
            (!all.is_empty()).then(|| all.join("; "))
        }
        _ => None,
    }
}

/// `/data/attributes/company_name`, `organization.company_name` and `organization[company_name]` all
/// name `company_name`.
fn field_name(place: &str) -> String {
    let steps = place.split(['/', '.', '[', ']']).filter(|step| !step.is_empty());
    let outer = ["data", "attributes", "details", "organization"];
    steps
        .skip_while(|step| outer.contains(step))
        .collect::<Vec<_>>()
        .join(".")
}
