//! The project's own files: those git keeps or would keep.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A text file of the project: its path from the root, with `/`, and what it says.
pub(crate) struct TextFile {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl TextFile {
    pub(crate) fn has_ending(&self, endings: &[&str]) -> bool {
        let ending = Path::new(&self.path)
            .extension()
            .and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    }

    pub(crate) fn is_generated(&self) -> bool {
        self.path.starts_with("ui/src/generated/")
            || self.path.ends_with("package-lock.json")
            || self.path == "Cargo.lock"
    }
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every text file that is tracked, or is new and not ignored.
pub(crate) fn all() -> Vec<TextFile> {
    let mut git = Command::new("git");
    git.args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root());
    let output = git.output().expect("git lists the project's files");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let files: Vec<TextFile> = String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(read)
        .collect();
    assert!(files.len() > 20, "only {} files were found", files.len());
    files
}

/// A text for a rule to look at in its own test.
pub(crate) fn made_up(path: &str, text: &str) -> TextFile {
    TextFile {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

/// Nothing for what is not text, or was deleted and not committed yet.
fn read(path: &str) -> Option<TextFile> {
    let text = std::fs::read_to_string(root().join(path)).ok()?;
    Some(TextFile {
        path: path.to_owned(),
        text,
    })
}
