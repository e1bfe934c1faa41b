//! A damaged file and what SQLite keeps beside it, set aside: under another name, never deleted and never written over.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The file itself, the log of what was written last, and the index of that.
const ENDINGS: [&str; 3] = ["", "-wal", "-shm"];
/// What such a log begins with (file format of SQLite).
const LOG_BEGINS: [[u8; 4]; 2] = [[0x37, 0x7f, 0x06, 0x82], [0x37, 0x7f, 0x06, 0x83]];

/// Files that were set aside.
pub(super) struct Aside {
    pub(super) file: PathBuf,
}

/// Renames a file and what lies beside it, under a name that no file has yet: the clock may show a time it showed before.
pub(super) fn set(path: &Path) -> io::Result<Aside> {
    let stamp = jiff::Timestamp::now().strftime("%Y%m%d-%H%M%S").to_string();
    let free = |name: &PathBuf| ENDINGS.iter().all(|ending| !with_ending(name, ending).exists());
    let names = (1_u32..).map(|number| match number {
        1 => format!(".damaged-{stamp}"),
        _ => format!(".damaged-{stamp}-{number}"),
    });
    let file = names
        .map(|name| with_ending(path, &name))
        .find(free)
        .ok_or(io::ErrorKind::AlreadyExists)?;
    let aside = Aside { file };
    if let Err(error) = rename(path, &aside.file) {
        let _as_it_was = rename(&aside.file, path);
        return Err(error);
    }
    Ok(aside)
}

impl Aside {
    /// Gives the files their names back, over what was begun in their place.
    pub(super) fn put_back(&self, path: &Path) {
        for ending in ENDINGS {
            let _not_there: io::Result<()> = fs::remove_file(with_ending(path, ending));
        }
        if let Err(error) = rename(&self.file, path) {
            tracing::error!(%error, "a damaged file stays set aside");
        }
    }
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

/// What lies beside the file first: where that fails in the middle, the file itself is still in its place.
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    for ending in ENDINGS.into_iter().rev() {
        let old = with_ending(from, ending);
        if old.exists() {
            fs::rename(&old, with_ending(to, ending))?;
        }
    }
    Ok(())
}
