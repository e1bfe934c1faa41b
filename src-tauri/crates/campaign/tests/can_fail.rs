//! Owns: that the campaign can fail. Without the check of ids, which is what keeps a create from being made twice, it finds
//! doubles, names the seed, and finds them again with it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::process::Command;

/// Runs a campaign. Whether it ended well, and what it said.
fn campaign(arguments: &[&str]) -> (bool, String) {
    let ended = Command::new(env!("CARGO_BIN_EXE_campaign"))
        .args(arguments)
        .output()
        .unwrap();
    (
        ended.status.success(),
        String::from_utf8_lossy(&ended.stdout).into_owned(),
    )
}

/// The seeds of the runs in which something was created twice.
fn doubles(said: &str) -> Vec<String> {
    let mut seed = String::new();
    let mut doubles = Vec::new();
    for line in said.lines() {
        if let Some(failed) = line
            .strip_prefix("seed ")
            .and_then(|line| line.strip_suffix(" failed:"))
        {
            failed.clone_into(&mut seed);
        } else if line.contains(" was created ") && line.ends_with(" times") {
            doubles.push(seed.clone());
        }
    }
    doubles.dedup();
    doubles
}

#[test]
fn without_the_check_of_ids_it_finds_doubles_and_their_seed_finds_them_again() {
    let switch = "--without-check-of-ids";
    let (well, said) = campaign(&["--runs", "20", "--seed", "1", switch]);
    assert!(!well, "{said}");
    let doubles = doubles(&said);
    let Some(seed) = doubles.first() else {
        panic!("no doubles:\n{said}")
    };
    assert!(
        said.contains("again with: cargo xtask campaign --runs 1 --seed "),
        "{said}"
    );

    let (well, said) = campaign(&["--runs", "1", "--seed", seed, switch]);
    assert!(!well && self::doubles(&said) == [seed.as_str()], "{said}");

    let (well, said) = campaign(&["--runs", "1", "--seed", seed]);
    assert!(well, "with the check it is well:\n{said}");
}
