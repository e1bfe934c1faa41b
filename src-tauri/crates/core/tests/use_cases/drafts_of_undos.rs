//! What is typed and chosen while an update is undone is kept, and going on with it is still that undo.

use orgdesk_core::connections::{ConnectionId, ConnectionTestRequest, KeptSignIn};
use orgdesk_core::drafts::{DraftForm, DraftId, DraftView, UpdateTyped, WhichDraft};
use orgdesk_core::history::{HistoryKind, UndoView};
use orgdesk_core::organizations::{
    CarryOverRequest, ChosenField, LoadedBy, OrganizationField, OrganizationFields, ReviewId, SendRequest,
    Side, UpdateFormRequest, UpdateResultView, UpdateReviewView,
};

use crate::drafts::{changed, keep, names, open};
use crate::history::{moved, newest};
use crate::history_undo::spaced;
use crate::support::{Desk, save as saving};
use crate::update::{loaded, save};

/// An update whose undoing asks about the city: somebody changed it since. Before that, there was white space around it.
async fn asked(desk: &Desk, connection: ConnectionId) -> (ReviewId, UndoView) {
    let base = spaced(desk, connection).await;
    save(desk, connection, &base, moved(&base)).await;
    let operation = newest(desk).await.id;
    desk.portal.edit(&base.id.to_string(), "city", "Utrecht");
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    assert_eq!(undo.merged.collisions[0].field, OrganizationField::City);
    (operation, undo)
}

fn undoing(operation: ReviewId, undo: &UndoView, side: Side) -> DraftForm {
    let row = &undo.merged.collisions[0];
    DraftForm::Update(Box::new(UpdateTyped {
        id: undo.organization,
        base: Some(undo.base.clone()),
        unread: Vec::new(),
        mine: undo.mine.clone(),
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        undoes: Some(operation),
        chosen: vec![ChosenField {
            field: row.field,
            mine: row.mine.clone(),
            theirs: row.theirs.clone(),
            side,
        }],
    }))
}

async fn of_undo(desk: &Desk, connection: ConnectionId, operation: ReviewId) -> Option<DraftView> {
    open(desk, connection, WhichDraft::UndoOf { operation }).await
}

/// What was left, laid over what the portal holds now: what each field that collides was chosen to be.
async fn gone_on_with(
    desk: &Desk,
    connection: ConnectionId,
    draft: DraftView,
) -> Vec<(OrganizationField, Option<Side>)> {
    let DraftForm::Update(typed) = draft.form else {
        panic!("{draft:?}")
    };
    let UpdateTyped {
        id,
        base,
        mine,
        chosen,
        undoes,
        ..
    } = *typed;
    let request = CarryOverRequest {
        connection,
        id,
        base,
        mine,
        unread: Vec::new(),
        chosen,
        undoes,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
    };
    let over = desk.app.carry_over(request).await.unwrap();
    over.collisions
        .iter()
        .map(|row| (row.field, row.chosen))
        .collect()
}

#[tokio::test]
async fn what_is_chosen_in_an_undo_is_there_in_the_next_run_where_there_is_to_choose_between_the_same() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (operation, undo) = asked(&desk, connection).await;
    keep(&desk, connection, None, undoing(operation, &undo, Side::Mine)).await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let left = of_undo(&desk, connection, operation).await.unwrap();
    let city = OrganizationField::City;
    let chosen = gone_on_with(&desk, connection, left.clone()).await;
    assert_eq!(chosen, [(city, Some(Side::Mine))]);

    desk.portal.edit(&undo.organization.to_string(), "city", "Leiden");
    let chosen = gone_on_with(&desk, connection, left).await;
    assert_eq!(chosen, [(city, None)], "another value has not been seen");
}

#[tokio::test]
async fn the_undoing_of_an_update_is_found_by_it_and_not_taken_for_changes_of_its_organization() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (operation, undo) = asked(&desk, connection).await;
    let base = loaded(&desk, connection).await;
    let id = keep(&desk, connection, None, undoing(operation, &undo, Side::Theirs)).await;
    let organization = undo.organization;
    assert_eq!(
        open(&desk, connection, WhichDraft::Of { organization }).await,
        None
    );
    let of_another = keep(&desk, connection, None, changed(&base, "Hull")).await;
    assert_eq!(of_undo(&desk, connection, operation).await.unwrap().id, id);
    let rows = desk.app.drafts(connection).await.unwrap().drafts;
    let undone = |id: DraftId| rows.iter().find(|row| row.id == id).unwrap().undoes;
    assert_eq!((undone(id), undone(of_another)), (Some(operation), None));
}

#[tokio::test]
async fn an_undo_that_is_gone_on_with_is_noted_as_one_and_its_draft_goes_with_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (operation, undo) = asked(&desk, connection).await;
    let id = keep(&desk, connection, None, undoing(operation, &undo, Side::Mine)).await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let left = of_undo(&desk, connection, operation).await.unwrap();
    let DraftForm::Update(typed) = left.form else {
        panic!("changes")
    };
    let request = UpdateFormRequest {
        connection,
        id: typed.id,
        base: Some(undo.merged.theirs.fields.clone()),
        unread: typed.unread,
        mine: OrganizationFields {
            city: undo.merged.collisions[0].mine.clone(),
            ..undo.merged.merged.clone()
        },
        undoes: typed.undoes,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: Some(id),
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!("something changed")
    };
    let review = ready.review;
    let request = SendRequest { connection, review };
    let sent = desk.app.send_update(request).await.unwrap();
    assert!(matches!(sent, UpdateResultView::Saved(_)), "{sent:?}");
    assert_eq!(newest(&desk).await.kind, HistoryKind::Undo);
    assert!(names(&desk, connection).await.is_empty());
}

#[tokio::test]
async fn an_undo_that_somebody_else_takes_over_is_no_undo_any_more() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (operation, undo) = asked(&desk, connection).await;
    let id = keep(&desk, connection, None, undoing(operation, &undo, Side::Mine)).await;
    desk.portal.replace_user("a.other", "Another Partner");
    let request = ConnectionTestRequest {
        replaces: Some(connection),
        ..desk.token_request()
    };
    let tested = desk.app.test_connection(request).await.unwrap();
    desk.app
        .save_connection(saving(tested, KeptSignIn::Keyring))
        .await
        .unwrap();
    assert_eq!(of_undo(&desk, connection, operation).await, None);
    let confirmed = true;
    let taken = open(&desk, connection, WhichDraft::One { id, confirmed }).await;
    let DraftForm::Update(typed) = taken.unwrap().form else {
        panic!("changes")
    };
    assert_eq!((typed.undoes, typed.mine), (None, undo.mine));
}
