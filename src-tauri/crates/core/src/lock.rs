//! One Orgdesk per folder of local data: who holds the system's lock on a file in it may write there. Two that write the same
//! journal would both carry on what it holds open. The system lets go of the lock when its process ends, however it ends.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::private;
use crate::which_file::WhichFile;

const FILE: &str = "orgdesk.lock";
const PAUSE: Duration = Duration::from_millis(20);

/// The folder is this process's until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    /// None where this system, or this disk, has no locks; or where nothing can be written anyway.
    held: Option<Held>,
}

#[derive(Debug)]
struct Held {
    which: WhichFile,
    /// Locked for as long as it is open.
    _file: File,
}

/// Another Orgdesk has the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("another Orgdesk uses the same local data")]
pub struct Taken;

impl Lock {
    /// Takes a folder, without waiting.
    pub fn of(folder: &Path) -> Result<Self, Taken> {
        let path = folder.join(FILE);
        // A folder that takes no file takes no data either, which is told when it is opened.
        let held = private::folder(folder).map_or(Ok(None), |()| take(&path))?;
        Ok(Self { path, held })
    }

    /// Whether who comes next meets this lock, where `is_there` says that the folder is the one it was taken for: its file may have
    /// been replaced since. One that was deleted is made anew, where nobody else has done so. In another folder it has nothing to say.
    pub(crate) fn keep(&mut self, is_there: impl FnOnce() -> bool) -> bool {
        let Some(held) = &self.held else {
            return true;
        };
        match fs::metadata(&self.path) {
            Ok(found) if WhichFile::of(&found) == held.which => true,
            Ok(_) => !is_there(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                !is_there()
                    || take(&self.path)
                        .map(|anew| self.held = anew.or(self.held.take()))
                        .is_ok()
            }
            // The local data cannot be reached either, which is told when it is written.
            Err(_) => true,
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

/// Takes a file, without waiting. None where this system has no locks, or nothing can be written.
fn take(path: &Path) -> Result<Option<Held>, Taken> {
    let made = private::file(path).and_then(|file| Ok((WhichFile::of(&file.metadata()?), file)));
    let Ok((which, file)) = made else {
        return Ok(None);
    };
    match file.try_lock() {
        Ok(()) => Ok(Some(Held { which, _file: file })),
        Err(TryLockError::WouldBlock) => Err(Taken),
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "the local data cannot be locked");
            Ok(None)
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

    #[cfg(unix)]
    #[test]
    fn a_lock_whose_file_was_deleted_is_made_anew_and_one_whose_file_is_anothers_is_not_held() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = Lock::of(folder.path()).unwrap();
        assert!(first.keep(|| true));
        fs::remove_file(folder.path().join(FILE)).unwrap();
        assert!(first.keep(|| true));
        assert_eq!(Lock::of(folder.path()).unwrap_err(), Taken);
        fs::remove_file(folder.path().join(FILE)).unwrap();
        let second = Lock::of(folder.path()).unwrap();
        assert!(!first.keep(|| true));
        drop(second);
        assert!(!first.keep(|| true), "another had the folder meanwhile");
    }
}
