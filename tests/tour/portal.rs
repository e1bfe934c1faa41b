//! Through a portal of one's own: connecting, what goes wrong, and what is not known.

use practice_portal::{Access, Fault, Options, PracticePortal, Target};

use crate::driver::{Desk, Keyring, Setup, Theme};
use crate::guide::Guide;
use crate::half_told;

pub(crate) async fn tour(theme: Theme) {
    let portal = practice_portal::start(Options {
        organizations: 40,
        ..Options::default()
    })
    .await
    .unwrap();
    connect(theme, &portal).await;
    without_keyring(theme, &portal).await;
}

async fn connect(theme: Theme, portal: &PracticePortal) {
    let guide = Guide::with(Setup::default().themed(theme)).await;
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    desk.find("textbox", "Connection name").await;
    guide.stop("02-connect").await;
    desk.click("button", "Test and save").await;
    desk.see("There is a problem").await;
    guide.stop("02-connect-problem").await;

    fill_in(desk, portal).await;
    desk.click("button", "Test and save").await;
    desk.see("Is this you?").await;
    guide.stop("02-connect-confirm").await;
    desk.click("button", "Save connection").await;
    desk.find("button", "New organization").await;
    desk.click("link", "Connections").await;
    guide.stop("02-connections").await;
    desk.click("link", "Organizations").await;

    unknown(&guide, portal).await;
    collision(&guide, portal).await;
    half_told::collision(&guide, portal).await;
    half_told::refused(&guide, portal).await;
    half_told::unanswered(&guide, portal).await;
    forbidden(&guide, portal).await;
    guide.desk.close().await;
}

pub(crate) async fn fill_in(desk: &Desk, portal: &PracticePortal) {
    desk.fill("textbox", "Connection name", "Halden Secure").await;
    desk.fill("textbox", "Portal address", &portal.address()).await;
    desk.fill("textbox", "User token", portal.user_token()).await;
    desk.fill("textbox", "API key…", portal.api_key()).await;
}

async fn unknown(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", "Kestrel Freight").await;
    desk.fill("textbox", "Description", "Containers by rail").await;
    desk.click("button", "Review…").await;
    desk.find("button", "Create organization").await;
    portal.faults().next_for(Target::Create, Fault::Reset);
    desk.click("button", "Create organization").await;
    desk.find("button", "Look again").await;
    guide.stop("08-unknown").await;
    let found = [0, 1].map(|_| portal.add("Kestrel Freight"));
    for (field, value) in [
        ("description", "Parcels, since October"),
        ("company_name", "Kestrel Freight B.V."),
        ("city", "Rotterdam"),
    ] {
        assert!(portal.edit(&found[1], field, value));
    }
    desk.click("button", "Look again").await;
    desk.see("which one the portal created").await;
    guide.stop("08-several").await;
    desk.click("button", "Leave it").await;
    desk.click("link", "Needs you, 1 not settled").await;
    desk.find("button", "Look at the portal: Kestrel Freight").await;
    guide.stop("08-needs-you").await;
    guide.stop_magnified("08-needs-you").await;
    desk.click("button", "It is settled: Kestrel Freight").await;
    desk.find("dialog", "Is Kestrel Freight settled?").await;
    guide.stop("08-settle").await;
    desk.click("button", "It is settled").await;
    desk.find("heading", "Nothing needs you").await;
    guide.stop("08-nothing-needs-you").await;
    desk.click("link", "Organizations").await;
}

async fn collision(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    let id = portal.add("Osteria Bellarosa");
    portal.edit(&id, "company_name", "Bellarosa S.r.l.");
    portal.edit(&id, "country", "Italia");
    portal.edit(&id, "phone", "+39 041 555 01 23");
    open(desk, "Osteria Bellarosa").await;
    desk.click("button", "Edit").await;
    desk.fill("textbox", "Country", "Italy").await;
    desk.clear("textbox", "Phone").await;
    desk.click("button", "Review changes…").await;
    desk.find("button", "Save changes").await;
    portal.edit(&id, "country", "IT");
    portal.edit(&id, "phone", "+39 041 555 01 99");
    portal.edit(&id, "company_name", "Bellarosa Group S.p.A.");
    desk.click("button", "Save changes").await;
    desk.find("button", "Review with these choices").await;
    guide.stop("07-collision").await;
    desk.click("button", "Mine for all").await;
    guide.stop("07-collision-chosen").await;
    guide.stop_magnified("07-collision-chosen").await;
    desk.click("link", "Organizations").await;
}

async fn forbidden(guide: &Guide, portal: &PracticePortal) {
    let desk = &guide.desk;
    let id = portal.add("Closed Book");
    portal.forbid(&id, Access::Forbidden);
    open(desk, "Closed Book").await;
    desk.see("403").await;
    guide.stop("12-failed").await;
    desk.click("button", "Update without seeing it").await;
    desk.see("What the portal holds is not known").await;
    guide.stop("06-edit-unseen").await;
}

pub(crate) async fn open(desk: &Desk, name: &str) {
    desk.fill("searchbox", "Search", name).await;
    desk.see(&format!("for “{name}”")).await;
    desk.click("gridcell", name).await;
}

async fn without_keyring(theme: Theme, portal: &PracticePortal) {
    let guide = Guide::with(Setup::with_keyring(Keyring::Absent).themed(theme)).await;
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    desk.find("button", "Try the keyring again").await;
    fill_in(desk, portal).await;
    guide.stop("02-connect-keyring").await;
    guide.desk.close().await;
}
