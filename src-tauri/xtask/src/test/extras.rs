//! Checks that are made where their tool is there.

use crate::command::{self, call, succeeds};
use crate::outcome::{Counts, Stop};

/// Licences, bans and sources, by cargo-deny and `deny.toml`.
pub(super) fn licences() -> Result<Counts, Stop> {
    deny_is_there()?;
    command::run(&mut call(
        "cargo",
        &["deny", "check", "licenses", "bans", "sources"],
    )?)?;
    Ok(Counts::one_passed())
}

/// Known weaknesses in what the app is made of; the list of them is fetched.
pub(super) fn advisories() -> Result<Counts, Stop> {
    deny_is_there()?;
    if !command::run_and_keep(&mut call("cargo", &["deny", "fetch", "db"])?)?.good {
        return Err(Stop::skipped("the advisory database cannot be fetched"));
    }
    command::run(&mut call(
        "cargo",
        &["deny", "check", "--disable-fetch", "advisories"],
    )?)?;
    Ok(Counts::one_passed())
}

fn deny_is_there() -> Result<(), Stop> {
    if succeeds("cargo", &["deny", "--version"]) {
        return Ok(());
    }
    Err(Stop::skipped(
        "cargo-deny is not installed (`cargo install --locked cargo-deny`)",
    ))
}
