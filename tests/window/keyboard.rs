//! Everything by the keyboard alone, and always with the focus in sight.

use crate::driver::{Desk, Setup};
use crate::steps::practising;
use crate::window_test;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const RIGHT: &str = "\u{e014}";
const CONTROL_ENTER: &str = "\u{e009}\u{e007}";

/// How many stops may lie between one control and the next that a test goes to.
const MOST_STOPS: usize = 30;

window_test! {
    async fn an_organization_is_created_from_the_first_start_with_the_keyboard_alone() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Practice with sample data").await;
        tab_to(&desk, "button", "Practice with sample data").await;
        desk.keys(ENTER).await;
        desk.see("of 250 loaded").await;
        tab_to(&desk, "button", "New organization").await;
        desk.keys(ENTER).await;

        desk.find("textbox", "Organization name").await;
        on(&desk, "textbox", "Organization name").await;
        desk.keys("Keyboard Cafe").await;
        tab_to(&desk, "switch", "Skip default subscription").await;
        desk.keys(" ").await;
        tab_to(&desk, "combobox", "Plan code").await;
        desk.keys("pci-basic").await;
        tab_to(&desk, "radio", "None").await;
        desk.keys(RIGHT).await;
        desk.keys(RIGHT).await;
        on(&desk, "radio", "Yearly").await;
        tab_to(&desk, "textbox", "Start date").await;
        desk.keys("2027-01-01").await;
        tab_to(&desk, "button", "Company, address and contact…").await;
        desk.keys(" ").await;
        tab_to(&desk, "textbox", "Company name").await;
        desk.keys("Keyboard Cafe Ltd").await;
        desk.keys(CONTROL_ENTER).await;

        on(&desk, "heading", "Review").await;
        tab_to(&desk, "button", "Create organization").await;
        desk.keys(ENTER).await;
        on(&desk, "heading", "Created and read back").await;
        desk.see("Keyboard Cafe is in Practice portal, once. The portal holds what you sent.").await;
        desk.see("pci-basic: Yearly, from 1 Jan 2027").await;
        tab_to(&desk, "button", "Open organization").await;
        desk.keys(ENTER).await;
        desk.find("heading", "Keyboard Cafe").await;
        desk.close().await;
    }
}

/// Waits until something has the focus.
async fn on(desk: &Desk, role: &str, name: &str) {
    desk.until(&format!("the focus is on the {role} “{name}”"), async || {
        desk.focused().await == (role.into(), name.into())
    })
    .await;
}

/// Goes to a control by Tab, and looks at each stop whether one can see where one is.
async fn tab_to(desk: &Desk, role: &str, name: &str) {
    let mut stops = Vec::new();
    while stops.len() < MOST_STOPS {
        let here = desk.focused().await;
        let named = match name.strip_suffix('…') {
            Some(beginning) => here.1.starts_with(beginning),
            None => here.1 == name,
        };
        if here.0 == role && named {
            return;
        }
        desk.keys(TAB).await;
        let stop = desk.focused().await;
        assert!(desk.shows_focus().await, "the focus cannot be seen on {stop:?}");
        stops.push(stop);
    }
    panic!("no {role} “{name}” within {MOST_STOPS} stops: {stops:?}");
}

window_test! {
    async fn all_is_made_larger_by_keys_is_so_at_the_next_start_and_is_as_large_as_at_first_again() {
        let desk = practising().await;
        let before = desk.width().await;
        desk.click("searchbox", "Search").await;
        desk.keys("\u{e009}=").await;
        desk.until("all is larger", async || desk.width().await < before).await;
        let larger = desk.width().await;

        let desk = desk.restart().await;
        desk.find("button", "Practice with sample data").await;
        desk.until("all is larger again", async || (desk.width().await - larger).abs() < 1.0).await;
        desk.keys("\u{e009}=").await;
        desk.until("it goes on from there", async || desk.width().await < larger - 1.0).await;
        desk.keys("\u{e009}0").await;
        desk.until("all is as large as at first", async || (desk.width().await - before).abs() < 1.0).await;
        desk.close().await;
    }
}
