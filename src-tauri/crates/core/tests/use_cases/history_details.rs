//! What the history shows of a create whose details the portal rejected, and which were mended from the edit form.

use orgdesk_core::history::{HistoryFilter, HistoryKind, OperationOutcome};
use orgdesk_core::organizations::{CreateOutcome, SendRequest};
use orgdesk_core::step::StepState;
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::history::{list, newest, open};
use crate::support::{Desk, named, stopped_once};
use crate::update::save_details_mended;

#[tokio::test]
async fn details_that_were_rejected_and_mended_are_shown_as_left_and_then_as_saved_by_the_edit() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, rejected);
    let created = desk.create(connection, with_details("Mended")).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::DetailsNotSaved);
    let row = newest(&desk).await;
    assert_eq!(
        (row.kind, row.outcome),
        (HistoryKind::Create, OperationOutcome::DetailsLeft)
    );
    let opened = open(&desk, row.id, Some(connection)).await;
    assert!(opened.ended.is_none(), "something is left to be done");
    let said = serde_json::to_string(&opened.error.unwrap()).unwrap();
    assert!(said.contains("is too odd"), "{said}");

    let review = created.review;
    save_details_mended(&desk, connection, created).await;

    let rows = list(&desk, HistoryFilter::default()).await.rows;
    let kinds: Vec<_> = rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [HistoryKind::Update, HistoryKind::Create]);
    assert_eq!(rows[0].outcome, OperationOutcome::Done);
    let opened = open(&desk, review, Some(connection)).await;
    assert!(opened.ended.is_some() && opened.error.is_none());
    let last = opened.steps.last().unwrap();
    assert_eq!(
        (last.title.as_str(), last.detail.as_deref(), last.state),
        (
            "The details are saved",
            Some("From the edit form"),
            StepState::Done
        )
    );
    let city = opened
        .fields
        .iter()
        .find(|field| field.after.as_deref() == Some("Wells"));
    let city = city.expect("what the portal holds now");
    assert_ne!(city.sent, "Wells", "what the create sent stays as it was");
    assert!(
        rows[1].outcome.eq(&OperationOutcome::Differs),
        "{:?}",
        rows[1].outcome
    );
}

#[tokio::test]
async fn a_create_whose_details_were_kept_back_and_saved_by_an_edit_holds_what_it_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let not_read = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Retrieve, not_read);
    let created = desk.create(connection, with_details("Kept Back")).await.unwrap();
    assert_eq!(desk.seen("PUT"), 0);
    let review = created.review;
    save_details_mended(&desk, connection, created).await;
    let opened = open(&desk, review, Some(connection)).await;
    assert_eq!(opened.row.outcome, OperationOutcome::Done);
}

#[tokio::test]
async fn a_create_whose_details_were_kept_back_and_filled_in_by_somebody_else_holds_what_it_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let not_read = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Retrieve, not_read);
    let created = desk.create(connection, with_details("Filled In")).await;
    let created = created.unwrap();
    let details = serde_json::to_value(created.details_left.unwrap().fields).unwrap();
    for (field, value) in details.as_object().unwrap() {
        let id = created.id.unwrap().to_string();
        desk.portal.edit(&id, field, value.as_str().unwrap());
    }
    desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(desk.app.open_operations(connection), []);
    let opened = open(&desk, created.review, Some(connection)).await;
    assert_eq!(
        (opened.row.outcome, desk.seen("PUT")),
        (OperationOutcome::Done, 0)
    );
}

#[tokio::test]
async fn what_the_portal_said_and_showed_is_there_also_after_the_next_look() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, rejected);
    let created = desk.create(connection, with_details("Looked At")).await.unwrap();
    let shown = async |desk: &Desk| {
        let opened = open(desk, created.review, Some(connection)).await;
        let said = serde_json::to_string(&opened.error.expect("what the portal said")).unwrap();
        let name = opened.fields.iter().find(|field| field.sent == "Looked At");
        (said, name.unwrap().after.clone())
    };
    let before = shown(&desk).await;
    assert!(before.0.contains("is too odd"), "{}", before.0);
    assert_eq!(before.1.as_deref(), Some("Looked At"));
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    for not_shown in [false, true] {
        if not_shown {
            let forbidden = Fault::Status(403, String::new());
            desk.portal.faults().next_for(Target::Retrieve, forbidden);
        }
        let looked = desk.app.look_at_open_operations(connection).await.unwrap();
        assert_eq!(looked.open.len(), 1);
        assert_eq!(shown(&desk).await, before);
    }
}

#[tokio::test]
async fn why_a_create_is_not_known_is_there_once_it_was_looked_for() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let failed = Fault::Status(500, r#"{"error": "the disk of the portal is full"}"#.to_owned());
    desk.portal.faults().next_for(Target::Create, failed);
    let lost = desk.create(connection, named("Not Known")).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let opened = open(&desk, lost.review, Some(connection)).await;
    let said = serde_json::to_string(&opened.error.expect("what the portal said")).unwrap();
    assert!(said.contains("the disk of the portal is full"), "{said}");
}

#[tokio::test]
async fn why_a_create_was_not_known_is_over_once_it_is_found() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(5);
    let lost = desk
        .create(connection, with_details("Found Later"))
        .await
        .unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let opened = open(&desk, lost.review, Some(connection)).await;
    assert!(opened.error.is_some());
    while desk
        .review(connection, with_details("Found Later"))
        .await
        .unwrap()
        .same_name
        .is_empty()
    {}
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.open.len(), 1, "its details are left");
    let opened = open(&desk, lost.review, Some(connection)).await;
    assert_eq!(opened.row.outcome, OperationOutcome::DetailsLeft);
    assert_eq!(opened.error, None, "nothing went wrong with them");
}

#[tokio::test]
async fn that_a_look_failed_is_not_what_went_wrong_with_the_create() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Without Id")).await.unwrap().review;
    let request = || SendRequest { connection, review };
    let created = Fault::Status(201, String::new());
    desk.portal.faults().next_for(Target::Create, created);
    let sending = stopped_once(desk.app.send_create(request()), || desk.seen("POST") == 1).await;
    for _ in 0..40 {
        let failed = Fault::Status(503, String::new());
        desk.portal.faults().next_for(Target::List, failed);
    }
    let not_listed = sending.await.unwrap();
    assert!(not_listed.not_read.is_some(), "{not_listed:?}");
    desk.portal.faults().clear();
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let again = desk.app.look_again(request()).await.unwrap();
    assert_eq!((again.outcome, again.not_read), (CreateOutcome::NotListed, None));
    let opened = open(&desk, review, Some(connection)).await;
    assert_eq!(opened.error, None);
}
