//! The journal as it is written: an operation as it stands is one row added at the end of a table without an index, which is
//! all that has to be on the disk before anything is sent. Operations, what they are found by, and their drafts follow it:
//! they are brought up to date from what was added, in one transaction that also takes it out, before anything else looks at
//! them. So a process may end between the two, and all else never sees that there are two.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::columns::{from_json, written};
use super::drafts::{self, Follows};
use super::operations;
use crate::operations::Operation;

/// So many wait at most for somebody who looks. Their numbers begin at one again whenever all are taken out, so that the last one
/// says how many there are.
const MANY: i64 = 256;

/// Those of the columns of an operation that no entry changes: as they were when it began.
const OF_THE_FIRST: [&str; 9] = [
    "id",
    "connection",
    "connection_name",
    "address",
    "identity",
    "adopted_by",
    "name",
    "undoes",
    "kind",
];
/// Those that say how it stands.
const OF_THE_LAST: [&str; 9] = [
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
    pub(super) fn append(sql: &Connection, entry: &Self) -> Result<(), rusqlite::Error> {
        sql.prepare_cached(
            "INSERT INTO journal (at, is_over, draft, id, connection, connection_name, address, identity, name, undoes, kind,
                 stage, organization, work, requests, steps, after, error, unread, outcome, adopted_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)",
        )?
        .execute(params![
            entry.at,
            entry.is_over,
            entry.draft,
            entry.id,
            entry.connection,
            entry.connection_name,
            entry.address,
            entry.identity,
            entry.name,
            entry.undoes,
            entry.kind,
            entry.stage,
            entry.organization,
            entry.work,
            entry.requests,
            entry.steps,
            entry.after,
            entry.error,
            entry.unread,
            entry.outcome,
            entry.adopted_by,
        ])
        .map(drop)
    }
}

/// Brings everything up to date with what was added. All of it or nothing is done.
pub(super) fn bring_up_to_date(sql: &Connection) -> Result<(), rusqlite::Error> {
    if !waits(sql)? {
        return Ok(());
    }
    let _hurry = NotAwaited::in_this(sql)?;
    let transaction = Transaction::new_unchecked(sql, TransactionBehavior::Immediate)?;
    apply(&transaction)?;
    transaction.commit()
}

/// While this lives, a commit does not wait for the disk. Where the power fails then, either all of it is lost, and the journal
/// still holds it, or nothing.
struct NotAwaited<'a>(&'a Connection);

impl<'a> NotAwaited<'a> {
    fn in_this(sql: &'a Connection) -> Result<Self, rusqlite::Error> {
        sql.pragma_update(None, "synchronous", "NORMAL")?;
        Ok(Self(sql))
    }
}

impl Drop for NotAwaited<'_> {
    fn drop(&mut self) {
        // Refused within a transaction alone, and then nothing can be added either.
        if let Err(error) = self.0.pragma_update(None, "synchronous", "FULL") {
            tracing::error!(%error, "a commit may not wait for the disk");
        }
    }
}

/// The same after something was added, where many wait by now. They are on the disk already: where this fails, somebody else will
/// try.
pub(super) fn bring_up_to_date_if_many(sql: &Connection) {
    if sql.last_insert_rowid() >= MANY
        && let Err(error) = bring_up_to_date(sql)
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

fn waits(sql: &Connection) -> Result<bool, rusqlite::Error> {
    sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM journal)")?
        .query_row([], |row| row.get(0))
}

fn apply(sql: &Connection) -> Result<(), rusqlite::Error> {
    operations_follow(sql)?;
    operations::index_those_in_the_journal(sql)?;
    drafts_follow(sql)?;
    sql.execute("DELETE FROM journal", []).map(drop)
}

/// An operation that is not there yet gets its place by its first entry; how it stands is said by its last one.
fn operations_follow(sql: &Connection) -> Result<(), rusqlite::Error> {
    let of = |entry: &str, columns: &[&str]| {
        let names: Vec<_> = columns.iter().map(|name| format!("{entry}.{name}")).collect();
        names.join(", ")
    };
    let changes: Vec<_> = OF_THE_LAST
        .iter()
        .map(|name| format!("{name} = excluded.{name}"))
        .collect();
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
        changes.join(", ")
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
