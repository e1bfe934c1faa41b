//! A new file in the place of a damaged one. It is filled under a name of its own while the damaged one is still in its place, and
//! takes that place once it is whole and on the disk. Orgdesk may end at any moment of it:
//!
//! * while the damaged file is in its place, so is its log, and the new one is begun once more at the next start;
//! * where there is nothing in that place, the new file is whole, and takes the place at the next start;
//! * what is said of the damaged file is in the new one, until a run has ended as it should.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::aside::{self, with_ending};
use super::columns::{from_json, written};
use super::open::problem_of;
use super::settings;
use super::take_over::{self, Others, TakenOver};
use crate::error::{LocalDataProblem, SetAsideView};
use crate::private;

const BEGUN: &str = ".begun";
const SET_ASIDE: &str = "set_aside";

/// The name of the new file until it takes its place.
pub(super) fn begun(path: &Path) -> PathBuf {
    with_ending(path, BEGUN)
}

/// The file that holds the local data: the new one, where that has yet to take its place.
pub(super) fn holding(path: &Path) -> PathBuf {
    let begun = begun(path);
    let waits = begun.try_exists().unwrap_or(false) && !path.try_exists().unwrap_or(true);
    if waits { begun } else { path.to_owned() }
}

/// Sets a damaged file aside and puts a new one in its place, with what can be read of it. Where that cannot be written, the
/// damaged one stays: the next try finds it as it was.
pub(super) fn begin(path: &Path) -> Result<(), LocalDataProblem> {
    fill(path)
        .and_then(|aside| take_place(path, &aside))
        .inspect_err(|_| discard(path))
}

/// Goes on with what an earlier run had begun when it ended. Whether the new file has taken its place only now.
pub(super) fn go_on(path: &Path) -> Result<bool, LocalDataProblem> {
    let begun = begun(path);
    if holding(path) != begun {
        discard(path);
        return Ok(false);
    }
    let aside = match name_set_aside(&begun) {
        Some(name) => path.with_file_name(name),
        None => or_problem(aside::free(path))?,
    };
    take_place(path, &aside)?;
    Ok(true)
}

/// What is said of the damaged file in whose place this one is.
pub(super) fn set_aside(path: &Path, sql: &Connection) -> Option<SetAsideView> {
    let said = remembered(sql)?;
    let file = path.with_file_name(Path::new(&said.file).file_name()?);
    file.exists().then(|| SetAsideView {
        file: file.display().to_string(),
        ..said
    })
}

/// It has been said, and need not be said again.
pub(super) fn is_said(sql: &Connection) {
    if let Err(error) = sql.execute("DELETE FROM settings WHERE name = ?1", [SET_ASIDE]) {
        tracing::warn!(%error, "what was set aside is said again");
    }
}

/// Fills the new file, and says where the damaged one is to lie, which is not touched. When this returns well, all is on the disk.
pub(super) fn fill(path: &Path) -> Result<PathBuf, LocalDataProblem> {
    let begun = begun(path);
    let aside = or_problem(aside::free(path))?;
    or_problem(remove(&begun))?;
    let file = or_problem(private::new_file(&begun))?;
    let take = || {
        let mut connection = Connection::open(&begun)?;
        // Nothing beside it: there is nobody who would take back half of it.
        connection.pragma_update(None, "journal_mode", "MEMORY")?;
        let taken = take_over::from_file(path, Others::HaveItNot, &mut connection)?;
        remember(&aside, taken, &connection)?;
        connection.close().map_err(|(_, error)| error)?;
        Ok(taken)
    };
    let taken = take().map_err(|error: rusqlite::Error| problem_of(&error))?;
    or_problem(file.sync_all())?;
    aside::names_to_disk(path);
    tracing::warn!(?taken, "of a damaged file is taken over what can be read");
    Ok(aside)
}

/// Sets aside what is in the place, and puts the new file there. Where that fails, all is as it was.
fn take_place(path: &Path, aside: &Path) -> Result<(), LocalDataProblem> {
    let take = || {
        aside::set(path, aside)?;
        fs::rename(begun(path), path).inspect_err(|_| aside::put_back(path, aside))
    };
    or_problem(take())?;
    aside::names_to_disk(path);
    Ok(())
}

/// Removes a file that was begun, where the damaged one is in its place still.
fn discard(path: &Path) {
    let begun = begun(path);
    if begun.exists()
        && path.exists()
        && let Err(error) = remove(&begun)
    {
        tracing::warn!(%error, "a file that was begun stays");
    }
}

/// With what SQLite may have kept beside it.
fn remove(begun: &Path) -> io::Result<()> {
    for file in aside::all_of(begun) {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

fn name_set_aside(begun: &Path) -> Option<std::ffi::OsString> {
    let sql = take_over::read_only(begun, Others::HaveItNot)?;
    let said = remembered(&sql)?;
    Path::new(&said.file).file_name().map(ToOwned::to_owned)
}

fn remembered(sql: &Connection) -> Option<SetAsideView> {
    let kept = settings::read(sql, SET_ASIDE).ok()??;
    from_json(&kept)
}

/// The name alone: the folder may be another by then.
fn remember(aside: &Path, taken: TakenOver, sql: &Connection) -> Result<(), rusqlite::Error> {
    let name = aside.file_name().unwrap_or_default();
    let said = SetAsideView {
        file: name.to_string_lossy().into_owned(),
        connections: taken.connections,
        open_operations: taken.open_operations,
        whole: taken.whole,
    };
    settings::write(sql, SET_ASIDE, &written(&said))
}

fn or_problem<T>(done: io::Result<T>) -> Result<T, LocalDataProblem> {
    done.map_err(|error| {
        tracing::warn!(%error, "a new file could not be put in the place of a damaged one");
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => LocalDataProblem::Full,
            _ => LocalDataProblem::NotWritable,
        }
    })
}
