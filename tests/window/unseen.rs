//! An organization that the portal does not let one read.

use practice_portal::{Access, Fault, Target};

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, portal, writes};
use crate::window_test;

window_test! {
    async fn an_organization_that_may_not_be_read_can_be_updated_without_being_seen() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.organizations()[0].clone();
        for _ in 0..9 {
            let forbidden = r#"{"status":403,"status_text":"Forbidden"}"#;
            portal.faults().next_for(Target::Retrieve, Fault::Status(403, forbidden.to_owned()));
        }
        fill_in_unseen(&desk, &before.name).await;
        desk.find("heading", "Fields you cannot see may be blanked").await;
        desk.click("button", "Save changes").await;

        desk.find("heading", "Saved, but it cannot be read back").await;
        let writes = writes(&portal);
        assert_eq!(writes.len(), 1);
        let sent: serde_json::Value = serde_json::from_str(&writes[0].body).unwrap();
        let fields = serde_json::json!({ "name": "Seen By None", "company_name": "None Ltd", "city": "Hull" });
        assert_eq!(sent, serde_json::json!({ "organization": fields }), "only what was filled in is sent");
        assert_eq!(portal.organization(&before.id).unwrap().field("city"), "Hull");
        desk.close().await;
    }
}

window_test! {
    async fn an_update_the_portal_forbids_says_so_and_keeps_what_was_typed() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.organizations()[0].clone();
        assert!(portal.forbid(&before.id, Access::Forbidden));
        fill_in_unseen(&desk, &before.name).await;
        desk.click("button", "Save changes").await;

        desk.find("alert", "The portal does not allow this").await;
        desk.see("It says: “Forbidden”").await;
        desk.click("button", "Back to the form").await;
        assert_eq!(desk.value("City").await, "Hull");
        assert_eq!(portal.organization(&before.id).unwrap().fields, before.fields);
        desk.close().await;
    }
}

/// From the list to the review of an update that does not know what the portal holds.
async fn fill_in_unseen(desk: &Desk, name: &str) {
    desk.click("gridcell", name).await;
    desk.find("heading", "The portal does not allow this").await;
    desk.see("It can be updated without being seen; fields left empty may then be blanked.")
        .await;
    desk.click("button", "Update without seeing it").await;
    desk.find("heading", "What the portal holds is not known").await;
    desk.fill("textbox", "Organization name", "Seen By None").await;
    desk.fill("textbox", "Company name", "None Ltd").await;
    desk.fill("textbox", "City", "Hull").await;
    desk.click("button", "Review changes").await;
    desk.see("3 fields will be sent").await;
}
