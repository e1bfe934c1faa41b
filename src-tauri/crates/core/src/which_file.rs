//! Which file it is that a name leads to: another may have been given the name since.

use std::fs::Metadata;

/// A file, under whatever name it stands. While it is open nothing else is that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WhichFile {
    #[cfg(unix)]
    disk: u64,
    #[cfg(unix)]
    number: u64,
}

impl WhichFile {
    /// The file these facts are of.
    #[cfg(unix)]
    pub(crate) fn of(facts: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self {
            disk: facts.dev(),
            number: facts.ino(),
        }
    }

    /// Windows lets nobody rename, replace or delete a file that SQLite has open, nor the folder it is in.
    #[cfg(not(unix))]
    pub(crate) fn of(_facts: &Metadata) -> Self {
        Self {}
    }
}
