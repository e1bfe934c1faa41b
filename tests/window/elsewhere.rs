//! What is not settled on a connection that is not open is counted on the screen, and the count leads there.

use practice_portal::{Fault, PracticePortal, Target};

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{begin_organization, connect_also, connected, portal};
use crate::window_test;

const NAME: &str = "Half Done Ltd";
const COUNTED: &str = "Needs you, 1 elsewhere";

window_test! {
    async fn what_needs_the_user_on_another_connection_is_counted_and_followed_there() {
        let harbour = portal().await;
        let quay = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &harbour).await;
        leave_one_open(&desk, &harbour).await;
        connect_also(&desk, &quay, "Quay").await;
        desk.find("link", COUNTED).await;

        // Counted from the local data: also at the next start, with the other portal out of reach.
        harbour.go_offline().await;
        let desk = desk.restart().await;
        desk.find("link", COUNTED).await;
        desk.click("button", "Connection Quay…").await;
        desk.see("1 needs you").await;
        desk.keys("\u{e00c}").await;
        desk.click("link", "Connections").await;
        desk.see("1 needs you").await;
        desk.axe("the connections, one of which needs the user").await;

        desk.click("link", COUNTED).await;
        desk.find("heading", "Nothing needs you here").await;
        desk.see("Harbour: 1 needs you").await;
        desk.axe("what needs the user elsewhere").await;
        desk.click("button", "Open Harbour").await;
        desk.find("heading", "On connections that are not open").await;
        harbour.come_back().await;
        desk.click("button", "Open Harbour").await;

        // There it is settled, and counted nowhere any more.
        desk.click("button", &format!("It is settled: {NAME}")).await;
        desk.click("button", "It is settled").await;
        desk.find("heading", "Nothing needs you").await;
        desk.click("link", "Connections").await;
        desk.click("button", "Open Quay").await;
        desk.see("12 organizations").await;
        assert_eq!(desk.count("link", "Needs you…").await, 0);
        desk.close().await;
    }
}

/// Creates an organization whose details the portal does not take: they are left.
async fn leave_one_open(desk: &Desk, portal: &PracticePortal) {
    let forbidden = r#"{"status":403,"status_text":"Forbidden"}"#;
    portal
        .faults()
        .next_for(Target::Update, Fault::Status(403, forbidden.to_owned()));
    begin_organization(desk, NAME).await;
    desk.click("button", "Company, address and contact…").await;
    desk.fill("textbox", "Company name", "Half Done Holding").await;
    desk.click("button", "Review").await;
    desk.click("button", "Create organization").await;
    desk.find("heading", "Created, but the details are not saved")
        .await;
    desk.find("link", "Needs you, 1 not settled").await;
}
