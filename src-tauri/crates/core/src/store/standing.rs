//! Whether the file that was opened, and the log beside it, still stand under their names. A backup may have been put in the place
//! of the file, the folder may be another, or the log may have been deleted: what SQLite writes then is in no file that the next
//! run opens, and SQLite says nothing of it. So this is asked before each write, and once more when it is done: only then it is
//! kept.
//!
//! Where the log alone was deleted, the file takes over what is in it and a new log is begun; not where somebody else has changed
//! the file as well, such as by copying a backup over it.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;

use rusqlite::{Connection, Error, ErrorCode, ffi};

use super::aside::with_ending;
use super::{locked, open};
use crate::which_file::WhichFile;

/// The files that were opened.
pub(super) struct Standing {
    file: PathBuf,
    log: PathBuf,
    opened: WhichFile,
    last_seen: Mutex<LastSeen>,
}

struct LastSeen {
    /// None where SQLite keeps no log: it cannot on every disk.
    log: Option<WhichFile>,
    /// How the file was left; none once somebody else has changed it.
    left: Option<Left>,
}

/// What changes with what is in a file.
type Left = (u64, Option<SystemTime>);

/// What stands under the names.
struct Found {
    file: io::Result<Metadata>,
    log: io::Result<WhichFile>,
}

/// Writes what is to last, into memory where there is no file. Where it would not last nothing is written; where it does not, that
/// is the error.
pub(super) fn write<T>(
    standing: Option<&Standing>,
    sql: &mut Connection,
    write: impl FnOnce(&mut Connection) -> Result<T, Error>,
) -> Result<T, Error> {
    let Some(standing) = standing else {
        return write(sql);
    };
    standing.lasts(sql)?;
    let written = write(sql);
    let found = standing.found_after();
    let written = written?;
    standing.judge(&found, sql)?;
    Ok(written)
}

/// Does what need not last, and may change the file all the same.
pub(super) fn look<T>(standing: Option<&Standing>, look: impl FnOnce() -> T) -> T {
    if let Some(standing) = standing {
        standing.found_before();
    }
    let seen = look();
    if let Some(standing) = standing {
        standing.found_after();
    }
    seen
}

impl Standing {
    /// `opened`: the file as it was before SQLite opened it by its name.
    pub(super) fn of(path: &Path, opened: WhichFile, sql: &Connection) -> Result<Self, Error> {
        // The log is beside the file itself, where the name is a link to it.
        let beside = sql.path().map_or(path, Path::new);
        let standing = Self {
            file: path.to_owned(),
            log: with_ending(beside, "-wal"),
            opened,
            last_seen: Mutex::new(LastSeen {
                log: None,
                left: None,
            }),
        };
        let found = standing.found();
        let mode: String = sql.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        let log = match (mode.as_str(), &found.log) {
            ("wal", Ok(log)) => Some(*log),
            ("wal", Err(_)) => return Err(gone()),
            _ => None,
        };
        *locked(&standing.last_seen) = LastSeen {
            log,
            left: left(&found.file),
        };
        Ok(standing)
    }

    /// Whether the file itself stands under its name.
    pub(super) fn is_there(&self) -> bool {
        fs::metadata(&self.file).is_ok_and(|file| WhichFile::of(&file) == self.opened)
    }

    /// Whether what was written before this lasts. Where the log alone was deleted, it does by now.
    pub(super) fn lasts(&self, sql: &Connection) -> Result<(), Error> {
        let found = self.found_before();
        self.judge(&found, sql)
    }

    fn found(&self) -> Found {
        Found {
            file: fs::metadata(&self.file),
            log: WhichFile::at(&self.log),
        }
    }

    fn found_before(&self) -> Found {
        let found = self.found();
        let mut last_seen = locked(&self.last_seen);
        if last_seen.left != left(&found.file) {
            last_seen.left = None;
        }
        found
    }

    fn found_after(&self) -> Found {
        let found = self.found();
        let mut last_seen = locked(&self.last_seen);
        if last_seen.left.is_some() {
            last_seen.left = left(&found.file);
        }
        found
    }

    fn judge(&self, found: &Found, sql: &Connection) -> Result<(), Error> {
        match &found.file {
            Ok(file) if WhichFile::of(file) == self.opened => {}
            Ok(_) => return Err(replaced()),
            Err(_) => return Err(gone()),
        }
        let expected = locked(&self.last_seen).log;
        match (expected, &found.log) {
            (None, _) => Ok(()),
            (Some(expected), Ok(log)) if *log == expected => Ok(()),
            (Some(_), Err(error)) if error.kind() == io::ErrorKind::NotFound => self.begin_log_anew(sql),
            (Some(_), _) => Err(replaced()),
        }
    }

    /// The log was deleted. SQLite has it open still: the file takes over what is in it first.
    fn begin_log_anew(&self, sql: &Connection) -> Result<(), Error> {
        if locked(&self.last_seen).left.is_none() {
            return Err(replaced());
        }
        tracing::warn!("the log of the local data was deleted while it was open");
        let begun = take_over_log(sql).and_then(|()| with_new_log(sql));
        let found = self.found_after();
        begun.map_err(|error| {
            tracing::warn!(%error, "a new log could not be begun");
            match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => error,
                _ => replaced(),
            }
        })?;
        locked(&self.last_seen).log = Some(found.log.map_err(|_| replaced())?);
        Ok(())
    }
}

/// All of the log is in the file, and that on the disk, when this returns well. Else the log is as it was.
fn take_over_log(sql: &Connection) -> Result<(), Error> {
    let (busy, in_log, taken_over): (bool, i64, i64) =
        sql.query_row("PRAGMA wal_checkpoint(FULL)", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
    if busy || in_log != taken_over {
        return Err(replaced());
    }
    Ok(())
}

/// SQLite opens the new one when something is read.
fn with_new_log(sql: &Connection) -> Result<(), Error> {
    sql.pragma_update(None, "journal_mode", "DELETE")?;
    open::write_ahead(sql)?;
    sql.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
}

fn left(file: &io::Result<Metadata>) -> Option<Left> {
    let file = file.as_ref().ok()?;
    Some((file.len(), file.modified().ok()))
}

/// There is nothing under the name.
fn gone() -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_READONLY), None)
}

/// SQLite has a name for this, and asks where it keeps no log alone.
fn replaced() -> Error {
    Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_READONLY_DBMOVED), None)
}
