//! What is remembered for this computer, each under a name of its own.

use rusqlite::{Connection, OptionalExtension};

/// The value kept under a name.
pub(super) fn read(sql: &Connection, name: &str) -> Result<Option<String>, rusqlite::Error> {
    sql.query_row("SELECT value FROM settings WHERE name = ?1", [name], |row| {
        row.get(0)
    })
    .optional()
}

/// Keeps a value under a name, in place of the one before.
pub(super) fn write(sql: &Connection, name: &str, value: &str) -> Result<(), rusqlite::Error> {
    sql.execute(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
        [name, value],
    )
    .map(drop)
}
