//! Two connections to one portal: what one of them created is not taken for what the other has lost.

use orgdesk_core::organizations::{CreateForm, CreateOutcome, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::support::{Desk, named};

#[tokio::test]
async fn what_was_created_on_one_connection_is_not_taken_for_what_another_one_has_lost() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let other = desk.connected_as("The Same Portal").await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let detailed = CreateForm {
        description: String::new(),
        ..with_details("Both Connections")
    };
    let lost = desk.create(connection, detailed).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let review = desk.review(other, named("Both Connections")).await.unwrap();
    let is_warned = review.unresolved;
    let request = SendRequest {
        connection: other,
        review: review.review,
    };
    let created = desk.app.send_create(request).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    let request = SendRequest {
        connection,
        review: lost.review,
    };
    let looked = desk.app.look_again(request).await.unwrap();
    assert_eq!(
        (looked.outcome, desk.seen("PUT")),
        (CreateOutcome::NotFound, 0),
        "{looked:?}"
    );
    assert!(
        is_warned,
        "the second review says that one of the name is not settled"
    );
}
