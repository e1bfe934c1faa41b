//! The first start.

use crate::driver::{Desk, Setup};
use crate::window_test;

window_test! {
    async fn the_first_start_offers_a_portal_and_practice() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Connect to a portal…").await;
        desk.find("button", "Practice with sample data…").await;
        desk.axe("the first start").await;
        desk.close().await;
    }
}
