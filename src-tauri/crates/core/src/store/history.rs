//! Reading the journal as a history. A page is found in an index that holds all a filter asks about, and only the rows of that page
//! are read. Words come from their own index, in the same order, and the two are merged: nothing is ever sorted.

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::Store;
use super::columns::{column, from_json};
use super::history_query::Asked;
use super::operations::{COLUMNS, read};
use crate::AppError;
use crate::connections::ConnectionId;
use crate::history::{HistoryConnectionView, HistoryLink, HistoryPageView, Recorded, Wanted, moment};
use crate::operations::{Operation, Work};
use crate::organizations::ReviewId;

/// How long a chain of undoings is followed.
const LONGEST_CHAIN: u32 = 64;
/// What of an operation counts as done; where it differs, as far as it [put back](crate::operations::UpdateWork::has_put_back)
/// what it was to.
const DONE: &str = "outcome IN ('done', 'done_not_read', 'differs')";

impl Store {
    /// A page of the history, from before a place on.
    pub(crate) async fn history_page(
        &self,
        wanted: Wanted,
        before: Option<i64>,
        per_page: u32,
    ) -> Result<HistoryPageView, AppError> {
        self.read(move |sql| {
            let asked = Asked::of(&wanted);
            let (places, next, total, counted) = if before.is_none() {
                let first = asked.first(sql, per_page)?;
                (first.places, first.next, Some(first.total), first.counted)
            } else {
                let (places, next) = asked.places(sql, before, per_page)?;
                (places, next, None, true)
            };
            let records = records(sql, &places)?;
            Ok(HistoryPageView {
                unread: unread(&places, &records),
                rows: records.iter().map(Recorded::row).collect(),
                next,
                total,
                counted,
            })
        })
        .await
    }

    /// The operations of a page, how many of it cannot be read, and where the next one begins.
    pub(crate) async fn history_records(
        &self,
        wanted: &Wanted,
        before: Option<i64>,
        per_page: u32,
    ) -> Result<(Vec<Recorded>, u32, Option<i64>), AppError> {
        let asked = Asked::of(wanted);
        self.read(move |sql| {
            let (places, next) = asked.places(sql, before, per_page)?;
            let records = records(sql, &places)?;
            let unread = unread(&places, &records);
            Ok((records, unread, next))
        })
        .await
    }

    /// One operation.
    pub(crate) async fn history_operation(&self, id: ReviewId) -> Result<Option<Recorded>, AppError> {
        self.read(move |sql| {
            let seq = sql
                .query_row(
                    "SELECT seq FROM operations WHERE id = ?1",
                    [id.0.to_string()],
                    |row| row.get(0),
                )
                .optional()?;
            Ok(match seq {
                Some(seq) => records(sql, &[seq])?.pop(),
                None => None,
            })
        })
        .await
    }

    /// The update an operation undoes, and the one that undid it.
    pub(crate) async fn history_links(
        &self,
        operation: &Operation,
    ) -> Result<(Option<HistoryLink>, Option<HistoryLink>), AppError> {
        let (id, undoes) = (operation.id, operation.undoes);
        self.read(move |sql| {
            let undoes = match undoes {
                Some(undoes) => sql
                    .query_row(
                        "SELECT id, began FROM operations WHERE id = ?1",
                        [undoes.0.to_string()],
                        link,
                    )
                    .optional()?,
                None => None,
            };
            Ok((undoes, undone_by(sql, id, 0)?))
        })
        .await
    }

    /// The connections operations were written to, each as it was called last.
    pub(crate) async fn history_connections(&self) -> Result<Vec<HistoryConnectionView>, AppError> {
        self.read(|sql| {
            // From one connection to the next in the index: not through all operations of each.
            let mut statement = sql.prepare(
                "WITH RECURSIVE known (id) AS (
                     SELECT min(connection) FROM operations
                     UNION ALL
                     SELECT (SELECT min(connection) FROM operations WHERE connection > known.id)
                     FROM known WHERE known.id IS NOT NULL
                 )
                 SELECT known.id, operations.connection_name, operations.address
                 FROM known JOIN operations ON operations.seq =
                     (SELECT max(seq) FROM operations WHERE connection = known.id)
                 WHERE known.id IS NOT NULL",
            )?;
            let known = statement.query_map([], |row| {
                let address: String = row.get(2)?;
                let host = scanning_api::PortalAddress::parse(&address).map(|address| address.host());
                Ok(HistoryConnectionView {
                    id: ConnectionId(column(row, 0, |text| Uuid::parse_str(text).ok())?),
                    name: row.get(1)?,
                    host: host.unwrap_or(address),
                })
            })?;
            known.collect()
        })
        .await
    }
}

/// The operations at these places, in their order. One that cannot be read, such as one of a later version, is left out.
fn records(sql: &Connection, places: &[i64]) -> Result<Vec<Recorded>, rusqlite::Error> {
    let mut statement = sql.prepare_cached(&format!(
        "SELECT {COLUMNS}, began, ended FROM operations WHERE seq = ?1"
    ))?;
    let mut records = Vec::with_capacity(places.len());
    for seq in places {
        match statement.query_row([seq], record) {
            Ok(mut recorded) => {
                recorded.undone = undone_by(sql, recorded.operation.id, 0)?.is_some();
                records.push(recorded);
            }
            Err(error @ (rusqlite::Error::InvalidColumnType(..) | rusqlite::Error::QueryReturnedNoRows)) => {
                tracing::warn!(%error, "an operation cannot be read");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(records)
}

fn unread(places: &[i64], records: &[Recorded]) -> u32 {
    u32::try_from(places.len() - records.len()).unwrap_or(u32::MAX)
}

fn record(row: &Row<'_>) -> Result<Recorded, rusqlite::Error> {
    Ok(Recorded {
        operation: read(row)?,
        began: row.get("began")?,
        ended: row.get("ended")?,
        undone: false,
    })
}

/// The update that undid an operation, and was not undone in turn.
fn undone_by(sql: &Connection, id: ReviewId, depth: u32) -> Result<Option<HistoryLink>, rusqlite::Error> {
    let mut statement = sql.prepare_cached(&format!(
        "SELECT id, began, CASE outcome WHEN 'differs' THEN work END AS differing, after, unread
         FROM operations WHERE undoes = ?1 AND {DONE} ORDER BY seq DESC"
    ))?;
    let undoings: Vec<_> = statement
        .query_map([id.0.to_string()], |row| Ok((link(row)?, took(row)?)))?
        .collect::<Result<_, _>>()?;
    for (undoing, _) in undoings.into_iter().filter(|(_, took)| *took) {
        if depth >= LONGEST_CHAIN || undone_by(sql, undoing.operation, depth + 1)?.is_none() {
            return Ok(Some(undoing));
        }
    }
    Ok(None)
}

/// Whether an undoing put back all it was to: only one that differs has to be read for that. What cannot be read is taken to be done.
fn took(row: &Row<'_>) -> Result<bool, rusqlite::Error> {
    let [work, after] = [row.get::<_, Option<String>>("differing")?, row.get("after")?];
    let unread: String = row.get("unread")?;
    let unread: Vec<_> = from_json(&unread).unwrap_or_default();
    let work = work.and_then(|work| from_json(&work));
    Ok(match (work, after.and_then(|after| from_json(&after))) {
        (Some(Work::Update(work)), Some(after)) => work.has_put_back(&after, &unread),
        _ => true,
    })
}

fn link(row: &Row<'_>) -> Result<HistoryLink, rusqlite::Error> {
    Ok(HistoryLink {
        operation: ReviewId(column(row, 0, |text| Uuid::parse_str(text).ok())?),
        began: moment(row.get(1)?),
    })
}

#[cfg(test)]
#[path = "history_tests.rs"]
mod tests;
