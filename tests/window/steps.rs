//! What a person does in many of these tests, in the words of the screen.

use practice_portal::{Options, PracticePortal, SeenRequest};

use crate::driver::{Desk, Setup};

/// A portal with a few organizations, on loopback.
pub(crate) async fn portal() -> PracticePortal {
    let options = Options {
        organizations: 12,
        ..Options::default()
    };
    practice_portal::start(options).await.unwrap()
}

/// A window that has just entered the practice portal, with its list on the screen.
pub(crate) async fn practising() -> Desk {
    let desk = Desk::open(Setup::default()).await;
    desk.click("button", "Practice with sample data…").await;
    desk.see("of 250 loaded").await;
    desk
}

/// A window with a connection to this portal, just made, with its list on the screen.
pub(crate) async fn connected(setup: Setup, portal: &PracticePortal) -> Desk {
    let desk = Desk::open(setup).await;
    desk.click("button", "Connect to a portal…").await;
    fill_connection(&desk, portal, portal.user_token()).await;
    desk.click("button", "Test and save").await;
    desk.find("heading", "Is this you?").await;
    desk.click("button", "Save connection").await;
    desk.see("12 organizations").await;
    desk
}

/// Connects to another portal, which is in front from then on.
pub(crate) async fn connect_also(desk: &Desk, portal: &PracticePortal, name: &str) {
    desk.click("link", "Connections").await;
    desk.click("button", "New connection").await;
    fill_connection(desk, portal, portal.user_token()).await;
    desk.fill("textbox", "Connection name", name).await;
    desk.click("button", "Test and save").await;
    desk.click("button", "Save connection").await;
    desk.find("button", &format!("Connection {name}…")).await;
    desk.see("12 organizations").await;
}

/// Fills in the form of a connection with an access token.
pub(crate) async fn fill_connection(desk: &Desk, portal: &PracticePortal, token: &str) {
    desk.fill("textbox", "Connection name", "Harbour").await;
    desk.fill("textbox", "Portal address", &portal.address()).await;
    desk.fill("textbox", "User token", token).await;
    desk.fill("textbox", "API key", portal.api_key()).await;
}

/// Fills in the form of a connection with a username, a password and a key.
pub(crate) async fn fill_password(desk: &Desk, portal: &PracticePortal) {
    desk.fill("textbox", "Connection name", "Harbour").await;
    desk.fill("textbox", "Portal address", &portal.address()).await;
    desk.click("radio", "Username and password").await;
    desk.fill("textbox", "Username", portal.username()).await;
    desk.fill("textbox", "Password", portal.password()).await;
    desk.fill("textbox", "API key", portal.api_key()).await;
}

/// Searches for an organization and opens the one that is found.
pub(crate) async fn open_organization(desk: &Desk, name: &str) {
    desk.fill("searchbox", "Search", name).await;
    desk.see(&format!("for “{name}”")).await;
    desk.click("gridcell", name).await;
    desk.find("heading", name).await;
}

/// Opens an organization's form.
pub(crate) async fn edit(desk: &Desk, name: &str) {
    open_organization(desk, name).await;
    desk.click("button", "Edit").await;
    desk.find("textbox", "Company name").await;
}

/// Begins a new organization and names it.
pub(crate) async fn begin_organization(desk: &Desk, name: &str) {
    desk.click("button", "New organization").await;
    desk.fill("textbox", "Organization name", name).await;
}

/// The creates and updates that reached the portal.
pub(crate) fn writes(portal: &PracticePortal) -> Vec<SeenRequest> {
    let mut writes = portal.requests();
    writes.retain(|request| {
        request.method == "PUT" || request.path.ends_with("/v2/organizations") && request.method == "POST"
    });
    writes
}
