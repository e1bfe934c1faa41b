//! A create of unknown outcome that is settled while the user is about to create another in its place, or whose own outcome could
//! not be noted: there is no second one without the user's word, and what is over stays over.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::history::{HistoryFilter, OperationOutcome};
use orgdesk_core::organizations::{CreateFormRequest, CreateOutcome, ReviewId, SendRequest};

use crate::history::{list, newest};
use crate::journal::{data, next_run, stages};
use crate::not_noted::NotNoted;
use crate::support::{Desk, named};

const NAME: &str = "Settled Meanwhile";

fn of(connection: ConnectionId, review: ReviewId) -> SendRequest {
    SendRequest { connection, review }
}

async fn in_place_of(desk: &Desk, connection: ConnectionId, first: ReviewId, name: &str) -> ReviewId {
    let request = CreateFormRequest {
        connection,
        form: named(name),
        instead_of: Some(first),
        draft: None,
    };
    let review = desk.app.review_create(request).await.unwrap();
    assert!(review.instead);
    review.review
}

#[tokio::test]
async fn where_the_first_turns_out_to_be_created_the_second_is_not_sent_under_another_name_either() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(12);
    let lost = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound, "{lost:?}");
    let second = in_place_of(&desk, connection, lost.review, "Settled Meanwhile Ltd").await;
    // It is listed by now, and found.
    let mut looked = desk.app.look_again(of(connection, lost.review)).await.unwrap();
    while looked.outcome == CreateOutcome::NotFound {
        looked = desk.app.look_again(of(connection, lost.review)).await.unwrap();
    }
    assert_eq!(looked.outcome, CreateOutcome::Created);
    let sent = desk.app.send_create(of(connection, second)).await;
    assert_eq!(desk.seen("POST"), 1, "{sent:?}");
    let what = Gone::OpenWrite;
    assert_eq!(sent.unwrap_err(), AppError::Gone { what });
}

#[tokio::test]
async fn what_is_listed_by_now_is_not_created_again_though_nobody_has_looked_since() {
    for under in [NAME, "Qantor Security Services Ltd"] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        desk.loses_a_create(5);
        let first = desk.create(connection, named("Qantor")).await.unwrap();
        assert_eq!(first.outcome, CreateOutcome::NotFound);
        // It is listed by now, whoever looks.
        for _ in 0..6 {
            desk.review(connection, named("Something Else")).await.unwrap();
        }
        let second = in_place_of(&desk, connection, first.review, under).await;
        let sent = desk.app.send_create(of(connection, second)).await;
        assert_eq!(desk.seen("POST"), 1, "{sent:?}");
        let what = Gone::OpenWrite;
        assert_eq!(sent.unwrap_err(), AppError::Gone { what });
        assert_eq!(desk.app.open_operations(connection), [], "it is settled by that");
        assert_eq!(newest(&desk).await.outcome, OperationOutcome::Done);
    }
}

#[tokio::test]
async fn those_the_user_has_seen_are_no_obstacle_and_another_is_also_in_place_of_one() {
    for (more, gone) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        desk.lost(connection, NAME).await;
        let review = desk.app.open_operations(connection)[0].review;
        let seen = [desk.portal.add(NAME), desk.portal.add(NAME)];
        let several = desk.app.look_again(of(connection, review)).await.unwrap();
        assert_eq!(several.outcome, CreateOutcome::SeveralFound);
        let second = in_place_of(&desk, connection, review, "Settled Meanwhile Ltd").await;
        for id in &seen[..gone] {
            assert!(desk.portal.edit(id, "name", "Renamed Since"));
        }
        for _ in 0..more {
            desk.portal.add(NAME);
        }
        let posts = desk.seen("POST");
        let sent = desk.app.send_create(of(connection, second)).await;
        // A single one that is left is looked at anew: by the list it is the one.
        let is_sent = (more, gone) == (0, 0);
        let found = (sent.is_ok(), desk.seen("POST") - posts);
        assert_eq!(found, (is_sent, usize::from(is_sent)), "{sent:?}");
    }
}

async fn lost_and_not_noted(desk: &Desk, connection: ConnectionId) -> ReviewId {
    let full = NotNoted::stage(&data(desk), "unknown");
    let lost = desk.lost(connection, NAME).await;
    full.ends();
    assert_eq!(stages(&data(desk)), ["intent"]);
    lost
}

#[tokio::test]
async fn a_create_the_user_leaves_stays_so_also_where_its_outcome_could_not_be_noted_before() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let lost = lost_and_not_noted(&desk, connection).await;
    desk.app.leave_operation(of(connection, lost)).await.unwrap();
    desk.create(connection, named("The Next")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["left", "done"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_create_that_another_stands_in_place_of_stays_over_also_where_its_outcome_could_not_be_noted_before()
 {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let lost = lost_and_not_noted(&desk, connection).await;
    let second = in_place_of(&desk, connection, lost, NAME).await;
    let created = desk.app.send_create(of(connection, second)).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(stages(&data(&desk)), ["left", "done"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn what_is_open_on_a_connection_that_is_removed_is_over_also_where_its_outcome_could_not_be_noted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost_and_not_noted(&desk, connection).await;
    desk.app.remove_connection(connection).await.unwrap();
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Settled);
    let connection = desk.connected().await;
    desk.create(connection, named("The Next")).await.unwrap();
    let rows = list(&desk, HistoryFilter::default()).await.rows;
    assert_eq!(rows[1].outcome, OperationOutcome::Settled, "{rows:?}");
}
