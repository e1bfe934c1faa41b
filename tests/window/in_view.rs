//! In the smallest window, what one is at is in view: a field with its label and what is said about it.

use serde_json::json;

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, edit, portal};
use crate::window_test;

const TAB: &str = "\u{e004}";

window_test! {
    async fn each_field_one_goes_to_with_tab_is_in_view_with_its_label() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let name = portal.organizations()[0].name.clone();
        edit(&desk, &name).await;
        desk.size(900, 600).await;
        desk.click("textbox", "Organization name").await;
        for field in 1..15 {
            desk.keys(TAB).await;
            is_in_view(&desk, &format!("field {field}")).await;
        }
        desk.close().await;
    }
}

window_test! {
    async fn the_field_one_is_at_stays_in_view_when_the_window_becomes_smaller() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        let name = portal.organizations()[0].name.clone();
        edit(&desk, &name).await;
        for field in ["Country", "Contact title", "Contact email"] {
            desk.size(1280, 800).await;
            desk.click("textbox", field).await;
            desk.size(900, 600).await;
            is_in_view(&desk, field).await;
        }
        desk.close().await;
    }
}

/// The field that has the focus is seen as a whole.
async fn is_in_view(desk: &Desk, field: &str) {
    let whole = "const here = document.activeElement;
        const body = document.querySelector('.body').getBoundingClientRect();
        const field = here.closest('.field').getBoundingClientRect();
        return field.top >= body.top && field.bottom + 16 <= body.bottom";
    desk.until(&format!("{field} is in view as a whole"), async || {
        desk.script(whole).await == json!(true)
    })
    .await;
}
