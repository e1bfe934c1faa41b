//! What is open on a connection that is not opened in this run counts on another one to the same portal.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{CreateForm, CreateOutcome, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::support::{Desk, named};

const NAME: &str = "Not Opened";

/// A create of unknown outcome of an earlier run, and the connection that is open in this one.
async fn lost_on_one(listed_after: u32) -> (Desk, SendRequest, ConnectionId) {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let other = desk.connected_as("The Same Portal").await;
    desk.loses_a_create(listed_after);
    let lost = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let desk = desk.restarted();
    desk.app.open_connection(other).await.unwrap();
    let review = lost.review;
    (desk, SendRequest { connection, review }, other)
}

#[tokio::test]
async fn a_create_of_its_name_is_told_and_so_is_one_of_nearly_its_name() {
    let (desk, lost, other) = lost_on_one(500).await;
    let review = desk.review(other, named(NAME)).await.unwrap();
    assert!(review.unresolved);
    let nearly = desk.review(other, named("Not Opened Ltd")).await.unwrap();
    assert_eq!(nearly.alike.found.len(), 1);
    assert_eq!(desk.app.open_operations(other).len(), 0, "it is the other one's");
    desk.app.open_connection(lost.connection).await.unwrap();
    let [open] = &desk.app.open_operations(lost.connection)[..] else {
        panic!("it is taken up where it was made")
    };
    assert_eq!(open.review, lost.review);
    assert!(desk.review(other, named(NAME)).await.unwrap().unresolved);
}

#[tokio::test]
async fn what_it_has_made_is_not_taken_for_what_was_lost_here() {
    let mut asked = 0;
    for listed_after in 8..24 {
        let (desk, _, other) = lost_on_one(listed_after).await;
        let detailed = CreateForm {
            description: String::new(),
            ..with_details(NAME)
        };
        let Ok(review) = desk.review(other, detailed).await else {
            continue;
        };
        if !review.same_name.is_empty() {
            continue;
        }
        asked += 1;
        desk.portal.faults().next_for(Target::Create, Fault::Reset);
        let request = SendRequest {
            connection: other,
            review: review.review,
        };
        let sent = desk.app.send_create(request).await;
        assert_eq!(desk.seen("PUT"), 0, "after {listed_after} looks: {sent:?}");
    }
    assert!(asked > 3, "{asked}");
}
