//! Whether the file that was opened, and the log beside it, still stand under their names. A backup may have been put in the place
//! of the file, the folder may be another, or the log may have been deleted: what SQLite writes then is in no file that the next
//! run opens, and SQLite says nothing of it. So this is asked before each write, and of the file once more when it is done: only
//! then it is kept.
//!
//! The log is looked at only where something was renamed, made or deleted in its folder since: on Linux each look at a file makes the
//! next commit to it dearer.
//!
//! Where the log alone was deleted, the file takes over what is in it and a new log is begun; not where somebody else has changed
//! the file as well, such as by copying a backup over it.

use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

use rusqlite::{Connection, Error, ErrorCode, ffi};

use super::aside::with_ending;
use super::{locked, open};
use crate::which_file::WhichFile;

/// The files that were opened.
pub(super) struct Standing {
    file: PathBuf,
    log: PathBuf,
    /// Where the log is.
    folder: PathBuf,
    opened: WhichFile,
    last_seen: Mutex<LastSeen>,
}

#[derive(Default)]
struct LastSeen {
    /// None where SQLite keeps no log: it cannot on every disk.
    log: Option<WhichFile>,
    /// The folder as it was when both files were last there.
    folder: Option<Folder>,
    /// How the file was left; none once somebody else has changed it.
    left: Option<Left>,
}

/// Which folder it is, and since when nothing was renamed, made or deleted in it.
type Folder = (WhichFile, SystemTime);

/// What changes in a folder within this time may leave it the same time: some disks count in seconds.
const SAME_TIME: Duration = Duration::from_secs(2);

/// What changes with what is in a file.
type Left = (u64, Option<SystemTime>);

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
    let file = standing.left_by_us();
    let written = written?;
    standing.is_opened(&file)?;
    Ok(written)
}

/// Does what need not last, and may change the file all the same.
pub(super) fn look<T>(standing: Option<&Standing>, look: impl FnOnce() -> T) -> T {
    let Some(standing) = standing else {
        return look();
    };
    let _file = standing.left_as_found();
    let seen = look();
    let _file = standing.left_by_us();
    seen
}

impl Standing {
    /// `opened`: the file as it was before SQLite opened it by its name.
    pub(super) fn of(path: &Path, opened: WhichFile, sql: &Connection) -> Result<Self, Error> {
        // The log is beside the file itself, where the name is a link to it.
        let beside = sql.path().map_or(path, Path::new);
        let log = with_ending(beside, "-wal");
        let standing = Self {
            file: path.to_owned(),
            folder: log.parent().map_or_else(PathBuf::new, Path::to_owned),
            log,
            opened,
            last_seen: Mutex::default(),
        };
        let (file, log) = (fs::metadata(&standing.file), standing.log_now());
        let mode: String = sql.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
        let log = match (mode.as_str(), log) {
            ("wal", Ok(log)) => Some(log),
            ("wal", Err(_)) => return Err(gone()),
            _ => None,
        };
        *locked(&standing.last_seen) = LastSeen {
            log,
            folder: None,
            left: left(&file),
        };
        Ok(standing)
    }

    /// Whether the file itself stands under its name.
    pub(super) fn is_there(&self) -> bool {
        self.is_opened(&fs::metadata(&self.file)).is_ok()
    }

    /// Whether what was written before this lasts. Where the log alone was deleted, it does by now.
    pub(super) fn lasts(&self, sql: &Connection) -> Result<(), Error> {
        let folder = folder(&self.folder);
        if folder.is_some() && folder == locked(&self.last_seen).folder {
            return Ok(());
        }
        let file = self.left_as_found();
        self.is_opened(&file)?;
        let expected = locked(&self.last_seen).log;
        match (expected, self.log_now()) {
            (None, _) => {}
            (Some(expected), Ok(log)) if log == expected => {}
            (Some(_), Err(error)) if error.kind() == io::ErrorKind::NotFound => self.begin_log_anew(sql)?,
            (Some(_), _) => return Err(replaced()),
        }
        locked(&self.last_seen).folder = folder;
        Ok(())
    }

    fn is_opened(&self, file: &io::Result<Metadata>) -> Result<(), Error> {
        match file {
            Ok(file) if WhichFile::of(file) == self.opened => Ok(()),
            Ok(_) => Err(replaced()),
            Err(_) => Err(gone()),
        }
    }

    fn log_now(&self) -> io::Result<WhichFile> {
        fs::metadata(&self.log).map(|log| WhichFile::of(&log))
    }

    /// The file, before we do something: where it is not as we left it, somebody else has changed it.
    fn left_as_found(&self) -> io::Result<Metadata> {
        let file = fs::metadata(&self.file);
        let mut last_seen = locked(&self.last_seen);
        if last_seen.left != left(&file) {
            last_seen.left = None;
        }
        file
    }

    /// The file, after we did something.
    fn left_by_us(&self) -> io::Result<Metadata> {
        let file = fs::metadata(&self.file);
        let mut last_seen = locked(&self.last_seen);
        if last_seen.left.is_some() {
            last_seen.left = left(&file);
        }
        file
    }

    /// The log was deleted. SQLite has it open still: the file takes over what is in it first.
    fn begin_log_anew(&self, sql: &Connection) -> Result<(), Error> {
        if locked(&self.last_seen).left.is_none() {
            return Err(replaced());
        }
        tracing::warn!("the log of the local data was deleted while it was open");
        let begun = take_over_log(sql).and_then(|()| with_new_log(sql));
        let _file = self.left_by_us();
        begun.map_err(|error| {
            tracing::warn!(%error, "a new log could not be begun");
            match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => error,
                _ => replaced(),
            }
        })?;
        locked(&self.last_seen).log = Some(self.log_now().map_err(|_| replaced())?);
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

/// None also where it changed just now, or its time is of a clock that was ahead.
fn folder(path: &Path) -> Option<Folder> {
    let found = fs::metadata(path).ok()?;
    let changed = changed(&found)?;
    let is_over = SystemTime::now()
        .duration_since(changed)
        .is_ok_and(|ago| ago > SAME_TIME);
    is_over.then(|| (WhichFile::of(&found), changed))
}

/// Not when it was modified: that may have been put back.
#[cfg(unix)]
fn changed(folder: &Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let seconds = u64::try_from(folder.ctime()).ok()?;
    let beyond = u32::try_from(folder.ctime_nsec()).ok()?;
    Some(SystemTime::UNIX_EPOCH + Duration::new(seconds, beyond))
}

#[cfg(not(unix))]
fn changed(folder: &Metadata) -> Option<SystemTime> {
    folder.modified().ok()
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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn that_a_folder_was_changed_is_seen_also_where_its_time_was_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let facts = || fs::metadata(folder.path()).unwrap();
        let (before, modified) = (changed(&facts()), facts().modified().unwrap());
        // What changes again at once may have the same time.
        let is_seen = (0..1_000).any(|number| {
            fs::write(folder.path().join(number.to_string()), b"").unwrap();
            fs::File::open(folder.path())
                .unwrap()
                .set_modified(modified)
                .unwrap();
            changed(&facts()) != before
        });
        assert!(is_seen);
        assert_eq!(super::folder(folder.path()), None, "it changed just now");
    }
}
