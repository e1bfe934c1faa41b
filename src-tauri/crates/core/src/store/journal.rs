//! The journal as it is written: an operation as it stands is one row of a table without an index, which is all that has to be
//! on the disk before anything is sent. Operations, what they are found by, and their drafts follow it: they are brought up to
//! date from what was added, in one transaction that also notes that it waits no more, before anything else looks at them. So a
//! process may end between the two, and all else never sees that there are two.

use std::sync::LazyLock;

use rusqlite::{Connection, ToSql, Transaction, TransactionBehavior, params};

use super::columns::{from_json, written};
use super::drafts::{self, Follows};
use super::open;
use super::operations;
use super::slots::{self, Last, Place};
use super::standing::{self, Standing};
use crate::operations::Operation;

/// So many wait at most for somebody who looks.
const MANY: i64 = 256;

/// Pages of a log that the file takes over once the journal is brought up to date.
const LARGE_LOG: i64 = 500;

/// Those of the columns of an operation that no entry changes: as they were when it began.
const OF_THE_FIRST: [&str; 7] = [
    "id",
    "connection",
    "connection_name",
    "address",
    "identity",
    "adopted_by",
    "name",
];
/// Those that say how it stands. Whether it is an undo is among them: what it was to put back may be put back by somebody else
/// before it is sent once more.
const OF_THE_LAST: [&str; 11] = [
    "undoes",
    "kind",
    "stage",
    "organization",
    "work",
    "requests",
    "steps",
    "after",
    "error",
    "unread",
    "outcome",
];

/// What else an entry says: when it was written, whether the operation is over by it, and the draft its form is kept as.
const OF_THE_ENTRY: [&str; 3] = ["at", "is_over", "draft"];

/// Writes an entry into its slot, whether or not that is there.
static WRITE: LazyLock<String> = LazyLock::new(|| {
    let columns = [OF_THE_ENTRY.as_slice(), &OF_THE_FIRST, &OF_THE_LAST].concat();
    let values: Vec<_> = (5..).take(columns.len()).map(|at| format!("?{at}")).collect();
    format!(
        "INSERT INTO journal_slots (slot, number, pages, filling, {}) VALUES (?1, ?2, ?3, zeroblob(?4), {})
         ON CONFLICT (slot) DO UPDATE SET {}",
        columns.join(", "),
        values.join(", "),
        taken_over(["number", "pages", "filling"].iter().chain(&columns))
    )
});

/// Each of these columns as it is in what was to be inserted.
fn taken_over<'a>(columns: impl IntoIterator<Item = &'a &'a str>) -> String {
    let columns = columns.into_iter();
    let changes: Vec<_> = columns.map(|name| format!("{name} = excluded.{name}")).collect();
    changes.join(", ")
}

/// An operation as it stands at a moment, in milliseconds, as it is written.
pub(super) struct Entry {
    at: i64,
    is_over: bool,
    draft: Option<String>,
    id: String,
    connection: String,
    connection_name: String,
    address: String,
    identity: String,
    adopted_by: Option<String>,
    name: String,
    undoes: Option<String>,
    kind: &'static str,
    stage: String,
    organization: Option<String>,
    work: String,
    requests: String,
    steps: String,
    after: Option<String>,
    error: Option<String>,
    unread: String,
    outcome: &'static str,
}

impl Entry {
    pub(super) fn of(operation: &Operation, at: i64) -> Self {
        Self {
            at,
            is_over: !operation.stage.is_open(),
            draft: operation.kept_as.map(|draft| draft.0.to_string()),
            id: operation.id.0.to_string(),
            connection: operation.connection.0.to_string(),
            connection_name: operation.connection_name.clone(),
            address: operation.address.to_string(),
            identity: written(&operation.identity),
            adopted_by: operation.adopted_by.as_ref().map(written),
            name: operation.name.clone(),
            undoes: operation.undoes.map(|id| id.0.to_string()),
            kind: operation.kind().column(),
            stage: written(&operation.stage),
            organization: operation.organization.map(|id| id.to_string()),
            work: written(&operation.work),
            requests: written(&operation.requests),
            steps: written(&operation.steps),
            after: operation.after.as_ref().map(written),
            error: operation.error.as_ref().map(written),
            unread: written(&operation.unread),
            outcome: operation.outcome().column(),
        }
    }

    /// Adds it behind all that wait.
    pub(super) fn append(&self, sql: &Connection, last: &Last) -> Result<(), rusqlite::Error> {
        let Place { slot, number, pages } = last.next(sql)?;
        let (own_pages, filling) = self.row(number).filling(pages);
        let mut statement = sql.prepare_cached(&WRITE)?;
        let place: [&dyn ToSql; 4] = [&slot, &number, &own_pages, &filling];
        let entry = params![
            self.at,
            self.is_over,
            self.draft,
            self.id,
            self.connection,
            self.connection_name,
            self.address,
            self.identity,
            self.adopted_by,
            self.name,
            self.undoes,
            self.kind,
            self.stage,
            self.organization,
            self.work,
            self.requests,
            self.steps,
            self.after,
            self.error,
            self.unread,
            self.outcome,
        ];
        let values = place.iter().chain(entry);
        statement.execute(rusqlite::params_from_iter(values)).map(drop)
    }

    /// How large its row is.
    fn row(&self, number: i64) -> slots::Row {
        let texts = [
            &self.id,
            &self.connection,
            &self.connection_name,
            &self.address,
            &self.identity,
            &self.name,
            &self.stage,
            &self.work,
            &self.requests,
            &self.steps,
            &self.unread,
        ];
        let optional = [
            &self.draft,
            &self.adopted_by,
            &self.undoes,
            &self.organization,
            &self.after,
            &self.error,
        ];
        // The slot is not in the row itself.
        let row = slots::Row::default()
            .optional(None)
            .integer(number)
            .integer(self.at)
            .integer(i64::from(self.is_over))
            .text(self.kind)
            .text(self.outcome);
        let row = texts.into_iter().fold(row, |row, text| row.text(text));
        optional
            .into_iter()
            .fold(row, |row, text| row.optional(text.as_deref()))
    }
}

/// Brings everything up to date with what was added. All of it or nothing is done.
pub(super) fn bring_up_to_date(sql: &Connection) -> Result<(), rusqlite::Error> {
    if slots::one_waits(sql)? {
        bring_all_up_to_date(sql)
    } else {
        Ok(())
    }
}

/// The same where of those that wait the first ones may be missing, as in a file of which not all could be read.
pub(super) fn bring_all_up_to_date(sql: &Connection) -> Result<(), rusqlite::Error> {
    let _hurry = NotAwaited::in_this(sql)?;
    let transaction = Transaction::new_unchecked(sql, TransactionBehavior::Immediate)?;
    apply(&transaction)?;
    transaction.commit()
}

/// While this lives, a commit does not wait for the disk. Where the power fails then, either all of it is lost, and the journal
/// still holds it, or nothing. It is here that the file takes over a log that has grown, and not while somebody waits for an entry.
struct NotAwaited<'a>(&'a Connection);

impl<'a> NotAwaited<'a> {
    fn in_this(sql: &'a Connection) -> Result<Self, rusqlite::Error> {
        sql.pragma_update(None, "synchronous", "NORMAL")?;
        sql.pragma_update(None, "wal_autocheckpoint", LARGE_LOG)?;
        Ok(Self(sql))
    }
}

impl Drop for NotAwaited<'_> {
    fn drop(&mut self) {
        // Refused within a transaction alone, and then nothing can be added either.
        if let Err(error) = self.0.pragma_update(None, "synchronous", "FULL") {
            tracing::error!(%error, "a commit may not wait for the disk");
        }
        if let Err(error) = open::take_log_over_late(self.0) {
            tracing::warn!(%error, "an entry may wait while the file takes over the log");
        }
    }
}

/// The same after something was added, where many wait by now. They are on the disk already: where this fails, somebody else will
/// try.
pub(super) fn bring_up_to_date_if_many(sql: &Connection, last: &Last, standing: Option<&Standing>) {
    if last.count() >= MANY
        && let Err(error) = standing::look(standing, || bring_up_to_date(sql))
    {
        tracing::warn!(%error, "the journal waits longer");
    }
}

/// Reads, up to date. A disk that takes nothing is no reason not to: then what was added is seen for this one time.
pub(super) fn seen<T>(
    sql: &Connection,
    read: impl FnOnce(&Connection) -> Result<T, rusqlite::Error>,
) -> Result<T, rusqlite::Error> {
    let Err(error) = bring_up_to_date(sql) else {
        return read(sql);
    };
    tracing::warn!(%error, "what is in the journal is shown, and not brought up to date");
    let seen = Transaction::new_unchecked(sql, TransactionBehavior::Deferred)?;
    if apply(&seen).is_ok() {
        // Dropped, which takes it back.
        return read(&seen);
    }
    drop(seen);
    read(sql)
}

fn apply(sql: &Connection) -> Result<(), rusqlite::Error> {
    operations_follow(sql)?;
    operations::index_those_in_the_journal(sql)?;
    drafts_follow(sql)?;
    slots::all_are_over(sql)
}

/// An operation that is not there yet gets its place by its first entry; how it stands is said by its last one.
fn operations_follow(sql: &Connection) -> Result<(), rusqlite::Error> {
    let of = |entry: &str, columns: &[&str]| {
        let names: Vec<_> = columns.iter().map(|name| format!("{entry}.{name}")).collect();
        names.join(", ")
    };
    sql.prepare_cached(&format!(
        "WITH noted AS (SELECT min(seq) AS first, max(seq) AS last FROM journal GROUP BY id)
         INSERT INTO operations ({}, {}, began, ended)
             SELECT {}, {}, first.at, iif(last.is_over, max(last.at, first.at), NULL)
             FROM noted JOIN journal AS first ON first.seq = noted.first JOIN journal AS last ON last.seq = noted.last
             WHERE true ORDER BY noted.first
             ON CONFLICT (id) DO UPDATE SET {}, ended = max(excluded.ended, began)",
        OF_THE_FIRST.join(", "),
        OF_THE_LAST.join(", "),
        of("first", &OF_THE_FIRST),
        of("last", &OF_THE_LAST),
        taken_over(&OF_THE_LAST)
    ))?
    .execute([])
    .map(drop)
}

/// One entry after the other: a draft that one operation gave back may be sent by the next.
fn drafts_follow(sql: &Connection) -> Result<(), rusqlite::Error> {
    let mut entries = sql.prepare_cached(
        "SELECT id, connection, draft, stage FROM journal WHERE draft IS NOT NULL OR is_over ORDER BY seq",
    )?;
    let mut entries = entries.query([])?;
    while let Some(entry) = entries.next()? {
        let stage: String = entry.get(3)?;
        drafts::follow(
            sql,
            &Follows {
                operation: entry.get(0)?,
                connection: entry.get(1)?,
                draft: entry.get(2)?,
                stage: from_json(&stage),
            },
        )?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
