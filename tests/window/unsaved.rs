//! What was typed is not lost by leaving, and what was not changed is not sent.

use crate::driver::{Keyring, Setup};
use crate::steps::{begin_organization, connected, edit, portal, practising, writes};
use crate::window_test;

window_test! {
    async fn leaving_a_new_organization_keeps_it_and_discarding_it_asks_once_and_can_be_undone() {
        let desk = practising().await;
        begin_organization(&desk, "Half Typed Ltd").await;
        desk.click("link", "Connections").await;
        desk.find("heading", "Connections").await;
        desk.see("What you typed for Half Typed Ltd is kept as a draft.").await;
        desk.click("button", "Open draft").await;
        assert_eq!(desk.value("Organization name").await, "Half Typed Ltd");

        desk.click("button", "Discard draft").await;
        desk.find("dialog", "Discard what you typed for Half Typed Ltd?").await;
        desk.axe("the question").await;
        desk.click("button", "Discard it").await;
        desk.see("The draft for Half Typed Ltd is discarded.").await;
        desk.click("button", "Undo").await;
        assert_eq!(desk.value("Organization name").await, "Half Typed Ltd");
        desk.close().await;
    }
}

window_test! {
    async fn changes_are_kept_whichever_way_one_leaves() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let name = portal.organizations()[0].name.clone();
        edit(&desk, &name).await;
        desk.fill("textbox", "City", "Elsewhere").await;
        let kept = format!("What you typed for {name} is kept as a draft.");
        for way in ["Connections", "Organizations"] {
            desk.click("link", way).await;
            desk.see(&kept).await;
            desk.click("button", "Open draft").await;
            assert_eq!(desk.value("City").await, "Elsewhere");
        }
        desk.keys("\u{e00c}").await;
        desk.see(&kept).await;
        desk.click("button", "Open draft").await;
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
