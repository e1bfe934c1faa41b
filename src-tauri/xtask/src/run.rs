//! `cargo xtask run`: builds Orgdesk and opens it; where there is no display, takes the tour instead.

use std::process::ExitCode;

use crate::command::{self, call};
use crate::outcome::Stop;
use crate::setup::{self, Needs};
use crate::{places, screen, ui};

/// Long enough for a machine that has to build everything first.
const TOUR_LIMIT: u32 = 30 * 60;

/// How the app is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Quick to build.
    Dev,
    /// As it is shipped.
    Release,
}

/// Builds the UI and the app, and opens it.
pub(crate) fn run(profile: Profile) -> Result<ExitCode, Stop> {
    if !screen::is_there() {
        println!("There is no display here, so Orgdesk cannot be opened for you. It takes the tour instead:");
        println!("the same window on a screen in memory, led through the practice portal.");
        return tour();
    }
    setup::setup(Needs::Build)?;
    build_ui()?;
    let release: &[&str] = if profile == Profile::Release {
        &["--release"]
    } else {
        &[]
    };
    let build = [
        &["build", "--package", "orgdesk", "--features", "custom-protocol"],
        release,
    ]
    .concat();
    println!("Building the app");
    command::run(&mut call("cargo", &build)?)?;

    let folder = if profile == Profile::Release {
        "release"
    } else {
        "debug"
    };
    let app = places::target()?
        .join(folder)
        .join(format!("orgdesk{}", std::env::consts::EXE_SUFFIX));
    println!("Opening Orgdesk");
    command::run(&mut call(app, &[])?)?;
    Ok(ExitCode::SUCCESS)
}

fn tour() -> Result<ExitCode, Stop> {
    setup::setup(Needs::Tests)?;
    build_ui()?;
    let test = [
        "test",
        "--package",
        "orgdesk",
        "--features",
        "custom-protocol",
        "--test",
        "tour",
    ];
    println!("Building the app and its tour");
    command::run(&mut call("cargo", &[test.as_slice(), &["--no-run"]].concat())?)?;
    let pictures = places::target()?.join("tour");
    if pictures.exists() {
        std::fs::remove_dir_all(&pictures)?;
    }
    println!("Taking the tour: about three minutes");
    let words = [&["cargo"], test.as_slice(), &["--", "--nocapture"]].concat();
    command::run(&mut screen::inside("tour-session", TOUR_LIMIT, &words)?)?;
    println!("A picture of every screen is in {}", pictures.display());
    Ok(ExitCode::SUCCESS)
}

fn build_ui() -> Result<(), Stop> {
    println!("Building the UI");
    ui::script("build").map(|_| ())
}
