//! A success that is only half one is not told as a whole one.

use practice_portal::{Fault, Target};

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{begin_organization, connected, portal, writes};
use crate::window_test;

const NAME: &str = "Half Done Ltd";

window_test! {
    async fn a_plan_that_the_portal_ignores_in_silence_is_told() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        begin_organization(&desk, NAME).await;
        desk.click("button", "Add plan").await;
        desk.fill("combobox", "Plan code", "pci-plus").await;
        create(&desk).await;

        desk.find("heading", "The portal ignored plan pci-plus: one active subscription per product").await;
        desk.see("Not everything is as you asked.").await;
        let held = portal.organizations().into_iter().find(|one| one.name == NAME).unwrap();
        assert_eq!(held.plans.iter().map(|plan| &*plan.plan).collect::<Vec<_>>(), ["pci-basic"]);
        desk.close().await;
    }
}

window_test! {
    async fn details_that_are_not_saved_are_said_to_be_missing_and_saved_from_there() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let forbidden = r#"{"status":403,"status_text":"Forbidden"}"#;
        portal.faults().next_for(Target::Update, Fault::Status(403, forbidden.to_owned()));
        begin_organization(&desk, NAME).await;
        desk.click("button", "Company, address and contact…").await;
        desk.fill("textbox", "Company name", "Half Done Holding").await;
        desk.fill("textbox", "City", "Hull").await;
        create(&desk).await;

        desk.find("heading", "Created, but the details are not saved").await;
        desk.click("button", "Change the details").await;
        desk.find("textbox", "City").await;
        assert_eq!(desk.value("Company name").await, "Half Done Holding");
        assert_eq!(desk.value("City").await, "Hull");
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;
        desk.find("heading", "Saved and read back").await;
        let held: Vec<_> = portal.organizations().into_iter().filter(|one| one.name == NAME).collect();
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].field("city"), "Hull");
        assert_eq!(writes(&portal).iter().filter(|write| write.method == "POST").count(), 1);
        desk.close().await;
    }
}

async fn create(desk: &Desk) {
    desk.click("button", "Review").await;
    desk.click("button", "Create organization").await;
}
