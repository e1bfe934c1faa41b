//! The steps that are cargo's.

use std::process::Command;

use super::cargo_words;
use crate::command::{self, call};
use crate::outcome::{Counts, Stop};
use crate::{campaign, places, screen};

/// The whole workspace with the one set of features the app is shipped with, so that nothing is compiled twice.
/// `xtask` stays out: it is running, and Windows does not let a running program be rebuilt.
const WORKSPACE: [&str; 5] = [
    "--workspace",
    "--exclude",
    "xtask",
    "--features",
    "custom-protocol",
];

/// After this long a test hangs.
const LIMIT: u32 = 15 * 60;

pub(super) fn format() -> Result<Counts, Stop> {
    one(&mut call(
        "cargo",
        &["fmt", "--all", "--check", "--", "--color=never"],
    )?)
}

pub(super) fn clippy() -> Result<Counts, Stop> {
    let options = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        "custom-protocol",
    ];
    let refused = ["--", "--deny", "warnings"];
    command::run(&mut call("cargo", &[options.as_slice(), &refused].concat())?)?;
    command::run(&mut campaign(&["clippy"], &refused)?)?;
    // And as its tests are compiled, so that those in its program are looked at too.
    one(&mut campaign(&["clippy", "--profile", "test"], &refused)?)
}

/// Compiling has a time and a line of its own, so that a test's time is its own too.
pub(super) fn build_tests() -> Result<Counts, Stop> {
    one(&mut call(
        "cargo",
        &[&["test"], WORKSPACE.as_slice(), &["--no-run"]].concat(),
    )?)
}

pub(super) fn run_tests() -> Result<Counts, Stop> {
    let skipped = places::scratch("skipped")?.join("tests.txt");
    std::fs::write(&skipped, "")?;
    let words = [&["cargo", "test"], WORKSPACE.as_slice(), &["--no-fail-fast"]].concat();
    let mut tests = screen::inside("test-session", LIMIT, &words)?;
    let counts = counted(tests.env("ORGDESK_SKIPPED", &skipped))?;
    Ok(cargo_words::with_skipped(
        counts,
        &std::fs::read_to_string(&skipped)?,
    ))
}

pub(super) fn run_own_tests() -> Result<Counts, Stop> {
    counted(&mut call("cargo", &["test", "--package", "xtask"])?)
}

/// That the campaign can fail, and what it draws. A process cannot be killed so everywhere.
pub(super) fn run_campaign_tests() -> Result<Counts, Stop> {
    if !cfg!(unix) {
        return Err(Stop::skipped("a process cannot be killed with SIGKILL here"));
    }
    counted(&mut campaign(&["test"], &[])?)
}

fn campaign(before: &[&str], after: &[&str]) -> Result<Command, Stop> {
    let words = [before, &campaign::WITH_SEAMS, &campaign::ITS_TESTS, after];
    call("cargo", &words.concat())
}

pub(super) fn documentation() -> Result<Counts, Stop> {
    let mut doc = call("cargo", &DOCUMENTED)?;
    one(doc.env("RUSTDOCFLAGS", "--deny warnings"))
}

/// Everything that is documented. With the examples what is compiled is what the lints have compiled already.
const DOCUMENTED: [&str; 11] = [
    "doc",
    "--workspace",
    "--no-deps",
    "--features",
    "custom-protocol",
    "--lib",
    "--bin",
    "xtask",
    "--bin",
    "bare-window",
    "--examples",
];

fn one(command: &mut Command) -> Result<Counts, Stop> {
    command::run(command)?;
    Ok(Counts::one_passed())
}

fn counted(command: &mut Command) -> Result<Counts, Stop> {
    let said = command::run_and_keep(command)?;
    let mut counts = cargo_words::counts(&said.text);
    if !said.good && counts.failed == 0 {
        println!("   the run broke off: it did not end well, though no test said that it failed");
        counts.failed = 1;
    }
    if said.good && counts.passed == 0 {
        return Err(Stop::failed("not one test was run"));
    }
    Ok(counts)
}
