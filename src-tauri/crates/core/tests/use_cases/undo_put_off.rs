//! An undo that the portal puts off, and whose fields somebody else puts back meanwhile: what else was typed into it is saved, and that
//! is an update and no undo.

use orgdesk_core::organizations::{
    LoadedBy, SendRequest, UpdateFormRequest, UpdateResultView, UpdateReviewView,
};
use practice_portal::{Fault, Target};

use crate::history::{moved, newest, open};
use crate::support::{Desk, told};
use crate::update::{loaded, save};

#[tokio::test]
async fn what_somebody_else_puts_back_while_it_is_put_off_is_not_told_as_undone_by_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    save(&desk, connection, &base, moved(&base)).await;
    let operation = newest(&desk).await.id;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    let mut mine = undo.merged.merged.clone();
    mine.phone = "+31 10 555 0199".to_owned();
    let form = UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(undo.merged.theirs.fields.clone()),
        unread: Vec::new(),
        mine,
        undoes: Some(operation),
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(form).await.unwrap() else {
        panic!("something changed")
    };
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::TooMany { retry_after: Some(1) });
    let id = base.id.to_string();
    let review = ready.review;
    let sending = desk.app.send_update(SendRequest { connection, review });
    let (sent, ()) = tokio::join!(sending, async {
        told(&desk, "Not saved yet").await;
        desk.portal.edit(&id, "city", "");
        desk.portal.edit(&id, "state", "Zuid-Holland");
    });
    let UpdateResultView::Saved(saved) = sent.unwrap() else {
        panic!("saved")
    };
    assert!(!saved.undoes, "the result says so itself");
    let first = open(&desk, operation, Some(connection)).await;
    let row = newest(&desk).await;
    assert!(
        !first.row.undone && first.undone_by.is_none(),
        "undone: {} by {:?}; the newest is {:?} and puts back {:?}",
        first.row.undone,
        first.undone_by,
        row.kind,
        row.puts_back
    );
}
