//! SQLite by itself: one row in a commit, and what an entry of the journal comes to.

use std::path::Path;
use std::time::Instant;

use rusqlite::{Connection, OpenFlags};

use crate::Broken;

pub(super) struct Sqlite {
    file: Connection,
    row: String,
}

impl Sqlite {
    /// A file with a table of rows of so many bytes.
    pub(super) fn open(path: &Path, bytes: usize) -> Result<Self, Broken> {
        let file = Connection::open(path)?;
        file.pragma_update(None, "journal_mode", "WAL")?;
        file.pragma_update(None, "synchronous", "FULL")?;
        file.pragma_update(None, "fullfsync", true)?;
        file.pragma_update(None, "checkpoint_fullfsync", true)?;
        file.execute_batch("CREATE TABLE entries (number INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")?;
        Ok(Self {
            file,
            row: "x".repeat(bytes),
        })
    }

    /// Commits so many rows, each by itself.
    pub(super) fn commits_per_second(&mut self, rows: u32) -> Result<f64, Broken> {
        let began = Instant::now();
        let mut insert = self
            .file
            .prepare_cached("INSERT INTO entries (text) VALUES (?1)")?;
        for _ in 0..rows {
            insert.execute([&self.row])?;
        }
        Ok(f64::from(rows) / began.elapsed().as_secs_f64())
    }
}

/// How many entries wait to be brought up to date.
pub(super) fn waiting(journal: &Path) -> Result<u32, Broken> {
    let file = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    Ok(file.query_row("SELECT count(*) FROM journal", [], |row| row.get(0))?)
}

/// Bytes of an entry in the mean.
pub(super) fn bytes_of_an_entry(journal: &Path) -> Result<usize, Broken> {
    let file = Connection::open_with_flags(journal, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let columns: Vec<String> = file
        .prepare("SELECT name FROM pragma_table_info('journal')")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let lengths: Vec<String> = columns
        .iter()
        .map(|column| format!("coalesce(length(CAST({column} AS BLOB)), 0)"))
        .collect();
    let entry = format!(
        "SELECT CAST(avg({}) AS INTEGER) FROM journal",
        lengths.join(" + ")
    );
    let bytes: u32 = file.query_row(&entry, [], |row| row.get(0))?;
    Ok(usize::try_from(bytes)?)
}
