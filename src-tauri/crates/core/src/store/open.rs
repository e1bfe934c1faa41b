//! Opening the file: for this user only, brought up to date, and never at the price of what is in it. A damaged file
//! is set aside, a newer one is left alone; in both cases the app works on.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, ffi};

use super::aside::{self, with_ending};
use super::migrations::{NotMigrated, is_newer, migrate};
use super::standing::{self, Standing};
use super::take_over::{self, Others};
use super::{anew, drafts, from_memory, mark};
use crate::error::{LocalDataProblem, SetAsideView};
use crate::private;
use crate::which_file::WhichFile;

const FILE: &str = "orgdesk.sqlite";
/// How long to wait for another Orgdesk that writes at the same time.
const BUSY: Duration = Duration::from_secs(5);

/// How many statements are kept as SQLite has read them: those of the journal come with each write.
const STATEMENTS: usize = 48;

/// How much of the file is held in memory at most, in KiB: what the journal holds until it is brought up to date, and what that
/// changes, is neither read again nor written early.
const CACHE_KIB: i64 = 8_192;

/// Pages of a log that the file takes over with any write.
const LARGEST_LOG: i64 = 4_000;

/// The file, or the memory in its place, with what is wrong.
pub(crate) struct Opened {
    pub(super) connection: Connection,
    /// None where it is memory.
    pub(super) standing: Option<Standing>,
    pub(super) trouble: Option<Trouble>,
}

/// What is wrong with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) problem: LocalDataProblem,
    /// The damaged file that was set aside.
    pub(super) set_aside: Option<Box<SetAsideView>>,
}

impl From<LocalDataProblem> for Trouble {
    fn from(problem: LocalDataProblem) -> Self {
        Self {
            problem,
            set_aside: None,
        }
    }
}

/// Whether there is something in the file's place, or about to be.
pub(super) fn exists(folder: &Path) -> bool {
    anew::holding(&folder.join(FILE)).try_exists().unwrap_or(true)
}

/// Opens the file in a folder. Where it cannot be used, gives memory for this run, with what can be read of it, and says why.
pub(super) fn open(folder: &Path) -> Result<Opened, LocalDataProblem> {
    open_or_begin_anew(folder).or_else(|problem| match problem {
        // Once more, just after it was written: that does not last, as what came in the place of a damaged file does.
        LocalDataProblem::Damaged => in_memory(folder, LocalDataProblem::Failed),
        problem => in_memory(folder, problem),
    })
}

/// The same; a damaged file gives way to a new one first.
fn open_or_begin_anew(folder: &Path) -> Result<Opened, LocalDataProblem> {
    match open_file(folder) {
        Err(LocalDataProblem::Damaged) => anew::begin(&folder.join(FILE)).and_then(|()| open_file(folder)),
        opened => opened,
    }
}

/// Another Orgdesk has the folder: it is not touched.
pub(super) fn beside_another(folder: &Path) -> Result<Opened, LocalDataProblem> {
    in_memory(folder, LocalDataProblem::InUse)
}

/// Opens the file after all, where it can be used by now, with what was kept in memory until then. Only who holds the folder's
/// lock may do so: nobody else has changed the file meanwhile. A damaged one gives way to a new one, where it may.
pub(super) fn open_after_all(
    folder: &Path,
    memory: &Connection,
    begins_anew: bool,
) -> Result<Opened, LocalDataProblem> {
    let mut file = if begins_anew {
        open_or_begin_anew(folder)?
    } else {
        open_file(folder)?
    };
    let standing = file.standing.as_ref();
    standing::write(standing, &mut file.connection, |file| {
        from_memory::into_file(memory, file)
    })
    .map_err(|error| problem_of(&error))?;
    Ok(file)
}

/// Makes the file where there is none, and says which one it is.
fn make(path: &Path) -> Result<WhichFile, LocalDataProblem> {
    let facts = private::file(path).and_then(|file| file.metadata());
    facts
        .map(|facts| WhichFile::of(&facts))
        .map_err(|_| LocalDataProblem::NotWritable)
}

/// What an error of SQLite means for the user.
pub(super) fn problem_of(error: &rusqlite::Error) -> LocalDataProblem {
    if let rusqlite::Error::SqliteFailure(failure, _) = error
        && failure.extended_code == ffi::SQLITE_READONLY_DBMOVED
    {
        return LocalDataProblem::Replaced;
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => LocalDataProblem::Damaged,
        Some(ErrorCode::DiskFull) => LocalDataProblem::Full,
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure,
        ) => LocalDataProblem::NotWritable,
        _ => LocalDataProblem::Failed,
    }
}

fn open_file(folder: &Path) -> Result<Opened, LocalDataProblem> {
    private::folder(folder).map_err(|_| LocalDataProblem::NotWritable)?;
    let path = folder.join(FILE);
    let only_now = anew::go_on(&path)?;
    let which = make(&path)?;
    let unclean = mark::set(folder) || only_now;
    let opened = open_database(&path, unclean).and_then(|connection| {
        let standing = Standing::of(&path, which, &connection).map_err(|error| problem_of(&error))?;
        let trouble = anew::set_aside(&path, &connection).map(|set_aside| Trouble {
            problem: LocalDataProblem::Damaged,
            set_aside: Some(Box::new(set_aside)),
        });
        Ok(Opened {
            connection,
            standing: Some(standing),
            trouble,
        })
    });
    if opened.is_err() && !unclean {
        mark::take_off(folder);
    }
    opened
}

/// `unclean`: the run before did not end as it should.
fn open_database(path: &Path, unclean: bool) -> Result<Connection, LocalDataProblem> {
    let log = with_ending(path, "-wal");
    if unclean && aside::is_damaged_log(&log) {
        return Err(LocalDataProblem::Damaged);
    }
    let opened = || {
        let mut connection = Connection::open(path)?;
        // A newer version's file is closed as it was opened, and so is a damaged one, with its log: SQLite would tidy up in it.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        if is_newer(&connection)? {
            return Err(NotMigrated::Newer);
        }
        prepare(&mut connection, unclean)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        Ok(connection)
    };
    opened().map_err(|error| match error {
        NotMigrated::Newer => LocalDataProblem::Newer,
        NotMigrated::Failed(error) => problem_of(&error),
    })
}

/// Memory in the file's place, with what can be read of it. Of a newer version's file nothing is: its shape is not known.
fn in_memory(folder: &Path, problem: LocalDataProblem) -> Result<Opened, LocalDataProblem> {
    let mut connection = Connection::open_in_memory().map_err(|_| LocalDataProblem::Failed)?;
    let path = anew::holding(&folder.join(FILE));
    let read = |others, to: &mut _| take_over::from_file(&path, others, to).is_ok();
    let filled = match problem {
        LocalDataProblem::Newer => migrate(&mut connection).is_ok(),
        LocalDataProblem::InUse => read(Others::MayHaveIt, &mut connection),
        _ => read(Others::HaveItNot, &mut connection),
    };
    if !filled || from_memory::remember_changes(&connection).is_err() {
        return Err(LocalDataProblem::Failed);
    }
    Ok(Opened {
        connection,
        standing: None,
        trouble: Some(problem.into()),
    })
}

fn prepare(connection: &mut Connection, unclean: bool) -> Result<(), NotMigrated> {
    set_up(connection)?;
    migrate(connection)?;
    if unclean {
        is_whole(connection)?;
    }
    begins_well(connection)?;
    drafts::tidy_up(connection);
    Ok(())
}

fn set_up(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "cache_size", -CACHE_KIB)?;
    connection.busy_timeout(BUSY)?;
    write_ahead(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // On macOS what is synced the usual way may still be in the disk's own memory.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    take_log_over_late(connection)?;
    connection.pragma_update(None, "foreign_keys", true)
}

/// Lets the log grow while only entries of the journal are added.
pub(super) fn take_log_over_late(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.pragma_update(None, "wal_autocheckpoint", LARGEST_LOG)
}

/// Reads what every start reads: damage there would be in the way of all else.
fn begins_well(connection: &Connection) -> Result<(), rusqlite::Error> {
    for rows in [
        "connections",
        "settings",
        "operations WHERE ended IS NULL",
        "journal",
    ] {
        let mut statement = connection.prepare(&format!("SELECT * FROM {rows}"))?;
        let mut rows = statement.query([])?;
        while rows.next()?.is_some() {}
    }
    Ok(())
}

/// A file may begin well and be damaged further on. Looks at all of it.
fn is_whole(connection: &Connection) -> Result<(), NotMigrated> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    let damaged = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(NotMigrated::Failed(rusqlite::Error::SqliteFailure(damaged, None)))
}

/// Turns to write-ahead logging. SQLite does not wait for another that does the same at this moment; this does.
pub(super) fn write_ahead(connection: &Connection) -> Result<(), rusqlite::Error> {
    let begun = Instant::now();
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error)
                if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) && begun.elapsed() < BUSY =>
            {
                std::thread::sleep(Duration::from_millis(10));
            }
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_damaged_file_is_set_aside_and_the_app_works_on() {
        let folder = folder();
        fs::write(
            folder.path().join(FILE),
            b"this is not a database, and long enough to be read as one",
        )
        .unwrap();
        let opened = open(folder.path()).unwrap();
        assert_eq!(opened.trouble.unwrap().problem, (LocalDataProblem::Damaged));
        let kept = fs::read_dir(folder.path())
            .unwrap()
            .any(|file| file.unwrap().file_name().to_string_lossy().contains(".damaged-"));
        assert!(kept, "the damaged file is still there");
    }

    #[test]
    fn a_file_that_is_damaged_further_on_is_set_aside_as_well() {
        let folder = folder();
        drop(open(folder.path()).unwrap());
        let path = folder.path().join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        assert!(bytes.len() > 4_096, "more than the page the file begins with");
        bytes[4_096..].fill(0xA5);
        fs::write(&path, bytes).unwrap();
        let opened = open(folder.path()).unwrap();
        assert_eq!(opened.trouble.unwrap().problem, (LocalDataProblem::Damaged));
        let count: i64 = opened
            .connection
            .query_row("SELECT count(*) FROM connections", [], |row| row.get(0))
            .unwrap();
        assert_eq!(count, 0, "the new one works");
    }

    #[test]
    fn a_file_of_a_newer_version_is_left_alone() {
        let folder = folder();
        drop(open(folder.path()).unwrap());
        let file = Connection::open(folder.path().join(FILE)).unwrap();
        file.pragma_update(None, "user_version", 9_999).unwrap();
        drop(file);
        let opened = open(folder.path()).unwrap();
        assert_eq!(opened.trouble.unwrap().problem, (LocalDataProblem::Newer));
        let file = Connection::open(folder.path().join(FILE)).unwrap();
        let version: i64 = file
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .unwrap();
        assert_eq!(version, 9_999);
    }

    #[test]
    fn two_that_open_a_new_file_at_the_same_time_both_get_it() {
        for _ in 0..20 {
            let folder = folder();
            let begin = std::sync::Barrier::new(4);
            let troubles = std::thread::scope(|scope| {
                let open_at_once = || {
                    begin.wait();
                    open(folder.path()).unwrap().trouble
                };
                let all: Vec<_> = (0..4).map(|_| scope.spawn(open_at_once)).collect();
                all.into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
            });
            assert_eq!(troubles, [const { None }; 4]);
        }
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_this_user_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = folder();
        let inner = folder.path().join("orgdesk");
        drop(open(&inner).unwrap());
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&inner), 0o700);
        assert_eq!(mode(&inner.join(FILE)), 0o600);
    }
}
