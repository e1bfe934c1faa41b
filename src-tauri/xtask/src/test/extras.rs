//! Checks of what the app is made of, by cargo-deny and `deny.toml`.

use std::path::PathBuf;
use std::process::Command;

use crate::command::{self, call, succeeds};
use crate::outcome::{Counts, Stop};
use crate::places;

/// The version that is installed where none is there.
const VERSION: &str = "0.20.2";

/// Licences, bans and sources.
pub(super) fn licences() -> Result<Counts, Stop> {
    command::run(deny()?.args(["check", "licenses", "bans", "sources"]))?;
    Ok(Counts::one_passed())
}

/// Known weaknesses in what the app is made of; the list of them is fetched.
pub(super) fn advisories() -> Result<Counts, Stop> {
    if !command::run_and_keep(deny()?.args(["fetch", "db"]))?.good {
        return Err(Stop::skipped("the advisory database cannot be fetched"));
    }
    command::run(deny()?.args(["check", "--disable-fetch", "advisories"]))?;
    Ok(Counts::one_passed())
}

/// cargo-deny: this computer's, or one installed below the target folder.
fn deny() -> Result<Command, Stop> {
    if succeeds("cargo", &["deny", "--version"]) {
        return call("cargo", &["deny"]);
    }
    let mut own = command::program(own_deny()?)?;
    own.arg("deny");
    Ok(own)
}

fn own_deny() -> Result<PathBuf, Stop> {
    let home = places::scratch("cargo-deny")?;
    let program = home.join(format!("bin/cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if succeeds(&program.to_string_lossy(), &["deny", "--version"]) {
        return Ok(program);
    }
    println!("Installing cargo-deny {VERSION} below the target folder");
    // Unoptimized, and with nothing to debug it by: it is built far more often than it runs long.
    let mut install = call(
        "cargo",
        &[
            "install",
            "--locked",
            "--debug",
            "--force",
            "--version",
            VERSION,
            "cargo-deny",
            "--root",
        ],
    )?;
    command::run(install.arg(&home).env("CARGO_PROFILE_DEV_DEBUG", "false"))
        .map_err(|_| Stop::skipped(format!("cargo-deny {VERSION} cannot be installed")))?;
    Ok(program)
}
