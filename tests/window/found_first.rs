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
        assert_eq!(writes(&portal).len(), 0);
        desk.close().await;
    }
}
