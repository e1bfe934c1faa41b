//! The plan codes that were used: no endpoint lists plans (API notes), so they are remembered.

use rusqlite::params;

use super::Store;
use crate::AppError;
use crate::connections::ConnectionId;

/// How many codes are offered.
const OFFERED: u32 = 50;

impl Store {
    /// The codes used on a connection, the latest first.
    pub(crate) async fn plan_codes(&self, connection: ConnectionId) -> Result<Vec<String>, AppError> {
        self.read(move |sql| {
            let mut statement = sql.prepare(
                "SELECT code FROM plan_codes WHERE connection = ?1 ORDER BY last_used DESC, code LIMIT ?2",
            )?;
            statement
                .query_map(params![connection.0.to_string(), OFFERED], |row| row.get(0))?
                .collect()
        })
        .await
    }

    /// Remembers codes as used now, and after all others: the clock may have been set back since.
    pub(crate) async fn remember_plan_codes(
        &self,
        connection: ConnectionId,
        codes: Vec<String>,
    ) -> Result<(), AppError> {
        let now = jiff::Timestamp::now().as_millisecond();
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            let last: Option<i64> =
                transaction.query_row("SELECT max(last_used) FROM plan_codes", [], |row| row.get(0))?;
            let now = last.map_or(now, |last| now.max(last.saturating_add(1)));
            for code in codes {
                transaction.execute(
                    "INSERT INTO plan_codes (connection, code, last_used) VALUES (?1, ?2, ?3)
                     ON CONFLICT (connection, code) DO UPDATE SET last_used = ?3",
                    params![connection.0.to_string(), code, now],
                )?;
            }
            transaction.commit()
        })
        .await
    }
}
