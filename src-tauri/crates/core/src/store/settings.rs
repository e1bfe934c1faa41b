//! What is remembered for this computer, each under a name of its own.

use rusqlite::{Connection, OptionalExtension};

use super::Store;
use crate::AppError;
use crate::zoom::Zoom;

const ZOOM: &str = "zoom";

impl Store {
    /// How large everything was made last.
    pub(crate) async fn zoom(&self) -> Result<Zoom, AppError> {
        let kept = self.read(|sql| read(sql, ZOOM)).await?;
        Ok(kept.map_or(Zoom::AT_FIRST, |text| Zoom::kept(&text)))
    }

    /// Keeps how large everything is.
    pub(crate) async fn keep_zoom(&self, zoom: Zoom) -> Result<(), AppError> {
        let text = zoom.percent().to_string();
        self.write(move |sql| write(sql, ZOOM, &text)).await
    }
}

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
