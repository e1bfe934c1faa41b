//! What could not be noted when it happened, and what is noted of a write after it was settled: the newest word stands, whenever
//! it came to the disk.

use orgdesk_core::AppError;
use orgdesk_core::connections::{ConfirmIdentityRequest, ConnectionId};
use orgdesk_core::organizations::{
    CreateFormRequest, CreateOutcome, ReviewId, SendRequest, UpdateResultView,
};
use practice_portal::{Fault, Target};

use crate::journal::{data, next_run, stages};
use crate::not_noted::NotNoted;
use crate::support::{Desk, named, stopped_once};
use crate::update::loaded;

fn of(connection: ConnectionId, review: ReviewId) -> SendRequest {
    SendRequest { connection, review }
}

fn open(desk: &Desk, connection: ConnectionId) -> Vec<ReviewId> {
    let open = desk.app.open_operations(connection);
    open.iter().map(|one| one.review).collect()
}

/// A create that the portal rejected, which cannot be noted until that ends.
async fn rejected_and_not_noted(desk: &Desk, connection: ConnectionId) -> (ReviewId, NotNoted) {
    let review = desk.review(connection, named("Not Noted")).await.unwrap().review;
    let full = NotNoted::stage(&data(desk), "rejected");
    let refused = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Create, refused);
    desk.app.send_create(of(connection, review)).await.unwrap_err();
    (review, full)
}

#[tokio::test]
async fn what_was_not_noted_of_an_attempt_does_not_come_over_the_intent_of_the_next() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (review, full) = rejected_and_not_noted(&desk, connection).await;
    assert_eq!(stages(&data(&desk)), ["intent"], "it waits to be noted");
    full.ends();

    let sending = stopped_once(desk.app.send_create(of(connection, review)), || {
        desk.seen("POST") == 2
    })
    .await;
    let now = stages(&data(&desk));
    assert_eq!(
        now,
        ["rejected", "intent"],
        "the first is told, the next may arrive"
    );
    let created = sending.await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(stages(&data(&desk)), ["rejected", "done"]);
}

#[tokio::test]
async fn what_was_not_noted_of_an_attempt_waits_on_where_the_next_cannot_be_noted_either() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (review, full) = rejected_and_not_noted(&desk, connection).await;
    full.ends();
    let full = NotNoted::stage(&data(&desk), "intent");
    let not_noted = desk.app.send_create(of(connection, review)).await.unwrap_err();
    assert!(matches!(not_noted, AppError::NotNoted { .. }), "{not_noted:?}");
    full.ends();
    desk.create(connection, named("The Next")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["rejected", "done"]);
}

#[tokio::test]
async fn what_cannot_be_noted_of_an_attempt_is_in_the_way_of_the_next_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (review, full) = rejected_and_not_noted(&desk, connection).await;
    let not_noted = desk.app.send_create(of(connection, review)).await.unwrap_err();
    assert!(matches!(not_noted, AppError::NotNoted { .. }), "{not_noted:?}");
    assert_eq!(desk.seen("POST"), 1);
    full.ends();
    desk.app.send_create(of(connection, review)).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["rejected", "done"]);
}

async fn review_in_its_place(desk: &Desk, connection: ConnectionId, first: ReviewId) -> ReviewId {
    let again = CreateFormRequest {
        connection,
        form: named("In Its Place"),
        instead_of: Some(first),
        draft: None,
    };
    desk.app.review_create(again).await.unwrap().review
}

/// A create that was lost and is open again, since another in its place was refused. That is noted with the next that can be.
async fn refused_in_its_place(desk: &Desk, connection: ConnectionId) -> ReviewId {
    let first = desk.lost(connection, "In Its Place").await;
    let second = review_in_its_place(desk, connection, first).await;
    let full = NotNoted::stage(&data(desk), "rejected");
    let refused = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Create, refused);
    desk.app.send_create(of(connection, second)).await.unwrap_err();
    assert_eq!(open(desk, connection), [first]);
    full.ends();
    first
}

#[tokio::test]
async fn a_create_that_the_user_has_settled_is_not_opened_again_by_what_came_of_the_one_in_its_place() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = refused_in_its_place(&desk, connection).await;
    desk.app.leave_operation(of(connection, first)).await.unwrap();
    desk.create(connection, named("The Next")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["left", "rejected", "done"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn an_update_that_is_settled_while_it_is_looked_at_stays_settled() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let mine = scanning_api::OrganizationFields {
        city: "Utrecht".to_owned(),
        ..base.fields.clone()
    };
    crate::update::save(&desk, connection, &base, mine).await;
    let review = open(&desk, connection)[0];
    let before = desk.seen("GET");
    let looking = stopped_once(desk.app.look_at_update(of(connection, review)), || {
        desk.seen("GET") > before
    })
    .await;
    desk.app.leave_operation(of(connection, review)).await.unwrap();
    let looked = looking.await.unwrap();
    assert!(matches!(looked, UpdateResultView::Unclear(_)), "{looked:?}");
    assert_eq!(open(&desk, connection), []);
    assert_eq!(stages(&data(&desk)), ["left"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn what_comes_of_a_write_after_its_connection_was_removed_is_not_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let review = desk.review(connection, named("Removed")).await.unwrap().review;
    let sending = stopped_once(desk.app.send_create(of(connection, review)), || {
        desk.seen("POST") == 1
    })
    .await;
    desk.app.remove_connection(connection).await.unwrap();
    drop(sending.await);
    let file = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    desk.app.connections().await.unwrap();
    let open: u32 = file
        .query_row("SELECT count(*) FROM operations WHERE ended IS NULL", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn what_is_open_stays_in_the_order_it_was_sent_in_also_once_it_was_looked_at() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, "The First").await;
    let second = desk.lost(connection, "The Second").await;
    let again = desk.app.look_again(of(connection, first)).await.unwrap();
    assert_eq!(again.outcome, CreateOutcome::NotFound);
    assert_eq!(open(&desk, connection), [first, second]);
}

#[tokio::test]
async fn what_somebody_else_sent_is_not_created_again_before_it_is_taken_over() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, "Of Somebody Else").await;
    desk.portal.replace_user("a.other", "Other Partner");
    let changed = desk.app.open_connection(connection).await.unwrap_err();
    let AppError::IdentityChanged { now, .. } = changed else {
        panic!("{changed:?}")
    };
    let identity = *now;
    let confirmed = ConfirmIdentityRequest { connection, identity };
    desk.app.confirm_identity(confirmed).await.unwrap();
    let again = CreateFormRequest {
        connection,
        form: named("Of Somebody Else"),
        instead_of: Some(first),
        draft: None,
    };
    let another = desk.app.review_create(again).await.unwrap();
    assert!(!another.instead, "it is one of its own");
    desk.app
        .send_create(of(connection, another.review))
        .await
        .unwrap();
    assert_eq!(open(&desk, connection), [first], "theirs is still open");
}

#[tokio::test]
async fn one_that_was_refused_in_the_place_of_another_does_not_open_that_again_while_the_next_is_there() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = refused_in_its_place(&desk, connection).await;
    let third = review_in_its_place(&desk, connection, first).await;
    let created = desk.app.send_create(of(connection, third)).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(stages(&data(&desk)), ["left", "rejected", "done"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn that_the_user_went_on_with_a_write_is_not_overwritten_by_what_waited_to_be_noted_of_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let full = NotNoted::stage(&data(&desk), "unknown");
    let review = desk.lost(connection, "Taken Over").await;
    assert_eq!(stages(&data(&desk)), ["intent"], "it waits to be noted");
    full.ends();
    desk.portal.replace_user("a.other", "Other Partner");
    let changed = desk.app.open_connection(connection).await.unwrap_err();
    let AppError::IdentityChanged { now, .. } = changed else {
        panic!("{changed:?}")
    };
    let identity = *now;
    let confirmed = ConfirmIdentityRequest { connection, identity };
    desk.app.confirm_identity(confirmed).await.unwrap();
    desk.app.adopt_operation(of(connection, review)).await.unwrap();
    desk.create(connection, named("The Next")).await.unwrap();
    let opened = crate::history::open(&desk, review, Some(connection)).await;
    let titles: Vec<_> = opened.steps.iter().map(|step| step.title.as_str()).collect();
    assert!(titles.contains(&"You went on with it"), "{titles:?}");
}
