//! A look that nobody asked for, at a portal that does not answer: it holds up what it looks at, and nothing else.

use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{CreateOutcome, ReviewId, SendRequest};

use crate::support::{Desk, stopped_once};

/// Longer than anything takes that waits for nothing.
const AT_MOST: Duration = Duration::from_secs(20);

fn of(connection: ConnectionId, review: ReviewId) -> SendRequest {
    SendRequest { connection, review }
}

#[tokio::test]
async fn a_look_at_one_write_holds_up_no_other_of_this_connection_or_another() {
    let desk = Desk::new().await;
    let (slow, other) = (desk.connected().await, desk.connected_as("The Second").await);
    let looked_at = desk.lost(slow, "Looked At").await;
    let beside = desk.lost(slow, "Beside It").await;
    let elsewhere = desk.lost(other, "Elsewhere").await;
    let is_looked_at = || {
        let open = desk.app.open_operations(slow);
        open.iter()
            .any(|one| one.review == looked_at && one.being_looked_for)
    };

    let looking = stopped_once(desk.app.look_at_open_operations(slow), is_looked_at).await;
    let meanwhile = async {
        let looked = desk.app.look_at_open_operations(other).await.unwrap();
        assert_eq!(looked.open[0].review, elsewhere);
        assert!(looked.open[0].looked.is_some());
        let again = desk.app.look_again(of(slow, beside)).await.unwrap();
        assert_eq!(again.outcome, CreateOutcome::NotFound);
        desk.app.leave_operation(of(other, elsewhere)).await.unwrap();
    };
    tokio::time::timeout(AT_MOST, meanwhile)
        .await
        .expect("it waits for nothing");
    let looked = looking.await.unwrap();
    assert_eq!(looked.open.len(), 2, "each was looked at: {looked:?}");
}

#[tokio::test]
async fn what_a_look_finds_of_one_connection_is_not_told_of_another_that_was_opened_meanwhile() {
    let desk = Desk::new().await;
    let (left, opened) = (desk.connected().await, desk.connected_as("The Second").await);
    let review = desk.lost(left, "Of The First").await;
    desk.portal.add("Of The First");

    let looking = stopped_once(desk.app.look_at_open_operations(left), || {
        desk.looks_for_one(left)
    })
    .await;
    desk.app.open_connection(opened).await.unwrap();
    let there = desk.app.look_at_open_operations(opened).await.unwrap();
    assert_eq!((there.open, there.settled), (Vec::new(), Vec::new()));
    let looked = looking.await.unwrap();
    let settled: Vec<_> = looked.settled.iter().map(|one| one.review).collect();
    assert_eq!(settled, [review], "it is told where it was asked");
    assert_eq!(desk.app.open_operations(opened), []);
    assert_eq!(desk.app.open_operations(left), []);
}

#[tokio::test]
async fn a_connection_that_is_removed_while_a_look_goes_on_gets_nothing_of_it_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.lost(connection, "Removed").await;
    let look = desk.app.look_at_open_operations(connection);
    let looking = stopped_once(look, || desk.looks_for_one(connection)).await;
    desk.app.remove_connection(connection).await.unwrap();
    let looked = looking.await.unwrap();
    assert_eq!((looked.open, looked.settled), (Vec::new(), Vec::new()));
    let gone = desk.app.look_again(of(connection, review)).await.unwrap_err();
    assert_eq!(gone, AppError::Gone { what: Gone::Session });
}
