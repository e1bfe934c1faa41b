//! The installed app, started as a person would start it, up to its first screen.

use std::path::Path;

use super::clean_root::in_namespace;
use crate::command::{self, answer, find};
use crate::outcome::Stop;
use crate::places;

const START: &str = include_str!("start.sh");

/// A picture of an empty screen has one colour; of a window with nothing in it, a handful.
const FEWEST_COLOURS: u32 = 32;

/// Starts the app in the root under a screen in memory and waits for it to say that its first screen is painted; then
/// looks at the screen.
pub(super) fn see(root: &Path) -> Result<(), Stop> {
    if find("xvfb-run").is_none() || find("import").is_none() {
        return Err(Stop::skipped(
            "xvfb and imagemagick are needed to look at the screen",
        ));
    }
    let folder = places::scratch("package-test")?;
    let picture = folder.join("first-screen.png");
    if picture.exists() {
        std::fs::remove_file(&picture)?;
    }
    let start = in_namespace(START, &[])?;
    let mut under_screen = command::program("xvfb-run")?;
    under_screen.args(["--auto-servernum", "--server-args=-screen 0 1280x800x24"]);
    under_screen
        .arg(start.get_program())
        .args(start.get_args())
        .arg(root)
        .arg(&picture);
    command::run(&mut under_screen)?;

    let colours: Option<u32> = answer("identify", &["-format", "%k", &picture.to_string_lossy()])
        .and_then(|count| count.parse().ok());
    match colours {
        Some(colours) if colours >= FEWEST_COLOURS => {
            println!("   first screen: {} ({colours} colours)", picture.display());
            Ok(())
        }
        Some(colours) => Err(Stop::failed(format!("the screen is blank: {colours} colours"))),
        None => Err(Stop::failed("there is no picture of the screen")),
    }
}
