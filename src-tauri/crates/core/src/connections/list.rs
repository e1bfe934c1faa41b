//! The connections of this computer: from the local data alone, so that the first screen waits for nothing else.

use crate::connections::{ConnectionsView, StartView, StoredConnection};
use crate::error::{LocalDataProblem, LocalDataUse};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Whether this computer keeps nothing yet, so that there is nothing to read before the first screen.
    pub fn is_first_start(&self) -> bool {
        self.store.is_new()
    }

    /// What the UI needs to begin with. Never fails: trouble with the local data is part of the answer.
    pub async fn start(&self) -> StartView {
        let (connections, trouble) = match self.connections().await {
            Ok(connections) => {
                let trouble = self.store.trouble().await;
                let none_read = connections.connections.is_empty() && connections.unread > 0;
                (
                    connections,
                    trouble.or_else(|| none_read.then(of_a_newer_version)),
                )
            }
            Err(error) => (
                ConnectionsView {
                    connections: Vec::new(),
                    last_opened: None,
                    unread: 0,
                    open_operations: None,
                },
                Some(error),
            ),
        };
        StartView {
            connections,
            trouble,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }

    /// Opens the local data ahead of the first question, while the window is still being made.
    pub async fn prepare(&self) {
        // What is wrong with it, `start` says.
        let _ = self.store.trouble().await;
    }

    /// Orgdesk ends as it should: what was discarded goes, and the next start need not look for damage in the local data. To be
    /// called last.
    pub fn close(&self) {
        self.store.close();
    }

    /// All connections, by name.
    pub async fn connections(&self) -> Result<ConnectionsView, AppError> {
        let kept = self.store.connections().await?;
        // That they cannot be counted takes no connection away.
        let open_operations = self.open_counts().await.ok();
        Ok(ConnectionsView {
            connections: kept.readable.iter().map(StoredConnection::view).collect(),
            last_opened: kept.last_opened,
            unread: kept.unread,
            open_operations,
        })
    }
}

/// Nothing of what is kept can be read, though the file can.
fn of_a_newer_version() -> AppError {
    AppError::LocalData {
        during: LocalDataUse::Reading,
        problem: LocalDataProblem::Newer,
        set_aside: None,
    }
}
