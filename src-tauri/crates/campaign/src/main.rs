//! The fault campaign. A run is a portal that breaks, a person who wants some organizations created and updated, and Orgdesk
//! in a process of its own that is really killed (SIGKILL) at a step of its journal or while the portal holds a request, is
//! started again, and carried on. After each run the portal's own state is held against everything the person was told.
//!
//! All of a run follows from its seed. A run that fails prints it, and `--runs 1 --seed <it>` repeats it.
//!
//! | file | what is in it |
//! | --- | --- |
//! | `desk` | the process that is killed: Orgdesk, driven over its standard input by the commands of the window |
//! | `process` | that process as the campaign holds it |
//! | `plan` | what a seed comes to: the wishes, the faults, the deaths, who one is |
//! | `person` | what somebody at the window does, and goes on doing after a restart |
//! | `who` | who the portal says one is, and who they have said they are |
//! | `journal` | the journal as the file holds it |
//! | `others` | somebody else at the portal |
//! | `checks` | what has to be so, one file a check |
//! | `tally` | what a campaign met, and the table of it |
//! | `bench` | the journal's commits beside SQLite's own |
#![allow(clippy::print_stdout, reason = "what it has to say is its standard output")]

mod arguments;
mod bench;
mod checks;
mod desk;
mod journal;
mod many;
mod others;
mod person;
mod plan;
mod process;
mod run;
mod tally;
mod who;
mod world;

use std::process::ExitCode;

use arguments::Task;

#[tokio::main]
async fn main() -> ExitCode {
    let done = match arguments::task() {
        Ok(Task::Desk(orders)) => desk::desk(orders).await,
        Ok(Task::BenchJournal(folder)) => bench::journal(&folder).await,
        Ok(Task::Campaign(campaign)) => many::many(campaign).await,
        Err(error) => Err(format!("{error}\n{}", arguments::HELP).into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What went wrong, where nothing can be done about it.
type Broken = Box<dyn std::error::Error + Send + Sync>;
