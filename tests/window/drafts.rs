//! What is typed is there after whatever ends Orgdesk, with when it was left.

use practice_portal::{Fault, PracticePortal, Target};

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{begin_organization, connected, edit, fill_password, portal, writes};
use crate::window_test;

const NAME: &str = "Half Typed Ltd";
const TYPED_ON: &str = " and more";

/// Waits until the bar of actions says that what is typed is kept. The field still has the focus.
async fn kept(desk: &Desk) {
    desk.see("Draft kept").await;
}

/// A new organization is being typed: its name is kept, and is typed on.
async fn typed_on(portal: &PracticePortal) -> Desk {
    let desk = connected(Setup::with_keyring(Keyring::Unlocked), portal).await;
    begin_organization(&desk, NAME).await;
    kept(&desk).await;
    desk.keys(TYPED_ON).await;
    desk
}

/// All of it is, to the last letter.
async fn is_there_again(desk: &Desk) {
    desk.find("link", "Drafts, 1").await;
    desk.click("button", "New organization").await;
    desk.find("heading", "Kept from today…").await;
    assert_eq!(desk.value("Organization name").await, format!("{NAME}{TYPED_ON}"));
}

window_test! {
    async fn a_new_organization_is_there_after_orgdesk_was_killed_while_it_was_typed() {
        let portal = portal().await;
        let desk = typed_on(&portal).await;
        assert_eq!(desk.focused().await.1, "Organization name", "it was not left");
        desk.until("the last letter is on the disk", async || on_disk(&desk).contains("and more")).await;

        let desk = desk.killed().await;
        is_there_again(&desk).await;
        desk.axe("a draft that is gone on with").await;
        desk.click("button", "Review").await;
        desk.click("button", "Create organization").await;
        desk.find("heading", "Created and read back").await;
        assert_eq!(desk.count("link", "Drafts, 1").await, 0, "sent, and no draft any more");

        let desk = desk.killed().await;
        desk.click("button", "New organization").await;
        assert_eq!(desk.value("Organization name").await, "");
        assert_eq!(writes(&portal).len(), 1);
        desk.close().await;
    }
}

window_test! {
    async fn a_new_organization_is_there_after_the_session_ended_while_it_was_typed() {
        let portal = portal().await;
        let desk = typed_on(&portal).await;
        desk.until("the last letter is on the disk", async || on_disk(&desk).contains("and more")).await;

        let desk = desk.signed_out().await;
        is_there_again(&desk).await;
        assert_eq!(writes(&portal).len(), 0);
        desk.close().await;
    }
}

window_test! {
    async fn what_is_typed_until_the_window_is_closed_by_its_cross_is_there_again() {
        let portal = portal().await;
        let desk = typed_on(&portal).await;

        let desk = desk.window_closed().await;
        is_there_again(&desk).await;
        desk.close().await;
    }
}

window_test! {
    async fn changes_are_there_after_orgdesk_was_killed_and_overwrite_nothing_that_was_saved_meanwhile() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let there = portal.organizations()[0].clone();
        edit(&desk, &there.name).await;
        desk.fill("textbox", "City", "Elsewhere").await;
        desk.until("the last letter is on the disk", async || on_disk(&desk).contains("Elsewhere")).await;

        let desk = desk.killed().await;
        portal.edit(&there.id, "city", "Rotterdam");
        desk.see("12 organizations").await;
        desk.click("link", "Drafts, 1").await;
        desk.see("Changes, left today").await;
        desk.axe("the drafts").await;
        desk.click("button", &format!("Open the draft for {}", there.name)).await;
        desk.find("heading", "Kept from today…").await;
        assert_eq!(desk.value("City").await, "Elsewhere");
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;
        desk.find("heading", "Somebody saved first").await;
        assert_eq!(writes(&portal).len(), 0);
        desk.close().await;
    }
}

window_test! {
    async fn a_form_is_there_after_the_sign_in_was_refused_and_orgdesk_was_killed() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        begin_organization(&desk, NAME).await;
        let refused = Fault::Status(401, String::new());
        desk.click("button", "Review").await;
        desk.find("button", "Create organization").await;
        // Asked for before anything is sent; of the looks of a review any may be the first.
        portal.faults().next_for(Target::UserMe, refused);
        desk.click("button", "Create organization").await;
        desk.click("button", "Sign in again").await;
        desk.find("heading", "Replace the sign-in").await;

        let desk = desk.killed().await;
        desk.click("button", "New organization").await;
        desk.find("heading", "Kept from today…").await;
        assert_eq!(desk.value("Organization name").await, NAME);
        desk.close().await;
    }
}

window_test! {
    async fn a_discarded_draft_can_be_put_back_until_orgdesk_closes() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        begin_organization(&desk, NAME).await;
        kept(&desk).await;
        desk.click("link", "Organizations").await;
        desk.click("link", "Drafts, 1").await;
        desk.click("button", &format!("Discard the draft for {NAME}")).await;
        desk.click("button", "Discard it").await;
        desk.find("heading", "Discarded since Orgdesk was opened").await;
        let heading = ("heading".to_owned(), "Drafts".to_owned());
        desk.until("the focus that the row had is on the heading", async || desk.focused().await == heading)
            .await;
        desk.axe("discarded drafts").await;
        desk.click("button", &format!("Undo: keep the draft for {NAME} again")).await;
        desk.find("button", &format!("Open the draft for {NAME}")).await;
        desk.click("button", &format!("Discard the draft for {NAME}")).await;
        desk.click("button", "Discard it").await;
        desk.find("heading", "Discarded since Orgdesk was opened").await;

        let desk = desk.restart().await;
        desk.see("12 organizations").await;
        assert_eq!(desk.count("link", "Drafts").await, 0);
        desk.click("button", "New organization").await;
        assert_eq!(desk.value("Organization name").await, "");
        desk.close().await;
    }
}

window_test! {
    async fn a_connection_is_there_after_orgdesk_was_killed_while_it_was_typed_and_its_password_never_was() {
        let portal = portal().await;
        let desk = Desk::open(Setup::with_keyring(Keyring::Unlocked)).await;
        desk.click("button", "Connect to a portal…").await;
        fill_password(&desk, &portal).await;
        desk.fill("textbox", "Username", "half typ").await;
        kept(&desk).await;
        desk.keys("ed").await;
        assert_eq!(desk.focused().await.1, "Username", "it was not left");
        desk.until("the last letter is on the disk", async || on_disk(&desk).contains("half typed")).await;
        assert_eq!(desk.value("Password").await, portal.password());

        let desk = desk.killed().await;
        desk.click("button", "Connect to a portal…").await;
        desk.find("heading", "Kept from today…").await;
        desk.see("A token, a key or a password is never kept in a draft").await;
        desk.axe("a connection that is gone on with").await;
        let fields = ["Connection name", "Portal address", "Username", "Password", "API key"];
        let mut held = Vec::new();
        for field in fields {
            held.push(desk.value(field).await);
        }
        assert_eq!(held, ["Harbour", &portal.address(), "half typed", "", ""]);
        for secret in [portal.password(), portal.api_key()] {
            assert!(!on_disk(&desk).contains(secret), "{secret} is on the disk");
        }

        desk.fill("textbox", "Username", portal.username()).await;
        desk.fill("textbox", "Password", portal.password()).await;
        desk.fill("textbox", "API key", portal.api_key()).await;
        desk.click("button", "Test and save").await;
        desk.click("button", "Save connection").await;
        desk.see("12 organizations").await;
        let desk = desk.killed().await;
        desk.click("link", "Connections").await;
        desk.click("button", "New connection").await;
        assert_eq!(desk.value("Connection name").await, "", "saved, and no draft any more");
        desk.close().await;
    }
}

window_test! {
    async fn a_discarded_connection_can_be_put_back_until_orgdesk_closes_also_before_there_is_any() {
        let desk = Desk::open(Setup::default()).await;
        desk.click("button", "Connect to a portal…").await;
        desk.fill("textbox", "Connection name", "Harbour").await;
        kept(&desk).await;
        desk.click("button", "Back to the first page").await;
        desk.see("What you typed for Harbour is kept as a draft.").await;
        desk.click("button", "Open draft").await;
        desk.find("heading", "Kept from today…").await;
        desk.click("button", "Discard draft").await;
        desk.click("button", "Discard it").await;
        desk.find("heading", "Discarded since Orgdesk was opened").await;
        assert_eq!(desk.value("Connection name").await, "");
        desk.axe("a connection that was discarded").await;
        desk.click("button", "Undo").await;
        desk.find("heading", "Kept from today…").await;
        assert_eq!(desk.value("Connection name").await, "Harbour");
        desk.click("button", "Discard draft").await;
        desk.click("button", "Discard it").await;
        desk.find("heading", "Discarded since Orgdesk was opened").await;

        let desk = desk.restart().await;
        desk.click("button", "Connect to a portal…").await;
        assert_eq!(desk.value("Connection name").await, "");
        assert_eq!(desk.count("heading", "Discarded since Orgdesk was opened").await, 0);
        desk.close().await;
    }
}

window_test! {
    async fn what_is_chosen_in_an_undo_is_there_after_orgdesk_was_killed_and_is_still_that_undo() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let there = portal.organizations()[0].clone();
        edit(&desk, &there.name).await;
        desk.fill("textbox", "City", "Elsewhere").await;
        desk.click("button", "Review changes").await;
        desk.click("button", "Save changes").await;
        desk.find("heading", "Saved and read back").await;
        portal.edit(&there.id, "city", "Rotterdam");
        desk.click("link", "History").await;
        desk.click("option", &format!("{} updated…", there.name)).await;
        desk.click("button", "Undo this change").await;
        desk.find("heading", "Changed again since").await;
        let mine = format!("City: {}, mine", there.field("city"));
        desk.click("radio", &mine).await;
        kept(&desk).await;

        let desk = desk.killed().await;
        desk.see("12 organizations").await;
        desk.click("link", "Drafts, 1").await;
        desk.see("Undo of an update, left today").await;
        desk.click("button", &format!("Open the draft for {}", there.name)).await;
        desk.find("heading", "Changed again since").await;
        desk.find("heading", "Kept from today…").await;
        desk.axe("an undo that is gone on with").await;
        desk.click("button", "Review with these choices").await;
        desk.click("button", "Undo this change").await;
        desk.find("heading", "Undone and read back").await;
        assert_eq!(portal.organizations()[0].field("city"), there.field("city"));
        assert_eq!(desk.count("link", "Drafts, 1").await, 0);
        desk.close().await;
    }
}

/// What the local data holds, as text: the file, and what was written since beside it.
fn on_disk(desk: &Desk) -> String {
    let folder = desk.setup.home.path().join("data/com.orgdesk.desktop");
    ["orgdesk.sqlite", "orgdesk.sqlite-wal"]
        .map(|file| std::fs::read(folder.join(file)).unwrap_or_default())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .concat()
}
