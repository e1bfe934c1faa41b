//! Which file it is that a name leads to: another may have been given the name since.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

/// A file, under whatever name it stands. While it is open nothing else is that file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WhichFile {
    #[cfg(unix)]
    disk: u64,
    #[cfg(unix)]
    number: u64,
}

impl WhichFile {
    /// The file that has this name now. Does not ask when it was changed: Linux gives a file that was asked for that a new time with
    /// its next change, and a commit to it has to wait for that as well, half as long again.
    pub(crate) fn at(path: &Path) -> io::Result<Self> {
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{AtFlags, CWD, StatxFlags, makedev, statx};
            match statx(CWD, path, AtFlags::empty(), StatxFlags::INO) {
                Ok(found) => {
                    return Ok(Self {
                        disk: makedev(found.stx_dev_major, found.stx_dev_minor),
                        number: found.stx_ino,
                    });
                }
                // Older than Linux 4.11, or kept from asking.
                Err(rustix::io::Errno::NOSYS) => {}
                Err(error) => return Err(error.into()),
            }
        }
        fs::metadata(path).map(|facts| Self::of(&facts))
    }

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

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_the_same_file_whichever_way_it_is_asked_and_to_another_once_that_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let [name, other] = ["name", "other"].map(|name| folder.path().join(name));
        let file = fs::File::create(&name).unwrap();
        let which = WhichFile::of(&file.metadata().unwrap());
        assert_eq!(WhichFile::at(&name).unwrap(), which);
        fs::write(&other, b"").unwrap();
        fs::rename(&other, &name).unwrap();
        assert_ne!(WhichFile::at(&name).unwrap(), which);
        assert_eq!(WhichFile::at(&other).unwrap_err().kind(), io::ErrorKind::NotFound);
    }
}
