//! `q[column]=value`: the whole value, without regard to case, with `*` for anything.

use crate::answer::Refusal;
use crate::store::fields::KEYS;
use crate::store::record::Record;

/// A search in one column.
pub(super) struct Search {
    column: Column,
    /// The value in lower case, cut at its wildcards.
    parts: Vec<String>,
}

enum Column {
    Name,
    Id,
    Field(&'static str),
}

impl Search {
    /// Columns are the keys of the update page, `id` and `uuid`. Which ones a real portal searches is not documented;
    /// an unknown one is refused, so that a misspelling does not find everything.
    pub(super) fn new(column: &str, value: &str) -> Result<Self, Refusal> {
        let known = match column {
            "name" => Column::Name,
            "id" | "uuid" => Column::Id,
            _ => match KEYS.iter().find(|key| **key == column) {
                Some(key) => Column::Field(key),
                None => return Err(Refusal::field(&format!("q[{column}]"), "is not a column")),
            },
        };
        Ok(Self {
            column: known,
            parts: value.to_lowercase().split('*').map(str::to_owned).collect(),
        })
    }

    pub(super) fn finds(&self, record: &Record) -> bool {
        match self.column {
            Column::Name => matches(&self.parts, record.folded_name()),
            Column::Id => matches(&self.parts, &record.id.to_string()),
            Column::Field(key) => matches(
                &self.parts,
                &record.fields().get(key).unwrap_or_default().to_lowercase(),
            ),
        }
    }
}

/// The first part begins the text, the last one ends it, and those between come in their order.
fn matches(parts: &[String], text: &str) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return false;
    };
    let Some((last, between)) = rest.split_last() else {
        return text == first;
    };
    let Some(mut text) = text.strip_prefix(first.as_str()) else {
        return false;
    };
    for part in between {
        let Some(at) = text.find(part.as_str()) else {
            return false;
        };
        text = &text[at + part.len()..];
    }
    text.ends_with(last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn finds(value: &str) -> bool {
        let record = Record::new(Uuid::nil(), "Bluebell Bikes", 0);
        Search::new("name", value).unwrap().finds(&record)
    }

    #[test]
    fn a_value_without_wildcards_is_the_whole_name_in_any_case() {
        assert!(finds("bluebell BIKES"));
        assert!(!finds("bluebell"));
        assert!(!finds(""));
    }

    #[test]
    fn a_wildcard_stands_for_anything() {
        for pattern in [
            "*",
            "blue*",
            "*bikes",
            "*BELL*",
            "b*b*b*s",
            "bluebell bikes*",
            "**",
        ] {
            assert!(finds(pattern), "{pattern}");
        }
        for pattern in ["bikes*", "*blue", "*q*", "b*x*s", "bluebell bikes*s"] {
            assert!(!finds(pattern), "{pattern}");
        }
    }

    #[test]
    fn other_alphabets_are_found_in_any_case() {
        let record = Record::new(Uuid::nil(), "ΦΆΡΟΣ Žižkov", 0);
        assert!(Search::new("name", "φάρο*žižkov").unwrap().finds(&record));
    }
}
