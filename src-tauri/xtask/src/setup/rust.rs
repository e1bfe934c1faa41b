//! The parts of the Rust toolchain that a minimal installation leaves out.

use super::Needs;
use crate::command::{self, call, find, succeeds};
use crate::outcome::Stop;

/// Sees to rustfmt and clippy, which only the tests need.
pub(crate) fn install(needs: Needs) -> Result<(), Stop> {
    if needs == Needs::Build {
        return Ok(());
    }
    for (part, asked) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if succeeds("cargo", &[asked, "--version"]) {
            continue;
        }
        if find("rustup").is_none() {
            return Err(Stop::failed(format!(
                "{part} is missing, and so is rustup: install your system's {part} package"
            )));
        }
        println!("Installing {part}");
        command::run(&mut call("rustup", &["component", "add", part])?)?;
    }
    Ok(())
}
