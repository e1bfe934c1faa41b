//! Set-up: what building and testing need is looked for, and what is missing is installed.

mod install;
mod manager;
mod node;
mod packages;
mod rust;

pub(crate) use install::administrator;
pub(crate) use manager::PackageManager;

use std::process::Command;

use crate::outcome::Stop;

/// How much has to be there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Building and opening the app.
    Build,
    /// The tests as well.
    Tests,
}

/// Looks for what is needed and installs what is missing. It never asks a question of its own: only `sudo` may want
/// a password, and where `CI` is set not even that.
pub(crate) fn setup(needs: Needs) -> Result<(), Stop> {
    println!(
        "Looking for what {} needs",
        if needs == Needs::Build {
            "building"
        } else {
            "testing"
        }
    );
    node::check()?;
    rust::install(needs)?;
    install_system_packages(needs)?;
    node::install_modules()
}

/// Installs further packages that one task alone wants, such as a browser to compare with.
pub(crate) fn install_packages(manager: PackageManager, names: &[&str]) -> Result<(), Stop> {
    install::install(manager, &manager.missing(names))
}

fn install_system_packages(needs: Needs) -> Result<(), Stop> {
    if cfg!(windows) {
        return packages::check_windows();
    }
    if cfg!(target_os = "macos") && !crate::command::succeeds("xcode-select", &["-p"]) {
        return Err(Stop::failed(
            "Apple's command line tools are missing: run `xcode-select --install`, then this again",
        ));
    }
    let Some(manager) = PackageManager::of_this_system() else {
        return Err(Stop::failed(packages::unknown_system(needs)));
    };
    let wanted = packages::wanted(manager, needs);
    install::install(manager, &manager.missing(&wanted))
}

/// A program started as administrator: as it is when we are that already, through sudo otherwise.
pub(crate) fn as_administrator(name: &str, arguments: &[&str]) -> Result<Command, Stop> {
    let mut words = administrator()?;
    words.push(name);
    words.extend(arguments);
    crate::command::call(words[0], &words[1..])
}
