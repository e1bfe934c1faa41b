//! How much is open on each connection is known before any is opened, and is never more than needs the user.

use orgdesk_core::connections::{ConnectionId, OpenCountView};
use orgdesk_core::operations::OpenOperationView;
use orgdesk_core::organizations::SendRequest;

use crate::journal::{data, stages};
use crate::support::{Desk, named, stopped_once};

async fn counted(desk: &Desk) -> Option<Vec<(ConnectionId, u32)>> {
    let counts = desk.app.connections().await.unwrap().open_operations?;
    let pair = |OpenCountView { connection, count }| (connection, count);
    Some(counts.into_iter().map(pair).collect())
}

/// In the order they are told in.
fn sorted<const N: usize>(mut counts: [(ConnectionId, u32); N]) -> Vec<(ConnectionId, u32)> {
    counts.sort_by_key(|(connection, _)| connection.0.to_string());
    counts.into()
}

#[tokio::test]
async fn what_is_open_is_counted_for_each_connection_also_before_any_is_opened() {
    let desk = Desk::new().await;
    let (one, two) = (desk.connected().await, desk.connected_as("Tarn & Vale").await);
    assert_eq!(counted(&desk).await, Some(Vec::new()));
    desk.lost(one, "First").await;
    desk.lost(one, "Second").await;
    // The last one waits in the journal.
    desk.lost(two, "Third").await;
    let all = Some(sorted([(one, 2), (two, 1)]));
    assert_eq!(counted(&desk).await, all);
    let desk = desk.restarted();
    let start = desk.app.start().await;
    assert_eq!(start.trouble, None);
    assert_eq!(
        start.connections.open_operations.map(|counts| counts.len()),
        Some(2)
    );
    assert_eq!(counted(&desk).await, all);
}

#[tokio::test]
async fn what_is_over_is_not_counted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.create(connection, named("Done")).await.unwrap();
    desk.lost(connection, "Settled").await;
    let open = desk.app.open_operations(connection);
    let review = open[0].review;
    assert_eq!(counted(&desk).await, Some(vec![(connection, 1)]));
    let settled = SendRequest { connection, review };
    desk.app.leave_operation(settled).await.unwrap();
    assert_eq!(counted(&desk).await, Some(Vec::new()));
    assert_eq!(counted(&desk.restarted()).await, Some(Vec::new()));
}

#[tokio::test]
async fn what_is_being_sent_needs_nobody_yet() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let create = desk.create(connection, named("On Its Way"));
    let is_noted = || stages(&data(&desk)).contains(&"intent".to_owned());
    let going = stopped_once(create, is_noted).await;
    assert_eq!(counted(&desk).await, Some(Vec::new()));
    drop(going);
    // It was broken off: nobody knows what became of it.
    assert_eq!(counted(&desk).await, Some(vec![(connection, 1)]));
}

#[tokio::test]
async fn what_is_looked_for_stays_counted_and_listed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lost(connection, "Looked For").await;
    let asked = desk.seen("GET");
    let look = desk.app.look_at_open_operations(connection);
    let going = stopped_once(look, || desk.seen("GET") > asked).await;
    let during = desk.app.open_operations(connection);
    assert!(during[0].being_looked_for);
    assert_eq!(counted(&desk).await, Some(vec![(connection, 1)]));
    assert_eq!(going.await.unwrap().open.len(), 1);
    let after = desk.app.open_operations(connection);
    assert!(!after[0].being_looked_for);
    let as_before = |one: &OpenOperationView| (one.review, one.name.clone(), one.sent_at, one.work.clone());
    assert_eq!(as_before(&during[0]), as_before(&after[0]));
}

#[tokio::test]
async fn what_was_practised_is_counted_for_none() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lost(connection, "Practised").await;
    assert_eq!(counted(&desk).await, Some(vec![(connection, 1)]));
    let file = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    let practice = ConnectionId::PRACTICE.0.to_string();
    file.execute("UPDATE operations SET connection = ?1", [practice])
        .unwrap();
    assert_eq!(counted(&desk.restarted()).await, Some(Vec::new()));
}

#[tokio::test]
async fn connections_are_listed_where_what_is_open_cannot_be_counted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let file = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    file.execute_batch("ALTER TABLE operations RENAME TO elsewhere")
        .unwrap();
    let listed = desk.app.connections().await.unwrap();
    assert_eq!(listed.connections[0].id, connection);
    assert_eq!(listed.open_operations, None);
}
