//! A create of which nobody knows, and whose connection is removed: what it may have left on the portal is not taken for another's,
//! also where that is created on a connection that is added again. The same with one that the user has settled.

use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::history::OperationOutcome;
use orgdesk_core::organizations::{CreateForm, CreateOutcome, CreateResultView, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::history::newest;
use crate::support::{Desk, named, stopped_once, told};

const NAME: &str = "Removed While Open";

/// Another one of the name, which never arrives, on a connection that is added again.
async fn another_is_lost(desk: &Desk, form: CreateForm) -> (ConnectionId, CreateResultView) {
    let again = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let second = desk.create(again, form).await.unwrap();
    (again, second)
}

/// Looks for it until something is listed, which is taken for it by nobody but the user.
async fn assert_may_be_anothers(desk: &Desk, connection: ConnectionId, mut lost: CreateResultView) {
    let review = lost.review;
    while lost.outcome == CreateOutcome::NotFound {
        let looked = desk.app.look_again(SendRequest { connection, review }).await;
        lost = looked.unwrap();
    }
    assert_eq!(lost.outcome, CreateOutcome::SeveralFound, "{lost:?}");
}

#[tokio::test]
async fn one_that_was_under_way_is_not_taken_for_another() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    desk.lists_late(8);
    let sending = desk.app.send_create(SendRequest { connection, review });
    let sending = stopped_once(sending, || desk.held(NAME) == 1).await;
    desk.app.remove_connection(connection).await.unwrap();
    let (_, second) = another_is_lost(&desk, named(NAME)).await;
    assert_eq!(second.outcome, CreateOutcome::SeveralFound, "{second:?}");
    sending.await.unwrap();
    assert_eq!(desk.held(NAME), 1);
}

#[tokio::test]
async fn one_that_waits_to_be_sent_again_is_not_sent_and_not_called_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    let later = Fault::TooMany { retry_after: Some(1) };
    desk.portal.faults().next_for(Target::Create, later);
    let removed = async {
        told(&desk, "Not created yet").await;
        desk.app.remove_connection(connection).await.unwrap();
    };
    let (sent, ()) = tokio::join!(desk.app.send_create(SendRequest { connection, review }), removed);
    let what = Gone::Session;
    assert_eq!(sent.unwrap_err(), AppError::Gone { what });
    assert_eq!(desk.seen("POST"), 1);
    let outcome = newest(&desk).await.outcome;
    assert!(
        matches!(outcome, OperationOutcome::NotSent | OperationOutcome::Rejected),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn one_that_was_about_to_be_sent_is_not_called_sent_either() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    let slow = Fault::Latency(Duration::from_secs(1));
    desk.portal.faults().next_for(Target::List, slow);
    let held = desk.portal.faults().held();
    let removed = async {
        desk.portal.faults().holds_more_than(held).await;
        desk.app.remove_connection(connection).await.unwrap();
    };
    let (sent, ()) = tokio::join!(desk.app.send_create(SendRequest { connection, review }), removed);
    sent.unwrap_err();
    assert_eq!(desk.seen("POST"), 0);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::NotSent);
}

#[tokio::test]
async fn details_are_not_written_to_one_that_was_lost_before() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    desk.lists_late(12);
    let first = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(first.outcome, CreateOutcome::NotFound);
    desk.app.remove_connection(connection).await.unwrap();
    let detailed = CreateForm {
        description: String::new(),
        ..with_details(NAME)
    };
    let (connection, second) = another_is_lost(&desk, detailed).await;
    assert_may_be_anothers(&desk, connection, second).await;
    assert_eq!(desk.seen("PUT"), 0);
}

#[tokio::test]
async fn one_that_the_user_has_settled_is_not_taken_for_another() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(10);
    let first = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(first.outcome, CreateOutcome::NotFound);
    let review = first.review;
    desk.app
        .leave_operation(SendRequest { connection, review })
        .await
        .unwrap();
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let second = desk.create(connection, named(NAME)).await.unwrap();
    assert_may_be_anothers(&desk, connection, second).await;
}

#[tokio::test]
async fn one_that_arrives_as_the_portal_says_needs_nobody_to_say_which_it_is() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.lost(connection, NAME).await;
    desk.app
        .leave_operation(SendRequest { connection, review })
        .await
        .unwrap();
    let second = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(second.outcome, CreateOutcome::Created, "{second:?}");
}
