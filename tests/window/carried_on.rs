//! What was open when Orgdesk was killed is there at the next start, and is carried on without anything being sent twice.

use std::time::Duration;

use practice_portal::{Fault, PracticePortal, StoredOrganization, Target};

use crate::driver::{Keyring, Setup};
use crate::steps::{begin_organization, connected, edit, portal, writes};
use crate::window_test;

const NAME: &str = "Carried On Ltd";

window_test! {
    async fn a_create_of_unknown_outcome_is_found_after_orgdesk_was_killed() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        portal.faults().next_for(Target::Create, Fault::Reset);
        begin_organization(&desk, NAME).await;
        desk.click("button", "Company, address and contact…").await;
        desk.fill("textbox", "Company name", "Carried On Holding").await;
        desk.click("button", "Review").await;
        desk.click("button", "Create organization").await;
        desk.find("heading", "We don’t know yet whether the portal created it").await;
        // The portal took its time over it.
        portal.add(NAME);

        let desk = desk.killed().await;
        desk.click("link", "Needs you, 1 not settled").await;
        desk.see("it is there, without Company name.").await;
        desk.axe("what needs you").await;
        assert_eq!(writes(&portal).len(), 1, "a look sends nothing");
        desk.click("button", &format!("Save the details: {NAME}")).await;
        desk.find("heading", "Created and read back").await;
        assert_eq!(posts(&portal), 1, "never sent again");
        let held = held(&portal);
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].field("company_name"), "Carried On Holding", "its details waited");
        assert_eq!(desk.count("link", "Needs you, 1 not settled").await, 0);
        desk.close().await;
    }
}

window_test! {
    async fn an_update_of_unknown_outcome_is_read_back_after_orgdesk_was_killed_and_settled_by_the_user() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let name = portal.organizations()[0].name.clone();
        edit(&desk, &name).await;
        desk.fill("textbox", "City", "Elsewhere").await;
        desk.click("button", "Review changes").await;
        portal.faults().next_for(Target::Update, Fault::Reset);
        desk.click("button", "Save changes").await;
        desk.find("heading", "The portal does not show the changes").await;

        let desk = desk.killed().await;
        desk.click("link", "Needs you, 1 not settled").await;
        desk.click("button", &format!("Look at the portal: {name}")).await;
        desk.find("heading", "The portal does not show the changes").await;
        desk.click("button", "Leave it").await;
        desk.click("link", "Needs you, 1 not settled").await;
        desk.click("button", &format!("It is settled: {name}")).await;
        desk.click("button", "It is settled").await;
        desk.find("heading", "Nothing needs you").await;
        assert_eq!(writes(&portal).len(), 1, "never sent again");
        desk.close().await;
    }
}

window_test! {
    async fn a_create_that_was_killed_before_its_details_is_carried_on_by_one_press() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        begin_organization(&desk, NAME).await;
        desk.click("button", "Company, address and contact…").await;
        desk.fill("textbox", "Company name", "Carried On Holding").await;
        desk.fill("textbox", "City", "Hull").await;
        desk.click("button", "Review").await;
        // The one that was created is looked at before its details are sent: the portal takes its time over that.
        portal.faults().next_for(Target::Retrieve, Fault::Latency(Duration::from_secs(20)));
        desk.click("button", "Create organization").await;
        desk.until("the portal has it", async || held(&portal).len() == 1).await;

        let desk = desk.killed().await;
        assert_eq!(held(&portal)[0].field("city"), "", "killed in between");
        desk.click("link", "Needs you, 1 not settled").await;
        desk.click("button", &format!("Save the details: {NAME}")).await;
        desk.find("heading", "Created and read back").await;
        assert_eq!((posts(&portal), held(&portal).len()), (1, 1));
        assert_eq!(held(&portal)[0].field("city"), "Hull");
        desk.close().await;
    }
}

fn held(portal: &PracticePortal) -> Vec<StoredOrganization> {
    let organizations = portal.organizations().into_iter();
    organizations.filter(|one| one.name == NAME).collect()
}

fn posts(portal: &PracticePortal) -> usize {
    writes(portal)
        .iter()
        .filter(|write| write.method == "POST")
        .count()
}
