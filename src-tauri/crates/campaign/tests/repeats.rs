//! Owns: that a seed repeats its run, and runs that failed once. What fails once in ten thousand runs can only be mended where it can be seen
//! again.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::process::Command;

/// The course of a run, without what no seed says: the ids that are drawn, and how long it took.
fn course(seed: &str) -> String {
    let ended = Command::new(env!("CARGO_BIN_EXE_campaign"))
        .args(["--runs", "1", "--seed", seed])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    let lines = said.lines().filter(|line| !line.contains(" runs in "));
    lines.map(without_ids).collect::<Vec<_>>().join("\n")
}

fn without_ids(line: &str) -> String {
    let words = line.split_inclusive(|letter: char| !letter.is_ascii_hexdigit() && letter != '-');
    let is_id = |word: &str| word.len() >= 36 && word.matches('-').count() == 4;
    words
        .map(|word| if is_id(word) { "an id" } else { word })
        .collect()
}

#[test]
fn the_same_seed_comes_to_the_same_run_to_the_last_command() {
    for seed in ["3", "42", "88"] {
        assert_eq!(course(seed), course(seed));
    }
}

#[test]
fn somebody_else_may_be_first_time_after_time() {
    let ended = Command::new(env!("CARGO_BIN_EXE_campaign"))
        .args(["--runs", "1", "--seed", "308681"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stdout).into_owned();
    assert!(ended.status.success(), "{said}");
}
