//! What a portal tells only half of: it does not show a field, or takes what it does not keep.

use practice_portal::{Fault, PracticePortal, Target};
use serde_json::{Value, json};

use crate::driver::Desk;
use crate::guide::Guide;
use crate::portal::open;

/// More often than anything here asks; what is left of it is cleared.
const OFTEN: usize = 200;

/// Somebody saved first, in a field that the portal did not show when it was loaded.
pub(crate) async fn collision(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Brae Dental";
    let desk = &guide.desk;
    let id = portal.add(NAME);
    portal.edit(&id, "company_name", "Brae Dental Ltd");
    says(portal, Target::Retrieve, &without_details(&id, NAME));
    open(desk, NAME).await;
    change_city(desk, "Inverness").await;
    desk.find("button", "Save changes").await;
    portal.faults().clear();
    portal.edit(&id, "city", "Nairn");
    desk.click("button", "Save changes").await;
    desk.see("Not known").await;
    guide.stop("07-collision-not-shown-before").await;
    desk.click("link", "Organizations").await;
}

/// Changes the portal says no to, and takes a part of.
pub(crate) async fn refused(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Tarn & Vale Dental";
    let desk = &guide.desk;
    let id = portal.add(NAME);
    let as_loaded = [
        ("company_name", "Tarn & Vale Dental Ltd"),
        ("country", "UK"),
        ("city", "Bath"),
    ];
    for (field, value) in as_loaded {
        portal.edit(&id, field, value);
    }
    open(desk, NAME).await;
    desk.click("button", "Edit").await;
    desk.fill("textbox", "City", "Wells").await;
    desk.fill("textbox", "Country", "United Kingdom").await;
    desk.click("button", "Review changes…").await;
    desk.find("button", "Save changes").await;
    let attributes = json!({ "name": NAME, "company_name": "Tarn & Vale Dental Ltd", "details": { "country": "UK", "city": "Bath" } });
    let before = json!({ "data": { "id": id, "type": "organization", "attributes": attributes } });
    let no = r#"{"status":422,"errors":{"country":["is not in the list"]}}"#;
    let faults = portal.faults();
    faults.next_for(Target::Retrieve, Fault::Status(200, before.to_string()));
    faults.next_for(Target::Update, Fault::Status(422, no.to_owned()));
    portal.edit(&id, "city", "Wells");
    desk.click("button", "Save changes").await;
    desk.find("heading", "The portal said no, and saved some of the changes")
        .await;
    guide.stop("08-update-taken-in-part").await;
    desk.click("button", "Leave it").await;
    desk.click("link", "Organizations").await;
}

/// Details of a new organization the portal says no to, and takes a part of.
pub(crate) async fn details(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Tarn & Vale Orthodontics";
    let desk = &guide.desk;
    let no = || {
        Fault::Status(
            422,
            r#"{"status":422,"errors":{"country":["is not in the list"]}}"#.to_owned(),
        )
    };
    desk.click("link", "Organizations").await;
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", NAME).await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", "Tarn & Vale Ltd").await;
    desk.fill("textbox", "City", "Wells").await;
    desk.fill("textbox", "Country", "United Kingdom").await;
    desk.click("button", "Review…").await;
    desk.find("button", "Create organization").await;
    portal.faults().next_for(Target::Update, no());
    desk.click("button", "Create organization").await;
    desk.find("heading", "Created, but the details are not saved")
        .await;
    let made = portal.organizations().into_iter().find(|one| one.name == NAME);
    let id = made.expect("the portal has it").id;
    let attributes = json!({ "name": NAME, "description": "", "company_name": "", "details": { "city": "", "country": "" } });
    let before = json!({ "data": { "id": id, "type": "organization", "attributes": attributes } });
    desk.click("link", "Needs you…").await;
    portal
        .faults()
        .next_for(Target::Retrieve, Fault::Status(200, before.to_string()));
    portal.faults().next_for(Target::Update, no());
    portal.edit(&id, "city", "Wells");
    desk.click("button", &format!("Save the details: {NAME}")).await;
    desk.find("heading", "Created, but not all of the details are as you asked")
        .await;
    guide.stop("05-created-details-in-part").await;
    desk.click("link", "Needs you…").await;
    desk.see("The portal said no to its details").await;
    guide.stop("08-needs-you-details-in-part").await;
}

/// Changes that are saved, and not answered.
pub(crate) async fn unanswered(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Brae Orthodontics";
    let desk = &guide.desk;
    let id = portal.add(NAME);
    for (field, value) in [("company_name", "Brae Orthodontics Ltd"), ("city", "Nairn")] {
        portal.edit(&id, field, value);
    }
    open(desk, NAME).await;
    change_city(desk, "Inverness").await;
    desk.find("button", "Save changes").await;
    portal.faults().next_for(Target::Update, Fault::LostAnswer);
    desk.click("button", "Save changes").await;
    desk.find("heading", "Saved and read back").await;
    desk.see("reading back showed that it was saved").await;
    guide.stop("08-update-saved-unanswered").await;
    desk.click("link", "Organizations").await;
}

/// An undo that the portal takes, and does not keep.
pub(crate) async fn undo(guide: &Guide, portal: &PracticePortal) {
    const NAME: &str = "Brae Dental";
    let desk = &guide.desk;
    let id = portal.add(NAME);
    for (field, value) in [("company_name", "Brae Dental Ltd"), ("city", "Nairn")] {
        portal.edit(&id, field, value);
    }
    desk.click("link", "Organizations").await;
    open(desk, NAME).await;
    change_city(desk, "Inverness").await;
    desk.click("button", "Save changes").await;
    desk.find("heading", "Saved and read back").await;
    desk.click("link", "History").await;
    desk.click("option", "Brae Dental updated…").await;
    desk.click("button", "Undo this change…").await;
    desk.find("button", "Undo this change").await;
    let taken = json!({ "data": { "id": id, "type": "organization", "attributes": { "name": NAME } } });
    portal
        .faults()
        .next_for(Target::Update, Fault::Status(200, taken.to_string()));
    desk.click("button", "Undo this change").await;
    desk.find("heading", "Saved, but the portal holds something else now")
        .await;
    guide.stop("09-undo-left-undone").await;
    desk.click("link", "History").await;
    desk.click("option", "Brae Dental update not undone…").await;
    desk.see("It was to put back").await;
    guide.stop("09-history-left-undone").await;
}

pub(crate) async fn change_city(desk: &Desk, city: &str) {
    desk.click("button", "Edit").await;
    desk.fill("textbox", "City", city).await;
    desk.click("button", "Review changes…").await;
}

/// Whatever is asked for is answered so.
pub(crate) fn says(portal: &PracticePortal, target: Target, body: &Value) {
    often(portal, target, &Fault::Status(200, body.to_string()));
}

/// Whatever is asked for meets this.
pub(crate) fn often(portal: &PracticePortal, target: Target, fault: &Fault) {
    for _ in 0..OFTEN {
        portal.faults().next_for(target, fault.clone());
    }
}

/// An organization as a portal shows it that keeps some of its fields to itself.
fn without_details(id: &str, name: &str) -> Value {
    let attributes = json!({ "name": name, "company_name": "Brae Dental Ltd" });
    json!({ "data": { "id": id, "type": "organization", "attributes": attributes } })
}
