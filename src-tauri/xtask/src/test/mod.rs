//! `cargo xtask test`: everything that can be asked of the project, and one line that says what came of it.

mod cargo;
mod cargo_words;
mod extras;
mod vitest;

use std::process::ExitCode;

use crate::outcome::{Counts, Report, Stop};
use crate::setup::{self, Needs};
use crate::{campaign, package, package_test, platforms, ui};

/// Sets up, runs one step alone and closes as the whole does.
pub(crate) fn only(name: &'static str, work: fn() -> Result<Counts, Stop>) -> Result<ExitCode, Stop> {
    setup::setup(Needs::Tests)?;
    let mut report = Report::new();
    report.step(name, work);
    Ok(report.close())
}

/// Runs every step, also after one has failed, and ends in the table and the closing line.
#[allow(
    clippy::unnecessary_wraps,
    reason = "a failure is in the report and in the exit code"
)]
pub(crate) fn test() -> Result<ExitCode, Stop> {
    let mut report = Report::new();
    // No count of its own when it is well: installing is no test.
    report.step("set-up", || {
        setup::setup(Needs::Tests).map(|()| Counts::default())
    });
    // Before anything in Rust: the app embeds what this builds.
    report.step("build: UI", || ui::script("build"));
    // Beside everything else, where that leaves the computer anything to do.
    let installers = package::begin();
    report.step("format: Rust", cargo::format);
    report.step("format and lints: UI", || ui::script("lint"));
    report.step("types: UI", || ui::script("check"));
    report.step("unit tests: UI", vitest::vitest);
    report.step("lints: Rust", cargo::clippy);
    report.step("build: Rust tests", cargo::build_tests);
    report.step("tests: Rust, IPC, windows", cargo::run_tests);
    report.step("tests: xtask", cargo::run_own_tests);
    report.step("tests: campaign", cargo::run_campaign_tests);
    report.step("campaign: 200 runs", campaign::in_the_tests);
    report.step("documentation: Rust", cargo::documentation);
    report.step("licences", extras::licences);
    report.step("advisories", extras::advisories);
    for platform in platforms::PLATFORMS {
        report.step(platform.step, || platforms::check(platform));
    }
    let packaged = report.step("package", || installers.and_then(package::Underway::end));
    report.step("package: a clean root", || {
        if packaged {
            package_test::package_test()
        } else {
            Err(Stop::skipped("there is no installer to install"))
        }
    });
    Ok(report.close())
}
