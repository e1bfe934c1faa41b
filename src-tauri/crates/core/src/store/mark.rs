//! The mark of a run: a file beside the local data from its opening until Orgdesk ends as it should. Found at a start, it
//! says that the run before ended otherwise, and the data is looked through; that takes longer the more there is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use crate::private;

const FILE: &str = "orgdesk.in-use";

/// Sets the mark. Whether it was there already.
pub(super) fn set(folder: &Path) -> bool {
    let path = path(folder);
    let there = path.exists();
    // A disk that takes no mark takes no data either, which is told when something is written.
    let _: io::Result<File> = private::file(&path);
    there
}

/// Takes the mark off.
pub(super) fn take_off(folder: &Path) {
    let _: io::Result<()> = fs::remove_file(path(folder));
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}
