//! Details whose saving is cut off, put off or not seen: the history has what was sent of them, and the next press sends them only where
//! that is free to be written.

use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::OperationOutcome;
use orgdesk_core::operations::OpenDetails;
use orgdesk_core::organizations::{CreateOutcome, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::details_said::only;
use crate::history::{newest, open};
use crate::journal::{data, next_run, stages};
use crate::not_noted::NotNoted;
use crate::support::{Desk, once, told};

/// Created, its details refused, and another description written since; gives which one it is.
async fn described_anew(desk: &Desk, connection: ConnectionId) -> (SendRequest, String) {
    let no = Fault::Status(422, "{}".to_owned());
    desk.portal.faults().next_for(Target::Update, no);
    let created = desk.create(connection, with_details("Put So")).await.unwrap();
    let (review, id) = (created.review, created.id.unwrap().to_string());
    desk.portal.edit(&id, "description", "Third surgery.");
    (SendRequest { connection, review }, id)
}

/// The details are saved by one press, and Orgdesk is killed while this takes long.
async fn killed_while_pressed(desk: &Desk, press: &SendRequest, number: u32, target: Target) {
    let slow = Fault::Latency(Duration::from_secs(20));
    desk.portal.faults().nth_for(target, number, slow);
    let held = desk.portal.faults().held();
    tokio::select! {
        saved = desk.app.look_again(press.clone()) => panic!("{saved:?}"),
        () = desk.portal.faults().holds_more_than(held) => {}
    }
}

/// The body of the details as the history has it, before a look at what is open and after it.
async fn in_the_history(desk: &Desk, press: &SendRequest) -> [String; 2] {
    let before = open(desk, press.review, None).await.requests[1].body.clone();
    desk.app.look_at_open_operations(press.connection).await.unwrap();
    [
        before,
        open(desk, press.review, None).await.requests[1].body.clone(),
    ]
}

#[tokio::test]
async fn are_in_the_history_as_they_were_put_where_it_was_killed_before_they_were_read_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (press, _) = described_anew(&desk, connection).await;
    killed_while_pressed(&desk, &press, 1, Target::Retrieve).await;
    let (desk, _) = next_run(desk, connection).await;
    for body in in_the_history(&desk, &press).await {
        assert!(body.contains("Third surgery."), "{body}");
    }
}

#[tokio::test]
async fn and_where_it_was_killed_while_they_were_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (press, _) = described_anew(&desk, connection).await;
    killed_while_pressed(&desk, &press, 0, Target::Update).await;
    let broken_off = desk.app.open_operations(connection);
    assert_eq!(only(&broken_off).details, OpenDetails::NotKnown);
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(only(&open).details, OpenDetails::NotKnown);
    for body in in_the_history(&desk, &press).await {
        assert!(body.contains("Third surgery."), "{body}");
    }
}

#[tokio::test]
async fn and_nothing_is_called_sent_where_it_was_killed_before_they_were_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Read First"))
        .await
        .unwrap()
        .review;
    let request = SendRequest { connection, review };
    let slow = Fault::Latency(Duration::from_secs(20));
    desk.portal.faults().next_for(Target::Retrieve, slow);
    let held = desk.portal.faults().held();
    tokio::select! {
        saved = desk.app.send_create(request.clone()) => panic!("{saved:?}"),
        () = desk.portal.faults().holds_more_than(held) => {}
    }
    let (desk, open_now) = next_run(desk, connection).await;
    let create = only(&open_now);
    assert!(create.id.is_some(), "it is known which one it is");
    assert_eq!(create.details, OpenDetails::NotSaved);
    assert_eq!(open(&desk, review, None).await.requests.len(), 1);
}

const PUT_OFF: &str = "The details are not saved yet";

#[tokio::test]
async fn details_that_are_put_off_and_cut_off_before_the_next_attempt_are_not_called_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Put Off"))
        .await
        .unwrap()
        .review;
    let later = Fault::TooMany {
        retry_after: Some(20),
    };
    desk.portal.faults().next_for(Target::Update, later);
    tokio::select! {
        saved = desk.app.send_create(SendRequest { connection, review }) => panic!("{saved:?}"),
        () = told(&desk, PUT_OFF) => {}
    }
    once(|| stages(&data(&desk)) == ["details_left"], || ()).await;
    let (_desk, open) = next_run(desk, connection).await;
    assert_eq!(only(&open).details, OpenDetails::NotSaved);
}

#[tokio::test]
async fn where_the_next_attempt_cannot_be_noted_it_is_not_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Not Noted"))
        .await
        .unwrap()
        .review;
    let later = Fault::TooMany { retry_after: Some(1) };
    desk.portal.faults().next_for(Target::Update, later);
    let full = async {
        told(&desk, PUT_OFF).await;
        NotNoted::stage(&data(&desk), "details")
    };
    let sending = desk.app.send_create(SendRequest { connection, review });
    let (created, full) = tokio::join!(sending, full);
    let created = created.unwrap();
    full.ends();
    assert_eq!(
        (created.outcome, desk.seen("PUT")),
        (CreateOutcome::DetailsNotSaved, 1)
    );
    let error = created.details_left.unwrap().error;
    assert!(matches!(error, AppError::NotNoted { .. }), "{error:?}");
    let open = desk.app.open_operations(connection);
    assert_eq!(only(&open).details, OpenDetails::NotSaved);
}

#[tokio::test]
async fn details_that_wait_while_their_connection_is_removed_are_not_sent_and_open_nothing_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Removed Meanwhile"))
        .await
        .unwrap()
        .review;
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::TooMany { retry_after: Some(1) });
    let removed = async {
        told(&desk, PUT_OFF).await;
        desk.app.remove_connection(connection).await.unwrap();
    };
    let (_, ()) = tokio::join!(desk.app.send_create(SendRequest { connection, review }), removed);
    assert_eq!(desk.seen("PUT"), 1);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Settled);
}

#[tokio::test]
async fn what_is_not_found_long_after_it_was_created_is_not_written_to_unseen() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (press, _) = described_anew(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    let hidden = Fault::Status(404, String::new());
    desk.portal.faults().next_for(Target::Retrieve, hidden);
    let sent = desk.seen("PUT");
    let pressed = desk.app.look_again(press.clone()).await.unwrap();
    assert_eq!(desk.seen("PUT"), sent);
    let left = pressed.details_left.unwrap();
    assert!(
        left.can_be_saved_as_they_are,
        "it may only not be shown yet: {:?}",
        left.error
    );
    let pressed = desk.app.look_again(press).await.unwrap();
    assert_eq!(
        (pressed.outcome, desk.seen("PUT")),
        (CreateOutcome::Created, sent + 1)
    );
}
