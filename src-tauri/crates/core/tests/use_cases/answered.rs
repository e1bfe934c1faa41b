//! An update of which the portal said that it is saved, and that is cut off before it is read back: that word is in the journal, and is
//! not asked for again.

use std::time::Duration;

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::OperationOutcome;
use orgdesk_core::operations::{LookedFound, OpenOperationView, OpenUpdate, OpenWork};
use orgdesk_core::organizations::{
    OrganizationField, OrganizationFields, OrganizationView, SendRequest, UpdateResultView,
};
use practice_portal::{Fault, Target};

use crate::history::newest;
use crate::support::Desk;
use crate::update::{loaded, review};

/// Saves a city, and is cut off while it is read back.
pub(crate) async fn cut_off_once_saved(
    desk: &Desk,
    connection: ConnectionId,
) -> (OrganizationView, SendRequest) {
    let base = loaded(desk, connection).await;
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let review = review(desk, connection, base.id, Some(base.fields.clone()), mine).await;
    let request = SendRequest {
        connection,
        review: review.review,
    };
    // Read just before it is sent, and then to read it back.
    let reads_before = desk.seen("GET");
    let slow = Fault::Latency(Duration::from_secs(20));
    desk.portal.faults().nth_for(Target::Retrieve, 1, slow);
    let held = desk.portal.faults().held();
    tokio::select! {
        saved = desk.app.send_update(request.clone()) => panic!("it is read back: {saved:?}"),
        () = desk.portal.faults().holds_more_than(held) => {}
    }
    assert!(desk.seen("GET") > reads_before && desk.seen("PUT") == 1);
    (base, request)
}

fn only(open: Vec<OpenOperationView>) -> (OpenUpdate, Option<LookedFound>) {
    let [one] = <[_; 1]>::try_from(open).expect("one is open");
    match one.work {
        OpenWork::Update(update) => (*update, one.looked.map(|looked| looked.found)),
        other => panic!("{other:?}"),
    }
}

pub(crate) async fn next_run(desk: Desk, connection: ConnectionId) -> Desk {
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk
}

#[tokio::test]
async fn it_is_known_as_saved_at_the_next_start_whatever_somebody_else_saved_since() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, _) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "city", "Delft");

    let desk = next_run(desk, connection).await;
    let (open, _) = only(desk.app.open_operations(connection));
    assert!(open.was_saved && !open.can_be_saved_again, "{open:?}");
    // Nobody asked for this look: what is there in its place is said, and it is not over by that.
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let (open, found) = only(looked.open);
    assert!(open.was_saved);
    assert!(matches!(found, Some(LookedFound::Otherwise { .. })), "{found:?}");
    let (open, _) = only(next_run(desk, connection).await.app.open_operations(connection));
    assert!(open.was_saved);
}

#[tokio::test]
async fn it_may_be_saved_again_where_the_portal_said_yes_and_holds_what_it_held_before() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, _) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "city", "");

    let desk = next_run(desk, connection).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let (open, found) = only(looked.open);
    assert_eq!(found, Some(LookedFound::AsBefore));
    assert!(open.was_saved && open.can_be_saved_again);
}

#[tokio::test]
async fn its_user_is_told_that_another_value_won_and_not_that_nobody_knows() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, request) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "city", "Delft");

    let desk = next_run(desk, connection).await;
    let UpdateResultView::Saved(saved) = desk.app.look_at_update(request).await.unwrap() else {
        panic!("the portal said that it saved it")
    };
    assert!(!saved.answer_lost);
    assert_eq!(saved.prevailed.another, [OrganizationField::City]);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Differs);
    assert_eq!(
        (desk.seen("PUT"), desk.app.open_operations(connection)),
        (1, vec![])
    );
}

#[tokio::test]
async fn it_waits_until_the_portal_can_be_read_where_nobody_asked_for_the_look() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    cut_off_once_saved(&desk, connection).await;
    let desk = next_run(desk, connection).await;
    let forbidden = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Retrieve, forbidden);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let (open, found) = only(looked.open);
    assert!(open.was_saved);
    assert!(matches!(found, Some(LookedFound::NotRead { .. })), "{found:?}");

    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!((looked.open, looked.settled.len()), (vec![], 1));
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Done);
}

#[tokio::test]
async fn it_is_known_as_saved_in_the_same_run_too() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, request) = cut_off_once_saved(&desk, connection).await;
    assert!(only(desk.app.open_operations(connection)).0.was_saved);
    desk.portal.edit(&base.id.to_string(), "city", "Delft");
    let looked = desk.app.look_at_update(request).await.unwrap();
    assert!(matches!(looked, UpdateResultView::Saved(_)), "{looked:?}");
}
