//! How long the history takes to answer with 100,000 operations in it.

use std::process::ExitCode;

use crate::command;
use crate::outcome::Stop;

/// Builds the measurement for release and runs it. Fails when an answer takes longer than three frames.
pub(crate) fn history() -> Result<ExitCode, Stop> {
    let words = [
        "run",
        "--release",
        "--package",
        "orgdesk-core",
        "--example",
        "history",
    ];
    command::run(&mut command::call("cargo", &words)?)?;
    Ok(ExitCode::SUCCESS)
}
