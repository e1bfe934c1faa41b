//! `cargo xtask <task>`: set up, run, test, package and measure Orgdesk.
//!
//! It is a program rather than scripts so that the same two commands work on Linux, macOS and Windows. Each task is
//! a file; `setup` is what they share. It leans on the standard library: it is the first thing built on a fresh
//! machine, and nothing may have to be installed before it.
#![allow(
    clippy::print_stdout,
    reason = "what a task has to say is its standard output"
)]

mod bench;
mod bindings;
mod campaign;
mod command;
mod outcome;
mod package;
mod package_test;
mod places;
mod platforms;
mod run;
mod screen;
mod setup;
mod test;
mod ui;

use std::process::ExitCode;

use outcome::Stop;

const HELP: &str = "\
cargo xtask <task>

  run [--release]    install what is missing, build Orgdesk and open it (without a display: the tour)
  test               install what the tests need and run them all
  bindings           write the TypeScript contract anew from the Rust types
  package            build the installers for this system
  test-package       install the .deb that was built last into a clean root and start it there
  check-platforms    see that the workspace compiles for Windows and macOS
  campaign [--runs N] [--seed S] [--release]
                     break the portal and kill Orgdesk at every step, and see that nothing is doubled or lost
  bench journal      durable journal entries per second, beside SQLite's own
  bench start        time and memory to the first screen, beside a bare window and Chromium
  bench history      time of the history's answers with 100,000 operations in it
  setup              install what building and testing need, and nothing else
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match perform(&words) {
        Ok(code) => code,
        Err(Stop::Failed(message)) => {
            println!("error: {message}");
            ExitCode::FAILURE
        }
        Err(Stop::Skipped(reason)) => {
            println!("cannot be done on this system: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn perform(words: &[&str]) -> Result<ExitCode, Stop> {
    match words {
        ["run"] => run::run(run::Profile::Dev),
        ["run", "--release"] => run::run(run::Profile::Release),
        ["test"] => test::test(),
        ["package"] => package::package(),
        ["test-package"] => test::only("package: a clean root", package_test::package_test),
        ["check-platforms"] => platforms::check_platforms(),
        ["bindings"] => bindings::bindings(),
        ["bench", "start"] => bench::start(),
        ["bench", "history"] => bench::history(),
        ["bench", "journal"] => bench::journal(),
        ["campaign", options @ ..] => campaign::campaign(options),
        ["setup"] => setup::setup(setup::Needs::Tests).map(|()| ExitCode::SUCCESS),
        [] | ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => {
            print!("{HELP}");
            Err(Stop::failed(format!("there is no task `{}`", other.join(" "))))
        }
    }
}
