//! Taking over what can be read of a file into another one: of a damaged file into the one begun in its place, and of one that
//! cannot be written into memory. The file it is read from is not touched.

use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Row, Transaction, TransactionBehavior, params_from_iter};

use super::aside::{self, with_ending};
use super::{drafts, history_keep, journal, migrations, operations, slots};

/// What was taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TakenOver {
    pub(super) connections: u32,
    pub(super) open_operations: u32,
    /// Whether everything could be read.
    pub(super) whole: bool,
}

/// Whether another process may have a file open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Others {
    MayHaveIt,
    HaveItNot,
}

/// Fills a file that holds nothing yet from another, in the shape that had, and brings it up to date. All or nothing of it is
/// written; a file nothing can be read of gives an empty one. Where it is not known for how long the history is kept, all of it is.
pub(super) fn from_file(
    path: &Path,
    others: Others,
    to: &mut Connection,
) -> Result<TakenOver, rusqlite::Error> {
    let from = read_only(path, others);
    let version = from.as_ref().and_then(|from| migrations::version_of(from).ok());
    let whole = match (from, version) {
        (Some(from), Some(version)) => {
            let transaction = to.transaction_with_behavior(TransactionBehavior::Immediate)?;
            migrations::up_to(&transaction, version)?;
            let whole = copy(&from, &transaction)?;
            slots::guess_what_is_over(&transaction)?;
            transaction.commit()?;
            whole
        }
        _ => false,
    };
    // What was in a damaged log alone is not among what could be read.
    let whole = whole && !aside::is_damaged_log(&with_ending(path, "-wal"));
    if migrations::migrate(to).is_err() {
        return Err(rusqlite::Error::InvalidQuery);
    }
    operations::index_again(to)?;
    journal::bring_all_up_to_date(to)?;
    drafts::remove_discarded(to)?;
    if !whole {
        history_keep::keep_all_where_not_known(to)?;
    }
    Ok(TakenOver {
        connections: count(to, "SELECT count(*) FROM connections")?,
        open_operations: count(to, "SELECT count(*) FROM operations WHERE ended IS NULL")?,
        whole,
    })
}

/// SQLite's way to files that takes no locks.
#[cfg(unix)]
const WITHOUT_LOCKS: &str = "vfs=unix-none";
#[cfg(windows)]
const WITHOUT_LOCKS: &str = "vfs=win32-none";

/// Opens a file without writing a byte of it. Beside a file in a folder that cannot be written SQLite cannot make what it needs
/// to share it with others: then one that nobody else has is read as such, with its log, in which the newest may be; and where that
/// cannot be read either, without it.
pub(super) fn read_only(path: &Path, others: Others) -> Option<Connection> {
    let shared = Connection::open_with_flags(path, reading()).ok();
    let ways = match others {
        Others::MayHaveIt => &[][..],
        Others::HaveItNot => &[WITHOUT_LOCKS, "immutable=1"],
    };
    shared
        .filter(is_readable)
        .or_else(|| ways.iter().find_map(|how| unshared(path, how)))
}

/// `how`: what SQLite is told behind the file's address.
fn unshared(path: &Path, how: &str) -> Option<Connection> {
    let mut address = url::Url::from_file_path(path).ok()?;
    address.set_query(Some(how));
    let flags = reading() | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address.as_str(), flags).ok()?;
    // What is otherwise shared with others is then in memory.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE").ok()?;
    let stays_as_it_is = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    connection.set_db_config(stays_as_it_is, true).ok()?;
    Some(connection).filter(is_readable)
}

fn reading() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

fn is_readable(connection: &Connection) -> bool {
    count(connection, "SELECT count(*) FROM sqlite_schema").is_ok()
}

fn count(connection: &Connection, sql: &str) -> Result<u32, rusqlite::Error> {
    connection.query_row(sql, [], |row| row.get(0))
}

/// Copies the rows of all tables. Whether all of them could be read; an error is one of writing.
fn copy(from: &Connection, to: &Transaction<'_>) -> Result<bool, rusqlite::Error> {
    let mut whole = true;
    for table in tables(to)? {
        let forward = copy_rows(from, to, &table, Direction::Forward)?;
        if !forward {
            // Behind what cannot be read there may be more.
            copy_rows(from, to, &table, Direction::Backward)?;
        }
        whole &= forward;
    }
    Ok(whole)
}

/// Not the index for searching, which is virtual: it is made anew.
pub(super) fn tables(sql: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let mut tables = sql.prepare(
        "SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'",
    )?;
    let names = tables.query_map([], |row| row.get(0))?;
    names.collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forward,
    Backward,
}

/// Copies rows, with the numbers that say in which order they came, until one cannot be read. Whether there was none such.
fn copy_rows(
    from: &Connection,
    to: &Transaction<'_>,
    table: &str,
    direction: Direction,
) -> Result<bool, rusqlite::Error> {
    let order = match direction {
        Direction::Forward => "ASC",
        Direction::Backward => "DESC",
    };
    let kept = kept_columns(to, table)?;
    let Ok(mut reading) = from.prepare(&format!(
        "SELECT rowid, {} FROM {table} ORDER BY rowid {order}",
        kept.join(", ")
    )) else {
        return Ok(false);
    };
    let columns: Vec<String> = reading.column_names().map(str::to_owned).collect();
    // A table that has its number among its columns gives it under that name.
    let first = usize::from(columns[1..].contains(&columns[0]));
    let written = &columns[first..];
    let mut writing = to.prepare(&format!(
        "INSERT OR REPLACE INTO {table} ({}) VALUES ({})",
        written.join(", "),
        vec!["?"; written.len()].join(", ")
    ))?;
    let Ok(mut rows) = reading.query([]) else {
        return Ok(false);
    };
    let mut whole = true;
    let mut last = None;
    loop {
        let row = match rows.next() {
            Ok(None) => return Ok(whole),
            Ok(Some(row)) => row,
            Err(_) => return Ok(false),
        };
        let Some(values) = values(row, columns.len()) else {
            whole = false;
            continue;
        };
        let number = values.first().and_then(as_number);
        // A damaged page can lead back to one that was read already.
        if last.is_some() && !comes_after(number, last, direction) {
            return Ok(false);
        }
        last = number;
        match writing.execute(params_from_iter(&values[first..])) {
            Ok(_) => {}
            // It is no row of this table any more.
            Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ConstraintViolation) => {
                whole = false;
            }
            Err(error) => return Err(error),
        }
    }
}

/// The columns of a table that are written: those that SQLite works out from others are not.
fn kept_columns(to: &Transaction<'_>, table: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut columns = to.prepare("SELECT name FROM pragma_table_info(?1)")?;
    let names = columns.query_map([table], |row| row.get(0))?;
    names.collect()
}

/// The values of a row; none where one of them is no value.
fn values(row: &Row<'_>, count: usize) -> Option<Vec<Value>> {
    (0..count).map(|index| row.get(index).ok()).collect()
}

fn as_number(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(number) => Some(*number),
        _ => None,
    }
}

fn comes_after(number: Option<i64>, last: Option<i64>, direction: Direction) -> bool {
    match direction {
        Direction::Forward => number > last,
        Direction::Backward => number < last,
    }
}
