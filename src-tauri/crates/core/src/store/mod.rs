//! The local data: one SQLite file per user, without a single secret.
//!
//! The wall: SQL is written in this folder only. The file is opened when it is first needed, on a thread that may
//! wait; whatever goes wrong with it, the app starts and says so. Where the file cannot be used, memory stands in its place
//! until it can: before each write that is tried again.

mod anew;
mod aside;
mod column_widths;
mod columns;
mod connections;
mod drafts;
mod from_memory;
mod history;
mod history_keep;
mod history_query;
mod instead_of;
mod journal;
mod keyring_leftovers;
mod mark;
mod migrations;
mod open;
mod operations;
mod plan_codes;
mod recover;
mod settings;
mod slots;
mod standing;
mod take_over;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_begun;
#[cfg(test)]
pub(crate) mod tests_of_clocks;
#[cfg(test)]
mod tests_of_damage;
#[cfg(test)]
mod tests_of_memory;
#[cfg(test)]
mod tests_of_shapes;
#[cfg(test)]
#[cfg(unix)]
mod tests_of_standing;
mod together;
mod unread;

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::AppError;
use crate::error::{LocalDataProblem, LocalDataUse};
use crate::lock::{Lock, Taken};
use rusqlite::Connection;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::task;

use self::open::{Opened, Trouble};
use self::slots::Last;
use self::standing::Standing;
use self::together::Together;

/// How long one that is about to end may still hold the folder.
const ENDING: Duration = Duration::from_secs(2);

/// The local data of this user.
pub struct Store {
    folder: PathBuf,
    opened: tokio::sync::Mutex<Option<Shared>>,
    /// That the folder is this process's.
    lock: Mutex<Option<Lock>>,
    met_damage: AtomicBool,
    in_vain: Mutex<Option<recover::InVain>>,
}

#[derive(Clone)]
struct Shared {
    connection: Arc<Mutex<Connection>>,
    /// None where it is memory.
    standing: Option<Arc<Standing>>,
    /// What is to be written to the journal there. Not of the store: what is meant for the file must not be written to the memory
    /// that stood in its place.
    journal: Arc<Together<Arc<journal::Entry>>>,
    last: Arc<Last>,
    /// That the file has come in the place of this memory, with all that was written here. Said and asked while the connection is
    /// held: what is written after that would be in neither.
    is_over: Arc<AtomicBool>,
    trouble: Option<Trouble>,
}

impl Shared {
    fn of(opened: Opened) -> Self {
        let Opened {
            connection,
            standing,
            trouble,
        } = opened;
        Self {
            connection: Arc::new(Mutex::new(connection)),
            standing: standing.map(Arc::new),
            journal: Arc::default(),
            last: Arc::default(),
            is_over: Arc::default(),
            trouble,
        }
    }

    fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    /// Whether it is the file, and not the memory in its place.
    fn lasts(&self) -> bool {
        self.why_not_lasting().is_none()
    }

    fn why_not_lasting(&self) -> Option<LocalDataProblem> {
        let problem = self.trouble.as_ref()?.problem;
        (problem != LocalDataProblem::Damaged).then_some(problem)
    }

    /// Whether what is wrong with the file may pass while Orgdesk runs. Another version's file stays another's; and in one
    /// that another Orgdesk had, anything may have changed meanwhile.
    fn may_recover(&self) -> bool {
        use LocalDataProblem::{InUse, Newer};
        self.why_not_lasting()
            .is_some_and(|problem| !matches!(problem, Newer | InUse))
    }
}

impl Store {
    /// The local data in a folder, and its lock where it was taken already. Opens nothing yet.
    pub fn in_folder(folder: PathBuf, lock: Option<Lock>) -> Self {
        Self {
            folder,
            opened: tokio::sync::Mutex::default(),
            lock: Mutex::new(lock),
            met_damage: AtomicBool::new(false),
            in_vain: Mutex::default(),
        }
    }

    /// Whether there is no file yet. Opens nothing.
    pub(crate) fn is_new(&self) -> bool {
        !open::exists(&self.folder)
    }

    /// What is wrong with the file, where the app works without it.
    pub async fn trouble(&self) -> Option<AppError> {
        let opened = self.shared_to_write().await.ok()?;
        opened.trouble.map(not_opened)
    }

    /// Whether what is written now is still there in the next run.
    pub(crate) async fn lasts(&self) -> bool {
        self.why_not_lasting().await.is_none()
    }

    /// Why what is written now is not there any more in the next run; none where it is. Where the file that is open was replaced or
    /// taken away, each write says so itself.
    pub(crate) async fn why_not_lasting(&self) -> Option<LocalDataProblem> {
        match self.shared_to_write().await {
            Ok(opened) => opened
                .why_not_lasting()
                .or_else(|| (!self.keeps_the_folder(&opened)).then_some(LocalDataProblem::InUse)),
            Err(AppError::LocalData { problem, .. }) => Some(problem),
            Err(_) => Some(LocalDataProblem::Failed),
        }
    }

    /// The run ends as it should: what was discarded in it goes, what was set aside has been said, and the next one need not look for
    /// damage. Not so while something is being written, or where damage was met: then the next start does all of it.
    pub(crate) fn close(&self) {
        let Ok(opened) = self.opened.try_lock() else {
            return;
        };
        let Some(opened) = opened.as_ref().filter(|opened| opened.lasts()) else {
            return;
        };
        // A mark in the place of this one's is another's, and what is in a deleted log would end with this process.
        if let Ok(sql) = opened.connection.try_lock()
            && !opened.journal.is_busy()
            && self.keeps_the_folder(opened)
            && opened
                .standing
                .as_ref()
                .is_none_or(|standing| standing.lasts(&sql).is_ok())
            && !self.met_damage.load(Ordering::Relaxed)
        {
            drafts::tidy_up(&sql);
            anew::is_said(&sql);
            mark::take_off(&self.folder);
        }
    }

    /// Reads, on a thread that may wait. What the journal holds is seen.
    async fn read<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        let shared = self.shared().await?;
        let seen = |sql: &mut Connection| journal::seen(sql, work);
        self.run(shared, LocalDataUse::Reading, seen).await
    }

    /// Writes, on a thread that may wait. What is in the journal came before, and where it cannot be brought up to date first,
    /// nothing is written.
    async fn write<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        let in_order = |sql: &mut Connection| {
            journal::bring_up_to_date(sql)?;
            work(sql)
        };
        let shared = self.shared_to_write().await?;
        self.run(shared, LocalDataUse::Writing, in_order).await
    }

    /// Works there. Where the file has come in the place of that meanwhile, what is written is written to the file.
    async fn run<T, F>(&self, mut shared: Shared, during: LocalDataUse, mut work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Connection) -> Result<T, rusqlite::Error> + Send + 'static,
    {
        loop {
            let done = task::spawn_blocking(move || {
                let mut sql = locked(&shared.connection);
                let standing = shared.standing.as_deref();
                if during != LocalDataUse::Writing {
                    return Ok(standing::look(standing, || work(&mut sql)));
                }
                if shared.is_over() {
                    return Err(work);
                }
                Ok(standing::write(standing, &mut sql, work))
            });
            match done.await.map_err(|_| AppError::Internal)? {
                Ok(done) => return done.map_err(|error| self.failed(during, &error)),
                Err(again) => work = again,
            }
            shared = self.shared_to_write().await?;
        }
    }

    /// Writes an entry of the journal, with those that come at the same time.
    async fn write_together(&self, entry: journal::Entry) -> Result<(), AppError> {
        let shared = self.shared_to_write().await?;
        self.write_together_to(shared, entry).await
    }

    /// Writes it there. Where the file has come in the place of that meanwhile, to the file.
    async fn write_together_to(&self, mut shared: Shared, entry: journal::Entry) -> Result<(), AppError> {
        let entry = Arc::new(entry);
        loop {
            match write_with_others(shared.clone(), entry.clone()).await? {
                Err(_) if shared.is_over() => shared = self.shared_to_write().await?,
                written => return written.map_err(|error| self.failed(LocalDataUse::Writing, &error)),
            }
        }
    }

    /// What a failure of SQLite means. Where the file is damaged, the next start looks through it.
    fn failed(&self, during: LocalDataUse, error: &rusqlite::Error) -> AppError {
        tracing::error!(%error, ?during, "the local data could not be used");
        let problem = open::problem_of(error);
        if problem == LocalDataProblem::Damaged {
            self.met_damage.store(true, Ordering::Relaxed);
            mark::set(&self.folder);
        }
        AppError::LocalData {
            during,
            problem,
            set_aside: None,
        }
    }

    async fn shared(&self) -> Result<Shared, AppError> {
        let mut opened = self.opened.lock().await;
        if let Some(opened) = &*opened {
            return Ok(opened.clone());
        }
        let (folder, lock) = (self.folder.clone(), locked(&self.lock).take());
        let opening =
            task::spawn_blocking(
                move || match lock.map_or_else(|| Lock::within(&folder, ENDING), Ok) {
                    Ok(lock) => (open::open(&folder), Some(lock)),
                    Err(Taken) => (open::beside_another(&folder), None),
                },
            );
        let (now, lock) = opening.await.map_err(|_| AppError::Internal)?;
        *locked(&self.lock) = lock;
        let now = now.map_err(|problem| not_opened(problem.into()))?;
        Ok(opened.insert(Shared::of(now)).clone())
    }

    /// Whether who comes next still finds the folder taken. Where the local data in it is not what was opened, it is another's, and
    /// that is what a write says.
    fn keeps_the_folder(&self, shared: &Shared) -> bool {
        let standing = shared.standing.as_ref();
        let is_there = || standing.is_some_and(|standing| standing.is_there());
        locked(&self.lock).as_mut().is_none_or(|lock| lock.keep(is_there))
    }
}

/// Writes an entry there, with those that come at the same time. An error within is SQLite's, or says that it is over there.
async fn write_with_others(
    shared: Shared,
    entry: Arc<journal::Entry>,
) -> Result<Result<(), rusqlite::Error>, AppError> {
    let (told, begins) = shared.journal.add(entry);
    let writing = begins.then(|| {
        let write = move || {
            let append = |sql: &Connection, entry: &Arc<journal::Entry>| {
                if shared.is_over() {
                    Err(rusqlite::Error::InvalidQuery)
                } else {
                    entry.append(sql, &shared.last)
                }
            };
            let standing = shared.standing.as_deref();
            shared.journal.write(&shared.connection, standing, append, |sql| {
                journal::bring_up_to_date_if_many(sql, &shared.last, standing);
            })
        };
        // Handing a commit to another thread and hearing from it takes about as long as the disk: where there are other
        // threads for all else, this one waits for the disk itself. Not for what others add meanwhile.
        let apart = match Handle::current().runtime_flavor() {
            RuntimeFlavor::MultiThread => task::block_in_place(&write),
            _ => true,
        };
        apart.then(|| task::spawn_blocking(move || while write() {}))
    });
    let written = told.await.map_err(|_| AppError::Internal)?;
    // Nobody holds the file any more for what is over: it can be closed.
    if let Some(writing) = writing.flatten() {
        writing.await.map_err(|_| AppError::Internal)?;
    }
    Ok(written)
}

fn not_opened(trouble: Trouble) -> AppError {
    AppError::LocalData {
        during: LocalDataUse::Opening,
        problem: trouble.problem,
        set_aside: trouble.set_aside,
    }
}

/// A panic elsewhere must not take the local data with it: what was half written is rolled back.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
