//! The installer is installed, with what it says it depends on and nothing else, into a system that has never seen
//! it, and started there.

mod clean_root;
mod first_screen;

use crate::outcome::{Counts, Stop};
use crate::package;

/// Installs the .deb into a clean root, starts the app there and looks at its first screen.
pub(crate) fn package_test() -> Result<Counts, Stop> {
    let installer = package::debian_package()?;
    let root = clean_root::make()?;
    clean_root::install(&root, &installer)?;
    first_screen::see(&root)?;
    Ok(Counts::one_passed())
}
