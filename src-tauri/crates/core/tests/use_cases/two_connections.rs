//! Two connections to one portal, by one address or by two: what one of them created is not taken for what the other has lost.

use orgdesk_core::AppError;
use orgdesk_core::connections::{ConnectionId, ConnectionSaveRequest, KeptSignIn};
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{
    CreateForm, CreateOutcome, OrganizationFields, SendRequest, UpdateResultView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::support::{self, Desk, named, stopped_once};
use crate::update::{loaded, review};

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

#[tokio::test]
async fn what_was_reviewed_on_one_connection_is_not_sent_once_the_same_was_sent_on_the_other() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let other = desk.connected_as("The Same Portal").await;
    let first = desk.review(connection, named("Twice")).await.unwrap().review;
    let second = desk.review(other, named("Twice")).await.unwrap().review;
    desk.loses_a_create(50);
    let first = SendRequest {
        connection,
        review: first,
    };
    let second = SendRequest {
        connection: other,
        review: second,
    };
    let (first, second) = tokio::join!(desk.app.send_create(first), desk.app.send_create(second));
    assert_eq!(first.unwrap().outcome, CreateOutcome::NotFound);
    let what = Gone::ReviewedWrite;
    assert_eq!(second.unwrap_err(), AppError::Gone { what });
    assert_eq!(desk.held("Twice"), 1);
}

#[tokio::test]
async fn what_another_user_has_lost_on_the_same_portal_is_told_before_it_is_created_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(500);
    desk.create(connection, named("Halden Brothers Ltd"))
        .await
        .unwrap();
    desk.portal.replace_user("a.other", "Halden Secure");
    let other = desk.connected_as("Another User").await;
    let the_same = desk.review(other, named("Halden Brothers Ltd")).await.unwrap();
    assert!(the_same.unresolved);
    let nearly = desk
        .review(other, named("Halden Brothers Limited"))
        .await
        .unwrap();
    assert_eq!(nearly.alike.found.len(), 1);
}

#[tokio::test]
async fn two_saves_of_one_organization_at_two_addresses_do_not_undo_each_other() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let other = by_another_host(&desk).await;
    let base = loaded(&desk, connection).await;
    let state = OrganizationFields {
        state: "Utrecht".to_owned(),
        ..base.fields.clone()
    };
    let country = OrganizationFields {
        country: "Belgium".to_owned(),
        ..base.fields.clone()
    };
    let of = |connection, mine| review(&desk, connection, base.id, Some(base.fields.clone()), mine);
    let (first, second) = (
        of(connection, state).await.review,
        of(other, country).await.review,
    );
    let heard = |step: &'static str| {
        let heard = &desk.heard;
        move || heard.0.lock().unwrap().iter().any(|title| title == step)
    };
    let first = SendRequest {
        connection,
        review: first,
    };
    let second = SendRequest {
        connection: other,
        review: second,
    };
    let first = stopped_once(desk.app.send_update(first), heard("Saving the changes")).await;
    let waits = heard("Waiting for another save of it");
    let second = stopped_once(desk.app.send_update(second), waits).await;
    let (first, second) = tokio::join!(first, second);
    for saved in [first, second] {
        assert!(matches!(saved, Ok(UpdateResultView::Saved(_))), "{saved:?}");
    }
    let held = desk.portal.organization(&base.id.to_string()).unwrap().fields;
    assert_eq!(
        (held["state"].as_str(), held["country"].as_str()),
        ("Utrecht", "Belgium")
    );
}
