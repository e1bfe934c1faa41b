//! `cargo xtask package`: the installers of this system, and that they stay small.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use crate::command::{self, call, find};
use crate::outcome::{Counts, Stop};
use crate::places;
use crate::setup::{self, Needs};

/// No installer may be larger: it has to come over a slow line.
const LARGEST: u64 = 6 * 1024 * 1024;

/// What is built on each system. Those that fetch a helper from the network belong to a release, not here.
const BUNDLES: &str = if cfg!(target_os = "macos") {
    "app,dmg"
} else if cfg!(windows) {
    "nsis,msi"
} else {
    "deb,rpm"
};

/// Sets up, builds the installers and lists them.
pub(crate) fn package() -> Result<ExitCode, Stop> {
    setup::setup(Needs::Build)?;
    installers()?;
    Ok(ExitCode::SUCCESS)
}

/// Builds the installers; each that is small enough counts as passed.
pub(crate) fn installers() -> Result<Counts, Stop> {
    command::run(building(&mut command::program("node")?)?)?;
    measured()
}

/// Installers that are built beside something else.
pub(crate) struct Underway {
    build: Child,
    said: PathBuf,
}

/// Begins to build the installers around the UI that was built before, where nothing else wants the computer: what is linked at
/// the end of each step keeps one core busy, and tests of windows wait more than they work.
pub(crate) fn begin() -> Result<Underway, Stop> {
    let mut command = if find("nice").is_some() {
        call("nice", &["-n", "19", "node"])?
    } else {
        command::program("node")?
    };
    building(&mut command)?.args(["--config", r#"{"build":{"beforeBuildCommand":""}}"#]);
    let said = places::scratch("package")?.join("said.txt");
    let (out, err) = (File::create(&said)?, File::options().append(true).open(&said)?);
    let build = command.stdin(Stdio::null()).stdout(out).stderr(err).spawn()?;
    Ok(Underway { build, said })
}

impl Underway {
    /// Waits for them, and passes on what was said meanwhile; each that is small enough counts as passed.
    pub(crate) fn end(mut self) -> Result<Counts, Stop> {
        let status = self.build.wait()?;
        print!("{}", String::from_utf8_lossy(&std::fs::read(&self.said)?));
        if status.success() {
            measured()
        } else {
            Err(Stop::failed(format!("`tauri build` ended with {status}")))
        }
    }
}

/// Makes this the command that builds them; those of before are gone.
fn building(node: &mut Command) -> Result<&mut Command, Stop> {
    let tauri = places::root()?.join("ui/node_modules/@tauri-apps/cli/tauri.js");
    if !tauri.is_file() {
        return Err(Stop::failed(
            "@tauri-apps/cli is missing in ui/node_modules: run `cargo xtask setup`",
        ));
    }
    let bundles = bundles()?;
    if bundles.exists() {
        std::fs::remove_dir_all(&bundles)?;
    }
    Ok(node.arg(tauri).args(["build", "--ci", "--bundles", BUNDLES]))
}

/// How many of them are small enough, and how many are not.
fn measured() -> Result<Counts, Stop> {
    let built = files(&bundles()?)?;
    if built.is_empty() {
        return Err(Stop::failed("nothing was built"));
    }
    let mut counts = Counts::default();
    for file in built {
        let size = std::fs::metadata(&file)?.len();
        let good = size <= LARGEST;
        println!(
            "   {}  {}{}",
            file.display(),
            megabytes(size),
            if good { "" } else { "  too large: 6 MB at most" }
        );
        if good {
            counts.passed += 1;
        } else {
            counts.failed += 1;
        }
    }
    if counts.failed > 0 {
        return Err(Stop::failed("an installer is too large"));
    }
    Ok(counts)
}

/// Where tauri leaves them.
fn bundles() -> Result<PathBuf, Stop> {
    Ok(places::target()?.join("release/bundle"))
}

/// The .deb that was built last.
pub(crate) fn debian_package() -> Result<PathBuf, Stop> {
    files(&bundles()?)?
        .into_iter()
        .find(|file| file.extension().is_some_and(|ending| ending == "deb"))
        .ok_or_else(|| Stop::skipped("no .deb is built on this system"))
}

/// The installers in tauri's folder: one folder a kind, among the files some were made from.
fn files(bundles: &Path) -> Result<Vec<PathBuf>, Stop> {
    let mut found = Vec::new();
    for kind in entries(bundles)? {
        for file in entries(&kind)? {
            let ending = file
                .extension()
                .and_then(|ending| ending.to_str())
                .unwrap_or_default();
            if matches!(ending, "deb" | "rpm" | "dmg" | "exe" | "msi") {
                found.push(file);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Stop> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    std::fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}

#[allow(clippy::cast_precision_loss, reason = "a size in megabytes with two decimals")]
fn megabytes(bytes: u64) -> String {
    format!("{:.2} MB", bytes as f64 / (1024.0 * 1024.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installers_are_told_from_what_they_were_made_of() {
        let folder = tempfile::tempdir().unwrap();
        let deb = folder.path().join("deb");
        std::fs::create_dir_all(deb.join("Orgdesk_0.1.0_amd64")).unwrap();
        std::fs::write(deb.join("Orgdesk_0.1.0_amd64.deb"), "x").unwrap();
        std::fs::write(deb.join("control.tar.gz"), "x").unwrap();
        assert_eq!(
            files(folder.path()).unwrap(),
            [deb.join("Orgdesk_0.1.0_amd64.deb")]
        );
    }

    #[test]
    fn where_nothing_was_built_there_are_no_installers() {
        assert!(files(Path::new("no-such-folder")).unwrap().is_empty());
    }
}
