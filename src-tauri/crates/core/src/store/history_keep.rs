//! What is remembered of how long the history is kept, and dropping what is older.

use rusqlite::{Connection, OptionalExtension};

use super::columns::{from_json, written};
use super::{Store, settings, slots};
use crate::AppError;
use crate::history::KeepTime;

const KEEP: &str = "history_keep";
const LAST_SEEN: &str = "history_last_seen";
const MOVED_ON: &str = "history_moved_on";

/// What is over; but while a create is open, no other that is known as an organization, or was settled and may be one: what the open
/// one is looked for by must not be theirs, and they may be listed long after either was sent.
const MAY_BE_DROPPED: &str = "ended IS NOT NULL
    AND (kind <> 'create' OR (organization IS NULL AND outcome <> 'settled')
        OR NOT EXISTS (SELECT 1 FROM operations AS open WHERE open.ended IS NULL AND open.kind = 'create'))";

/// What is known of which day it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LastSeen {
    pub(crate) seen: Option<i64>,
    pub(crate) newest: Option<i64>,
    pub(crate) moved_on: Option<i64>,
}

impl Store {
    /// For how long the history is kept. Where something was chosen that cannot be read, for ever: what is dropped is gone.
    pub(crate) async fn history_keep_time(&self) -> Result<KeepTime, AppError> {
        self.read(|sql| {
            let kept = settings::read(sql, KEEP)?;
            let read = |kept: String| from_json(&kept).unwrap_or(KeepTime::Forever);
            Ok(kept.map(read).unwrap_or_default())
        })
        .await
    }

    /// Keeps it for this long from now on.
    pub(crate) async fn keep_history_for(&self, keep: KeepTime) -> Result<(), AppError> {
        self.write(move |sql| settings::write(sql, KEEP, &written(&keep)))
            .await
    }

    /// The last day seen, in milliseconds, when the newest operation began, and what the clock showed when the last day seen was
    /// moved on.
    pub(crate) async fn history_last_seen(&self) -> Result<LastSeen, AppError> {
        self.read(|sql| {
            let number = |name| settings::read(sql, name).map(|kept| kept.and_then(|kept| kept.parse().ok()));
            let newest = sql
                .query_row(
                    "SELECT began FROM operations ORDER BY seq DESC LIMIT 1",
                    [],
                    |row| row.get(0),
                )
                .optional()?;
            Ok(LastSeen {
                seen: number(LAST_SEEN)?,
                newest,
                moved_on: number(MOVED_ON)?,
            })
        })
        .await
    }

    /// Remembers the last day seen, and what the clock shows.
    pub(crate) async fn set_history_last_seen(&self, seen: i64, clock: i64) -> Result<(), AppError> {
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            settings::write(&transaction, LAST_SEEN, &seen.to_string())?;
            settings::write(&transaction, MOVED_ON, &clock.to_string())?;
            transaction.commit()
        })
        .await
    }

    /// How many ended operations are older than the first, in their order, that began at `cutoff` or later, and may be dropped.
    pub(crate) async fn history_older(&self, cutoff: i64) -> Result<u32, AppError> {
        self.read(move |sql| {
            sql.query_row(
                &format!("SELECT count(*) FROM operations WHERE {MAY_BE_DROPPED} AND seq < ?1"),
                [first_young(sql, cutoff)?],
                |row| row.get(0),
            )
        })
        .await
    }

    /// Drops up to this many of them, with their words. Gives how many there were.
    pub(crate) async fn drop_history_before(&self, cutoff: i64, most: u32) -> Result<u32, AppError> {
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            let old: Vec<i64> = transaction
                .prepare_cached(&format!(
                    "SELECT seq FROM operations WHERE {MAY_BE_DROPPED} AND seq < ?1 ORDER BY seq LIMIT ?2"
                ))?
                .query_map((first_young(&transaction, cutoff)?, most), |row| row.get(0))?
                .collect::<Result<_, _>>()?;
            {
                let mut words = transaction.prepare_cached("DELETE FROM operation_words WHERE rowid = ?1")?;
                let mut operation = transaction.prepare_cached("DELETE FROM operations WHERE seq = ?1")?;
                for seq in &old {
                    words.execute([seq])?;
                    operation.execute([seq])?;
                }
            }
            if !old.is_empty() {
                // Nothing waits there, and something of them may be left.
                slots::clear(&transaction)?;
            }
            transaction.commit()?;
            Ok(u32::try_from(old.len()).unwrap_or(most))
        })
        .await
    }
}

/// Keeps all of it from now on where nothing can be read of how long it is kept: more may have been chosen than the default.
pub(super) fn keep_all_where_not_known(sql: &Connection) -> Result<(), rusqlite::Error> {
    let kept = settings::read(sql, KEEP).ok().flatten();
    match kept.and_then(|kept| from_json::<KeepTime>(&kept)) {
        Some(_) => Ok(()),
        None => settings::write(sql, KEEP, &written(&KeepTime::Forever)),
    }
}

/// The place of the first operation that is young enough; behind all where none is.
fn first_young(sql: &Connection, cutoff: i64) -> Result<i64, rusqlite::Error> {
    let first: Option<i64> = sql.query_row(
        "SELECT min(seq) FROM operations WHERE began >= ?1",
        [cutoff],
        |row| row.get(0),
    )?;
    Ok(first.unwrap_or(i64::MAX))
}
