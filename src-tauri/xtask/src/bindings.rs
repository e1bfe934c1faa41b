//! `cargo xtask bindings`: writes the TypeScript contract anew from the Rust types.

use std::process::ExitCode;

use crate::command::{self, call};
use crate::outcome::Stop;
use crate::places;

/// Has the test that guards the contract write it instead.
pub(crate) fn bindings() -> Result<ExitCode, Stop> {
    // The app embeds what lies here; it may be empty, since the UI may not build until the contract is right.
    std::fs::create_dir_all(places::root()?.join("ui/dist"))?;
    let test = [
        "test",
        "--package",
        "orgdesk",
        "--features",
        "custom-protocol",
        "--test",
        "contract",
    ];
    command::run(call("cargo", &test)?.env("ORGDESK_WRITE_BINDINGS", "1"))?;
    println!("The contract is in ui/src/generated");
    Ok(ExitCode::SUCCESS)
}
