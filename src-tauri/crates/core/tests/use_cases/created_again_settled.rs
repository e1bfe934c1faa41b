//! A create of unknown outcome that is settled while the user is about to create another in its place: there is no second one without
//! the user's word.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{CreateFormRequest, CreateOutcome, ReviewId, SendRequest};

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
