//! Where things lie.

use std::path::{Path, PathBuf};

use crate::outcome::Stop;

/// The folder of the workspace: the nearest one upwards that holds `tauri.conf.json`.
pub(crate) fn root() -> Result<PathBuf, Stop> {
    let here = std::env::current_dir()?;
    here.ancestors()
        .find(|folder| folder.join("tauri.conf.json").is_file())
        .map(Path::to_path_buf)
        .ok_or_else(|| Stop::failed("start this inside Orgdesk's folder: no tauri.conf.json is to be found"))
}

/// The folder cargo builds into.
pub(crate) fn target() -> Result<PathBuf, Stop> {
    Ok(match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root()?.join(folder),
        None => root()?.join("target"),
    })
}

/// A folder below `target/xtask`, made when it is not there: caches and what a task leaves behind.
pub(crate) fn scratch(name: &str) -> Result<PathBuf, Stop> {
    let folder = target()?.join("xtask").join(name);
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
