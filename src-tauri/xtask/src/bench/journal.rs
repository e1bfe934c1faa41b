//! `cargo xtask bench journal`: durable entries of the journal per second, one after the other and many at once, beside what
//! SQLite itself does on the same disk. Below the target folder, since the system's temporary one may be in memory.

use std::process::ExitCode;

use crate::campaign;
use crate::command;
use crate::outcome::Stop;
use crate::places;

/// Fails when the limit is passed.
pub(crate) fn journal() -> Result<ExitCode, Stop> {
    let program = campaign::build(campaign::Profile::Release)?;
    let mut bench = command::program(program)?;
    bench
        .args(["bench-journal", "--folder"])
        .arg(places::scratch("bench-journal")?);
    command::run(&mut bench)?;
    Ok(ExitCode::SUCCESS)
}
