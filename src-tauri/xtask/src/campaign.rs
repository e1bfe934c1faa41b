//! `cargo xtask campaign`: the fault campaign, built by itself so that its seams are in no other build.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::command::{self, call};
use crate::outcome::{Counts, Stop};
use crate::places;

/// How the campaign is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

/// The campaign with the seams it has for its runs, which nothing else is ever built with. The workspace is named all the same,
/// as it is for all other tests: what both are made of is compiled once.
pub(crate) const WITH_SEAMS: [&str; 7] = [
    "--workspace",
    "--exclude",
    "xtask",
    "--features",
    "custom-protocol,campaign/seams",
    "--bin",
    "campaign",
];

/// Its tests beside those in its program.
pub(crate) const ITS_TESTS: [&str; 4] = ["--test", "can_fail", "--test", "repeats"];

/// The runs that are part of the tests, from this seed.
const IN_THE_TESTS: [&str; 4] = ["--runs", "200", "--seed", "1"];

/// Builds it, and gives its program.
pub(crate) fn build(profile: Profile) -> Result<PathBuf, Stop> {
    // With its tests it is the program that they have built already.
    let (options, folder): (&[&str], _) = match profile {
        Profile::Dev => (&ITS_TESTS, "debug"),
        Profile::Release => (&["--release"], "release"),
    };
    let build = [&["build"], WITH_SEAMS.as_slice(), options].concat();
    command::run(&mut call("cargo", &build)?)?;
    Ok(places::target()?
        .join(folder)
        .join(format!("campaign{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs as many as are asked for.
pub(crate) fn campaign(options: &[&str]) -> Result<ExitCode, Stop> {
    is_possible()?;
    let (profile, options): (Vec<&str>, Vec<&str>) =
        options.iter().partition(|option| **option == "--release");
    let profile = if profile.is_empty() {
        Profile::Dev
    } else {
        Profile::Release
    };
    let mut runs = command::program(build(profile)?)?;
    command::run(runs.args(options))?;
    Ok(ExitCode::SUCCESS)
}

/// The runs that are part of the tests.
pub(crate) fn in_the_tests() -> Result<Counts, Stop> {
    is_possible()?;
    let mut runs = command::program(build(Profile::Dev)?)?;
    let said = command::run_and_keep(runs.args(IN_THE_TESTS))?;
    counts(said.good, &said.text)
}

fn is_possible() -> Result<(), Stop> {
    if cfg!(unix) {
        Ok(())
    } else {
        Err(Stop::skipped("a process cannot be killed with SIGKILL here"))
    }
}

/// What a campaign counted. One that ended badly has failed, also where each run was well by itself.
fn counts(good: bool, said: &str) -> Result<Counts, Stop> {
    let counted = said.lines().rev().find_map(|line| {
        let (passed, failed) = line.split_once(" passed, ")?;
        Some((
            passed.parse().ok()?,
            failed.strip_suffix(" failed")?.parse().ok()?,
        ))
    });
    let Some((passed, failed)) = counted else {
        return Err(Stop::failed("the campaign broke off"));
    };
    Ok(Counts {
        passed,
        failed: if good { failed } else { failed.max(1) },
        skipped: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_counts_its_runs() {
        let said = "told\n  update: saved   3\n\n199 passed, 1 failed\nagain with: cargo xtask campaign\n";
        let counts = counts(false, said).unwrap();
        assert_eq!((counts.passed, counts.failed), (199, 1));
    }

    #[test]
    fn a_step_that_was_missed_is_a_failure_though_every_run_was_well() {
        assert_eq!(counts(false, "200 passed, 0 failed\n").unwrap().failed, 1);
        assert_eq!(counts(true, "200 passed, 0 failed\n").unwrap().failed, 0);
    }

    #[test]
    fn a_campaign_that_says_nothing_has_failed() {
        assert!(counts(true, "").is_err());
    }
}
