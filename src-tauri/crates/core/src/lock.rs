//! One Orgdesk per folder of local data: who holds the system's lock on a file in it may write there. Two that write the same
//! journal would both carry on what it holds open. The system lets go of the lock when its process ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::private;

const FILE: &str = "orgdesk.lock";
const PAUSE: Duration = Duration::from_millis(20);

/// The folder is this process's until it is dropped.
#[derive(Debug)]
pub struct Lock {
    /// None where this system, or this disk, has no locks; or where nothing can be written anyway.
    held: Option<File>,
}

/// Another Orgdesk has the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another Orgdesk uses the same local data")]
pub struct Taken;

impl Lock {
    /// Takes a folder, without waiting.
    pub fn of(folder: &Path) -> Result<Self, Taken> {
        let file = private::folder(folder).and_then(|()| private::file(&folder.join(FILE)));
        // A folder that takes no file takes no data either, which is told when it is opened.
        let Ok(file) = file else {
            return Ok(Self { held: None });
        };
        match file.try_lock() {
            Ok(()) => Ok(Self { held: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(Taken),
            Err(TryLockError::Error(error)) => {
                tracing::warn!(%error, "the local data cannot be locked");
                Ok(Self { held: None })
            }
        }
    }

    /// Whether the system holds it, so that nobody else can have the folder meanwhile.
    pub(crate) fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Takes a folder that another may be about to let go of.
    pub fn within(folder: &Path, patience: Duration) -> Result<Self, Taken> {
        let begun = Instant::now();
        loop {
            match Self::of(folder) {
                Err(Taken) if begun.elapsed() < patience => std::thread::sleep(PAUSE),
                taken => return taken,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_persons_at_a_time_and_free_again_after_them() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::of(folder.path()).unwrap();
        assert_eq!(Lock::of(folder.path()).unwrap_err(), Taken);
        let other = tempfile::tempdir().unwrap();
        assert!(Lock::of(other.path()).is_ok(), "another folder is another's");
        drop(first);
        assert!(Lock::of(folder.path()).is_ok());
    }

    #[test]
    fn who_waits_for_one_that_is_about_to_end_gets_it() {
        let folder = tempfile::tempdir().unwrap();
        let first = Lock::of(folder.path()).unwrap();
        std::thread::scope(|scope| {
            let waits = scope.spawn(|| Lock::within(folder.path(), Duration::from_secs(20)));
            drop(first);
            assert!(waits.join().unwrap().is_ok());
        });
    }
}
