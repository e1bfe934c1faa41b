//! The portal's own words, as they are shown beside ours.

use scanning_api::Said;
use serde::Serialize;
use ts_rs::TS;

use crate::finding::Finding;

/// What the portal said. Shown in quotes, never interpreted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct SaidView {
    /// Its message, where it gave one.
    pub message: Option<String>,
    /// The answer's first 4 kB as text, shown on request.
    pub raw: Option<String>,
}

impl From<Said> for SaidView {
    fn from(said: Said) -> Self {
        Self {
            message: said.message,
            raw: said.raw,
        }
    }
}

/// The words that name a field, tied to the wire's key of that field; each form maps the key to its own path.
pub(crate) fn problems(said: &Said) -> Vec<Finding> {
    said.fields
        .iter()
        .map(|field| Finding::at(field.field.clone(), quoted(&field.words)))
        .collect()
}

fn quoted(words: &str) -> String {
    format!("The portal says: “{words}”")
}
