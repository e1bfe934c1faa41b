//! What the portal does not accept is said at its field, and nothing that was typed is lost.

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{begin_organization, connected, edit, portal};
use crate::window_test;

window_test! {
    async fn a_description_the_portal_finds_too_long_is_said_at_its_field_and_kept() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let long = "d".repeat(1_001);
        begin_organization(&desk, "Too Long Ltd").await;
        desk.fill("textbox", "Description", &long).await;
        desk.click("button", "Review").await;
        desk.click("button", "Create organization").await;

        said_twice(&desk, "Description", "is too long (maximum is 1000 characters)").await;
        assert_eq!(desk.value("Description").await, long);
        assert_eq!(desk.value("Organization name").await, "Too Long Ltd");
        assert!(portal.organizations().iter().all(|one| one.name != "Too Long Ltd"));

        desk.fill("textbox", "Description", "short").await;
        desk.click("button", "Review").await;
        desk.click("button", "Create organization").await;
        desk.find("heading", "Created and read back").await;
        desk.close().await;
    }
}

window_test! {
    async fn a_country_the_portal_finds_too_long_is_said_at_its_field_and_kept() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let name = &portal.organizations()[0].name;
        let long = "c".repeat(101);
        edit(&desk, name).await;
        desk.fill("textbox", "Country", &long).await;
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;

        said_twice(&desk, "Country", "is too long (maximum is 100 characters)").await;
        assert_eq!(desk.value("Country").await, long);
        assert!(portal.organizations().iter().all(|one| one.field("country") != long));
        desk.close().await;
    }
}

/// The words stand in the summary, which has the focus, and are the same at the field they lead to.
async fn said_twice(desk: &Desk, label: &str, words: &str) {
    let title = "The portal did not accept what was sent";
    desk.find("alert", title).await;
    desk.until("the summary has the focus", async || {
        desk.focused().await == ("alert".into(), title.into())
    })
    .await;
    let at_field = desk.error_at(label).await;
    assert!(at_field.contains(words), "{at_field}");
    desk.click("link", &at_field).await;
    assert_eq!(desk.focused().await.1, label);
}
