//! What was typed is not lost by leaving, and what was not changed is not sent.

use crate::driver::{Keyring, Setup};
use crate::steps::{begin_organization, connected, edit, portal, practising, writes};
use crate::window_test;

window_test! {
    async fn leaving_a_new_organization_asks_and_staying_keeps_what_was_typed() {
        let desk = practising().await;
        begin_organization(&desk, "Half Typed Ltd").await;
        desk.click("link", "Connections").await;
        desk.find("dialog", "Half Typed Ltd has not been created").await;
        desk.axe("the question").await;
        desk.click("button", "Keep editing").await;
        assert_eq!(desk.value("Organization name").await, "Half Typed Ltd");
        assert_eq!(desk.count("dialog", "Half Typed Ltd has not been created").await, 0);

        desk.click("link", "Connections").await;
        desk.click("button", "Discard it").await;
        desk.find("heading", "Connections").await;
        desk.close().await;
    }
}

window_test! {
    async fn leaving_changes_asks_whichever_way_one_leaves() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let name = portal.organizations()[0].name.clone();
        edit(&desk, &name).await;
        desk.fill("textbox", "City", "Elsewhere").await;
        let question = format!("Changes to {name} are not saved");
        for way in ["Connections", "Organizations"] {
            desk.click("link", way).await;
            desk.find("dialog", &question).await;
            desk.click("button", "Keep editing").await;
        }
        desk.keys("\u{e00c}").await;
        desk.find("dialog", &question).await;
        desk.click("button", "Keep editing").await;
        assert_eq!(desk.value("City").await, "Elsewhere");
        assert_eq!(writes(&portal).len(), 0);
        desk.close().await;
    }
}

window_test! {
    async fn when_nothing_has_changed_nothing_is_sent_and_it_says_so() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.organizations()[0].clone();
        edit(&desk, &before.name).await;
        desk.fill("textbox", "City", "Elsewhere").await;
        desk.fill("textbox", "City", before.field("city")).await;
        desk.click("button", "Review changes").await;
        desk.find("heading", "Nothing has changed").await;
        desk.see("so nothing is sent").await;
        assert_eq!(desk.count("button", "Save changes").await, 0);
        assert_eq!(writes(&portal).len(), 0);
        desk.close().await;
    }
}
