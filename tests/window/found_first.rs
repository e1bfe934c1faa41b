//! What is there already is found: by its id, and before another of its name is created.

use crate::driver::{Keyring, Setup};
use crate::steps::{begin_organization, connected, portal, writes};
use crate::window_test;

window_test! {
    async fn an_organization_is_opened_by_pasting_its_id() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let there = portal.organizations()[3].clone();
        desk.fill("searchbox", "Search", &there.id).await;
        desk.find("heading", &there.name).await;
        desk.close().await;
    }
}

window_test! {
    async fn an_organization_of_the_same_name_is_shown_before_another_is_created() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let there = portal.organizations()[3].clone();
        begin_organization(&desk, &there.name).await;
        desk.click("button", "Review").await;
        desk.find("heading", "An organization of this name is on the portal already").await;
        desk.axe("the review of a name that is there already").await;
        desk.click("button", &format!("Open {}…", there.name)).await;
        desk.find("heading", &there.name).await;
        desk.find("button", &format!("Go on with it: {}", there.name)).await;
        assert_eq!(writes(&portal).len(), 0);
        desk.close().await;
    }
}

window_test! {
    async fn likely_duplicates_stand_beside_the_new_one_are_opened_and_it_is_created_all_the_same() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let id = portal.add("Halden Brothers Limited");
        portal.edit(&id, "website", "https://www.halden.example/de");
        portal.edit(&id, "city", "Bath");
        begin_organization(&desk, "Halden Bothers Ltd").await;
        desk.click("button", "Company, address and contact…").await;
        desk.fill("textbox", "Company name", "Halden").await;
        desk.fill("textbox", "Website", "halden.example").await;
        desk.fill("textbox", "City", "Bath").await;
        desk.click("button", "Review").await;
        desk.find("heading", "1 likely duplicate").await;
        desk.see("The new one").await;
        desk.see("The same website: halden.example").await;
        desk.see("A name 92 % alike").await;
        desk.axe("the review of a likely duplicate").await;

        desk.click("button", "Open Halden Brothers Limited…").await;
        desk.find("heading", "Halden Brothers Limited").await;
        desk.see("What you typed for Halden Bothers Ltd in Harbour waits for you").await;
        desk.axe("a likely duplicate that was opened").await;
        assert_eq!(writes(&portal).len(), 0);

        desk.click("button", "Go on with it: Halden Bothers Ltd").await;
        desk.click("button", "Create all the same").await;
        desk.find("heading", "Created and read back").await;
        assert_eq!(writes(&portal).len(), 2, "the create and its details");
        desk.close().await;
    }
}
