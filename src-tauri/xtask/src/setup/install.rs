//! Installing packages: says what, and asks for an administrator's rights only where they are needed.

use super::PackageManager;
use crate::command::{self, answer, call, find};
use crate::outcome::Stop;

/// Installs the packages; nothing to do when there are none.
pub(crate) fn install(manager: PackageManager, packages: &[&str]) -> Result<(), Stop> {
    if packages.is_empty() {
        return Ok(());
    }
    println!("Installing what is missing: {}", packages.join(" "));
    let rights = if manager == PackageManager::Brew {
        Vec::new()
    } else {
        administrator()?
    };
    if !rights.is_empty() {
        println!("This needs an administrator's rights: sudo may ask for your password");
    }
    for words in manager.install_commands(packages) {
        let words = [rights.as_slice(), words.as_slice()].concat();
        let mut command = call(words[0], &words[1..])?;
        command::run(command.env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    Ok(())
}

/// The words to put before a command that needs an administrator's rights: none when we have them.
pub(crate) fn administrator() -> Result<Vec<&'static str>, Stop> {
    if answer("id", &["-u"]).as_deref() == Some("0") {
        return Ok(Vec::new());
    }
    if find("sudo").is_none() {
        return Err(Stop::failed(
            "this needs an administrator's rights and there is no sudo: run it as root",
        ));
    }
    // sudo drops the environment; without this, apt's questions would come through after all.
    let keep = "--preserve-env=DEBIAN_FRONTEND";
    Ok(if std::env::var_os("CI").is_some() {
        vec!["sudo", "--non-interactive", keep]
    } else {
        vec!["sudo", keep]
    })
}
