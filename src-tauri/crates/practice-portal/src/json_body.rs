//! Request bodies: JSON read by hand, so that every wrong shape is answered as the API answers wrong parameters.

use serde_json::{Map, Value};

use crate::answer::{Problems, Refusal};

/// A request's object, and what is wrong with it so far.
///
/// Stricter than a portal has to be: a key the seed pages do not have is refused instead of ignored, so that a client
/// finds its misspelling here. That, and `null` being no value for any key, is this server's own rule.
pub(crate) struct Parameters {
    members: Map<String, Value>,
    pub(crate) problems: Problems,
}

impl Parameters {
    /// `{"organization": {…}}` with no keys but these.
    pub(crate) fn organization(body: &[u8], keys: &[&str]) -> Result<Self, Refusal> {
        let mut outer = object(body)?;
        match (outer.remove("organization"), outer.is_empty()) {
            (Some(Value::Object(members)), true) => Ok(Self::of(members, keys)),
            (Some(_), true) => Err(Refusal::field("organization", "is not an object")),
            (None, _) => Err(Refusal::field("organization", "is missing")),
            (Some(_), false) => Err(Refusal::parameters()),
        }
    }

    /// An object with no keys but these.
    pub(crate) fn of(members: Map<String, Value>, keys: &[&str]) -> Self {
        let mut problems = Problems::default();
        for unknown in members.keys().filter(|key| !keys.contains(&key.as_str())) {
            problems.add(unknown, "is not a parameter");
        }
        Self { members, problems }
    }

    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        match self.members.remove(key)? {
            Value::String(text) => Some(text),
            _ => self.wrong(key, "is not a string"),
        }
    }

    /// A string that must be there and have something to read in it.
    pub(crate) fn needed_text(&mut self, key: &str) -> String {
        let there = self.members.contains_key(key);
        let text = self.text(key);
        if !there || text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            self.problems.add(key, "can't be blank");
        }
        text.unwrap_or_default()
    }

    pub(crate) fn flag(&mut self, key: &str) -> Option<bool> {
        match self.members.remove(key)? {
            Value::Bool(flag) => Some(flag),
            _ => self.wrong(key, "is not a boolean"),
        }
    }

    pub(crate) fn objects(&mut self, key: &str) -> Vec<Map<String, Value>> {
        let Some(value) = self.members.remove(key) else {
            return Vec::new();
        };
        let Value::Array(items) = value else {
            self.problems.add(key, "is not an array");
            return Vec::new();
        };
        let objects: Option<Vec<_>> = items
            .into_iter()
            .map(|item| match item {
                Value::Object(members) => Some(members),
                _ => None,
            })
            .collect();
        objects
            .or_else(|| self.wrong(key, "is not an array of objects"))
            .unwrap_or_default()
    }

    fn wrong<T>(&mut self, key: &str, problem: &str) -> Option<T> {
        self.problems.add(key, problem);
        None
    }
}

/// A body that is a JSON object.
pub(crate) fn object(body: &[u8]) -> Result<Map<String, Value>, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::parameters())
}
