//! The version is written once, in the root `Cargo.toml`; everything else reads it from there.

use serde_json::Value;

use crate::files::{self, TextFile, made_up};

fn problem(file: &TextFile) -> Option<String> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let written = match name {
        "Cargo.toml" => written_in_manifest(&file.text),
        "package.json" | "package-lock.json" | "tauri.conf.json" => written_in_json(&file.text),
        _ => false,
    };
    written.then(|| {
        format!(
            "{}: the version is written once, in the root Cargo.toml",
            file.path
        )
    })
}

/// In a package of the workspace the version is the workspace's.
fn written_in_manifest(text: &str) -> bool {
    let package = text
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[package]")
        .skip(1);
    let mut own = package.take_while(|line| !line.starts_with('['));
    own.any(|line| line.split('=').next().is_some_and(|key| key.trim() == "version"))
}

fn written_in_json(text: &str) -> bool {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return true;
    };
    let of_the_lock = &value["packages"][""]["version"];
    [&value["version"], of_the_lock]
        .into_iter()
        .any(|version| !version.is_null() && version != "0.0.0")
}

fn once_in_the_workspace(text: &str) -> bool {
    let workspace = text
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[workspace.package]")
        .skip(1);
    workspace
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.starts_with("version = \""))
        .count()
        == 1
}

#[test]
fn the_version_is_written_once() {
    let files = files::all();
    let root = files
        .iter()
        .find(|file| file.path == "Cargo.toml")
        .expect("the workspace has a Cargo.toml");
    assert!(once_in_the_workspace(&root.text));
    crate::assert_none(&files.iter().filter_map(problem).collect::<Vec<_>>());
}

#[test]
fn a_second_place_is_refused() {
    for (path, text) in [
        (
            "src-tauri/crates/core/Cargo.toml",
            "[package]\nname = \"x\"\nversion = \"0.1.0\"\n",
        ),
        ("ui/package.json", r#"{"version": "0.1.0"}"#),
        (
            "ui/package-lock.json",
            r#"{"packages": {"": {"version": "0.1.0"}}}"#,
        ),
        ("tauri.conf.json", r#"{"version": "0.1.0"}"#),
    ] {
        assert!(problem(&made_up(path, text)).is_some(), "{path}");
    }
}

#[test]
fn the_versions_of_dependencies_are_none_of_this_rules_business() {
    let manifest = "[package]\nversion.workspace = true\n\n[dependencies.serde]\nversion = \"1\"\n";
    assert!(problem(&made_up("Cargo.toml", manifest)).is_none());
    let package = r#"{"private": true, "devDependencies": {"vite": "8.0.0"}}"#;
    assert!(problem(&made_up("ui/package.json", package)).is_none());
}
