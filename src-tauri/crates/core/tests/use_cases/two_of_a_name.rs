//! Two creates of one name: each is settled by an organization of its own, and none by the other's.

use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::LookedFound;
use orgdesk_core::organizations::{CreateOutcome, ResolveRequest, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::journal::next_run;
use crate::support::{Desk, named, stopped_once};

const NAME: &str = "Two Of A Name";

#[tokio::test]
async fn a_lost_create_is_not_settled_by_another_one_of_its_name() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.lost(connection, NAME).await;
    let another = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(another.outcome, CreateOutcome::Created, "{another:?}");

    let request = || SendRequest { connection, review };
    let looked = desk.app.look_again(request()).await.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::NotFound, "{looked:?}");
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1, "{open:?}");
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, [], "nor in the next run");
    assert_eq!(
        looked.open[0].looked.as_ref().unwrap().found,
        LookedFound::NoneNew
    );

    let id = another.id.unwrap();
    let of_another = ResolveRequest {
        connection,
        review,
        id,
    };
    let refused = desk.app.resolve_create(of_another).await.unwrap_err();
    assert!(matches!(refused, AppError::Invalid { .. }), "{refused:?}");
    assert_eq!(
        desk.app.open_operations(connection)[0].review,
        review,
        "nor by the user's word"
    );
}

#[tokio::test]
async fn one_that_arrives_after_another_of_its_name_is_found_beside_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.lost(connection, NAME).await;
    let another = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(another.outcome, CreateOutcome::Created, "{another:?}");
    let late = desk.portal.add(NAME);
    let looked = desk.app.look_again(SendRequest { connection, review }).await;
    let looked = looked.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::Created, "{looked:?}");
    assert_eq!(looked.id.unwrap().to_string(), late);
}

#[tokio::test]
async fn of_two_that_were_lost_a_single_new_one_is_taken_for_neither() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, NAME).await;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let second = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(second.outcome, CreateOutcome::SeveralFound, "{second:?}");
    let (review, id) = (second.review, second.candidates[0].id);
    let chosen = ResolveRequest {
        connection,
        review,
        id,
    };
    let said = desk.app.resolve_create(chosen).await.unwrap();
    assert_eq!(said.outcome, CreateOutcome::Created);
    let request = SendRequest {
        connection,
        review: first,
    };
    let looked = desk.app.look_again(request).await.unwrap();
    assert_eq!(
        looked.outcome,
        CreateOutcome::NotFound,
        "it is the other's by now"
    );
}

async fn assert_another_is_found(desk: &Desk, connection: ConnectionId) {
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let second = desk.create(connection, with_details(NAME)).await.unwrap();
    assert_eq!(second.outcome, CreateOutcome::Created, "{second:?}");
}

#[tokio::test]
async fn another_of_its_name_is_found_while_the_details_of_one_that_is_known_are_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let first = desk.create(connection, with_details(NAME)).await.unwrap();
    assert_eq!(first.outcome, CreateOutcome::DetailsUnclear);
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Latency(Duration::from_secs(3)));
    let review = first.review;
    let saving = desk.app.look_again(SendRequest { connection, review });
    let saving = stopped_once(saving, || desk.seen("PUT") == 2).await;
    assert_another_is_found(&desk, connection).await;
    drop(saving);
}

#[tokio::test]
async fn another_of_its_name_is_found_while_the_details_of_one_just_created_are_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Latency(Duration::from_secs(3)));
    let review = desk.review(connection, with_details(NAME)).await.unwrap().review;
    let saving = desk.app.send_create(SendRequest { connection, review });
    let saving = stopped_once(saving, || desk.seen("PUT") == 1).await;
    assert_another_is_found(&desk, connection).await;
    drop(saving);
}

#[tokio::test]
async fn while_another_of_its_name_is_being_sent_a_single_new_one_is_not_taken_for_the_lost_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.lost(connection, NAME).await;
    let another = desk.review(connection, named(NAME)).await.unwrap().review;
    let sending = desk.app.send_create(SendRequest {
        connection,
        review: another,
    });
    let sending = stopped_once(sending, || desk.held(NAME) == 1).await;
    let looked = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(looked.unwrap().outcome, CreateOutcome::SeveralFound);
    assert_eq!(sending.await.unwrap().outcome, CreateOutcome::Created);
    let looked = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(looked.unwrap().outcome, CreateOutcome::NotFound);
}
