//! A token that is wrong, at once or later.

use practice_portal::{Options, PracticePortal};

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, fill_connection, portal};
use crate::window_test;

window_test! {
    async fn a_wrong_token_is_refused_in_the_portals_own_words_and_what_was_typed_is_kept() {
        let portal = portal().await;
        let desk = Desk::open(Setup::with_keyring(Keyring::Unlocked)).await;
        desk.click("button", "Connect to a portal…").await;
        fill_connection(&desk, &portal, "not-the-token").await;
        desk.click("button", "Test and save").await;

        desk.find("heading", "The portal refused the sign-in").await;
        desk.see("It answered 401.").await;
        desk.see("It says: “You need to sign in or sign up before continuing.”").await;
        assert_eq!(desk.focused().await, ("alert".into(), "The portal refused the sign-in".into()));
        assert_eq!(desk.value("User token").await, "not-the-token");
        assert_eq!(desk.count("button", "Save connection").await, 0);
        desk.close().await;
    }
}

window_test! {
    async fn a_token_that_is_revoked_later_leads_to_a_new_sign_in() {
        let old = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &old).await;
        let new = with_another_token(old).await;

        let desk = desk.restart().await;
        desk.find("heading", "The portal refused the sign-in").await;
        desk.click("button", "Sign in again").await;
        desk.fill("textbox", "User token", new.user_token()).await;
        desk.fill("textbox", "API key", new.api_key()).await;
        desk.click("button", "Test and save").await;
        desk.find("heading", "Is this you?").await;
        desk.click("button", "Save connection").await;
        desk.see("12 organizations").await;

        let desk = desk.restart().await;
        desk.see("12 organizations").await;
        desk.close().await;
    }
}

window_test! {
    async fn a_token_that_is_revoked_while_one_works_is_said_beside_the_list_with_a_new_sign_in() {
        let old = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &old).await;
        let new = with_another_token(old).await;

        desk.fill("searchbox", "Search", "a").await;
        desk.find("heading", "The portal refused the sign-in").await;
        desk.see("You see what was read at").await;
        desk.click("button", "Sign in again").await;
        desk.find("heading", "Replace the sign-in").await;
        desk.fill("textbox", "User token", new.user_token()).await;
        desk.fill("textbox", "API key", new.api_key()).await;
        desk.click("button", "Test and save").await;
        desk.click("button", "Save connection").await;
        desk.see("12 organizations").await;
        desk.close().await;
    }
}

/// The same portal, started again at its address, with a token that nobody was told.
async fn with_another_token(portal: PracticePortal) -> PracticePortal {
    let port = portal.address().rsplit(':').next().unwrap().parse().unwrap();
    portal.stop().await;
    let options = Options {
        port,
        organizations: 12,
        ..Options::default()
    };
    practice_portal::start(options).await.unwrap()
}
