//! A damaged file and what SQLite keeps beside it, set aside: under another name, never deleted and never written over.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file itself, the log of what was written last, the index of that, and what half a write would be taken back with.
const ENDINGS: [&str; 4] = ["", "-wal", "-shm", "-journal"];
/// What such a log begins with (file format of SQLite).
const LOG_BEGINS: [[u8; 4]; 2] = [[0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83]];

/// A name to set a file aside under that no file has yet: the clock may show a time it showed before.
pub(super) fn free(path: &Path) -> io::Result<PathBuf> {
    let stamp = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S").to_string();
    let names = (1_u32..).map(|number| match number {
        1 => format!(".damaged-{stamp}"),
        _ => format!(".damaged-{stamp}-{number}"),
    });
    let is_free = |name: &PathBuf| all_of(name).all(|file| !file.exists());
    names
        .map(|name| with_ending(path, &name))
        .find(is_free)
        .ok_or_else(|| io::ErrorKind::AlreadyExists.into())
}

/// Gives a file and what lies beside it another name. The file goes first and comes back last: while it is in its place, so is its
/// log, without which it would be an older one. Where that fails, all is as it was.
pub(super) fn set(path: &Path, aside: &Path) -> io::Result<()> {
    let renamed = all_of(path)
        .zip(all_of(aside))
        .try_for_each(|(file, aside)| rename(&file, &aside));
    renamed.inspect_err(|_| put_back(path, aside))
}

/// Gives them their names back.
pub(super) fn put_back(path: &Path, aside: &Path) {
    let mut files: Vec<_> = all_of(path).zip(all_of(aside)).collect();
    files.reverse();
    let renamed = files.iter().try_for_each(|(file, aside)| rename(aside, file));
    if let Err(error) = renamed {
        tracing::error!(%error, "a damaged file stays set aside");
    }
}

/// A file, and the names of what may lie beside it.
pub(super) fn all_of(path: &Path) -> impl Iterator<Item = PathBuf> {
    ENDINGS.into_iter().map(move |ending| with_ending(path, ending))
}

/// Whether the log beside a file does not even begin as one. A log that a crash cut off ends early, and begins well.
pub(super) fn is_damaged_log(path: &Path) -> bool {
    let mut begins = [0; 4];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && !LOG_BEGINS.contains(&begins)
}

pub(super) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The names in the folder, so that they are those also after the power failed, and in this order. Not every disk can be asked for
/// that, and Windows never.
pub(super) fn names_to_disk(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent()
        && let Err(error) = File::open(folder).and_then(|folder| folder.sync_all())
    {
        tracing::warn!(%error, "the names in the folder may not be on the disk");
    }
    #[cfg(not(unix))]
    let _ = path;
}

/// Where there is one. It is on the disk before the next one goes.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    if from.exists() {
        fs::rename(from, to)?;
        names_to_disk(to);
    }
    Ok(())
}
