//! A file that grows past this is two files.

use crate::files::{self, TextFile, made_up};

const LONGEST: usize = 400;
const CODE: [&str; 8] = ["rs", "ts", "js", "mjs", "svelte", "css", "html", "sh"];

fn problem(file: &TextFile) -> Option<String> {
    let lines = file.text.lines().count();
    let counts = file.has_ending(&CODE) && !file.is_generated();
    (counts && lines > LONGEST).then(|| format!("{}: {lines} lines, {LONGEST} at most: split it", file.path))
}

#[test]
fn no_file_is_longer_than_400_lines() {
    crate::assert_none(&files::all().iter().filter_map(problem).collect::<Vec<_>>());
}

#[test]
fn a_file_of_401_lines_is_refused_and_one_of_400_is_not() {
    let lines = |count| "x\n".repeat(count);
    for ending in ["rs", "ts", "svelte", "css"] {
        let path = format!("ui/src/long.{ending}");
        assert!(problem(&made_up(&path, &lines(401))).is_some(), "{path}");
        assert!(problem(&made_up(&path, &lines(400))).is_none(), "{path}");
    }
}

#[test]
fn generated_files_may_be_long() {
    assert!(problem(&made_up("ui/src/generated/all.ts", &"x\n".repeat(401))).is_none());
}
