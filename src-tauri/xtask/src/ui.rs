//! The UI's own commands, run in its folder.

use std::process::Command;

use crate::command;
use crate::outcome::{Counts, Stop};
use crate::places;

/// What npm is called; on Windows a script, which has to be named in full to be started.
pub(crate) const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// npm with these arguments, in `ui/`.
pub(crate) fn npm(arguments: &[&str]) -> Result<Command, Stop> {
    let mut npm = command::call(NPM, arguments)?;
    npm.current_dir(places::root()?.join("ui"));
    Ok(npm)
}

/// Runs a script of `ui/package.json` as one check.
pub(crate) fn script(name: &str) -> Result<Counts, Stop> {
    command::run(&mut npm(&["run", "--silent", name])?)?;
    Ok(Counts::one_passed())
}
