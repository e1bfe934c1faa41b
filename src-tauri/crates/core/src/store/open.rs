//! Opening the file: for this user only, brought up to date, and never at the price of what is in it. A damaged file
//! is set aside, a newer one is left alone; in both cases the app works on.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode};

use super::mark;
use super::migrations::{NotMigrated, migrate};
use crate::error::LocalDataProblem;
use crate::private;

const FILE: &str = "orgdesk.sqlite";
/// How long to wait for another Orgdesk that writes at the same time.
const BUSY: Duration = Duration::from_secs(5);

/// The file, or the memory in its place, with what is wrong.
pub(crate) struct Opened {
    pub(super) connection: Connection,
    pub(super) trouble: Option<LocalDataProblem>,
}

/// Whether there is something in the file's place.
pub(super) fn exists(folder: &Path) -> bool {
    folder.join(FILE).try_exists().unwrap_or(true)
}

/// Opens the file in a folder. Where it cannot be used, gives memory for this run and says why.
pub(super) fn open(folder: &Path) -> Result<Opened, LocalDataProblem> {
    let opened = match open_file(folder) {
        Err(LocalDataProblem::Damaged) => begin_anew(folder).map(|connection| Opened {
            connection,
            trouble: Some(LocalDataProblem::Damaged),
        }),
        opened => opened.map(|connection| Opened {
            connection,
            trouble: None,
        }),
    };
    match opened {
        Ok(opened) => Ok(opened),
        Err(problem) => Ok(Opened {
            connection: in_memory()?,
            trouble: Some(problem),
        }),
    }
}

/// Sets a damaged file aside and makes a new one.
fn begin_anew(folder: &Path) -> Result<Connection, LocalDataProblem> {
    set_aside(&folder.join(FILE)).map_err(|_| LocalDataProblem::NotWritable)?;
    open_file(folder)
}

/// What an error of SQLite means for the user.
pub(super) fn problem_of(error: &rusqlite::Error) -> LocalDataProblem {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => LocalDataProblem::Damaged,
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::DiskFull
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure,
        ) => LocalDataProblem::NotWritable,
        _ => LocalDataProblem::Failed,
    }
}

fn open_file(folder: &Path) -> Result<Connection, LocalDataProblem> {
    private::folder(folder).map_err(|_| LocalDataProblem::NotWritable)?;
    let path = folder.join(FILE);
    private::file(&path).map_err(|_| LocalDataProblem::NotWritable)?;
    let unclean = mark::set(folder);
    let opened = open_database(&path, unclean);
    if opened.is_err() && !unclean {
        mark::take_off(folder);
    }
    opened
}

/// `unclean`: the run before did not end as it should.
fn open_database(path: &Path, unclean: bool) -> Result<Connection, LocalDataProblem> {
    let mut connection = Connection::open(path).map_err(|error| problem_of(&error))?;
    prepare(&mut connection, unclean).map_err(|error| match error {
        NotMigrated::Newer => LocalDataProblem::Newer,
        NotMigrated::Failed(error) => problem_of(&error),
    })?;
    Ok(connection)
}

fn in_memory() -> Result<Connection, LocalDataProblem> {
    let mut connection = Connection::open_in_memory().map_err(|_| LocalDataProblem::Failed)?;
    migrate(&mut connection).map_err(|_| LocalDataProblem::Failed)?;
    Ok(connection)
}

fn prepare(connection: &mut Connection, unclean: bool) -> Result<(), NotMigrated> {
    connection.busy_timeout(BUSY)?;
    write_ahead(connection)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(connection)?;
    if unclean {
        is_whole(connection)?;
    }
    Ok(begins_well(connection)?)
}

/// Reads what every start reads: damage there would be in the way of all else.
fn begins_well(connection: &Connection) -> Result<(), rusqlite::Error> {
    for table in ["connections", "settings"] {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
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
fn write_ahead(connection: &Connection) -> Result<(), rusqlite::Error> {
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

/// Renames the file and what SQLite keeps beside it, so that nothing of it is lost.
fn set_aside(path: &Path) -> io::Result<()> {
    let stamp = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S").to_string();
    for ending in ["", "-wal", "-shm"] {
        let from = with_ending(path, ending);
        if from.exists() {
            fs::rename(&from, with_ending(path, &format!(".damaged-{stamp}{ending}")))?;
        }
    }
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
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
        assert_eq!(opened.trouble, Some(LocalDataProblem::Damaged));
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
        assert_eq!(opened.trouble, Some(LocalDataProblem::Damaged));
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
        assert_eq!(opened.trouble, Some(LocalDataProblem::Newer));
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
            assert_eq!(troubles, [None; 4]);
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
