//! The portal's own words, as they are shown beside ours.

use scanning_api::{FieldSaid, OrganizationField, Said};
use serde::Serialize;
use ts_rs::TS;

use crate::finding::Finding;
use crate::organizations::label;

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

/// The words that name a field, tied to the wire's key of that field; each form maps the key to its own path. Words that
/// do not begin with the field's name (Rails: "is too long") get it put before them, outside the quotes.
pub(crate) fn problems(said: &Said) -> Vec<Finding> {
    let one = |field: &FieldSaid| Finding::at(field.field.clone(), words_about(&field.field, &field.words));
    said.fields.iter().map(one).collect()
}

fn words_about(key: &str, words: &str) -> String {
    match OrganizationField::from_key(key).map(label) {
        Some(label) if !words.to_lowercase().starts_with(&label.to_lowercase()) => {
            format!("The portal says of {label}: “{words}”")
        }
        _ => format!("The portal says: “{words}”"),
    }
}

#[cfg(test)]
mod tests {
    use super::words_about;

    #[test]
    fn words_without_the_fields_name_get_it_outside_the_quotes() {
        assert_eq!(
            words_about("country", "is too long"),
            "The portal says of Country: “is too long”"
        );
        let whole = "Country is not included in the list";
        assert_eq!(
            words_about("country", whole),
            format!("The portal says: “{whole}”")
        );
        assert_eq!(words_about("base", "no"), "The portal says: “no”");
    }
}
