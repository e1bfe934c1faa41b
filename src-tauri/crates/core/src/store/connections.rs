//! The connections of the local data. None of their columns can hold a secret.

use rusqlite::{Connection, OptionalExtension, Row, params};
use uuid::Uuid;

use super::columns::{column, from_json, written};
use super::{Store, drafts, operations, settings};
use crate::AppError;
use crate::connections::{ConnectionId, StoredConnection};
use crate::drafts::DraftId;
use crate::error::Gone;

const LAST_OPENED: &str = "last_opened";
const COLUMNS: &str = "id, name, colour, address, method, scheme, kept, identity";

/// The connections as they are kept.
pub(crate) struct KeptConnections {
    /// By name.
    pub(crate) readable: Vec<StoredConnection>,
    /// How many cannot be read.
    pub(crate) unread: u32,
    pub(crate) last_opened: Option<ConnectionId>,
}

impl Store {
    /// All connections, and the one last opened. What cannot be read, such as one that a later version wrote, stays where
    /// it is and takes no other away.
    pub(crate) async fn connections(&self) -> Result<KeptConnections, AppError> {
        self.read(|sql| {
            let mut statement = sql.prepare(&format!(
                "SELECT {COLUMNS} FROM connections ORDER BY name COLLATE NOCASE, id"
            ))?;
            let (mut readable, mut unread) = (Vec::new(), 0);
            for row in statement.query_map([], |row| Ok(read(row)))? {
                match row? {
                    Ok(connection) => readable.push(connection),
                    Err(error) => {
                        unread += 1;
                        tracing::warn!(%error, "a connection cannot be read");
                    }
                }
            }
            let last = settings::read(sql, LAST_OPENED)?;
            let last_opened = last.and_then(|id| Uuid::parse_str(&id).ok()).map(ConnectionId);
            Ok(KeptConnections {
                readable,
                unread,
                last_opened,
            })
        })
        .await
    }

    /// One connection.
    pub(crate) async fn connection(&self, id: ConnectionId) -> Result<StoredConnection, AppError> {
        let found = self
            .read(move |sql| {
                sql.query_row(
                    &format!("SELECT {COLUMNS} FROM connections WHERE id = ?1"),
                    [id.0.to_string()],
                    read,
                )
                .optional()
            })
            .await?;
        found.ok_or(AppError::Gone {
            what: Gone::Connection,
        })
    }

    /// Writes a connection, in place of an older one with the same id.
    pub(crate) async fn save_connection(&self, stored: &StoredConnection) -> Result<(), AppError> {
        let stored = stored.clone();
        self.write(move |sql| save(sql, &stored)).await
    }

    /// Writes a connection whose form was kept as a draft: that goes with it, so that the form is never both saved and offered,
    /// and never neither.
    pub(crate) async fn save_typed_connection(
        &self,
        stored: &StoredConnection,
        draft: Option<DraftId>,
    ) -> Result<(), AppError> {
        let stored = stored.clone();
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            save(&transaction, &stored)?;
            if let Some(draft) = draft {
                drafts::remove_saved(&transaction, stored.id, draft)?;
            }
            transaction.commit()
        })
        .await
    }

    /// Removes a connection and what is remembered for it, and ends what is open of it: it cannot be looked for any more. All of
    /// that or nothing.
    pub(crate) async fn remove_connection(&self, id: ConnectionId) -> Result<(), AppError> {
        self.write(move |sql| {
            let id = id.0.to_string();
            let transaction = sql.transaction()?;
            transaction.execute("DELETE FROM connections WHERE id = ?1", [&id])?;
            operations::end_those(&transaction, "connection = ?4", vec![id.clone()])?;
            transaction.execute("DELETE FROM plan_codes WHERE connection = ?1", [&id])?;
            transaction.execute("DELETE FROM drafts WHERE connection = ?1", [&id])?;
            transaction.execute(
                "DELETE FROM settings WHERE name = ?1 AND value = ?2",
                [LAST_OPENED, &id],
            )?;
            transaction.commit()
        })
        .await
    }

    /// Remembers which connection was opened last.
    pub(crate) async fn set_last_opened(&self, id: ConnectionId) -> Result<(), AppError> {
        self.write(move |sql| settings::write(sql, LAST_OPENED, &id.0.to_string()))
            .await
    }
}

fn save(sql: &Connection, stored: &StoredConnection) -> Result<(), rusqlite::Error> {
    sql.execute(
        &format!(
            "INSERT INTO connections ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             ON CONFLICT (id) DO UPDATE SET name = ?2, colour = ?3, address = ?4, method = ?5,
                 scheme = ?6, kept = ?7, identity = ?8"
        ),
        params![
            stored.id.0.to_string(),
            stored.name,
            written(&stored.colour),
            stored.address.to_string(),
            written(&stored.method),
            written(&stored.scheme),
            written(&stored.kept),
            written(&stored.identity),
        ],
    )
    .map(drop)
}

fn read(row: &Row<'_>) -> Result<StoredConnection, rusqlite::Error> {
    Ok(StoredConnection {
        id: ConnectionId(column(row, 0, |text| Uuid::parse_str(text).ok())?),
        name: row.get(1)?,
        colour: column(row, 2, from_json)?,
        address: column(row, 3, |text| scanning_api::PortalAddress::parse(text).ok())?,
        method: column(row, 4, from_json)?,
        scheme: column(row, 5, from_json)?,
        kept: column(row, 6, from_json)?,
        identity: column(row, 7, from_json)?,
    })
}

#[cfg(test)]
mod tests {
    use scanning_api::{AuthScheme, PortalAddress};

    use super::*;
    use crate::connections::{Colour, IdentityView, KeptSignIn, SignInMethod};

    fn connection(name: &str) -> StoredConnection {
        StoredConnection {
            id: ConnectionId::new(),
            name: name.to_owned(),
            colour: Colour::Plum,
            address: PortalAddress::parse("https://scan.halden.example").unwrap(),
            method: SignInMethod::AccessToken,
            scheme: AuthScheme::Basic,
            kept: KeptSignIn::Keyring,
            identity: IdentityView {
                id: None,
                username: "m.keller".to_owned(),
                email: None,
                role: None,
                partner: None,
                partner_id: None,
            },
        }
    }

    #[tokio::test]
    async fn one_that_cannot_be_read_takes_no_other_away_and_stays_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::in_folder(folder.path().to_owned(), None);
        let later = connection("Of a later version");
        store.save_connection(&later).await.unwrap();
        store.save_connection(&connection("Halden")).await.unwrap();
        let id = later.id.0.to_string();
        store
            .write(move |sql| sql.execute("UPDATE connections SET colour = '\"teal\"' WHERE id = ?1", [id]))
            .await
            .unwrap();

        let kept = store.connections().await.unwrap();
        let names: Vec<_> = kept.readable.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Halden"]);
        assert_eq!(kept.unread, 1);
    }
}
