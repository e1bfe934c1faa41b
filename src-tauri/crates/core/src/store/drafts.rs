//! The drafts. One whose form is being sent stays beside its operation, and is offered again only where nothing was written. One
//! that is discarded stays as such until the run ends, so that all of this is so of it as well.

use rusqlite::{Connection, OptionalExtension, Params, Row, Transaction, params};
use uuid::Uuid;

use super::Store;
use super::columns::{column, from_json, written};
use crate::AppError;
use crate::connections::ConnectionId;
use crate::drafts::{Draft, DraftId, DraftStanding, TypedAs};
use crate::moment::Moment;
use crate::operations::Stage;

const COLUMNS: &str = "id, connection, address, identity, form, left_at";
/// Where a column says for which connection, or at which address, and there is none.
const NOBODY: &str = "";

impl Store {
    /// Keeps a draft as it stands now, in place of how it stood. One that is not there any more, or is being sent, is kept
    /// as a new one. Gives the id it is kept under.
    pub(crate) async fn keep_draft(&self, draft: Draft) -> Result<DraftId, AppError> {
        #[cfg(feature = "campaign")]
        crate::campaign::passes_at("draft", "kept", false);
        let kept = self.write(move |sql| {
            let transaction = sql.transaction()?;
            // Written anew, so that it comes behind all that were kept before, whatever the clock says.
            let there = transaction.execute(
                "DELETE FROM drafts WHERE id = ?1 AND connection = ?2 AND operation IS NULL AND discarded = 0",
                [draft.id.0.to_string(), kept_for(draft.connection)],
            )?;
            let id = if there == 0 { DraftId::new() } else { draft.id };
            insert(&transaction, &Draft { id, ..draft }, DraftStanding::Kept)?;
            transaction.commit()?;
            Ok(id)
        });
        let id = kept.await?;
        #[cfg(feature = "campaign")]
        crate::campaign::passes_at("draft", "kept", true);
        Ok(id)
    }

    /// Discards a draft that is not being sent, or keeps a discarded one again. Whether it was there.
    pub(crate) async fn turn_draft(
        &self,
        connection: Option<ConnectionId>,
        id: DraftId,
        to: DraftStanding,
    ) -> Result<bool, AppError> {
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            let from = match to {
                DraftStanding::Kept => DraftStanding::Discarded,
                DraftStanding::Discarded => DraftStanding::Kept,
            };
            let Some(draft) = take(&transaction, connection, id, Some(from))? else {
                return Ok(false);
            };
            insert(&transaction, &draft, to)?;
            transaction.commit()?;
            Ok(true)
        })
        .await
    }

    /// Takes a draft out that is not being sent; of none, however it stands. One that is not there is no error.
    pub(crate) async fn take_draft(
        &self,
        connection: Option<ConnectionId>,
        id: DraftId,
        standing: Option<DraftStanding>,
    ) -> Result<(), AppError> {
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            take(&transaction, connection, id, standing)?;
            transaction.commit()
        })
        .await
    }

    /// How many drafts of a connection are not being sent; those that cannot be read are among them.
    pub(crate) async fn draft_count(&self, connection: ConnectionId) -> Result<u32, AppError> {
        self.read(move |sql| {
            sql.query_row(
                "SELECT count(*) FROM drafts WHERE connection = ?1 AND operation IS NULL AND discarded = 0",
                [connection.0.to_string()],
                |row| row.get(0),
            )
        })
        .await
    }

    /// The drafts of a connection that are not being sent, or those of a new one, the one left or discarded last first. One that
    /// cannot be read, such as one of a later version, stays where it is.
    pub(crate) async fn drafts(
        &self,
        connection: Option<ConnectionId>,
        standing: DraftStanding,
    ) -> Result<Vec<Draft>, AppError> {
        let connection = kept_for(connection);
        self.read(move |sql| list(sql, standing, "connection = ?1", [connection]))
            .await
    }

    /// The forms of connections, of whichever they are.
    pub(crate) async fn drafts_of_connections(
        &self,
        standing: DraftStanding,
    ) -> Result<Vec<Draft>, AppError> {
        self.read(move |sql| list(sql, standing, "address = ?1", [NOBODY]))
            .await
    }
}

/// Reads the drafts that are not being sent and meet a condition.
fn list(
    sql: &Connection,
    standing: DraftStanding,
    condition: &str,
    of: impl Params,
) -> Result<Vec<Draft>, rusqlite::Error> {
    let mut statement = sql.prepare(&format!(
        "SELECT {COLUMNS} FROM drafts WHERE {condition} AND operation IS NULL AND discarded = {} ORDER BY rowid DESC",
        column_of(standing)
    ))?;
    let mut drafts = Vec::new();
    for row in statement.query_map(of, |row| Ok(read(row)))? {
        match row? {
            Ok(draft) => drafts.push(draft),
            Err(error) => tracing::warn!(%error, "a draft cannot be read"),
        }
    }
    Ok(drafts)
}

/// Takes a draft out that is not being sent; without a standing, however it stands. None where there is none.
fn take(
    sql: &Transaction<'_>,
    connection: Option<ConnectionId>,
    id: DraftId,
    standing: Option<DraftStanding>,
) -> Result<Option<Draft>, rusqlite::Error> {
    sql.query_row(
        &format!(
            "DELETE FROM drafts WHERE id = ?1 AND connection = ?2 AND operation IS NULL AND discarded = {}
             RETURNING {COLUMNS}",
            standing.map_or("discarded", column_of)
        ),
        [id.0.to_string(), kept_for(connection)],
        read,
    )
    .optional()
}

/// Removes what was discarded in a run that is over, also what its writes were to be followed with: the operations have it.
pub(super) fn remove_discarded(sql: &Connection) -> Result<(), rusqlite::Error> {
    sql.execute("DELETE FROM drafts WHERE discarded = 1", [])
        .map(drop)
}

/// The same at the begin or the end of a run, where nothing else depends on it: what is left is removed at the next one.
pub(super) fn tidy_up(sql: &Connection) {
    if let Err(error) = remove_discarded(sql) {
        tracing::warn!(%error, "what was discarded is still in the local data");
    }
}

/// The form of a connection is saved: its draft goes, in the transaction that writes the connection. Gives nothing up that is
/// another's.
pub(super) fn remove_saved(
    sql: &Connection,
    connection: ConnectionId,
    draft: DraftId,
) -> Result<(), rusqlite::Error> {
    sql.execute(
        "DELETE FROM drafts WHERE id = ?1 AND address = ?2 AND connection IN (?3, ?4)",
        params![
            draft.0.to_string(),
            NOBODY,
            kept_for(None),
            kept_for(Some(connection))
        ],
    )
    .map(drop)
}

/// Writes a draft that is not there.
fn insert(sql: &Connection, draft: &Draft, standing: DraftStanding) -> Result<(), rusqlite::Error> {
    sql.execute(
        &format!(
            "INSERT INTO drafts ({COLUMNS}, discarded) VALUES (?1, ?2, ?3, ?4, ?5, ?6, {})",
            column_of(standing)
        ),
        params![
            draft.id.0.to_string(),
            kept_for(draft.connection),
            address_of(draft),
            identity_of(draft),
            written(&draft.form),
            draft.left_at.0.as_millisecond(),
        ],
    )
    .map(drop)
}

/// What a draft follows: an operation, and how far it came.
pub(super) struct Follows {
    pub(super) operation: String,
    pub(super) connection: String,
    /// The draft its form is kept as, where the entry says so.
    pub(super) draft: Option<String>,
    /// None where a later version wrote it.
    pub(super) stage: Option<Stage>,
}

/// Lets the draft of an operation follow it: from its intent on it is not offered, since the operation keeps the form; it
/// goes when the operation is over, and is there again where nothing was written.
pub(super) fn follow(sql: &Connection, follows: &Follows) -> Result<(), rusqlite::Error> {
    let Follows {
        operation,
        connection,
        draft,
        stage,
    } = follows;
    if let Some(draft) = draft {
        sql.prepare_cached("UPDATE drafts SET operation = ?1 WHERE id = ?2 AND connection = ?3")?
            .execute([operation, draft, connection])?;
    }
    let sentence = match stage {
        None | Some(Stage::Intent | Stage::Sent | Stage::Unknown | Stage::Details | Stage::DetailsLeft) => {
            return Ok(());
        }
        Some(Stage::Rejected | Stage::NotSent) => "UPDATE drafts SET operation = NULL WHERE operation = ?1",
        Some(Stage::Done | Stage::Left) => "DELETE FROM drafts WHERE operation = ?1",
    };
    sql.prepare_cached(sentence)?.execute([operation]).map(drop)
}

/// Removes the drafts of operations that are over: the user has settled them.
pub(super) fn remove_settled(sql: &Connection) -> Result<(), rusqlite::Error> {
    let left = written(&Stage::Left);
    sql.execute(
        "DELETE FROM drafts WHERE operation IS NOT NULL
             AND EXISTS (SELECT 1 FROM operations WHERE id = drafts.operation AND stage = ?1)",
        [left],
    )
    .map(drop)
}

/// What the column says.
fn column_of(standing: DraftStanding) -> &'static str {
    match standing {
        DraftStanding::Kept => "0",
        DraftStanding::Discarded => "1",
    }
}

fn kept_for(connection: Option<ConnectionId>) -> String {
    connection.map_or_else(|| NOBODY.to_owned(), |id| id.0.to_string())
}

fn address_of(draft: &Draft) -> String {
    draft
        .typed
        .as_ref()
        .map_or_else(|| NOBODY.to_owned(), |typed| typed.address.to_string())
}

fn identity_of(draft: &Draft) -> String {
    written(&draft.typed.as_ref().map(|typed| &typed.identity))
}

fn read(row: &Row<'_>) -> Result<Draft, rusqlite::Error> {
    let address = |text: &str| match text {
        NOBODY => Some(None),
        address => scanning_api::PortalAddress::parse(address).ok().map(Some),
    };
    let uuid = |text: &str| Uuid::parse_str(text).ok();
    let left_at: i64 = row.get(5)?;
    Ok(Draft {
        id: DraftId(column(row, 0, uuid)?),
        connection: column(row, 1, |text| match text {
            NOBODY => Some(None),
            id => uuid(id).map(|id| Some(ConnectionId(id))),
        })?,
        typed: match column(row, 2, address)? {
            None => None,
            Some(address) => Some(TypedAs {
                address,
                identity: column(row, 3, from_json)?,
            }),
        },
        form: column(row, 4, from_json)?,
        left_at: Moment(jiff::Timestamp::from_millisecond(left_at).unwrap_or_default()),
    })
}
