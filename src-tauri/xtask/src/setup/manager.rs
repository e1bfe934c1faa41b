//! The package managers set-up can talk to.

use crate::command::{answer, find, succeeds};

/// A package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PackageManager {
    /// Debian, Ubuntu and their kin.
    Apt,
    /// Fedora and its kin.
    Dnf,
    /// Arch and its kin.
    Pacman,
    /// macOS.
    Brew,
}

impl PackageManager {
    /// The one this system has.
    pub(crate) fn of_this_system() -> Option<Self> {
        let known = [
            ("apt-get", Self::Apt),
            ("dnf", Self::Dnf),
            ("pacman", Self::Pacman),
            ("brew", Self::Brew),
        ];
        known
            .into_iter()
            .find(|(program, _)| find(program).is_some())
            .map(|(_, manager)| manager)
    }

    /// The commands that install packages, in order. Homebrew refuses to run as administrator.
    pub(crate) fn install_commands<'a>(self, packages: &[&'a str]) -> Vec<Vec<&'a str>> {
        let with = |start: &[&'a str]| [start, packages].concat();
        match self {
            Self::Apt => {
                vec![
                    vec!["apt-get", "update"],
                    with(&["apt-get", "install", "--yes", "--no-install-recommends"]),
                ]
            }
            Self::Dnf => vec![with(&["dnf", "install", "--assumeyes"])],
            Self::Pacman => vec![with(&[
                "pacman",
                "--sync",
                "--refresh",
                "--needed",
                "--noconfirm",
            ])],
            Self::Brew => vec![with(&["brew", "install"])],
        }
    }

    /// Those of the packages that are not installed.
    pub(crate) fn missing<'a>(self, packages: &[&'a str]) -> Vec<&'a str> {
        packages
            .iter()
            .copied()
            .filter(|package| !self.has(package))
            .collect()
    }

    fn has(self, package: &str) -> bool {
        match self {
            Self::Apt => answer(
                "dpkg-query",
                &["--show", "--showformat=${db:Status-Status}", package],
            )
            .is_some_and(|status| status.starts_with("installed")),
            Self::Dnf => succeeds("rpm", &["--query", "--whatprovides", package]),
            Self::Pacman => succeeds("pacman", &["--deptest", package]),
            Self::Brew => succeeds("brew", &["list", package]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apt_learns_what_there_is_before_it_installs() {
        let commands = PackageManager::Apt.install_commands(&["xvfb"]);
        assert_eq!(commands[0], ["apt-get", "update"]);
        assert_eq!(
            commands[1],
            ["apt-get", "install", "--yes", "--no-install-recommends", "xvfb"]
        );
    }

    #[test]
    fn a_package_nobody_has_is_missing() {
        if let Some(manager) = PackageManager::of_this_system() {
            assert_eq!(
                manager.missing(&["no-such-package-of-orgdesk"]),
                ["no-such-package-of-orgdesk"]
            );
        }
    }
}
