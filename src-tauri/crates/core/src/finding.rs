//! What a rule found: said once here, shown by the UI at its field and in the summary, in the same words.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A sentence about a field, or about the form as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Finding {
    /// The form's field, such as `name`, `plans.0.end_date` or `details.country`; none for the form as a whole.
    pub field: Option<String>,
    /// What to do, as a sentence.
    pub message: String,
}

impl Finding {
    /// A finding about one field.
    pub fn at(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            message: message.into(),
        }
    }

    /// A finding about the form as a whole.
    pub fn on_the_whole(message: impl Into<String>) -> Self {
        Self {
            field: None,
            message: message.into(),
        }
    }
}
