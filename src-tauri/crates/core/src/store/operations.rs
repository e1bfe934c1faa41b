//! The operations, as the journal has brought them. One that is noted again keeps the time it began at, and its place: their order
//! is the one they were noted in (`seq`), whatever the clock showed, and none ends before it began.

use std::collections::{BTreeSet, HashSet};

use rusqlite::types::Value;
use rusqlite::{Connection, Row, params, params_from_iter};
use scanning_api::OrganizationId;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::columns::{column, from_json, written};
use super::instead_of::First;
use super::unread::unread;
use super::{Store, drafts, journal};
use crate::AppError;
use crate::connections::{ConnectionId, IdentityView, OpenCountView};
use crate::history::OperationOutcome;
use crate::operations::{Operation, Stage, UnreadOperation, words};
use crate::organizations::ReviewId;
use crate::step::StepView;

pub(super) const COLUMNS: &str = "id, connection, address, identity, stage, name, organization, work, steps, after, \
    connection_name, requests, error, undoes, unread, adopted_by";

/// More than anybody has sent in half a minute.
const LAST: u32 = 50;

/// Read from the index of what is open alone, however long the history is.
pub(super) const OPEN_COUNTS: &str = "SELECT connection, count(*) FROM operations
    WHERE ended IS NULL AND id NOT IN (SELECT value FROM json_each(?1)) AND connection <> ?2
    GROUP BY connection";

impl Store {
    /// Writes an operation as it stands, in place of how it stood, and what becomes of its draft. It is in the journal, and that
    /// on the disk, when this returns (`synchronous = FULL`); those that are kept at the same time go there with one commit.
    pub(crate) async fn keep_operation(&self, operation: &Operation) -> Result<(), AppError> {
        #[cfg(feature = "campaign")]
        crate::campaign::passes(Some(operation), operation.stage, false);
        let now = jiff::Timestamp::now().as_millisecond();
        let entry = journal::Entry::of(operation, now);
        match operation.instead_of.zip(First::beside(operation.stage)) {
            Some(first) => self.write_in_place_of(first, operation, entry).await?,
            None => self.write_together(entry).await?,
        }
        #[cfg(feature = "campaign")]
        crate::campaign::passes(Some(operation), operation.stage, true);
        Ok(())
    }

    /// Brings up to date what waits in the journal, as whoever looks at the local data does.
    #[cfg(feature = "campaign")]
    pub(crate) async fn bring_up_to_date(&self) -> Result<(), AppError> {
        self.write(|_| Ok(())).await
    }

    /// The operations of a connection of which something is still to be found out or done, the oldest first. One that cannot
    /// be read, such as one of another version, stays where it is, and what can be told of it is given back.
    pub(crate) async fn open_operations(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<Result<Operation, UnreadOperation>>, AppError> {
        self.open_where("connection = ?1", connection).await
    }

    /// The same of all other connections.
    pub(crate) async fn open_operations_elsewhere(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<Result<Operation, UnreadOperation>>, AppError> {
        self.open_where("connection <> ?1", connection).await
    }

    async fn open_where(
        &self,
        condition: &'static str,
        connection: ConnectionId,
    ) -> Result<Vec<Result<Operation, UnreadOperation>>, AppError> {
        self.read(move |sql| {
            let mut statement = sql.prepare(&format!(
                "SELECT {COLUMNS}, seq, kind, began FROM operations WHERE ended IS NULL AND {condition} ORDER BY seq"
            ))?;
            let open = statement.query_map([connection.0.to_string()], |row| {
                Ok(read(row).map_err(|error| unread(row, connection, &error)))
            })?;
            open.collect()
        })
        .await
    }

    /// The creates among what was noted last, as far as they can be read. Of what is older nothing is under way.
    pub(crate) async fn creates_noted_last(&self) -> Result<Vec<Operation>, AppError> {
        self.read(|sql| {
            let mut statement = sql.prepare(&format!(
                "SELECT {COLUMNS} FROM (SELECT * FROM operations ORDER BY seq DESC LIMIT {LAST}) WHERE kind = 'create'"
            ))?;
            let creates = statement.query_map([], |row| Ok(read(row).ok()))?;
            creates.filter_map(Result::transpose).collect()
        })
        .await
    }

    /// Keeps an operation that came to its end under another id: what is noted under its own from now on is another operation.
    pub(crate) async fn set_apart(&self, ended: ReviewId, kept_as: ReviewId) -> Result<(), AppError> {
        self.write(move |sql| {
            sql.execute(
                "UPDATE operations SET id = ?2 WHERE id = ?1 AND ended IS NOT NULL",
                [ended.0.to_string(), kept_as.0.to_string()],
            )
            .map(drop)
        })
        .await
    }

    /// Those of these organizations that a create other than this one is known as.
    pub(crate) async fn known_as_another(
        &self,
        create: ReviewId,
        organizations: BTreeSet<OrganizationId>,
    ) -> Result<BTreeSet<OrganizationId>, AppError> {
        self.read(move |sql| {
            let mut is_known = sql.prepare(
                "SELECT EXISTS (SELECT 1 FROM operations
                     WHERE organization = ?1 AND kind = 'create' AND id <> ?2)",
            )?;
            let create = create.0.to_string();
            let mut known = BTreeSet::new();
            for id in organizations {
                if is_known.query_row([&id.to_string(), &create], |row| row.get(0))? {
                    known.insert(id);
                }
            }
            Ok(known)
        })
        .await
    }

    /// What an organization was called each time something was saved to it from here, just before that.
    pub(crate) async fn names_when_updated(
        &self,
        organization: OrganizationId,
    ) -> Result<Vec<String>, AppError> {
        self.read(move |sql| {
            let mut statement = sql.prepare(
                "SELECT DISTINCT name FROM operations WHERE organization = ?1 AND kind <> 'create'",
            )?;
            let names = statement.query_map([organization.to_string()], |row| row.get(0))?;
            names.collect()
        })
        .await
    }

    /// The creates that are settled, and of which nobody ever knew which organization they made, if any. Those that cannot be read
    /// are left out.
    pub(crate) async fn creates_settled_unknown(&self) -> Result<Vec<Operation>, AppError> {
        self.read(|sql| {
            let mut statement = sql.prepare(&format!(
                "SELECT {COLUMNS} FROM operations
                 WHERE practice IN (0, 1) AND outcome = ?1 AND kind = 'create' AND organization IS NULL"
            ))?;
            let settled =
                statement.query_map([OperationOutcome::Settled.column()], |row| Ok(read(row).ok()))?;
            settled.filter_map(Result::transpose).collect()
        })
        .await
    }

    /// The open operations of a connection that began before this one.
    pub(crate) async fn open_before(
        &self,
        connection: ConnectionId,
        operation: ReviewId,
    ) -> Result<HashSet<ReviewId>, AppError> {
        self.read(move |sql| {
            let mut statement = sql.prepare(
                "SELECT id FROM operations WHERE connection = ?1 AND ended IS NULL
                     AND seq < (SELECT seq FROM operations WHERE id = ?2)",
            )?;
            let ids = statement.query_map([connection.0.to_string(), operation.0.to_string()], |row| {
                Ok(ReviewId(column(row, 0, |text| Uuid::parse_str(text).ok())?))
            })?;
            ids.collect()
        })
        .await
    }

    /// How many operations of a connection are open.
    pub(crate) async fn open_count(&self, connection: ConnectionId) -> Result<u32, AppError> {
        self.read(move |sql| {
            sql.query_row(
                "SELECT count(*) FROM operations WHERE connection = ?1 AND ended IS NULL",
                [connection.0.to_string()],
                |row| row.get(0),
            )
        })
        .await
    }

    /// How many operations are open, but for these, of each connection that has some. Practice is left out.
    pub(crate) async fn open_counts(&self, but: Vec<ReviewId>) -> Result<Vec<OpenCountView>, AppError> {
        self.read(move |sql| {
            let mut statement = sql.prepare(OPEN_COUNTS)?;
            let values = [written(&but), ConnectionId::PRACTICE.0.to_string()];
            let mut counts = Vec::new();
            for row in statement.query_map(values, |row| Ok((row.get::<_, String>(0)?, row.get(1)?)))? {
                let (connection, count) = row?;
                // What is of none can be opened by nobody.
                if let Ok(id) = Uuid::parse_str(&connection) {
                    let connection = ConnectionId(id);
                    counts.push(OpenCountView { connection, count });
                }
            }
            Ok(counts)
        })
        .await
    }

    /// Makes an open operation one of another identity.
    pub(crate) async fn adopt_operation(
        &self,
        id: ReviewId,
        identity: IdentityView,
        steps: Vec<StepView>,
    ) -> Result<(), AppError> {
        #[cfg(feature = "campaign")]
        crate::campaign::passes_at("", "adopted", false);
        self.write(move |sql| {
            sql.execute(
                "UPDATE operations SET adopted_by = ?2, steps = ?3 WHERE id = ?1 AND ended IS NULL",
                params![id.0.to_string(), written(&identity), written(&steps)],
            )
            .map(drop)
        })
        .await?;
        #[cfg(feature = "campaign")]
        crate::campaign::passes_at("", "adopted", true);
        Ok(())
    }

    /// Ends an open operation: the user has settled it.
    pub(crate) async fn end_operation(&self, connection: ConnectionId, id: ReviewId) -> Result<(), AppError> {
        let values = vec![id.0.to_string(), connection.0.to_string()];
        self.end_open("id = ?4 AND connection = ?5", values).await
    }

    /// Ends all open operations of a connection: there is nothing left to carry them on to.
    pub(crate) async fn end_operations(&self, connection: ConnectionId) -> Result<(), AppError> {
        self.end_open("connection = ?4", vec![connection.0.to_string()])
            .await
    }

    /// Ends the open operations that a condition is true of; its values begin at `?4`.
    async fn end_open(&self, condition: &'static str, values: Vec<String>) -> Result<(), AppError> {
        #[cfg(feature = "campaign")]
        crate::campaign::passes(None, Stage::Left, false);
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            end_those(&transaction, condition, values)?;
            transaction.commit()
        })
        .await?;
        #[cfg(feature = "campaign")]
        crate::campaign::passes(None, Stage::Left, true);
        Ok(())
    }
}

/// Ends the open operations that a condition is true of; its values begin at `?4`. Their drafts go with them.
pub(super) fn end_those(
    sql: &Connection,
    condition: &str,
    values: Vec<String>,
) -> Result<(), rusqlite::Error> {
    let ended = [
        Value::from(written(&Stage::Left)),
        Value::from(jiff::Timestamp::now().as_millisecond()),
        Value::from(OperationOutcome::Settled.column().to_owned()),
    ];
    sql.execute(
        &format!(
            "UPDATE operations SET stage = ?1, ended = max(?2, began), outcome = ?3
             WHERE ended IS NULL AND {condition}"
        ),
        params_from_iter(ended.into_iter().chain(values.into_iter().map(Value::from))),
    )?;
    drafts::remove_settled(sql)
}

/// Indexes anew the operations that have an entry in the journal.
pub(super) fn index_those_in_the_journal(sql: &Connection) -> Result<(), rusqlite::Error> {
    index_those(sql, "id IN (SELECT id FROM journal)")
}

/// Indexes all operations again: the index alone cannot be copied from one file into another.
pub(super) fn index_again(sql: &Connection) -> Result<(), rusqlite::Error> {
    index_those(sql, "true")
}

fn index_those(sql: &Connection, condition: &str) -> Result<(), rusqlite::Error> {
    let mut statement = sql.prepare_cached(&format!(
        "SELECT {COLUMNS}, seq FROM operations WHERE {condition}"
    ))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(operation) = read(row) {
            index(sql, row.get("seq")?, &operation)?;
        }
    }
    Ok(())
}

fn index(sql: &Connection, seq: i64, operation: &Operation) -> Result<(), rusqlite::Error> {
    sql.prepare_cached("INSERT OR REPLACE INTO operation_words (rowid, words) VALUES (?1, ?2)")?
        .execute(params![seq, words(operation)])
        .map(drop)
}

pub(super) fn read(row: &Row<'_>) -> Result<Operation, rusqlite::Error> {
    let uuid = |text: &str| Uuid::parse_str(text).ok();
    let organization: Option<String> = row.get(6)?;
    let operation = Operation {
        id: ReviewId(column(row, 0, uuid)?),
        connection: ConnectionId(column(row, 1, uuid)?),
        address: column(row, 2, |text| scanning_api::PortalAddress::parse(text).ok())?,
        identity: column(row, 3, from_json)?,
        stage: column(row, 4, from_json)?,
        name: row.get(5)?,
        organization: organization.and_then(|id| id.parse().ok()),
        work: column(row, 7, from_json)?,
        kept_as: None,
        instead_of: None,
        steps: column(row, 8, from_json)?,
        after: optional(row, 9)?,
        connection_name: row.get(10)?,
        requests: column(row, 11, from_json)?,
        error: optional(row, 12)?,
        undoes: row
            .get::<_, Option<String>>(13)?
            .and_then(|id| uuid(&id))
            .map(ReviewId),
        unread: optional(row, 14)?.unwrap_or_default(),
        adopted_by: optional(row, 15)?,
    };
    Ok(operation.known_as_adopted())
}

/// What is there only sometimes. Where a later version wrote it so that it cannot be read, the rest still can.
fn optional<T: DeserializeOwned>(row: &Row<'_>, index: usize) -> Result<Option<T>, rusqlite::Error> {
    let text: Option<String> = row.get(index)?;
    Ok(text.and_then(|text| from_json(&text)))
}
