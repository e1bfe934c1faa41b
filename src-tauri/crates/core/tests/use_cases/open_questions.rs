//! What is not kept to yet: each of these fails.

use orgdesk_core::drafts::{CreateTyped, DraftForm, DraftKeepRequest, DraftOpenRequest, WhichDraft};
use orgdesk_core::history::HistoryFilter;
use practice_portal::{Fault, Target};

use crate::history::{list, sql};
use crate::journal::next_run;
use crate::support::{Desk, named};

#[tokio::test]
async fn the_form_that_was_left_last_is_offered_also_where_the_clock_was_set_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let keep = |name: &str| DraftKeepRequest {
        id: None,
        connection,
        form: Some(DraftForm::Create(Box::new(CreateTyped {
            form: named(name),
            parent_text: String::new(),
        }))),
    };
    desk.app.keep_draft(keep("Before")).await.unwrap();
    sql(&desk, "UPDATE drafts SET left_at = left_at + 86400000");
    desk.app.keep_draft(keep("After")).await.unwrap();
    let which = WhichDraft::LastNew;
    let opened = desk.app.open_draft(DraftOpenRequest { connection, which }).await;
    let DraftForm::Create(typed) = opened.unwrap().unwrap().form else {
        panic!("it is a new one")
    };
    assert_eq!(typed.form.name, "After");
}

#[tokio::test]
async fn an_open_create_that_cannot_be_read_is_not_passed_over_in_silence() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Of A Later Version"))
        .await
        .unwrap();
    // What waits in the journal is there now.
    list(&desk, HistoryFilter::default()).await;
    sql(&desk, "UPDATE operations SET stage = '\"paused\"'");
    let (desk, open) = next_run(desk, connection).await;
    let review = desk
        .review(connection, named("Of A Later Version"))
        .await
        .unwrap();
    assert!(!open.is_empty() || review.unresolved, "{open:?}");
}
