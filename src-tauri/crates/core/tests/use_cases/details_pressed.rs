//! A press that is to save details, and sends nothing: what is known of those that were sent before it is not forgotten.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::operations::{OpenCreate, OpenDetails};
use orgdesk_core::organizations::{CreateOutcome, CreateResultView, SendRequest};
use practice_portal::{Fault, Target};
use serde_json::json;

use crate::create::with_details;
use crate::details_said::{NAME, only};
use crate::history::newest;
use crate::support::Desk;

fn no() -> Fault {
    Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned())
}

/// Creates one whose details the portal says no to.
async fn refused(desk: &Desk, connection: ConnectionId) -> CreateResultView {
    desk.portal.faults().next_for(Target::Update, no());
    let refused = desk.create(connection, with_details(NAME)).await.unwrap();
    assert_eq!(refused.outcome, CreateOutcome::DetailsNotSaved);
    refused
}

/// The same, to which the portal says no once more, and then holds one of them.
async fn taken_in_part(desk: &Desk, connection: ConnectionId) -> (SendRequest, String) {
    let refused = refused(desk, connection).await;
    let (review, id) = (refused.review, refused.id.unwrap().to_string());
    let empty = json!({"city": "", "contact_email": ""});
    let before =
        json!({"name": NAME, "description": "Second surgery.", "company_name": "", "details": empty});
    let before = json!({"data": {"id": id, "attributes": before}}).to_string();
    let faults = desk.portal.faults();
    faults.next_for(Target::Retrieve, Fault::Status(200, before));
    faults.next_for(Target::Update, no());
    desk.portal.edit(&id, "city", "Bath");
    let request = SendRequest { connection, review };
    let pressed = desk.app.look_again(request.clone()).await.unwrap();
    assert!(pressed.details_left.unwrap().is_in_part);
    (request, id)
}

/// One press while the portal is out of reach.
async fn pressed_offline(desk: &Desk, request: SendRequest) -> CreateResultView {
    desk.portal.go_offline().await;
    let pressed = desk.app.look_again(request).await.unwrap();
    desk.portal.come_back().await;
    let left = pressed.details_left.as_ref().unwrap();
    assert!(matches!(left.error, AppError::NotSent { .. }), "{left:?}");
    assert!(left.can_be_saved_as_they_are);
    pressed
}

fn open_create(desk: &Desk, connection: ConnectionId) -> OpenCreate {
    only(&desk.app.open_operations(connection)).clone()
}

#[tokio::test]
async fn those_that_were_taken_in_part_still_are_and_the_portals_no_is_still_noted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, _) = taken_in_part(&desk, connection).await;
    let pressed = pressed_offline(&desk, request).await;
    assert!(pressed.details_left.unwrap().is_in_part);
    let open = open_create(&desk, connection);
    assert_eq!(open.details, OpenDetails::InPart);
    assert!(
        open.details_to_change.is_some(),
        "they are still to be changed first"
    );
    let noted = newest(&desk).await.error;
    let why = UnclearReason::TakenInPart;
    assert!(
        matches!(&noted, Some(AppError::Unclear { reason, .. }) if *reason == why),
        "{noted:?}"
    );
}

#[tokio::test]
async fn those_that_were_refused_are_still_to_be_changed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = refused(&desk, connection).await.review;
    let pressed = pressed_offline(&desk, SendRequest { connection, review }).await;
    assert!(!pressed.details_left.unwrap().is_in_part);
    assert!(open_create(&desk, connection).details_to_change.is_some());
    let noted = newest(&desk).await.error;
    assert!(
        matches!(noted, Some(AppError::Rejected { status: 422, .. })),
        "{noted:?}"
    );
}

#[tokio::test]
async fn where_none_of_them_is_there_any_more_they_are_not_called_taken_in_part() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = taken_in_part(&desk, connection).await;
    desk.portal.edit(&id, "city", "");
    // It is put off, and can be read all the same.
    let busy = Fault::TooMany {
        retry_after: Some(600),
    };
    desk.portal.faults().next_for(Target::Update, busy);
    let pressed = desk.app.look_again(request).await.unwrap();
    assert!(!pressed.details_left.unwrap().is_in_part);
    assert_eq!(open_create(&desk, connection).details, OpenDetails::NotSaved);
}
