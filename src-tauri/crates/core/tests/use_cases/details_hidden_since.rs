//! Details that are saved later, where the portal shows nothing of what it showed before: what somebody has filled in since is not
//! written over unseen.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{CreateOutcome, CreateResultView, ReviewId, SendRequest};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::create::with_details;
use crate::details_said::only;
use crate::hostile_portal::Hostile;
use crate::journal::next_run;
use crate::scripted_portal::{Shown, portal};
use crate::support::Desk;

const NAME: &str = "Hidden Since";

/// Created, and its details put off by the portal; its id there.
async fn put_off(desk: &Desk, connection: ConnectionId) -> (ReviewId, String) {
    let later = Fault::TooMany {
        retry_after: Some(3600),
    };
    desk.portal.faults().next_for(Target::Update, later);
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    (created.review, created.id.unwrap().to_string())
}

/// The details are saved by one press, on a portal that shows just then no more than this.
async fn pressed_where_is_shown(
    desk: &Desk,
    (connection, review): (ConnectionId, ReviewId),
    id: &str,
    attributes: &Value,
) -> CreateResultView {
    let shown = json!({"data": {"id": id, "attributes": attributes}});
    let shown = Fault::Status(200, shown.to_string());
    desk.portal.faults().next_for(Target::Retrieve, shown);
    let request = SendRequest { connection, review };
    desk.app.look_again(request).await.unwrap()
}

/// Whether nothing was written, and it is said what to do.
fn is_held_back(pressed: &CreateResultView) -> bool {
    let left = pressed.details_left.as_ref().expect("they are left");
    let AppError::Invalid { problems } = &left.error else {
        panic!("{left:?}")
    };
    !left.can_be_saved_as_they_are && problems[0].message.contains("change the details")
}

#[tokio::test]
async fn what_a_colleague_filled_in_meanwhile_stays_in_the_next_run_as_well() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (review, id) = put_off(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    desk.portal.edit(&id, "city", "Theirs");
    let name_only = json!({"name": NAME});
    let pressed = pressed_where_is_shown(&desk, (connection, review), &id, &name_only).await;
    assert!(is_held_back(&pressed), "{pressed:?}");
    assert_eq!(desk.portal.organization(&id).unwrap().field("city"), "Theirs");
    assert!(
        only(&desk.app.open_operations(connection))
            .details_to_change
            .is_some()
    );
}

#[tokio::test]
async fn a_description_that_is_not_shown_any_more_is_not_written_over_either() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (review, id) = put_off(&desk, connection).await;
    desk.portal.edit(&id, "description", "Theirs");
    let details = json!({"address": "", "city": "", "contact_email": ""});
    let without = json!({"name": NAME, "company_name": "", "details": details});
    let pressed = pressed_where_is_shown(&desk, (connection, review), &id, &without).await;
    assert!(is_held_back(&pressed), "{pressed:?}");
    assert_eq!(
        desk.portal.organization(&id).unwrap().field("description"),
        "Theirs"
    );
}

/// Created on a portal that shows it so just then, its details not known to have arrived, and pressed where it shows this.
async fn pressed(at_once: Shown, then: Value) -> (Hostile, CreateResultView) {
    let (desk, connection, portal) = portal(at_once).await;
    portal.answers(502, None);
    let review = desk.create(connection, with_details("N")).await.unwrap().review;
    assert_eq!(desk.seen("PUT"), 1);
    portal.shows(Shown::As(then));
    let request = SendRequest { connection, review };
    let pressed = desk.app.look_again(request).await.unwrap();
    (desk, pressed)
}

#[tokio::test]
async fn of_one_that_was_not_read_at_once_nobody_knows_what_it_would_show() {
    let (desk, pressed) = pressed(Shown::Not(404), json!({"name": "N"})).await;
    assert!(is_held_back(&pressed), "{pressed:?}");
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn what_the_portal_never_showed_holds_none_of_them_back() {
    let (desk, pressed) = pressed(Shown::As(json!({"name": "N"})), json!({"name": "N"})).await;
    assert_eq!(desk.seen("PUT"), 2, "{pressed:?}");
    assert_ne!(pressed.outcome, CreateOutcome::DetailsNotSaved);
}

#[tokio::test]
async fn what_is_hidden_before_a_second_attempt_is_not_written_over() {
    let at_once = json!({"name": "N", "details": {"city": ""}});
    let (desk, connection, portal) = portal(Shown::As(at_once)).await;
    portal.answers(429, Shown::As(json!({"name": "N"})));
    let created = desk.create(connection, with_details("N")).await.unwrap();
    assert!(is_held_back(&created), "{created:?}");
    assert_eq!(desk.seen("PUT"), 1);
}
