//! The local data: one SQLite file per user, without a single secret.
//!
//! The wall: SQL is written in this folder only. The file is opened when it is first needed, on a thread that may
//! wait; whatever goes wrong with it, the app starts and says so.

mod connections;
mod keyring_leftovers;
mod migrations;
mod open;
mod plan_codes;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::OnceCell;

use crate::AppError;
use crate::error::LocalDataProblem;

pub(crate) use open::Opened;

/// The local data of this user.
pub struct Store {
    folder: PathBuf,
    opened: OnceCell<Shared>,
}

#[derive(Clone)]
struct Shared {
    connection: Arc<Mutex<Connection>>,
    trouble: Option<LocalDataProblem>,
}

impl Store {
    /// The local data in a folder. Opens nothing yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            opened: OnceCell::new(),
        }
    }

    /// What is wrong with the file, where the app works without it.
    pub async fn trouble(&self) -> Option<AppError> {
        let opened = self.shared().await.ok()?;
        opened.trouble.map(|problem| AppError::LocalData { problem })
    }

    /// Whether what is written now is still there in the next run.
    pub(crate) async fn lasts(&self) -> bool {
        self.shared()
            .await
            .is_ok_and(|opened| matches!(opened.trouble, None | Some(LocalDataProblem::Damaged)))
    }

    /// Runs a piece of SQL on a thread that may wait.
    async fn run<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        let shared = self.shared().await?;
        let done = tokio::task::spawn_blocking(move || {
            let mut connection = shared.connection.lock().unwrap_or_else(PoisonError::into_inner);
            work(&mut connection)
        });
        done.await.map_err(|_| AppError::Internal)?.map_err(|error| {
            tracing::error!(%error, "the local data could not be used");
            AppError::LocalData {
                problem: open::problem_of(&error),
            }
        })
    }

    async fn shared(&self) -> Result<Shared, AppError> {
        let folder = self.folder.clone();
        let open = || async {
            let Opened { connection, trouble } = tokio::task::spawn_blocking(move || open::open(&folder))
                .await
                .map_err(|_| AppError::Internal)?
                .map_err(|problem| AppError::LocalData { problem })?;
            Ok(Shared {
                connection: Arc::new(Mutex::new(connection)),
                trouble,
            })
        };
        self.opened.get_or_try_init(open).await.cloned()
    }
}
