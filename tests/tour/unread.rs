//! What was sent, and cannot be read back, or is read back as something else.

use std::time::Duration;

use practice_portal::{Fault, PracticePortal, Target};
use serde_json::{Value, json};

use crate::driver::{Desk, Keyring, Setup, Theme};
use crate::elsewhere::{connect, portal};
use crate::guide::Guide;
use crate::half_told::{change_city, often};
use crate::portal::open;
use crate::seldom::forbidden;

const COMPANY: &str = "Half Read Holding";

pub(crate) async fn tour(theme: Theme) {
    let halden = portal().await;
    let tarn = portal().await;
    let guide = Guide::with(Setup::with_keyring(Keyring::Unlocked).themed(theme)).await;
    let desk = &guide.desk;
    desk.click("button", "Connect to a portal…").await;
    connect(desk, "Halden Secure", &halden).await;
    details_not_known(desk, &halden, "Half Read Ltd").await;
    desk.click("link", "Connections").await;
    desk.click("button", "New connection").await;
    connect(desk, "Tarn & Vale", &tarn).await;
    details_not_known(desk, &tarn, "Tarn & Vale Orthodontics").await;
    desk.click("link", "History").await;
    desk.click("option", "Tarn & Vale Orthodontics created…").await;
    desk.see("Sent; not read back").await;
    guide.stop("09-history-details-not-known").await;

    let guide = guide
        .again(|_| {
            for portal in [&halden, &tarn] {
                portal.faults().clear();
            }
        })
        .await;
    let desk = &guide.desk;
    desk.see("Tarn & Vale Orthodontics was created").await;
    desk.see("Half Read Ltd was created in Halden Secure").await;
    guide.stop("03-organizations-settled-on-two").await;

    refused_and_held_otherwise(&guide, &tarn).await;
    let guide = created_and_not_read(guide, &tarn).await;
    let guide = drafts_not_read(guide).await;
    guide.desk.close().await;
}

/// An organization whose details are saved without an answer, on a portal that shows only some of them from then on.
async fn details_not_known(desk: &Desk, portal: &PracticePortal, name: &str) {
    let faults = portal.faults();
    begin_with_details(desk, name).await;
    faults.next_for(Target::Update, forbidden());
    desk.click("button", "Create organization").await;
    desk.find("heading", "Created, but the details are not saved")
        .await;
    let id = id_of(portal, name);
    let empty = json!({ "name": name, "company_name": "", "details": { "city": "" } });
    let without_city = json!({ "name": name, "company_name": COMPANY });
    desk.click("link", "Needs you…").await;
    faults.next_for(Target::Update, Fault::LostAnswer);
    faults.next_for(Target::Retrieve, shows(&id, &empty));
    often(portal, Target::Retrieve, &shows(&id, &without_city));
    desk.click("button", &format!("Save the details: {name}")).await;
    desk.find(
        "heading",
        "Created, but nobody knows whether the details are saved",
    )
    .await;
}

/// Changes the portal says no to while it holds what nobody sent.
async fn refused_and_held_otherwise(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Brae Dental";
    let desk = &guide.desk;
    let id = portal.add(NAME);
    let as_loaded = [
        ("company_name", "Brae Dental Ltd"),
        ("city", "Nairn"),
        ("country", "UK"),
    ];
    for (field, value) in as_loaded {
        portal.edit(&id, field, value);
    }
    open(desk, NAME).await;
    change_city(desk, "Inverness").await;
    desk.find("button", "Save changes").await;
    let before = json!({ "name": NAME, "company_name": "Brae Dental Ltd", "details": { "city": "Nairn", "country": "UK" } });
    let no = r#"{"status":422,"errors":{"city":["is not in the list"]}}"#;
    portal.faults().next_for(Target::Retrieve, shows(&id, &before));
    portal
        .faults()
        .next_for(Target::Update, Fault::Status(422, no.to_owned()));
    portal.edit(&id, "city", "Forres");
    desk.click("button", "Save changes").await;
    desk.find(
        "heading",
        "The portal said no, and holds something else than before",
    )
    .await;
    guide.stop("08-update-held-otherwise").await;
    desk.click("button", "Leave it").await;
}

/// Orgdesk is killed once the portal has said yes to the details of a new organization, and does not show it at the next start.
async fn created_and_not_read(guide: Guide, portal: &PracticePortal) -> Guide {
    const NAME: &str = "Osteria Bellarosa";
    let desk = &guide.desk;
    begin_with_details(desk, NAME).await;
    let faults = portal.faults();
    // Read just before they are sent, and then to read them back.
    faults.nth_for(Target::Retrieve, 1, Fault::Latency(Duration::from_secs(50)));
    let held = faults.held();
    desk.click("button", "Create organization").await;
    faults.holds_more_than(held).await;
    often(portal, Target::Retrieve, &forbidden());
    let guide = guide.killed().await;
    let desk = &guide.desk;
    desk.click("link", "Needs you, 2 not settled").await;
    desk.click("button", &format!("Look at the portal: {NAME}")).await;
    desk.find("heading", "Created, but it cannot be read back").await;
    desk.find("button", "Look again").await;
    guide.stop("05-created-not-read-back").await;
    faults.clear();
    desk.click("button", "Look again").await;
    desk.find("heading", "Created and read back").await;
    guide
}

/// Another program has meddled with the local data.
async fn drafts_not_read(guide: Guide) -> Guide {
    let guide = guide
        .again(|home| {
            let data = rusqlite::Connection::open(home.join("data/com.orgdesk.desktop/orgdesk.sqlite"));
            data.unwrap().execute_batch("DROP TABLE drafts").unwrap();
        })
        .await;
    guide.desk.click("link", "Drafts").await;
    guide.desk.find("button", "Try again").await;
    guide.stop("13-drafts-not-read").await;
    guide
}

async fn begin_with_details(desk: &Desk, name: &str) {
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", name).await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", COMPANY).await;
    desk.fill("textbox", "City", "Wells").await;
    desk.click("button", "Review…").await;
    desk.find("button", "Create organization").await;
}

fn id_of(portal: &PracticePortal, name: &str) -> String {
    let made = portal.organizations().into_iter().find(|one| one.name == name);
    made.expect("the portal has it").id
}

/// The organization as a portal answers it that shows these of its fields.
fn shows(id: &str, attributes: &Value) -> Fault {
    let body = json!({ "data": { "id": id, "type": "organization", "attributes": attributes } });
    Fault::Status(200, body.to_string())
}
