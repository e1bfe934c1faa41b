//! `cargo xtask check-platforms`: the workspace compiles for the systems this one is not.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::command::{self, call, find};
use crate::outcome::{Counts, Report, Stop};
use crate::places;
use crate::setup::{self, Needs};

/// A system to compile for from elsewhere.
#[derive(Clone, Copy)]
pub(crate) struct Platform {
    /// The step's name.
    pub(crate) step: &'static str,
    target: &'static str,
    /// Gives the command that stands for `cargo`, or the reason why there is none.
    cargo: fn() -> Result<Command, Stop>,
}

pub(crate) const PLATFORMS: [Platform; 2] = [
    Platform {
        step: "compiles for: Windows",
        target: "x86_64-pc-windows-gnu",
        cargo: with_mingw,
    },
    Platform {
        step: "compiles for: macOS",
        target: "aarch64-apple-darwin",
        cargo: with_zig,
    },
];

/// The versions that were seen to work together.
const ZIG: [&str; 2] = ["ziglang==0.15.2", "cargo-zigbuild==0.24.0"];

/// Checks every platform and ends in the table.
pub(crate) fn check_platforms() -> Result<ExitCode, Stop> {
    setup::setup(Needs::Tests)?;
    crate::ui::script("build")?;
    let mut report = Report::new();
    for platform in PLATFORMS {
        report.step(platform.step, || check(platform));
    }
    Ok(report.close())
}

/// Compiles the workspace for one platform. What cannot be installed is a reason to skip, never to pass.
pub(crate) fn check(platform: Platform) -> Result<Counts, Stop> {
    install_target(platform.target)?;
    let mut cargo = (platform.cargo)()?;
    cargo.args([
        "check",
        "--workspace",
        "--features",
        "custom-protocol",
        "--target",
        platform.target,
    ]);
    command::run(&mut cargo)?;
    Ok(Counts::one_passed())
}

fn install_target(target: &str) -> Result<(), Stop> {
    if find("rustup").is_none() {
        return Err(Stop::skipped("there is no rustup to install the target with"));
    }
    command::run(&mut call("rustup", &["target", "add", target])?)
        .map_err(|_| Stop::skipped(format!("the target {target} cannot be installed")))
}

fn with_mingw() -> Result<Command, Stop> {
    // The bundled SQLite and the window's icon are compiled with it.
    if !cfg!(windows) && find("x86_64-w64-mingw32-gcc").is_none() {
        return Err(Stop::skipped("mingw-w64 is not installed"));
    }
    command::program("cargo")
}

fn with_zig() -> Result<Command, Stop> {
    if cfg!(target_os = "macos") {
        return command::program("cargo");
    }
    let tools = zig_tools().map_err(|stop| match stop {
        Stop::Failed(reason) | Stop::Skipped(reason) => {
            Stop::skipped(format!("cargo-zigbuild cannot be installed: {reason}"))
        }
    })?;
    let mut zigbuild = command::program(tools.join("cargo-zigbuild"))?;
    // It finds zig through the python beside it.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(tools).chain(std::env::split_paths(&path));
    let path = std::env::join_paths(path).map_err(|error| Stop::failed(error.to_string()))?;
    zigbuild.env("PATH", path);
    Ok(zigbuild)
}

/// A Python environment of our own with zig and cargo-zigbuild in it; made once, and again where it does not work any
/// more because the Python it was made with has gone.
fn zig_tools() -> Result<PathBuf, Stop> {
    let home = places::scratch("zig")?;
    let tools = home.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let stamp = home.join("installed");
    let own_python = in_folder(&tools, "python");
    let works = command::succeeds(&own_python.to_string_lossy(), &["-m", "ziglang", "version"]);
    if works && std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == ZIG.concat()) {
        return Ok(tools);
    }
    let python = ["python3", "python"]
        .into_iter()
        .find(|name| find(name).is_some());
    let python = python.ok_or_else(|| Stop::failed("there is no python"))?;
    command::run(
        command::program(python)?
            .args(["-m", "venv", "--clear"])
            .arg(&home),
    )?;
    command::run(
        command::program(own_python)?
            .args(["-m", "pip", "install", "--quiet"])
            .args(ZIG),
    )?;
    std::fs::write(&stamp, ZIG.concat())?;
    Ok(tools)
}

fn in_folder(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
