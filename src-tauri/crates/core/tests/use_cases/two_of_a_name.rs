//! Two creates of one name: each is settled by an organization of its own, and none by the other's.

use orgdesk_core::AppError;
use orgdesk_core::operations::LookedFound;
use orgdesk_core::organizations::{CreateOutcome, ResolveRequest, SendRequest};
use practice_portal::{Fault, Target};

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
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let another = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(another.outcome, CreateOutcome::Created, "{another:?}");
    let late = desk.portal.add(NAME);
    let looked = desk.app.look_again(SendRequest { connection, review }).await;
    let looked = looked.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::Created, "{looked:?}");
    assert_eq!(looked.id.unwrap().to_string(), late);
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
