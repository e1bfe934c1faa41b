//! Local data that is taken away while it is used.

use std::fs;

use orgdesk_core::AppError;

use crate::journal::data;
use crate::support::{Desk, named};

#[tokio::test]
async fn where_the_local_data_was_taken_away_while_it_is_used_nothing_is_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Taken Away")).await.unwrap().review;
    for file in ["orgdesk.sqlite", "orgdesk.sqlite-wal", "orgdesk.sqlite-shm"] {
        let _ = fs::remove_file(data(&desk).join(file));
    }
    let request = orgdesk_core::organizations::SendRequest { connection, review };
    let sent = desk.app.send_create(request).await;
    assert!(matches!(sent, Err(AppError::NotNoted { .. })), "{sent:?}");
    assert_eq!(desk.seen("POST"), 0);
}
