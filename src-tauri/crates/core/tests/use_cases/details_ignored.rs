//! Details of a new organization to which the portal says yes, and which it does not take: they are left, and saved by one press.

use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::history::OperationOutcome;
use orgdesk_core::organizations::{Compared, ComparisonRow, CreateOutcome, CreateResultView, SendRequest};
use serde_json::json;

use crate::create::with_details;
use crate::did_not_take::ignores_the_next;
use crate::history::newest;
use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};
use crate::journal::next_run;
use crate::support::Desk;

const NAME: &str = "Details Ignored";

fn assert_are_left(result: &CreateResultView) {
    assert_eq!(result.outcome, CreateOutcome::DetailsUnclear, "{result:?}");
    let left = result.details_left.as_ref().unwrap();
    assert_eq!(left.fields.city, "Bath");
    assert!(left.can_be_saved_as_they_are);
    let why = UnclearReason::NotTaken;
    assert!(matches!(left.error, AppError::Unclear { reason, .. } if reason == why));
}

#[tokio::test]
async fn they_are_left_until_one_press_saves_them() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    ignores_the_next(&desk);
    let result = desk.create(connection, with_details(NAME)).await.unwrap();
    assert_are_left(&result);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::DetailsLeft);

    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1, "nor are they over in the next run");
    let review = result.review;
    let saved = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(saved.unwrap().outcome, CreateOutcome::Created);
    assert_eq!(desk.held(NAME), 1);
    let id = result.id.unwrap().to_string();
    assert_eq!(desk.portal.organization(&id).unwrap().fields["city"], "Bath");
    assert!(desk.app.open_operations(connection).is_empty());
}

#[tokio::test]
async fn one_that_was_not_taken_is_left_as_well() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    ignores_the_next(&desk);
    let first = desk.create(connection, with_details(NAME)).await.unwrap();
    let id = first.id.unwrap().to_string();
    desk.portal.edit(&id, "company_name", "Brightwater Dental Ltd");
    desk.portal
        .edit(&id, "contact_email", "imogen@brightwater.example");
    ignores_the_next(&desk);
    let review = first.review;
    let again = desk.app.look_again(SendRequest { connection, review }).await;
    assert_are_left(&again.unwrap());
}

#[tokio::test]
async fn those_the_portal_holds_in_its_own_way_are_not_left() {
    let saved = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => {
            saved.store(true, Ordering::SeqCst);
            Some(reply(200, ""))
        }
        _ if lists(asked) => Some(json_reply(&json!([]))),
        _ => asked.path.ends_with(ONE).then(|| {
            let is_saved = saved.load(Ordering::SeqCst);
            let details = if is_saved {
                json!({"city": "BATH", "contact_email": "IMOGEN@brightwater.example"})
            } else {
                json!({"city": "", "contact_email": ""})
            };
            let company = if is_saved { "Brightwater" } else { "" };
            let shown = json!({"name": NAME, "description": "Second surgery.", "company_name": company, "details": details});
            json_reply(&json!({"data": {"id": ONE, "attributes": shown}}))
        }),
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, with_details(NAME)).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created, "{result:?}");
    let unlike = |row: &&ComparisonRow| row.state == Compared::Differs;
    assert_eq!(result.comparison.iter().filter(unlike).count(), 3, "it is shown");
    assert!(desk.app.open_operations(connection).is_empty());
}
