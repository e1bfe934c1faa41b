//! `cargo xtask bench journal`: see `journal`.
//!
//! `cargo xtask bench start`: how long the app takes to its first screen, and how much memory it holds then, beside
//! what it cannot be better than (a bare window) and what it must be better than (a browser).

mod build;
mod contestant;
mod history;
mod journal;
mod memory;
mod page_server;
mod run_once;
mod table;

use std::process::ExitCode;

use contestant::Contestant;
pub(crate) use history::history;
pub(crate) use journal::journal;
use run_once::Measured;

use crate::command;
use crate::outcome::Stop;
use crate::screen;
use crate::setup::{self, Needs};

/// Odd, so that the median is a run and not a mean; many, since the bare window often waits half a second more for its first
/// frame.
const ROUNDS: usize = 21;

const LIMIT: u32 = 20 * 60;

/// Says that this process is the one inside the session, with everything built.
const INSIDE: &str = "ORGDESK_BENCH_INSIDE";

/// Builds all three, measures them in turn and prints what came of it. Fails when a limit is passed.
pub(crate) fn start() -> Result<ExitCode, Stop> {
    if !cfg!(target_os = "linux") {
        return Err(Stop::skipped(
            "the memory of a whole process tree is read from Linux's /proc",
        ));
    }
    if std::env::var_os(INSIDE).is_some() {
        return measure();
    }
    setup::setup(Needs::Tests)?;
    build::all()?;
    let myself = std::env::current_exe()?;
    let words = [&*myself.to_string_lossy(), "bench", "start"];
    let mut bench = if screen::is_there() {
        command::call(words[0], &words[1..])?
    } else {
        screen::inside("bench-session", LIMIT, &words)?
    };
    command::run(bench.env(INSIDE, "1"))?;
    Ok(ExitCode::SUCCESS)
}

fn measure() -> Result<ExitCode, Stop> {
    let contestants = contestant::all()?;
    for line in contestant::environment() {
        println!("{line}");
    }
    println!("One run each to warm up, then {ROUNDS} rounds in turn");
    for contestant in &contestants {
        run_once::run_once(contestant)?;
    }
    let mut measured: Vec<Vec<Measured>> = contestants.iter().map(|_| Vec::new()).collect();
    for round in 1..=ROUNDS {
        for (contestant, runs) in contestants.iter().zip(&mut measured) {
            let run = run_once::run_once(contestant)?;
            println!(
                "   {round}  {:<12} {:>6.0} ms {:>6.1} MB",
                contestant.name, run.milliseconds, run.megabytes
            );
            runs.push(run);
        }
    }
    let names: Vec<&str> = contestants
        .iter()
        .map(|contestant: &Contestant| contestant.name)
        .collect();
    let (text, good) = table::table(&names, &measured);
    print!("{text}");
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
