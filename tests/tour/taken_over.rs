//! As another user than before: what that one left is gone on with, and what is not shown is not called empty.

use practice_portal::PracticePortal;

use crate::driver::{Desk, Keyring, Setup, Theme};
use crate::elsewhere::{connect, leave_open, portal};
use crate::guide::Guide;
use crate::portal::open;

const NAME: &str = "Half Done Ltd";
const TYPED: &str = "Brae Dental";

pub(crate) async fn tour(theme: Theme) {
    let halden = portal().await;
    let guide = Guide::with(Setup::with_keyring(Keyring::Unlocked).themed(theme)).await;
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    connect(desk, "Halden Secure", &halden).await;
    leave_open(desk, &halden, NAME).await;
    leave_typed(desk, &halden).await;

    halden.replace_user("somebody.else", "Another partner");
    let guide = guide.again(|_| ()).await;
    let desk = &guide.desk;
    desk.click("button", "Go on as somebody.else…").await;
    desk.click("link", "Needs you, 1 not settled").await;
    desk.find("button", &format!("Go on with it as yourself: {NAME}"))
        .await;
    guide.stop("08-needs-you-of-another-user").await;
    desk.click("button", &format!("Go on with it as yourself: {NAME}"))
        .await;
    desk.see("you see in the form what each replaces").await;
    desk.see("the portal does not show").await;
    guide.stop("08-needs-you-taken-over").await;
    desk.click("button", &format!("Save the details: {NAME}")).await;
    desk.find("heading", "Created, but the details are not saved")
        .await;
    desk.see("Another user created this organization").await;
    guide.stop("05-created-taken-over").await;
    desk.click("button", "Change the details").await;
    desk.find("textbox", "City").await;
    guide.stop("06-edit-taken-over").await;
    desk.click("button", "Review changes…").await;
    desk.find("button", "Save changes").await;
    guide.stop("06-review-taken-over").await;
    desk.click("button", "Save changes").await;
    desk.find("heading", "Saved and read back").await;
    loaded_by_another(&guide).await;
    guide.desk.close().await;
}

/// Changes that are typed, and not saved.
async fn leave_typed(desk: &Desk, portal: &PracticePortal) {
    let id = portal.add(TYPED);
    for (field, value) in [
        ("company_name", "Brae Dental Ltd"),
        ("city", "Nairn"),
        ("country", "UK"),
    ] {
        portal.edit(&id, field, value);
    }
    desk.click("link", "Organizations").await;
    open(desk, TYPED).await;
    desk.click("button", "Edit").await;
    desk.fill("textbox", "City", "Inverness").await;
    desk.fill("textbox", "Phone", "+44 1463 555 012").await;
    desk.click("link", "Connections").await;
    desk.see(&format!("What you typed for {TYPED} is kept as a draft."))
        .await;
}

/// They are opened by who did not load what they rest on.
async fn loaded_by_another(guide: &Guide) {
    let desk = &guide.desk;
    desk.click("link", "Drafts, 1").await;
    desk.click("button", &format!("Open the draft for {TYPED}")).await;
    desk.click("button", "Open it here").await;
    desk.find("textbox", "City").await;
    guide.stop("06-edit-loaded-by-another").await;
    desk.click("button", "Review changes…").await;
    desk.find("button", "Save changes").await;
    guide.stop("06-review-loaded-by-another").await;
}
