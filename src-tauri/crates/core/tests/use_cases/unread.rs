//! Connections that a later version wrote.

use orgdesk_core::AppError;
use orgdesk_core::error::{LocalDataProblem, LocalDataUse};

use crate::support::Desk;

#[tokio::test]
async fn where_no_connection_can_be_read_the_first_screen_says_that_a_newer_version_wrote_them() {
    let desk = Desk::new().await;
    desk.connected().await;
    let desk = desk.restarted();
    let file = desk.folder.path().join("data/orgdesk.sqlite");
    let sql = rusqlite::Connection::open(file).unwrap();
    sql.execute("UPDATE connections SET colour = '\"teal\"'", [])
        .unwrap();
    drop(sql);

    let start = desk.app.start().await;
    assert!(start.connections.connections.is_empty());
    assert_eq!(start.connections.unread, 1);
    let newer = AppError::LocalData {
        during: LocalDataUse::Reading,
        problem: LocalDataProblem::Newer,
        set_aside: None,
    };
    assert_eq!(start.trouble, Some(newer));
}
