//! Through the history: what was done, what it changed, and what undoing it would do.

use std::time::Duration;

use practice_portal::{Fault, Options, PracticePortal, Target};
use serde_json::json;

use crate::cut_short;
use crate::driver::{Desk, Keyring, Setup, Theme};
use crate::guide::Guide;
use crate::half_told;
use crate::portal::{fill_in, open};

const NAME: &str = "Kestrel Freight";

pub(crate) async fn tour(theme: Theme) {
    let portal = practice_portal::start(Options {
        organizations: 12,
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
    desk.click("link", "History").await;
    desk.find("heading", "Nothing was written yet").await;
    guide.stop("09-history-empty").await;

    write(desk, &portal).await;
    desk.click("link", "History").await;
    desk.click("option", "Kestrel Freight updated…").await;
    desk.see("you would be asked about it").await;
    guide.stop("09-history").await;
    guide.stop_magnified("09-history").await;
    desk.click("button", "The exact request…").await;
    desk.find("button", "Hide request Save changes").await;
    guide.stop("09-history-request").await;
    guide
        .stop_with_open("09-history-filter", "Outcome", "[role=menu]")
        .await;
    desk.click("option", "Kestrel Freight not updated…").await;
    desk.find("heading", "Kestrel Freight not updated").await;
    desk.see("The portal said").await;
    guide.stop("09-history-rejected").await;
    desk.fill("searchbox", "Search", "nobody").await;
    desk.see("Nothing found for “nobody”").await;
    guide.stop("09-history-nothing").await;
    desk.click("button", "Clear the filters").await;
    desk.click("button", "Change how long the history is kept").await;
    desk.see("Nothing is dropped by that now").await;
    guide.stop("09-history-kept").await;
    desk.click("button", "Leave it as it is").await;

    write_unseen(desk, &portal).await;
    desk.click("link", "History").await;
    desk.click("option", "Tarn & Vale updated…").await;
    desk.see("City stays: the portal did not show what was there before.")
        .await;
    guide.stop("09-history-not-shown-before").await;
    half_told::undo(&guide, &portal).await;

    let guide = cut_short::saved_and_not_read(guide, &portal).await;
    cut_short::clock_put_back(&guide).await;
    cut_short::still_opening(&guide).await;
    guide.desk.close().await;
}

/// An organization that is created, an update, one that the portal does not take, and a change of somebody else's.
async fn write(desk: &Desk, portal: &PracticePortal) {
    let id = portal.add(NAME);
    for (field, value) in [
        ("company_name", "Kestrel Freight B.V."),
        ("country", "Netherlands"),
        ("state", "Zuid-Holland"),
    ] {
        portal.edit(&id, field, value);
    }
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", "Nordhavn Apotek").await;
    desk.click("button", "Review…").await;
    desk.click("button", "Create organization").await;
    desk.find("heading", "Created and read back").await;
    desk.click("button", "Open organization").await;
    open(desk, NAME).await;
    desk.click("button", "Edit").await;
    for (field, value) in [
        ("ZIP code", "3089 JH"),
        ("Country", "The Netherlands"),
        ("Website", "www.kestrel-freight.example"),
        ("Contact phone", "+31 10 555 0177"),
    ] {
        desk.fill("textbox", field, value).await;
    }
    desk.clear("textbox", "State").await;
    desk.click("button", "Review changes…").await;
    desk.click("button", "Save changes").await;
    desk.find("heading", "Saved and read back").await;
    desk.click("button", "Edit again").await;
    desk.fill("textbox", "City", "Rotterdam").await;
    desk.click("button", "Review changes…").await;
    let said = r#"{"status":403,"error":"you may not change this organization"}"#;
    portal
        .faults()
        .next_for(Target::Update, Fault::Status(403, said.to_owned()));
    desk.click("button", "Save changes").await;
    desk.see("The portal does not allow this").await;
    desk.click("link", "Organizations").await;
    portal.edit(&id, "contact_phone", "+31 10 555 0190");
}

/// An update of an organization whose details the portal shows only afterwards.
async fn write_unseen(desk: &Desk, portal: &PracticePortal) {
    let id = portal.add("Tarn & Vale");
    let attributes =
        json!({ "name": "Tarn & Vale", "company_name": "Tarn & Vale Ltd", "description": "Chandlers" });
    for (field, value) in attributes.as_object().unwrap() {
        portal.edit(&id, field, value.as_str().unwrap());
    }
    let shown = json!({ "data": { "id": id, "type": "organization", "attributes": attributes } });
    for _ in 0..9 {
        let without_details = Fault::Status(200, shown.to_string());
        portal.faults().next_for(Target::Retrieve, without_details);
    }
    desk.click("link", "Organizations").await;
    open(desk, "Tarn & Vale").await;
    desk.click("button", "Edit").await;
    desk.fill("textbox", "City", "Ullapool").await;
    desk.fill("textbox", "Description", "Chandlers and riggers").await;
    desk.click("button", "Review changes…").await;
    let answered_later = Fault::Latency(Duration::from_secs(1));
    portal.faults().next_for(Target::Update, answered_later);
    desk.click("button", "Save changes").await;
    desk.until("the portal has it", async || {
        portal.organization(&id).unwrap().field("city") == "Ullapool"
    })
    .await;
    portal.faults().clear();
    desk.find("heading", "Saved and read back").await;
}
