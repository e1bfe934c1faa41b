//! A portal that says yes to an update and leaves all as it was: nothing is over by that.

use orgdesk_core::history::{HistoryFilter, UndoState};
use orgdesk_core::organizations::{
    OrganizationFields, SendRequest, UpdateFormRequest, UpdateResultView, UpdateReviewView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::history::{list, moved, newest, open};
use crate::history_undo::review as undo_review;
use crate::journal::next_run;
use crate::support::Desk;
use crate::update::{loaded, save};

#[tokio::test]
async fn an_update_is_not_told_as_undone_where_nothing_was_put_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    save(&desk, connection, &base, moved(&base)).await;
    let operation = newest(&desk).await.id;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(200, String::new()));
    let review = undo_review(
        &desk,
        connection,
        &undo.merged.theirs,
        undo.merged.merged,
        Some(operation),
    );
    let sent = desk
        .app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    let UpdateResultView::Saved(saved) = sent else {
        panic!()
    };
    assert_eq!(saved.prevailed.as_before.len(), 2);
    assert_eq!(
        desk.portal.organization(&base.id.to_string()).unwrap().fields["city"],
        "Rotterdam"
    );
    let first = open(&desk, operation, Some(connection)).await;
    let again = desk.app.prepare_undo(operation).await;
    assert_eq!(
        first.undo,
        UndoState::Possible,
        "row says undone: {}; tried again: {:?}",
        first.row.undone,
        again.err()
    );
}

/// An update that somebody else's value prevailed over is undone: nothing of it is there, and theirs stays or is asked for.
#[tokio::test]
async fn an_undo_over_which_another_value_prevailed_is_not_told_as_undone() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let id = base.id.to_string();
    save(
        &desk,
        connection,
        &base,
        OrganizationFields {
            city: "Rotterdam".into(),
            ..base.fields.clone()
        },
    )
    .await;
    let operation = newest(&desk).await.id;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(200, String::new()));
    let review = undo_review(
        &desk,
        connection,
        &undo.merged.theirs,
        undo.merged.merged,
        Some(operation),
    );
    let sent = desk
        .app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    assert!(matches!(sent, UpdateResultView::Saved(_)));
    let (desk, _) = next_run(desk, connection).await;
    assert_eq!(desk.portal.organization(&id).unwrap().fields["city"], "Rotterdam");
    assert!(!open(&desk, operation, Some(connection)).await.row.undone);
}
#[tokio::test]
async fn details_that_the_portal_ignored_are_not_told_as_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, rejected);
    let result = desk
        .create(connection, with_details("Ignored Details"))
        .await
        .unwrap();
    let mended = OrganizationFields {
        city: "Wells".to_owned(),
        ..result.details_left.unwrap().fields
    };
    let update = UpdateFormRequest {
        connection,
        id: result.id.unwrap(),
        base: None,
        unread: Vec::new(),
        mine: mended,
        undoes: None,
        saves_details_of: Some(result.review),
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(update).unwrap() else {
        panic!()
    };
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(200, String::new()));
    let sent = desk
        .app
        .send_update(SendRequest {
            connection,
            review: ready.review,
        })
        .await
        .unwrap();
    let UpdateResultView::Saved(saved) = sent else {
        panic!()
    };
    assert!(!saved.prevailed.another.is_empty() || !saved.prevailed.as_before.is_empty());
    let opened = open(&desk, result.review, Some(connection)).await;
    let last = opened.steps.last().unwrap();
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "nothing of it is on the portal; journal: {last:?}"
    );
}

#[tokio::test]
async fn an_update_nobody_knows_of_is_not_settled_by_one_that_did_not_take() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(
        &desk,
        connection,
        &base,
        OrganizationFields {
            city: "Rotterdam".into(),
            ..base.fields.clone()
        },
    )
    .await;
    assert_eq!(desk.app.open_operations(connection).len(), 1);
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(200, String::new()));
    let sent = save(
        &desk,
        connection,
        &base,
        OrganizationFields {
            city: "Delft".into(),
            ..base.fields.clone()
        },
    )
    .await;
    let UpdateResultView::Saved(saved) = sent else {
        panic!()
    };
    assert_eq!(saved.prevailed.as_before.len(), 1);
    let rows = list(&desk, HistoryFilter::default()).await.rows;
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "the portal holds neither; history: {:?}",
        rows.iter().map(|r| r.outcome).collect::<Vec<_>>()
    );
}
