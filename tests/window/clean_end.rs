//! How a run ends.

use std::path::PathBuf;

use crate::driver::{Desk, Setup};
use crate::window_test;

/// What says, as long as it is there, that Orgdesk has not ended as it should.
fn mark(desk: &Desk) -> PathBuf {
    let home = desk.setup.home.path();
    home.join("data/com.orgdesk.desktop/orgdesk.in-use")
}

window_test! {
    async fn a_window_that_is_closed_leaves_nothing_for_the_next_start_to_look_through() {
        let desk = Desk::open(Setup::default()).await;
        desk.find("button", "Connect to a portal…").await;
        let mark = mark(&desk);
        desk.until("the run has left its mark", async || mark.exists()).await;
        let close = "setTimeout(() => window.__TAURI_INTERNALS__.invoke('close', { request: null }))";
        desk.last_script(close).await;
        desk.until("the mark is gone with the window", async || !mark.exists()).await;
    }
}
