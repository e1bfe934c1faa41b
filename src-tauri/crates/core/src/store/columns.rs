//! Columns that hold something else than plain text.

use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Reads a column by parsing its text.
pub(super) fn column<T>(
    row: &Row<'_>,
    index: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, rusqlite::Error> {
    let text: String = row.get(index)?;
    parse(&text).ok_or_else(|| {
        rusqlite::Error::InvalidColumnType(
            index,
            "not what Orgdesk writes".to_owned(),
            rusqlite::types::Type::Text,
        )
    })
}

pub(super) fn from_json<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

pub(super) fn written<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
