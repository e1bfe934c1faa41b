//! A create that the user says was not created, and another in its place: wherever Orgdesk ends, one of the two is open, and not
//! both. Where the second was not sent, the first is as it was.

use std::sync::Arc;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::DraftId;
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{CreateFormRequest, CreateOutcome, ReviewId, SendRequest};
use practice_portal::{Fault, Target};

use crate::drafts::{created, keep, names};
use crate::journal::{data, next_run, stages};
use crate::not_noted::NotNoted;
use crate::support::{Desk, named, stopped_once};

const NAME: &str = "Created Again";

fn of(connection: ConnectionId, review: ReviewId) -> SendRequest {
    SendRequest { connection, review }
}

/// A create that never arrived and was looked for, and the review of another in its place.
async fn reviewed_again(
    desk: &Desk,
    connection: ConnectionId,
    draft: Option<DraftId>,
) -> (ReviewId, ReviewId) {
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let request = |instead_of| CreateFormRequest {
        connection,
        form: named(NAME),
        instead_of,
        draft,
    };
    let first = desk.app.review_create(request(None)).await.unwrap().review;
    let lost = desk.app.send_create(of(connection, first)).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let second = desk.app.review_create(request(Some(first))).await.unwrap();
    assert!(second.instead);
    (first, second.review)
}

fn open(desk: &Desk, connection: ConnectionId) -> Vec<ReviewId> {
    let open = desk.app.open_operations(connection);
    open.iter().map(|one| one.review).collect()
}

#[tokio::test]
async fn when_orgdesk_ends_while_the_second_is_on_its_way_the_second_alone_is_open_and_found() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (first, second) = reviewed_again(&desk, connection, None).await;
    {
        let sending = desk.app.send_create(of(connection, second));
        let _sending = stopped_once(sending, || desk.held(NAME) == 1).await;
        assert_eq!(stages(&data(&desk)), ["left", "intent"]);
        assert!(
            open(&desk, connection).is_empty(),
            "nobody else goes on with either"
        );
        let looked = desk.app.look_again(of(connection, first)).await.unwrap_err();
        let what = Gone::OpenWrite;
        assert_eq!(looked, AppError::Gone { what });
    }
    assert_eq!(open(&desk, connection), [second], "in this run");
    let (desk, _) = next_run(desk, connection).await;
    assert_eq!(open(&desk, connection), [second]);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!((looked.open, looked.settled.len()), (Vec::new(), 1));
    assert_eq!(desk.held(NAME), 1);
    assert_eq!(stages(&data(&desk)), ["left", "done"]);
}

#[tokio::test]
async fn when_the_second_is_refused_the_first_is_open_also_in_the_next_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (first, second) = reviewed_again(&desk, connection, None).await;
    let refused = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Create, refused);
    desk.app.send_create(of(connection, second)).await.unwrap_err();
    assert_eq!(stages(&data(&desk)), ["unknown", "rejected"]);
    let (desk, _) = next_run(desk, connection).await;
    assert_eq!(open(&desk, connection), [first]);
}

#[tokio::test]
async fn that_the_second_was_refused_is_noted_later_together_with_the_first_being_open_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (first, second) = reviewed_again(&desk, connection, None).await;
    // What waits in the journal is there now.
    desk.app.check_removal(connection).await.unwrap();
    let full = NotNoted::changed_to(&data(&desk), "unknown");
    let refused = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Create, refused);
    desk.app.send_create(of(connection, second)).await.unwrap_err();
    assert_eq!(stages(&data(&desk)), ["left", "intent"]);
    assert_eq!(open(&desk, connection), [first]);
    full.ends();
    desk.create(connection, named("The Next")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["unknown", "rejected", "done"]);
}

#[tokio::test]
async fn where_the_second_cannot_be_noted_nothing_is_sent_and_the_first_is_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (first, second) = reviewed_again(&desk, connection, None).await;
    let full = NotNoted::changed(&data(&desk));
    let refused = desk.app.send_create(of(connection, second)).await.unwrap_err();
    assert!(matches!(refused, AppError::NotNoted { .. }), "{refused:?}");
    assert_eq!(stages(&data(&desk)), ["unknown"]);
    assert_eq!((desk.seen("POST"), open(&desk, connection)), (1, vec![first]));
    full.ends();
    let created = desk.app.send_create(of(connection, second)).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(stages(&data(&desk)), ["left", "done"]);
}

#[tokio::test]
async fn a_second_that_breaks_off_leaves_the_first_open_before_its_intent_is_noted_and_not_after() {
    for (step, first_is_open) in [("Creating the organization", true), ("Created", false)] {
        let desk = Arc::new(Desk::new().await);
        let connection = desk.connected().await;
        let (first, second) = reviewed_again(&desk, connection, None).await;
        desk.heard.panics_at(step);
        let broken = {
            let desk = desk.clone();
            tokio::spawn(async move { desk.app.send_create(of(connection, second)).await.map(drop) })
        };
        assert!(broken.await.unwrap_err().is_panic(), "at {step}");
        let left = if first_is_open { first } else { second };
        assert_eq!(open(&desk, connection), [left], "at {step}");
    }
}

#[tokio::test]
async fn while_the_first_is_being_looked_for_the_second_is_not_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (first, _) = reviewed_again(&desk, connection, None).await;
    let under_another_name = CreateFormRequest {
        connection,
        form: named("Under Another Name"),
        instead_of: Some(first),
        draft: None,
    };
    let second = desk.app.review_create(under_another_name).await.unwrap().review;
    let looking = desk.app.look_again(of(connection, first));
    let looking = stopped_once(looking, || desk.looks_for_one(connection)).await;
    let sent = desk.app.send_create(of(connection, second)).await;
    let what = Gone::OpenWrite;
    assert_eq!(sent.unwrap_err(), AppError::Gone { what });
    assert_eq!(looking.await.unwrap().outcome, CreateOutcome::NotFound);
    assert_eq!((desk.seen("POST"), open(&desk, connection)), (1, vec![first]));
    let created = desk.app.send_create(of(connection, second)).await.unwrap();
    assert_eq!(
        created.outcome,
        CreateOutcome::Created,
        "it can be sent after that"
    );
    assert!(open(&desk, connection).is_empty());
}

#[tokio::test]
async fn a_draft_both_are_kept_as_is_there_again_where_the_second_is_refused() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let draft = keep(&desk, connection, None, created(named(NAME))).await;
    let (_, second) = reviewed_again(&desk, connection, Some(draft)).await;
    let refused = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Create, refused);
    desk.app.send_create(of(connection, second)).await.unwrap_err();
    assert_eq!(names(&desk, connection).await, [NAME]);
}

#[tokio::test]
async fn the_third_is_not_confused_with_the_first_of_which_the_user_said_that_it_was_not_created_as_well() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_first, second) = reviewed_again(&desk, connection, None).await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let lost = desk.app.send_create(of(connection, second)).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let third = CreateFormRequest {
        connection,
        form: named(NAME),
        instead_of: Some(second),
        draft: None,
    };
    let third = desk.app.review_create(third).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let found = desk.app.send_create(of(connection, third)).await.unwrap();
    assert_eq!(found.outcome, CreateOutcome::Created, "{found:?}");
}

#[tokio::test]
async fn a_look_by_itself_leaves_the_review_of_what_is_sent_in_its_place() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let lost = desk.lost(connection, "Again").await;
    let review = desk
        .app
        .review_create(CreateFormRequest {
            connection,
            form: named("Again"),
            instead_of: Some(lost),
            draft: None,
        })
        .await
        .unwrap();
    assert!(review.instead);
    // The connection is opened anew (another was in front meanwhile), and what is open is looked at.
    desk.app.open_connection(connection).await.unwrap();
    desk.app.look_at_open_operations(connection).await.unwrap();
    let sent = desk
        .app
        .send_create(SendRequest {
            connection,
            review: review.review,
        })
        .await;
    assert!(sent.is_ok(), "{sent:?}");
}
