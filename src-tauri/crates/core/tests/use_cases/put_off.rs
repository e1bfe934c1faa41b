//! A write that was put off, and then not sent again: whether it never left or the portal said no, the history says what it was,
//! and nothing of it is under way.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::history::OperationOutcome;
use orgdesk_core::organizations::{OrganizationFields, ReviewId, SendRequest, UpdateResultView};
use orgdesk_core::step::{StepState, StepView};
use practice_portal::{Fault, Target};

use crate::history::{moved, newest, open};
use crate::journal::data;
use crate::not_noted::NotNoted;
use crate::support::{Desk, named, once, told};
use crate::update::{loaded, review, save};

const NAME: &str = "Put Off";

fn later() -> Fault {
    Fault::TooMany { retry_after: Some(0) }
}

fn no() -> Fault {
    Fault::Status(403, String::new())
}

/// The line goes down before the write is sent, and is there again, with a portal that fails, once that is known.
async fn comes_back_and_fails(desk: &Desk, title: &str) {
    told(desk, title).await;
    let fails = Fault::Status(500, String::new());
    desk.portal.faults().next_for(Target::UserMe, fails);
    desk.portal.come_back().await;
}

async fn steps(desk: &Desk) -> Vec<StepView> {
    let id = newest(desk).await.id;
    open(desk, id, None).await.steps
}

#[tokio::test]
async fn a_create_that_never_left_was_not_sent_whatever_could_not_be_read_after_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    desk.portal.faults().next_for(Target::UserMe, Fault::Offline);
    let sending = desk.app.send_create(SendRequest { connection, review });
    let (sent, ()) = tokio::join!(sending, comes_back_and_fails(&desk, "Not created yet"));
    sent.unwrap_err();
    assert_eq!(desk.seen("POST"), 0);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::NotSent);
}

#[tokio::test]
async fn an_update_that_never_left_was_not_sent_whatever_could_not_be_read_after_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = reviewed(&desk, connection).await;
    desk.portal.faults().next_for(Target::UserMe, Fault::Offline);
    let sending = desk.app.send_update(SendRequest { connection, review });
    let (sent, ()) = tokio::join!(sending, comes_back_and_fails(&desk, "Not saved yet"));
    sent.unwrap_err();
    assert_eq!(desk.seen("PUT"), 0);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::NotSent);
}

async fn reviewed(desk: &Desk, connection: ConnectionId) -> ReviewId {
    let base = loaded(desk, connection).await;
    let ready = review(desk, connection, base.id, Some(base.fields.clone()), moved(&base)).await;
    ready.review
}

#[tokio::test]
async fn of_a_write_that_the_portal_put_off_and_that_was_not_sent_again_nothing_is_under_way() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, later());
    desk.portal.faults().nth_for(Target::List, 1, no());
    desk.app
        .send_create(SendRequest { connection, review })
        .await
        .unwrap_err();
    assert_eq!(
        newest(&desk).await.outcome,
        OperationOutcome::Rejected,
        "the portal said no"
    );
    let last = steps(&desk).await.pop().unwrap();
    assert_eq!(last.state, StepState::Problem, "{last:?}");
    assert_eq!(last.detail.as_deref(), Some("The portal does not let it be read"));

    let review = reviewed(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, later());
    desk.portal.faults().nth_for(Target::Retrieve, 1, no());
    desk.app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap_err();
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Rejected);
    let last = steps(&desk).await.pop().unwrap();
    assert_eq!(last.state, StepState::Problem, "{last:?}");
}

#[tokio::test]
async fn of_a_write_that_met_somebody_elses_while_it_was_put_off_nothing_is_under_way() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, later());
    let sending = desk.app.send_create(SendRequest { connection, review });
    let appears = once(|| desk.seen("POST") == 1, || desk.portal.add(NAME));
    let (sent, _) = tokio::join!(sending, appears);
    sent.unwrap_err();
    let last = steps(&desk).await.pop().unwrap();
    assert_eq!(last.state, StepState::Warning, "{last:?}");

    let base = loaded(&desk, connection).await;
    let id = base.id.to_string();
    let ready = crate::update::review(
        &desk,
        connection,
        base.id,
        Some(base.fields.clone()),
        moved(&base),
    )
    .await;
    desk.portal.faults().next_for(Target::Update, later());
    let sending = desk.app.send_update(SendRequest {
        connection,
        review: ready.review,
    });
    let saves = once(
        || desk.seen("PUT") == 1,
        || desk.portal.edit(&id, "city", "Delft"),
    );
    let (sent, _) = tokio::join!(sending, saves);
    assert!(matches!(sent.unwrap(), UpdateResultView::Collision(_)));
    let last = steps(&desk).await.pop().unwrap();
    assert_eq!(last.state, StepState::Warning, "{last:?}");
}

#[tokio::test]
async fn that_a_write_was_refused_and_could_not_be_noted_is_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let told = || {
        let heard = desk.heard.0.lock().unwrap();
        heard.last().cloned()
    };
    let full = NotNoted::stage(&data(&desk), "rejected");
    desk.portal.faults().next_for(Target::Create, no());
    desk.create(connection, named(NAME)).await.unwrap_err();
    assert_eq!(told().as_deref(), Some("Not noted on this computer"));
    let review = reviewed(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, no());
    desk.app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap_err();
    assert_eq!(told().as_deref(), Some("Not noted on this computer"));
    full.ends();
}

#[tokio::test]
async fn that_an_earlier_update_which_is_settled_by_a_later_one_could_not_be_noted_is_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, moved(&base)).await;
    // What waits in the journal is there now.
    desk.app.check_removal(connection).await.unwrap();
    let full = NotNoted::changed_to(&data(&desk), "left");
    let saved = save(&desk, connection, &base, moved(&base)).await;
    let UpdateResultView::Saved(saved) = saved else {
        panic!("{saved:?}")
    };
    let last = saved.steps.last().unwrap();
    assert_eq!(last.title, "Not noted on this computer", "{saved:?}");
    let open = desk.app.open_operations(connection).len();
    let counts = desk.app.connections().await.unwrap().open_operations.unwrap();
    let counted: u32 = counts.iter().map(|one| one.count).sum();
    assert_eq!(
        (open, counted),
        (1, 1),
        "what is counted as open is shown, to be settled"
    );
    full.ends();
    desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(desk.app.open_operations(connection), []);
}

#[tokio::test]
async fn that_something_could_not_be_noted_is_told_once_and_not_of_what_comes_after_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let full = NotNoted::stage(&data(&desk), "unknown");
    let review = desk.lost(connection, NAME).await;
    assert_eq!(desk.heard.unnoted(), 1);
    full.ends();
    let request = SendRequest { connection, review };
    desk.app.look_again(request).await.unwrap();
    assert_eq!(desk.heard.unnoted(), 1, "it is noted by now");
}

/// The history says that it did not happen, and offers no undo, which would take away what somebody else saved.
async fn assert_did_not_happen(desk: &Desk, outcome: OperationOutcome) {
    let row = newest(desk).await;
    assert_eq!(row.outcome, outcome);
    let undo = desk.app.prepare_undo(row.id).await;
    assert_eq!(undo.unwrap_err(), AppError::Gone { what: Gone::Undo });
}

#[tokio::test]
async fn an_update_that_was_put_off_and_that_somebody_else_has_saved_meanwhile_did_not_happen() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let id = base.id.to_string();
    let put_off = Fault::TooMany { retry_after: Some(1) };
    desk.portal.faults().next_for(Target::Update, put_off);
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let meanwhile = once(
        || desk.seen("PUT") == 1,
        || desk.portal.edit(&id, "city", "Rotterdam"),
    );
    let (saved, _) = tokio::join!(save(&desk, connection, &base, mine), meanwhile);
    assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
    assert_eq!(desk.seen("PUT"), 1);
    assert_did_not_happen(&desk, OperationOutcome::Rejected).await;
}

#[tokio::test]
async fn an_update_that_never_left_and_that_somebody_else_has_saved_meanwhile_did_not_happen() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let id = base.id.to_string();
    desk.portal.faults().next_for(Target::UserMe, Fault::Offline);
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let heard = || {
        let heard = desk.heard.0.lock().unwrap();
        heard.iter().any(|title| title == "Not saved yet")
    };
    let meanwhile = async {
        once(heard, || ()).await;
        desk.portal.edit(&id, "city", "Rotterdam");
        desk.portal.come_back().await;
    };
    let (saved, ()) = tokio::join!(save(&desk, connection, &base, mine), meanwhile);
    assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
    assert_eq!(desk.seen("PUT"), 0);
    assert_did_not_happen(&desk, OperationOutcome::NotSent).await;
}
