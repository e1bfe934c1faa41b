//! Which packages of which system hold what is needed.

use super::{Needs, PackageManager};
use crate::command::succeeds;
use crate::outcome::Stop;

/// The packages of this manager that hold what is needed.
pub(crate) fn wanted(manager: PackageManager, needs: Needs) -> Vec<&'static str> {
    let tests = if needs == Needs::Tests {
        for_tests(manager)
    } else {
        &[]
    };
    [for_building(manager), tests].concat()
}

fn for_building(manager: PackageManager) -> &'static [&'static str] {
    match manager {
        PackageManager::Apt => &[
            "build-essential",
            "pkg-config",
            "libwebkit2gtk-4.1-dev",
            "libxdo-dev",
            "libssl-dev",
            "libayatana-appindicator3-dev",
            "librsvg2-dev",
        ],
        PackageManager::Dnf => &[
            "gcc",
            "gcc-c++",
            "make",
            "pkgconf-pkg-config",
            "webkit2gtk4.1-devel",
            "libxdo-devel",
            "openssl-devel",
            "libappindicator-gtk3-devel",
            "librsvg2-devel",
        ],
        PackageManager::Pacman => &[
            "base-devel",
            "webkit2gtk-4.1",
            "xdotool",
            "openssl",
            "libappindicator-gtk3",
            "librsvg",
        ],
        // The webview and the compiler come with macOS and its command line tools.
        PackageManager::Brew => &[],
    }
}

fn for_tests(manager: PackageManager) -> &'static [&'static str] {
    match manager {
        PackageManager::Apt => &[
            // The window tests: a screen, the driver, a bus, a keyring, letters to paint, roles and names.
            "webkit2gtk-driver",
            "xvfb",
            "xauth",
            "dbus",
            "gnome-keyring",
            "libsecret-tools",
            "fonts-dejavu-core",
            "at-spi2-core",
            "imagemagick",
            // The house rules ask git which files are ours.
            "git",
            // The package test makes a clean root.
            "debootstrap",
            // The look at Windows and macOS.
            "mingw-w64",
            "python3-venv",
        ],
        PackageManager::Dnf => &[
            "webkit2gtk4.1",
            "xorg-x11-server-Xvfb",
            "xorg-x11-xauth",
            "dbus-daemon",
            "gnome-keyring",
            "libsecret",
            "dejavu-sans-fonts",
            "at-spi2-core",
            "ImageMagick",
            "git",
            "mingw64-gcc",
            "python3",
        ],
        PackageManager::Pacman => &[
            "xorg-server-xvfb",
            "xorg-xauth",
            "dbus",
            "gnome-keyring",
            "libsecret",
            "ttf-dejavu",
            "at-spi2-core",
            "imagemagick",
            "git",
            "mingw-w64-gcc",
            "python",
        ],
        PackageManager::Brew => &["mingw-w64", "python3"],
    }
}

/// On Windows the compiler is there already (this program was linked with it); the webview may not be.
pub(crate) fn check_windows() -> Result<(), Stop> {
    // Microsoft's documented way to detect the runtime: these keys exist when it is installed.
    const RUNTIME: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let keys = [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"];
    if keys
        .iter()
        .any(|start| succeeds("reg", &["query", &format!(r"{start}\{RUNTIME}"), "/v", "pv"]))
    {
        return Ok(());
    }
    Err(Stop::failed(
        "the WebView2 Runtime is missing: install Microsoft's \"Evergreen Bootstrapper\", then run this again",
    ))
}

/// Where no known package manager is found: what to look for.
pub(crate) fn unknown_system(needs: Needs) -> String {
    format!(
        "no apt-get, dnf, pacman or brew here. Install the counterparts of these Debian packages, then run this again: {}",
        wanted(PackageManager::Apt, needs).join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [PackageManager; 4] = [
        PackageManager::Apt,
        PackageManager::Dnf,
        PackageManager::Pacman,
        PackageManager::Brew,
    ];

    #[test]
    fn what_building_needs_the_tests_need_too() {
        for manager in ALL {
            let tests = wanted(manager, Needs::Tests);
            assert!(
                wanted(manager, Needs::Build)
                    .iter()
                    .all(|package| tests.contains(package)),
                "{manager:?}"
            );
        }
    }

    #[test]
    fn building_alone_does_not_bring_the_test_tools() {
        assert!(!wanted(PackageManager::Apt, Needs::Build).contains(&"xvfb"));
    }
}
