//! With two connections: what needs the user on the one that is not open, another user than before, and local data in
//! trouble.

use std::path::Path;

use practice_portal::{Options, PracticePortal, Target};

use crate::driver::{Desk, Keyring, Setup, Theme};
use crate::guide::Guide;
use crate::seldom::forbidden;

const COUNTED: &str = "Needs you, 2 elsewhere";

pub(crate) async fn tour(theme: Theme) {
    let halden = portal().await;
    let tarn = portal().await;
    let guide = Guide::with(Setup::with_keyring(Keyring::Unlocked).themed(theme)).await;
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    connect(desk, "Halden Secure", &halden).await;
    for name in ["Half Done Ltd", "Second Half Ltd"] {
        leave_open(desk, &halden, name).await;
    }
    desk.click("link", "Connections").await;
    desk.click("button", "New connection").await;
    connect(desk, "Tarn & Vale", &tarn).await;
    counted(&guide).await;

    // The portal knows one as somebody else by the next start.
    tarn.replace_user("somebody.else", "Another partner");
    let guide = guide.again(|_| ()).await;
    guide.desk.find("button", "Go on as somebody.else…").await;
    guide.stop("13-identity-changed").await;
    guide.stop_magnified("13-identity-changed").await;
    guide.desk.click("link", COUNTED).await;
    guide
        .desk
        .find("heading", "On connections that are not open")
        .await;
    guide.stop("08-needs-you-not-open").await;
    guide.desk.click("button", "Open Halden Secure").await;
    guide.desk.find("button", "Save the details: Half Done Ltd").await;
    guide.stop("08-needs-you-details").await;

    let guide = guide.again(from_a_newer_version).await;
    guide.desk.see("newer").await;
    guide.stop("13-local-data-newer").await;
    let guide = guide.again(damage).await;
    guide.desk.see("set aside").await;
    guide.stop("13-local-data-damaged").await;
    guide.desk.close().await;
}

async fn counted(guide: &Guide) {
    let desk = &guide.desk;
    desk.find("link", COUNTED).await;
    guide.stop("03-organizations-elsewhere").await;
    guide
        .stop_with_open(
            "13-switch-connection-elsewhere",
            "Connection Tarn & Vale…",
            "[role=menu]",
        )
        .await;
    desk.click("link", "Connections").await;
    desk.see("2 need you").await;
    guide.stop("02-connections-elsewhere").await;
    desk.click("link", COUNTED).await;
    desk.see("Halden Secure: 2 need you").await;
    guide.stop("08-needs-you-elsewhere").await;
    guide.stop_magnified("08-needs-you-elsewhere").await;
}

pub(crate) async fn portal() -> PracticePortal {
    practice_portal::start(Options {
        organizations: 12,
        ..Options::default()
    })
    .await
    .unwrap()
}

pub(crate) async fn connect(desk: &Desk, name: &str, portal: &PracticePortal) {
    desk.fill("textbox", "Connection name", name).await;
    desk.fill("textbox", "Portal address", &portal.address()).await;
    desk.fill("textbox", "User token", portal.user_token()).await;
    desk.fill("textbox", "API key…", portal.api_key()).await;
    desk.click("button", "Test and save").await;
    desk.click("button", "Save connection").await;
    desk.see("12 organizations").await;
}

/// An organization whose details the portal does not take.
pub(crate) async fn leave_open(desk: &Desk, portal: &PracticePortal, name: &str) {
    portal.faults().next_for(Target::Update, forbidden());
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", name).await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", "Half Done Holding").await;
    desk.click("button", "Review…").await;
    desk.click("button", "Create organization").await;
    desk.find("heading", "Created, but the details are not saved")
        .await;
}

/// As a version of Orgdesk that is not there yet would have left it.
fn from_a_newer_version(home: &Path) {
    change(home, |bytes| {
        bytes[USER_VERSION].copy_from_slice(&9_999_u32.to_be_bytes());
    });
}

/// Overwrites what SQLite knows its files by.
fn damage(home: &Path) {
    change(home, |bytes| bytes[..16].fill(0x5a));
}

/// Where a file of SQLite says of which version it is.
const USER_VERSION: std::ops::Range<usize> = 60..64;

/// Changes the file of the local data, without what is logged beside it.
fn change(home: &Path, how: impl FnOnce(&mut [u8])) {
    let folder = home.join("data/com.orgdesk.desktop");
    for log in ["orgdesk.sqlite-wal", "orgdesk.sqlite-shm"] {
        let _not_there = std::fs::remove_file(folder.join(log));
    }
    let file = folder.join("orgdesk.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    how(&mut bytes);
    std::fs::write(file, bytes).unwrap();
}
