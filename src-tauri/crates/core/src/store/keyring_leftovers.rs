//! Connections whose older sign-in may still lie in the keyring, though nobody uses it any more.

use super::Store;
use crate::AppError;
use crate::connections::ConnectionId;

impl Store {
    /// The connections of which something is to be removed from the keyring. One that keeps its sign-in there again is
    /// not among them.
    pub(crate) async fn keyring_leftovers(&self) -> Result<Vec<ConnectionId>, AppError> {
        let of = |text: String| uuid::Uuid::parse_str(&text).ok().map(ConnectionId);
        self.read(move |sql| {
            let mut statement = sql.prepare(
                "SELECT connection FROM keyring_leftovers WHERE connection NOT IN
                     (SELECT id FROM connections WHERE kept = '\"keyring\"')",
            )?;
            let rows = statement.query_map([], |row| row.get(0))?;
            rows.filter_map(|text| text.map(of).transpose()).collect()
        })
        .await
    }

    /// Remembers that something of a connection may lie in the keyring.
    pub(crate) async fn remember_keyring_leftover(&self, id: ConnectionId) -> Result<(), AppError> {
        self.write(move |sql| {
            sql.execute(
                "INSERT INTO keyring_leftovers (connection) VALUES (?1) ON CONFLICT DO NOTHING",
                [id.0.to_string()],
            )
            .map(drop)
        })
        .await
    }

    /// Nothing of a connection lies in the keyring any more.
    pub(crate) async fn forget_keyring_leftover(&self, id: ConnectionId) -> Result<(), AppError> {
        self.write(move |sql| {
            sql.execute(
                "DELETE FROM keyring_leftovers WHERE connection = ?1",
                [id.0.to_string()],
            )
            .map(drop)
        })
        .await
    }
}
