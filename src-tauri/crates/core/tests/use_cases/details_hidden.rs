//! Details of a new organization of which the portal does not show all: those are not called missing, and nothing that is known of them
//! is forgotten by a look that cannot see them.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::{LookedFound, OpenDetails, OpenOperationView};
use orgdesk_core::organizations::{OrganizationField, ReviewId};
use orgdesk_core::step::StepState;
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::create::with_details;
use crate::details_missing::details_missing;
use crate::details_said::{NAME, cut_off_once_saved, only};
use crate::history::open;
use crate::journal::next_run;
use crate::support::{Desk, named};

/// Creates one whose details get this answer; gives its id on the portal.
async fn answered_with(desk: &Desk, connection: ConnectionId, fault: Fault) -> (ReviewId, String) {
    desk.portal.faults().next_for(Target::Update, fault);
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    (created.review, created.id.unwrap().to_string())
}

/// What a look by itself finds on a portal that shows this, and nothing else.
async fn look_where_is_shown(
    desk: &Desk,
    connection: ConnectionId,
    id: &str,
    attributes: &Value,
) -> OpenOperationView {
    let shown = json!({"data": {"id": id, "attributes": attributes}});
    let shown = Fault::Status(200, shown.to_string());
    desk.portal.faults().next_for(Target::Retrieve, shown);
    look(desk, connection).await
}

fn name_only() -> Value {
    json!({"name": NAME})
}

async fn look(desk: &Desk, connection: ConnectionId) -> OpenOperationView {
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
    <[_; 1]>::try_from(looked.open)
        .expect("one is open")
        .into_iter()
        .next()
        .unwrap()
}

fn found(open: &OpenOperationView) -> &LookedFound {
    &open.looked.as_ref().expect("looked at").found
}

/// Whether the steps show the details as still to be saved.
async fn are_still_to_be_saved(desk: &Desk, review: ReviewId) -> bool {
    let steps = open(desk, review, None).await.steps;
    steps.iter().any(|step| step.state == StepState::Waiting)
}

/// What is told to be there in place of what was sent, or not shown.
fn told(open: &OpenOperationView) -> Vec<&str> {
    match found(open) {
        LookedFound::Otherwise { differs, .. } => differs.iter().map(|row| row.label.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn those_of_which_nobody_knows_are_not_called_missing_and_are_still_to_be_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (review, id) = answered_with(&desk, connection, Fault::Reset).await;
    let open = look_where_is_shown(&desk, connection, &id, &name_only()).await;
    let LookedFound::NotShown { fields } = found(&open) else {
        panic!("{open:?}")
    };
    assert!(fields.contains(&"City".to_owned()), "{fields:?}");
    assert_eq!(only(&[open]).details, OpenDetails::NotKnown);
    assert!(are_still_to_be_saved(&desk, review).await);
}

#[tokio::test]
async fn those_the_portal_said_it_saved_are_not_shown_as_still_to_be_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    look_where_is_shown(&desk, connection, &id, &name_only()).await;
    assert!(!are_still_to_be_saved(&desk, request.review).await);
}

#[tokio::test]
async fn they_are_missing_where_one_of_them_is_seen_to_be_empty() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    let no_city = json!({"name": NAME, "details": {"city": ""}});
    let open = look_where_is_shown(&desk, connection, &id, &no_city).await;
    assert_eq!(
        details_missing(found(&open)),
        [
            ("City", Some("")),
            ("Contact email", Some("")),
            ("Company name", None)
        ]
    );
    assert_eq!(only(&[open]).details, OpenDetails::NotSaved);
    assert!(are_still_to_be_saved(&desk, request.review).await);
}

#[tokio::test]
async fn others_that_are_shown_in_their_place_are_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, id) = answered_with(&desk, connection, Fault::Reset).await;
    for field in ["company_name", "city", "contact_email"] {
        desk.portal.edit(&id, field, "theirs@wells.example");
    }
    let open = look(&desk, connection).await;
    assert_eq!(told(&open), ["Company name", "City", "Contact email"]);
    assert_eq!(only(&[open]).details, OpenDetails::NotKnown);
}

#[tokio::test]
async fn what_was_not_filled_in_is_not_called_hidden() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = named(NAME);
    let company = OrganizationField::CompanyName;
    form.details.insert(company, "Brightwater Dental Ltd".to_owned());
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let id = desk
        .create(connection, form)
        .await
        .unwrap()
        .id
        .unwrap()
        .to_string();
    let theirs = json!({"name": NAME, "company_name": "Theirs"});
    let open = look_where_is_shown(&desk, connection, &id, &theirs).await;
    assert_eq!(told(&open), ["Company name"]);
}

#[tokio::test]
async fn that_it_could_not_be_read_is_over_once_it_was() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    let forbidden = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Retrieve, forbidden);
    let review = request.review;
    desk.app.look_again(request).await.unwrap();
    assert!(open(&desk, review, None).await.error.is_some());
    look_where_is_shown(&desk, connection, &id, &name_only()).await;
    assert_eq!(open(&desk, review, None).await.error, None);
}
