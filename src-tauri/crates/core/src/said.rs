//! The portal's own words, as they are shown beside ours.

use scanning_api::{FieldSaid, OrganizationField, Said};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::finding::Finding;
use crate::organizations::label;

/// What the portal said. Shown in quotes, never interpreted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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

/// The same on a form that sends the fields of an organization, or a sign-in. What the form does not have is about the
/// whole of it.
pub(crate) fn problems_on_form(said: &Said) -> Vec<Finding> {
    let placed = |problem: Finding| match problem.field.as_deref() {
        Some("otp_attempt") => Finding::at("one_time_password", problem.message),
        Some(key) if OrganizationField::from_key(key).is_some() || matches!(key, "username" | "password") => {
            problem
        }
        Some(key) => Finding::on_the_whole(format!("{key}: {}", problem.message)),
        None => problem,
    };
    problems(said).into_iter().map(placed).collect()
}

/// Its words on one line: those about the whole, then those about the first few fields.
pub(crate) fn in_words(said: &Said) -> Option<String> {
    const MAX_FIELDS: usize = 5;
    let of_fields = said
        .fields
        .iter()
        .take(MAX_FIELDS)
        .map(|said| format!("{}: {}", said.field, said.words));
    let more = (said.fields.len() > MAX_FIELDS).then(|| "…".to_owned());
    let all: Vec<_> = said
        .message
        .iter()
        .cloned()
        .chain(of_fields)
        .chain(more)
        .collect();
    (!all.is_empty()).then(|| all.join("; "))
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
    use super::{problems_on_form, words_about};
    use scanning_api::{FieldSaid, Said};

    #[test]
    fn words_about_a_field_the_form_does_not_have_are_about_the_whole() {
        let said = Said {
            fields: ["city", "otp_attempt", "settings"]
                .map(|field| FieldSaid {
                    field: field.to_owned(),
                    words: "is odd".to_owned(),
                })
                .to_vec(),
            ..Said::default()
        };
        let problems = problems_on_form(&said);
        let fields: Vec<_> = problems.iter().map(|problem| problem.field.as_deref()).collect();
        assert_eq!(fields, [Some("city"), Some("one_time_password"), None]);
        assert!(problems[2].message.starts_with("settings: "));
    }

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
