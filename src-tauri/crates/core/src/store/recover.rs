//! The file after all: where memory stands in its place, it is tried again before each write.

use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::task;

use super::{Shared, Store, locked, open};
use crate::AppError;
use crate::error::LocalDataProblem;
use crate::lock::Lock;

/// After a try in vain, a damaged file is left alone for so many times as long as that took: each one fills the disk with what there
/// is no room for, and all else waits meanwhile.
const REST: u32 = 20;

/// A try that came to nothing.
pub(super) struct InVain {
    ended: Instant,
    took: Duration,
}

impl InVain {
    fn rests(&self) -> bool {
        self.ended.elapsed() < self.took * REST
    }
}

impl Store {
    /// The open file for a write: where memory stands in its place, the file is tried again first.
    pub(super) async fn shared_to_write(&self) -> Result<Shared, AppError> {
        let shared = self.shared().await?;
        if !shared.may_recover() {
            return Ok(shared);
        }
        let mut opened = self.opened.lock().await;
        let still = opened.clone().filter(Shared::may_recover);
        let Some((memory, why)) = still.and_then(|memory| {
            let why = memory.why_not_lasting()?;
            Some((memory, why))
        }) else {
            return Ok(opened.clone().unwrap_or(shared));
        };
        if !self.has_the_folder().await? {
            let trouble = Some(LocalDataProblem::InUse.into());
            return Ok(opened.insert(Shared { trouble, ..memory }).clone());
        }
        let begins_anew = begins_anew(why) && !self.rests();
        match self.open_after_all(&memory, begins_anew).await? {
            Ok(file) => Ok(opened.insert(file).clone()),
            // Damaged once more, just after it was written: what comes in its place would not last either.
            Err(LocalDataProblem::Damaged) if begins_anew => {
                let trouble = Some(LocalDataProblem::Failed.into());
                Ok(opened.insert(Shared { trouble, ..memory }).clone())
            }
            Err(_still) => Ok(shared),
        }
    }

    /// Opens the file, with all that memory has.
    async fn open_after_all(
        &self,
        memory: &Shared,
        begins_anew: bool,
    ) -> Result<Result<Shared, LocalDataProblem>, AppError> {
        let (folder, memory) = (self.folder.clone(), memory.clone());
        let begun = Instant::now();
        let opening = task::spawn_blocking(move || {
            let sql = locked(&memory.connection);
            let file = open::open_after_all(&folder, &sql, begins_anew)?;
            memory.is_over.store(true, Ordering::Relaxed);
            Ok::<_, LocalDataProblem>(file)
        });
        let opened = opening.await.map_err(|_| AppError::Internal)?;
        if begins_anew {
            *locked(&self.in_vain) = opened.is_err().then(|| InVain {
                ended: Instant::now(),
                took: begun.elapsed(),
            });
        }
        Ok(opened.map(|file| {
            tracing::info!("the local data can be used again");
            if file.trouble.is_some() {
                // It may never be on the screen in this run: the next start says it again.
                self.met_damage.store(true, Ordering::Relaxed);
            }
            Shared::of(file)
        }))
    }

    fn rests(&self) -> bool {
        locked(&self.in_vain).as_ref().is_some_and(InVain::rests)
    }

    /// Whether the folder is this process's. While it took no file it could not be locked: another may have come since.
    async fn has_the_folder(&self) -> Result<bool, AppError> {
        let held = locked(&self.lock).take_if(|lock| lock.is_held());
        let folder = self.folder.clone();
        let taking = task::spawn_blocking(move || held.map_or_else(|| Lock::of(&folder), Ok));
        let lock = taking.await.map_err(|_| AppError::Internal)?.ok();
        let has = lock.is_some();
        *locked(&self.lock) = lock;
        Ok(has)
    }
}

/// Whether a damaged file may give way to a new one: there was no room for that, or no way to write it.
fn begins_anew(why: LocalDataProblem) -> bool {
    matches!(why, LocalDataProblem::Full | LocalDataProblem::NotWritable)
}
