//! Without a keyring, and with one that is locked, the app starts and says what can be done.

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, fill_connection, portal};
use crate::window_test;

window_test! {
    async fn without_a_keyring_a_sign_in_is_kept_for_this_run_when_one_asks_for_it() {
        let portal = portal().await;
        let desk = Desk::open(Setup::with_keyring(Keyring::Absent)).await;
        desk.click("button", "Connect to a portal…").await;
        desk.find("heading", "This computer’s keyring does not answer").await;
        desk.see("no keyring service is running. Start one").await;
        kept_for_this_run(&desk, &portal).await;

        let desk = desk.restart().await;
        desk.find("heading", "Sign in to this connection").await;
        desk.find("button", "Sign in again").await;
        desk.close().await;
    }
}

window_test! {
    async fn with_a_locked_keyring_the_app_says_so_and_offers_the_same() {
        let portal = portal().await;
        let desk = Desk::open(Setup::with_keyring(Keyring::Locked)).await;
        desk.click("button", "Connect to a portal…").await;
        desk.find("heading", "This computer’s keyring is locked").await;
        desk.see("Unlock it and try again").await;
        kept_for_this_run(&desk, &portal).await;
        desk.close().await;
    }
}

window_test! {
    async fn a_keyring_that_is_unlocked_meanwhile_is_used_without_a_restart() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        desk.setup.bus().lock();

        let desk = desk.restart().await;
        desk.find("heading", "This computer’s keyring is locked").await;
        desk.find("button", "Sign in again").await;
        desk.setup.bus().unlock();
        desk.click("button", "Try the keyring again").await;
        desk.see("12 organizations").await;
        desk.close().await;
    }
}

/// The form says that it cannot keep the sign-in, keeps it for this run when asked to, and the connection opens.
async fn kept_for_this_run(desk: &Desk, portal: &practice_portal::PracticePortal) {
    desk.find("button", "Try the keyring again").await;
    desk.axe("the form without a keyring").await;
    fill_connection(desk, portal, portal.user_token()).await;
    desk.click("button", "Test and save").await;
    desk.find("heading", "Is this you?").await;
    let save = desk.find("button", "Save connection").await;
    let unavailable = save.attr("aria-disabled").await.unwrap();
    assert_eq!(unavailable.as_deref(), Some("true"), "nothing is kept unasked");
    desk.click("switch", "Keep the sign-in until Orgdesk closes")
        .await;
    desk.click("button", "Save connection").await;
    desk.see("12 organizations").await;
}
