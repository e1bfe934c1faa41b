//! A new organization that is looked for, on a portal that does not list everything.

use practice_portal::{Fault, Options, PracticePortal, Target};
use serde_json::{Value, json};

use crate::driver::{Keyring, Setup, Theme};
use crate::guide::Guide;
use crate::half_told::says;
use crate::portal::fill_in;

pub(crate) async fn tour(theme: Theme) {
    let portal = practice_portal::start(Options {
        organizations: 40,
        ..Options::default()
    })
    .await
    .unwrap();
    let guide = Guide::with(Setup::with_keyring(Keyring::Unlocked).themed(theme)).await;
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    fill_in(desk, &portal).await;
    desk.click("button", "Test and save").await;
    desk.click("button", "Save connection").await;
    desk.find("button", "New organization").await;
    not_all_listed(&guide, &portal).await;
    guide.desk.close().await;
}

/// A create that cannot be looked for, as the portal does not list everything.
async fn not_all_listed(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Tarn & Vale";
    let desk = &guide.desk;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", NAME).await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", "Tarn & Vale Ltd").await;
    desk.click("button", "Review…").await;
    desk.find("button", "Create organization").await;
    portal.faults().next_for(Target::Create, Fault::Reset);
    says(portal, Target::List, &one_of_many());
    desk.click("button", "Create organization").await;
    desk.see("The portal did not list everything").await;
    guide.stop("08-not-all-listed").await;
    left_while_looked_for(guide, NAME).await;
    desk.click("button", "Leave it").await;
    desk.click("link", "Needs you, 1 not settled").await;
    desk.see("It did not list everything").await;
    guide.stop("08-needs-you-not-all-listed").await;
    desk.click("link", "History").await;
    desk.click("option", &format!("{NAME}…")).await;
    desk.find("button", "Show “Needs you”").await;
    guide.stop("09-history-not-all-listed").await;
    is_found(guide, portal, NAME).await;
}

/// It is looked for again, left meanwhile, and come back to.
async fn left_while_looked_for(guide: &Guide, name: &str) {
    let desk = &guide.desk;
    desk.click("button", "Look again, and save the details").await;
    desk.click("link", "Connections").await;
    desk.find("dialog", &format!("{name} is being looked for")).await;
    guide.stop("13-being-looked-for").await;
    desk.click("button", "Leave while it is looked for").await;
    desk.see(&format!("{name} is being looked for in Halden Secure"))
        .await;
    guide.stop("08-left-while-looked-for").await;
    desk.click("button", &format!("Show {name}")).await;
    desk.find("button", "Look again, and save the details").await;
}

/// It is looked for while something else is in front, and found once the portal lists it.
async fn is_found(guide: &Guide, portal: &PracticePortal, name: &str) {
    let desk = &guide.desk;
    desk.click("link", "Needs you, 1 not settled").await;
    desk.click("button", &format!("Look, and save the details: {name}"))
        .await;
    desk.click("link", "History").await;
    desk.find("heading", "History").await;
    desk.click("link", "Needs you, 1 not settled").await;
    desk.see("It is being looked for on the portal").await;
    guide.stop("08-needs-you-being-looked-for").await;
    portal.add(name);
    portal.faults().clear();
    desk.click("button", &format!("Show {name}")).await;
    // The look may have ended beside the pictures, before it was there.
    desk.find("button", "Look again, and save the details").await;
    if desk.count("button", "It is this one…").await == 0 {
        desk.click("button", "Look again, and save the details").await;
    }
    desk.click("button", "It is this one…").await;
    desk.find("heading", "Created and read back").await;
    desk.click("link", "Organizations").await;
}

/// A page of a list that tells of more than it holds.
fn one_of_many() -> Value {
    let attributes = json!({ "name": "Osteria Bellarosa" });
    json!({
        "data": [{ "id": "8c0d5f0e-41c7-4b6e-9d2f-3a7d52f1b0aa", "type": "organization", "attributes": attributes }],
        "pagination": { "total_count": 250 },
    })
}
