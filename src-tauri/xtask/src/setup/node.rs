//! Node and the UI's packages.

use std::path::Path;

use serde_json::Value;

use crate::command::{self, answer};
use crate::outcome::Stop;
use crate::{places, ui};

/// What the UI's bundler and its tests ask for: the oldest minor version of each major one, and the major one from which any will do.
const OLDEST_OF: [(u32, u32); 2] = [(20, 19), (22, 12)];
const ANY_FROM: u32 = 24;

/// Refuses a machine without a usable Node.
pub(crate) fn check() -> Result<(), Stop> {
    let found = answer("node", &["--version"]);
    if found
        .as_deref()
        .and_then(version)
        .is_none_or(|version| !is_usable(version))
    {
        let found = found.unwrap_or_else(|| "none".to_owned());
        return Err(Stop::failed(format!(
            "Node 20.19, 22.12, {ANY_FROM} or newer is needed, found {found}: install it from nodejs.org or with your system's packages"
        )));
    }
    if answer(ui::NPM, &["--version"]).is_none() {
        return Err(Stop::failed(
            "npm is missing: it comes with Node, or in your system's package npm",
        ));
    }
    Ok(())
}

/// Installs the UI's packages unless what is there is what the lock file says.
pub(crate) fn install_modules() -> Result<(), Stop> {
    let folder = places::root()?.join("ui");
    if !folder.join("package.json").is_file() {
        return Err(Stop::failed("ui/package.json is missing"));
    }
    let lock = read(&folder.join("package-lock.json"));
    let Some(lock) = lock else {
        return Err(Stop::failed(
            "ui/package-lock.json is missing: run `npm install` in ui/ and commit it",
        ));
    };
    // npm keeps a lock file of its own inside the folder, of what it really installed.
    if read(&folder.join("node_modules/.package-lock.json"))
        .is_some_and(|installed| agrees(&lock, &installed))
    {
        return Ok(());
    }
    println!("Installing the UI's packages");
    command::run(&mut ui::npm(&["ci", "--no-audit", "--no-fund"])?)
}

/// True when every package installed is the one locked, and none that is always wanted is absent.
fn agrees(lock: &Value, installed: &Value) -> bool {
    let (Some(locked), Some(found)) = (lock["packages"].as_object(), installed["packages"].as_object())
    else {
        return false;
    };
    let same = found.iter().all(|(path, package)| {
        locked.get(path).is_some_and(|wanted| {
            wanted["version"] == package["version"] && wanted["integrity"] == package["integrity"]
        })
    });
    let optional = |package: &Value| package["optional"] == true || package["devOptional"] == true;
    same && locked
        .iter()
        .all(|(path, package)| path.is_empty() || optional(package) || found.contains_key(path))
}

fn read(file: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(file).ok()?).ok()
}

fn is_usable(version: (u32, u32)) -> bool {
    let (major, minor) = version;
    major >= ANY_FROM
        || OLDEST_OF
            .into_iter()
            .any(|oldest| oldest.0 == major && oldest.1 <= minor)
}

fn version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lock() -> Value {
        json!({"packages": {
            "": {"name": "ui"},
            "node_modules/a": {"version": "1.0.0", "integrity": "x"},
            "node_modules/other-system": {"version": "1.0.0", "integrity": "y", "optional": true},
        }})
    }

    #[test]
    fn the_packages_of_other_systems_need_not_be_there() {
        assert!(agrees(
            &lock(),
            &json!({"packages": {"node_modules/a": {"version": "1.0.0", "integrity": "x"}}})
        ));
    }

    #[test]
    fn another_version_or_an_absent_package_is_stale() {
        assert!(!agrees(
            &lock(),
            &json!({"packages": {"node_modules/a": {"version": "1.0.1", "integrity": "z"}}})
        ));
        assert!(!agrees(&lock(), &json!({"packages": {}})));
    }

    #[test]
    fn the_version_is_read_from_what_node_prints() {
        assert_eq!(version("v20.19.5"), Some((20, 19)));
        for (text, is_enough) in [
            ("v18.20.4", false),
            ("v20.18.1", false),
            ("v20.19.5", true),
            ("v21.7.0", false),
            ("v22.11.0", false),
            ("v22.12.0", true),
            ("v23.1.0", false),
            ("v24.0.0", true),
        ] {
            assert_eq!(is_usable(version(text).unwrap()), is_enough, "{text}");
        }
        assert_eq!(version("none"), None);
    }
}
