//! What was done is found again in the history, and undone from there.

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, edit, portal};
use crate::window_test;

const NAME: &str = "Grünfeld Optik";

window_test! {
    async fn a_change_is_in_the_history_and_undone_from_there() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let id = portal.add(NAME);
        portal.edit(&id, "company_name", "Grünfeld Optik GmbH");
        portal.edit(&id, "phone", "+49 89 555 0100");
        portal.edit(&id, "city", "Munich");
        edit(&desk, NAME).await;
        desk.fill("textbox", "Phone", "+49 89 555 0199").await;
        desk.clear("textbox", "City").await;
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;
        desk.find("heading", "Saved and read back").await;

        desk.click("link", "History").await;
        desk.click("option", "Grünfeld Optik updated…").await;
        desk.find("heading", "Grünfeld Optik updated").await;
        let rows = desk.rows().await;
        assert!(rows.contains(&row(["City", "Munich", "", "(empty)"])), "{rows:?}");
        assert!(rows.contains(&row(["Phone", "+49 89 555 0100", "", "+49 89 555 0199"])), "{rows:?}");
        desk.see("Undo would put back 2 fields: City, Phone.").await;
        // Somebody else changes another field: it is not touched.
        portal.edit(&id, "website", "www.gruenfeld.example");
        desk.click("button", "Undo this change").await;
        desk.see("2 of 15 fields change").await;
        desk.click("button", "Undo this change").await;
        desk.find("heading", "Undone and read back").await;
        let held = portal.organizations().into_iter().find(|one| one.name == NAME).unwrap();
        assert_eq!(
            ["city", "phone", "website"].map(|field| held.field(field)),
            ["Munich", "+49 89 555 0100", "www.gruenfeld.example"]
        );

        desk.click("link", "History").await;
        desk.find("option", "Grünfeld Optik update undone…").await;
        desk.see("City, Phone put back").await;
        desk.see("City, Phone (undone)").await;
        desk.click("option", "Grünfeld Optik updated…").await;
        desk.see("It was undone: today").await;
        desk.click("button", "Show the undo").await;
        desk.find("heading", "Grünfeld Optik update undone").await;
        search(&desk).await;
        desk.close().await;
    }
}

async fn search(desk: &Desk) {
    desk.fill("searchbox", "Search", "munich grun").await;
    desk.see("2 operations for “munich grun”").await;
    desk.fill("searchbox", "Search", "\" OR nothing (").await;
    desk.see("Nothing found for").await;
    desk.click("button", "Clear the filters").await;
    desk.find("option", "Grünfeld Optik updated…").await;
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}
