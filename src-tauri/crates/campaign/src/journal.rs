//! The journal as the file holds it, read without changing the file: what the next start finds is what the last one left.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use crate::Broken;
use crate::plan::User;

/// An operation.
pub(crate) struct Row {
    pub(crate) review: String,
    pub(crate) kind: String,
    pub(crate) stage: String,
    pub(crate) organization: Option<String>,
    pub(crate) after: Value,
    pub(crate) is_open: bool,
    /// Who it was made as, and who went on with it.
    pub(crate) made_as: Option<User>,
    pub(crate) adopted_by: Option<User>,
}

impl Row {
    /// Whether nothing came of it.
    pub(crate) fn was_not_sent(&self) -> bool {
        matches!(self.stage.as_str(), "rejected" | "not_sent")
    }
}

/// All operations.
pub(crate) fn rows(folder: &Path) -> Result<Vec<Row>, Broken> {
    let file = open(folder)?;
    // What stands in the journal is on the disk, and may not have reached the operations yet.
    let mut statement = file.prepare(
        "WITH latest AS (SELECT max(seq) AS seq FROM journal GROUP BY id)
         SELECT id, work ->> '$.kind', stage ->> '$', organization, after, NOT is_over, identity, adopted_by
             FROM journal JOIN latest USING (seq)
         UNION ALL
         SELECT id, work ->> '$.kind', stage ->> '$', organization, after, ended IS NULL, identity, adopted_by
             FROM operations WHERE id NOT IN (SELECT id FROM journal)",
    )?;
    let json = |text: Option<String>| -> Value {
        text.and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default()
    };
    let rows = statement.query_map([], |row| {
        Ok(Row {
            review: row.get(0)?,
            kind: row.get(1)?,
            stage: row.get(2)?,
            organization: row.get(3)?,
            after: json(row.get(4)?),
            is_open: row.get(5)?,
            made_as: User::of(&json(row.get(6)?)),
            adopted_by: User::of(&json(row.get(7)?)),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The operations that have a draft with them.
pub(crate) fn with_drafts(folder: &Path) -> Result<Vec<String>, Broken> {
    let file = open(folder)?;
    let mut statement = file.prepare("SELECT operation FROM drafts WHERE operation IS NOT NULL")?;
    let operations = statement.query_map([], |row| row.get(0))?;
    Ok(operations.collect::<Result<_, _>>()?)
}

fn open(folder: &Path) -> Result<Connection, Broken> {
    let path = folder.join("data").join("orgdesk.sqlite");
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(file)
}

/// How one of them stands.
pub(crate) fn row<'a>(rows: &'a [Row], review: &str) -> Option<&'a Row> {
    rows.iter().find(|row| row.review == review)
}
