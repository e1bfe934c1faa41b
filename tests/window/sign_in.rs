//! Connecting to a portal, by token and by password, and what is left of it after a restart.

use practice_portal::Options;

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, fill_password, portal};
use crate::window_test;

window_test! {
    async fn a_connection_by_token_opens_by_itself_after_a_restart() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let before = portal.requests().len();

        let desk = desk.restart().await;
        desk.see("12 organizations").await;
        desk.find("button", "Connection Harbour, 127.0.0.1…").await;
        let asked = portal.requests().split_off(before);
        assert!(asked.iter().all(|request| request.header("x-api-key") == Some(portal.api_key())));
        let authorization = format!("Basic {}", portal.user_token());
        assert!(asked.iter().any(|request| request.header("authorization") == Some(&*authorization)));
        desk.close().await;
    }
}

window_test! {
    async fn who_one_is_stands_on_the_screen_before_anything_is_saved() {
        let portal = portal().await;
        let setup = Setup::with_keyring(Keyring::Unlocked);
        let desk = Desk::open(setup).await;
        desk.click("button", "Connect to a portal…").await;
        crate::steps::fill_connection(&desk, &portal, portal.user_token()).await;
        desk.click("button", "Test and save").await;

        desk.find("heading", "Is this you?").await;
        desk.see("Practice user").await;
        desk.see("Practice partner").await;
        desk.see("Nothing has been saved.").await;
        assert_eq!(desk.setup.bus().kept(), "");
        desk.axe("who one is").await;
        desk.close().await;
    }
}

window_test! {
    async fn a_password_is_followed_by_the_one_time_password_the_portal_asks_for() {
        let options = Options { one_time_password: true, organizations: 12, ..Options::default() };
        let portal = practice_portal::start(options).await.unwrap();
        let desk = Desk::open(Setup::with_keyring(Keyring::Unlocked)).await;
        desk.click("button", "Connect to a portal…").await;
        fill_password(&desk, &portal).await;
        desk.click("button", "Test and save").await;

        desk.find("heading", "One more step").await;
        assert_eq!(desk.focused().await.1, "One-time password");
        desk.fill("textbox", "One-time password", "wrong").await;
        desk.click("button", "Sign in").await;
        desk.find("heading", "The portal refused the sign-in").await;
        desk.fill("textbox", "One-time password", portal.one_time_password()).await;
        desk.click("button", "Sign in").await;
        desk.find("heading", "Is this you?").await;
        desk.click("button", "Save connection").await;
        desk.see("12 organizations").await;
        assert!(!desk.setup.bus().kept().contains(portal.one_time_password()), "it is used once and not kept");
        desk.close().await;
    }
}
