//! The command line.

use std::path::PathBuf;

use lexopt::prelude::{Long, Value, ValueExt};

pub(crate) const HELP: &str = "\
campaign --runs N --seed S [--at-once N] [--without-check-of-ids]
campaign bench-journal [--folder F]";

/// What is to be done.
pub(crate) enum Task {
    Campaign(Campaign),
    /// In a folder below this one.
    BenchJournal(PathBuf),
    /// The process that is killed.
    Desk(Orders),
}

/// How many runs, from which seed.
#[derive(Debug, Clone)]
pub(crate) struct Campaign {
    pub(crate) runs: u64,
    /// Of the first run; each further one has the next number.
    pub(crate) seed: u64,
    pub(crate) at_once: usize,
    /// False takes away what keeps a create from being made twice.
    pub(crate) ids_checked: bool,
}

/// What a process is started with.
pub(crate) struct Orders {
    pub(crate) folder: PathBuf,
    pub(crate) ids_checked: bool,
}

pub(crate) fn task() -> Result<Task, lexopt::Error> {
    let mut campaign = Campaign {
        runs: 200,
        seed: 1,
        at_once: 2,
        ids_checked: true,
    };
    let (mut what, mut folder) = (None, std::env::temp_dir());
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Value(word) if what.is_none() => what = Some(word.string()?),
            Long("runs") => campaign.runs = arguments.value()?.parse()?,
            Long("seed") => campaign.seed = arguments.value()?.parse()?,
            Long("at-once") => campaign.at_once = arguments.value()?.parse()?,
            Long("without-check-of-ids") => campaign.ids_checked = false,
            Long("folder") => folder = arguments.value()?.into(),
            other => return Err(other.unexpected()),
        }
    }
    match what.as_deref() {
        None => Ok(Task::Campaign(campaign)),
        Some("desk") => Ok(Task::Desk(Orders {
            folder,
            ids_checked: campaign.ids_checked,
        })),
        Some("bench-journal") => Ok(Task::BenchJournal(folder)),
        Some(other) => Err(format!("there is no task \"{other}\"").into()),
    }
}
