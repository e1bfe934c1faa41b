//! Checks that are made where their tool is there.

use crate::command::{self, call, succeeds};
use crate::outcome::{Counts, Stop};

/// Licences, advisories and bans, by cargo-deny and `deny.toml`.
pub(super) fn deny() -> Result<Counts, Stop> {
    if !succeeds("cargo", &["deny", "--version"]) {
        return Err(Stop::skipped(
            "cargo-deny is not installed (`cargo install --locked cargo-deny`)",
        ));
    }
    command::run(&mut call("cargo", &["deny", "--workspace", "check"])?)?;
    Ok(Counts::one_passed())
}
