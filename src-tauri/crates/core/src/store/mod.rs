//! The local data: one SQLite file per user, without a single secret.
//!
//! The wall: SQL is written in this folder only. The file is opened when it is first needed, on a thread that may
//! wait; whatever goes wrong with it, the app starts and says so.

mod column_widths;
mod columns;
mod connections;
mod history;
mod history_keep;
mod history_query;
mod keyring_leftovers;
mod mark;
mod migrations;
mod open;
mod operations;
mod plan_codes;
mod settings;
#[cfg(test)]
mod tests;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::OnceCell;

use crate::AppError;
use crate::error::{LocalDataProblem, LocalDataUse};

pub(crate) use open::Opened;

/// The local data of this user.
pub struct Store {
    folder: PathBuf,
    opened: OnceCell<Shared>,
    met_damage: AtomicBool,
}

#[derive(Clone)]
struct Shared {
    connection: Arc<Mutex<Connection>>,
    trouble: Option<LocalDataProblem>,
}

impl Shared {
    /// Whether it is the file, and not the memory in its place.
    fn lasts(&self) -> bool {
        matches!(self.trouble, None | Some(LocalDataProblem::Damaged))
    }
}

impl Store {
    /// The local data in a folder. Opens nothing yet.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self {
            folder,
            opened: OnceCell::new(),
            met_damage: AtomicBool::new(false),
        }
    }

    /// Whether there is no file yet. Opens nothing.
    pub(crate) fn is_new(&self) -> bool {
        !open::exists(&self.folder)
    }

    /// What is wrong with the file, where the app works without it.
    pub async fn trouble(&self) -> Option<AppError> {
        let opened = self.shared().await.ok()?;
        opened.trouble.map(not_opened)
    }

    /// Whether what is written now is still there in the next run.
    pub(crate) async fn lasts(&self) -> bool {
        self.why_not_lasting().await.is_none()
    }

    /// Why what is written now is not there any more in the next run; none where it is.
    pub(crate) async fn why_not_lasting(&self) -> Option<LocalDataProblem> {
        match self.shared().await {
            Ok(opened) if opened.lasts() => None,
            Ok(opened) => opened.trouble,
            Err(AppError::LocalData { problem, .. }) => Some(problem),
            Err(_) => Some(LocalDataProblem::Failed),
        }
    }

    /// The run ends as it should: the next one need not look for damage. Not so while something is being written, or
    /// where damage was met.
    pub(crate) fn close(&self) {
        let Some(opened) = self.opened.get().filter(|opened| opened.lasts()) else {
            return;
        };
        if let Ok(_nobody_writes) = opened.connection.try_lock()
            && !self.met_damage.load(Ordering::Relaxed)
        {
            mark::take_off(&self.folder);
        }
    }

    /// Reads, on a thread that may wait.
    async fn read<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        self.run(LocalDataUse::Reading, work).await
    }

    /// Writes, on a thread that may wait.
    async fn write<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        self.run(LocalDataUse::Writing, work).await
    }

    async fn run<T, F>(&self, during: LocalDataUse, work: F) -> Result<T, AppError>
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
            tracing::error!(%error, ?during, "the local data could not be used");
            let problem = open::problem_of(&error);
            if problem == LocalDataProblem::Damaged {
                self.met_damage.store(true, Ordering::Relaxed);
                mark::set(&self.folder);
            }
            AppError::LocalData { during, problem }
        })
    }

    async fn shared(&self) -> Result<Shared, AppError> {
        let folder = self.folder.clone();
        let open = || async {
            let Opened { connection, trouble } = tokio::task::spawn_blocking(move || open::open(&folder))
                .await
                .map_err(|_| AppError::Internal)?
                .map_err(not_opened)?;
            Ok(Shared {
                connection: Arc::new(Mutex::new(connection)),
                trouble,
            })
        };
        self.opened.get_or_try_init(open).await.cloned()
    }
}

fn not_opened(problem: LocalDataProblem) -> AppError {
    AppError::LocalData {
        during: LocalDataUse::Opening,
        problem,
    }
}
