//! What is measured, built with the profile it is shipped with.

use crate::command::{self, call};
use crate::outcome::Stop;
use crate::setup::{self, PackageManager};
use crate::ui;

/// Builds the page, the app and the bare window; installs Chromium where a package manager has it.
pub(super) fn all() -> Result<(), Stop> {
    ui::script("build")?;
    for package in ["orgdesk", "bare-window"] {
        println!("Building {package} as it is shipped");
        let options = [
            "build",
            "--release",
            "--package",
            package,
            "--features",
            "custom-protocol",
        ];
        command::run(&mut call("cargo", &options)?)?;
    }
    if let (None, Some(manager)) = (super::contestant::chromium(), PackageManager::of_this_system()) {
        setup::install_packages(manager, &["chromium"])?;
    }
    Ok(())
}
