//! Two connections to one portal, by one address or by two: what one of them created is not taken for what the other has lost.

use orgdesk_core::connections::{ConnectionId, ConnectionSaveRequest, KeptSignIn};
use orgdesk_core::organizations::{CreateForm, CreateOutcome, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::support::{self, Desk, named};

/// Creates one of this name on another connection; it is not taken for the one that was lost.
async fn assert_is_not_taken_for(desk: &Desk, other: ConnectionId, name: &str, lost: SendRequest) {
    let review = desk.review(other, named(name)).await.unwrap();
    let is_warned = review.unresolved;
    let request = SendRequest {
        connection: other,
        review: review.review,
    };
    let created = desk.app.send_create(request).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    let looked = desk.app.look_again(lost).await.unwrap();
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
    let lost = SendRequest {
        connection,
        review: lost.review,
    };
    assert_is_not_taken_for(&desk, other, "Both Connections", lost).await;
}

/// A connection to the same portal under another name of its host.
async fn by_another_host(desk: &Desk) -> ConnectionId {
    let mut request = desk.token_request();
    request.address = request.address.replace("127.0.0.1", "localhost");
    "By Another Host".clone_into(&mut request.name);
    let tested = desk.app.test_connection(request).await.unwrap();
    let saved = ConnectionSaveRequest {
        name: "By Another Host".to_owned(),
        ..support::save(tested, KeptSignIn::Keyring)
    };
    desk.app.save_connection(saved).await.unwrap().connection.id
}

#[tokio::test]
async fn one_portal_under_two_names_of_its_host_is_one_portal() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let lost = desk.lost(connection, "Two Hosts").await;
    let other = by_another_host(&desk).await;
    let lost = SendRequest {
        connection,
        review: lost,
    };
    assert_is_not_taken_for(&desk, other, "Two Hosts", lost).await;
}
