//! A Debian system in a folder, made from the mirror this machine installs from.

use std::path::{Path, PathBuf};

use crate::command::{self, answer, find};
use crate::outcome::Stop;
use crate::places;
use crate::setup::as_administrator;

const INSTALL: &str = include_str!("install.sh");

/// Where a package manager finds packages: one `deb` line without its components.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mirror {
    address: String,
    suite: String,
}

/// Makes the clean root; a reason to skip where one cannot be made.
pub(super) fn make() -> Result<PathBuf, Stop> {
    let cannot = |stop| match stop {
        Stop::Failed(reason) | Stop::Skipped(reason) => {
            Stop::skipped(format!("a clean root cannot be made: {reason}"))
        }
    };
    unpack().map_err(cannot)
}

/// Installs the .deb with its dependencies. A mirror that does not answer is a reason to skip; a package that does
/// not install is a failure.
pub(super) fn install(root: &Path, installer: &Path) -> Result<(), Stop> {
    let archives = places::scratch("archives")?;
    let run = |step: &str| {
        let mut install = in_namespace(INSTALL, &[step])?;
        command::run_quietly(install.arg(root).arg(&archives).arg(installer))
    };
    run("update").map_err(|_| Stop::skipped("the package mirror does not answer inside the clean root"))?;
    run("install")
}

/// A shell script in a mount and process namespace of its own: what it mounts and starts is gone when it ends.
pub(super) fn in_namespace(script: &str, words: &[&str]) -> Result<std::process::Command, Stop> {
    let start = [
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "sh",
        "-c",
        script,
        "sh",
    ];
    as_administrator("unshare", &[start.as_slice(), words].concat())
}

fn unpack() -> Result<PathBuf, Stop> {
    if find("debootstrap").is_none() || find("dpkg").is_none() {
        return Err(Stop::failed("debootstrap and dpkg are needed"));
    }
    command::run_quietly(&mut in_namespace("true", &[])?).map_err(|_| {
        Stop::failed("mounts in a namespace of their own are not allowed here, as in most containers")
    })?;
    let mirrors = mirrors()?;
    let base = &mirrors[0];
    let home = places::scratch("clean-root")?;
    let root = home.join("root");
    let tarball = home.join(format!("{}.tar", base.suite));
    command::run(as_administrator("rm", &["-rf", "--one-file-system"])?.arg(&root))?;
    if !tarball.is_file() {
        let fetched = home.join("fetching.tar");
        debootstrap(base, &root, &format!("--make-tarball={}", fetched.display()))?;
        std::fs::rename(&fetched, &tarball)?;
    }
    debootstrap(base, &root, &format!("--unpack-tarball={}", tarball.display()))?;

    let sources: Vec<String> = mirrors
        .iter()
        .map(|mirror| format!("deb {} {} main", mirror.address, mirror.suite))
        .collect();
    let file = home.join("sources.list");
    std::fs::write(&file, sources.join("\n") + "\n")?;
    command::run(
        as_administrator("cp", &[])?
            .arg(&file)
            .arg(root.join("etc/apt/sources.list")),
    )?;
    Ok(root)
}

fn debootstrap(mirror: &Mirror, root: &Path, tarball: &str) -> Result<(), Stop> {
    let mut command = as_administrator(
        "debootstrap",
        &["--variant=minbase", "--include=ca-certificates", tarball],
    )?;
    // Making only the tarball, debootstrap takes the folder away again.
    command::run_quietly(command.arg(&mirror.suite).arg(root).arg(&mirror.address))
}

/// The distribution's own mirrors, this release's main one first.
fn mirrors() -> Result<Vec<Mirror>, Stop> {
    let release = std::fs::read_to_string("/etc/os-release")?;
    let value = |name: &str| {
        let line = release
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
        line.map(|value| value.trim_matches('"').to_owned())
            .unwrap_or_default()
    };
    let format = "$(ORIGIN)|$(COMPONENT)|$(RELEASE)|$(REPO_URI)";
    let targets = answer(
        "apt-get",
        &["indextargets", "--format", format, "Created-By: Packages"],
    )
    .unwrap_or_default();
    let found = own_mirrors(&targets, &value("ID"), &value("VERSION_CODENAME"));
    if found.is_empty() {
        Err(Stop::failed("apt names no mirror of this release"))
    } else {
        Ok(found)
    }
}

fn own_mirrors(targets: &str, distribution: &str, codename: &str) -> Vec<Mirror> {
    let mut found: Vec<Mirror> = Vec::new();
    for line in targets.lines() {
        let [origin, component, suite, address] = line.split('|').collect::<Vec<_>>()[..] else {
            continue;
        };
        if component != "main" || !origin.eq_ignore_ascii_case(distribution) || !suite.starts_with(codename) {
            continue;
        }
        let mirror = Mirror {
            address: address.to_owned(),
            suite: suite.to_owned(),
        };
        if found.contains(&mirror) {
            continue;
        }
        if suite == codename {
            found.insert(0, mirror);
        } else {
            found.push(mirror);
        }
    }
    if found.first().is_some_and(|first| first.suite == codename) {
        found
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TARGETS: &str = "\
Debian|main|bookworm-security|http://security.example/
Google|main|cloud-sdk-bookworm|https://packages.example/apt/
Debian|main|bookworm|http://mirror.example/debian/
Debian|main|bookworm|http://mirror.example/debian/
Debian|contrib|bookworm|http://mirror.example/debian/
Debian|main|trixie|http://mirror.example/debian/
";

    #[test]
    fn only_the_distributions_own_mirrors_are_used_and_the_release_comes_first() {
        let found = own_mirrors(TARGETS, "debian", "bookworm");
        let suites: Vec<&str> = found.iter().map(|mirror| mirror.suite.as_str()).collect();
        assert_eq!(suites, ["bookworm", "bookworm-security"]);
    }

    #[test]
    fn without_the_releases_own_mirror_there_is_none() {
        assert!(own_mirrors(TARGETS, "debian", "sid").is_empty());
        assert!(own_mirrors("", "debian", "bookworm").is_empty());
    }
}
