//! Discarded drafts: each can be put back until Orgdesk closes, unless its form is sent all the same: then putting it back would
//! be doing twice what is done once.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::{DraftId, DraftRequest};
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{
    CreateFormRequest, CreateOutcome, ReviewId, SendRequest, UpdateResultView,
};
use orgdesk_core::{AppError, connections::RemovalView};
use practice_portal::{Fault, Target};

use crate::drafts::{created, draft, keep, names};
use crate::drafts_sent::{kept_in_the_file, review_kept};
use crate::support::{Desk, named};
use crate::update::loaded;

async fn discarded(desk: &Desk, connection: ConnectionId) -> Vec<String> {
    let discarded = desk.app.drafts(connection).await.unwrap().discarded;
    discarded.into_iter().map(|draft| draft.name).collect()
}

/// A form that was kept and reviewed, and whose draft was discarded after that.
async fn reviewed_and_discarded(desk: &Desk, connection: ConnectionId, name: &str) -> (DraftId, ReviewId) {
    let id = keep(desk, connection, None, created(named(name))).await;
    let request = CreateFormRequest {
        connection,
        form: named(name),
        instead_of: None,
        draft: Some(id),
    };
    let review = desk.app.review_create(request).await.unwrap().review;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    (id, review)
}

#[tokio::test]
async fn each_discarded_draft_can_be_put_back_however_many_there_are() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut all = Vec::new();
    for n in 1..=201 {
        let id = keep(&desk, connection, None, created(named(&format!("Draft {n}")))).await;
        desk.app.discard_draft(draft(connection, id)).await.unwrap();
        all.push(id);
    }
    let view = desk.app.drafts(connection).await.unwrap();
    let listed: Vec<_> = view.discarded.iter().rev().map(|draft| draft.id).collect();
    assert!(listed == all, "all of them, the last first");
    desk.app.restore_draft(draft(connection, all[0])).await.unwrap();
    assert_eq!(names(&desk, connection).await, ["Draft 1"]);
}

#[tokio::test]
async fn what_is_discarded_again_is_the_last_one_discarded() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut all = Vec::new();
    for name in ["First", "Second"] {
        let id = keep(&desk, connection, None, created(named(name))).await;
        desk.app.discard_draft(draft(connection, id)).await.unwrap();
        all.push(draft(connection, id));
    }
    assert_eq!(discarded(&desk, connection).await, ["Second", "First"]);
    desk.app.restore_draft(all[0]).await.unwrap();
    desk.app.discard_draft(all[0]).await.unwrap();
    assert_eq!(discarded(&desk, connection).await, ["First", "Second"]);
}

#[tokio::test]
async fn nothing_of_a_discarded_draft_is_left_once_orgdesk_has_closed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(named("Discarded"))).await;
    keep(&desk, connection, None, created(named("Kept"))).await;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    assert_eq!(kept_in_the_file(&desk).await, 2);
    desk.app.close();
    let file = rusqlite::Connection::open(desk.folder.path().join("data/orgdesk.sqlite")).unwrap();
    let left = file.query_row("SELECT count(*) FROM drafts", [], |row| row.get(0));
    assert_eq!(left, Ok(1));
}

#[tokio::test]
async fn nothing_of_a_discarded_draft_is_left_at_the_start_after_a_run_that_was_killed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(named("Discarded"))).await;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    let desk = desk.restarted();
    assert_eq!(kept_in_the_file(&desk).await, 0);
}

#[tokio::test]
async fn a_discarded_draft_is_none_that_goes_with_its_connection() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(named("Discarded"))).await;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    let removal = desk.app.check_removal(connection).await.unwrap();
    let (open_operations, drafts) = (0, 0);
    assert_eq!(
        removal,
        RemovalView {
            open_operations,
            drafts
        }
    );
    desk.app.remove_connection(connection).await.unwrap();
    assert_eq!(kept_in_the_file(&desk).await, 0);
}

#[tokio::test]
async fn a_draft_that_is_discarded_and_sent_all_the_same_is_not_offered_to_be_put_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (id, review) = reviewed_and_discarded(&desk, connection, "Sent").await;
    assert_eq!(discarded(&desk, connection).await, ["Sent"]);
    let sent = desk.app.send_create(SendRequest { connection, review }).await;
    assert_eq!(sent.unwrap().outcome, CreateOutcome::Created);
    assert_eq!(discarded(&desk, connection).await, Vec::<String>::new());
    let what = Gone::Draft;
    let put_back = desk.app.restore_draft(draft(connection, id)).await;
    assert_eq!(put_back, Err(AppError::Gone { what }));
    assert_eq!(names(&desk, connection).await, Vec::<String>::new());
    assert_eq!(kept_in_the_file(&desk).await, 0);
}

#[tokio::test]
async fn a_discarded_draft_whose_write_did_not_happen_can_be_put_back_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (id, review) = reviewed_and_discarded(&desk, connection, "Rejected").await;
    let rejected = Fault::Status(422, String::new());
    desk.portal.faults().next_for(Target::Create, rejected);
    let sent = desk.app.send_create(SendRequest { connection, review }).await;
    sent.unwrap_err();
    assert_eq!(
        names(&desk, connection).await,
        Vec::<String>::new(),
        "it is discarded still"
    );
    assert_eq!(discarded(&desk, connection).await, ["Rejected"]);
    desk.app.restore_draft(draft(connection, id)).await.unwrap();
    assert_eq!(names(&desk, connection).await, ["Rejected"]);
}

#[tokio::test]
async fn a_discarded_draft_of_whose_write_nobody_knows_is_not_offered_and_not_there_in_the_next_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (id, review) = reviewed_and_discarded(&desk, connection, "Unknown").await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let sent = desk.app.send_create(SendRequest { connection, review }).await;
    assert_eq!(sent.unwrap().outcome, CreateOutcome::NotFound);
    assert_eq!(discarded(&desk, connection).await, Vec::<String>::new());
    let what = Gone::Draft;
    let put_back = desk.app.restore_draft(draft(connection, id)).await;
    assert_eq!(put_back, Err(AppError::Gone { what }));

    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    assert_eq!(discarded(&desk, connection).await, Vec::<String>::new());
    assert_eq!(kept_in_the_file(&desk).await, 0);
    let [open] = &desk.app.open_operations(connection)[..] else {
        panic!("the operation has the form")
    };
    assert_eq!(open.review, review);
}

#[tokio::test]
async fn a_discarded_draft_of_changes_the_portal_held_already_is_not_offered_to_be_put_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let (id, review) = review_kept(&desk, connection, &base, "Hull").await;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    desk.portal.edit(&base.id.to_string(), "city", "Hull");
    let saved = desk.app.send_update(SendRequest { connection, review }).await;
    assert!(matches!(saved, Ok(UpdateResultView::Saved(_))), "{saved:?}");
    assert_eq!(desk.seen("PUT"), 0, "there was nothing to send");
    assert_eq!(discarded(&desk, connection).await, Vec::<String>::new());
}

#[tokio::test]
async fn what_is_typed_back_to_its_beginning_leaves_a_discarded_draft_alone() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(named("Discarded"))).await;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    let request = orgdesk_core::drafts::DraftKeepRequest {
        id: Some(id),
        connection: Some(connection),
        form: None,
    };
    assert_eq!(desk.app.keep_draft(request).await.unwrap(), None);
    let request: DraftRequest = draft(connection, id);
    desk.app.restore_draft(request).await.unwrap();
    assert_eq!(names(&desk, connection).await, ["Discarded"]);
}
