//! Details of a new organization to which the portal says yes, cut off before they are read back: that word is in the journal, and they
//! are not sent again.

use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::OperationOutcome;
use orgdesk_core::operations::{LookedFound, OpenCreate, OpenDetails, OpenOperationView, OpenWork};
use orgdesk_core::organizations::{Compared, ComparisonRow, CreateOutcome, SendRequest};
use practice_portal::{Fault, Target};
use serde_json::json;

use crate::create::with_details;
use crate::details_missing::details_missing;
use crate::history::newest;
use crate::journal::{data, next_run};
use crate::support::Desk;

pub(crate) const NAME: &str = "Details Killed";

/// Creates one whose reading back takes long, and is cut off there; gives its id on the portal.
pub(crate) async fn cut_off_once_saved(desk: &Desk, connection: ConnectionId) -> (SendRequest, String) {
    let review = desk.review(connection, with_details(NAME)).await.unwrap().review;
    let request = SendRequest { connection, review };
    // Read just before they are sent, and then to read them back.
    let slow = Fault::Latency(Duration::from_secs(20));
    desk.portal.faults().nth_for(Target::Retrieve, 1, slow);
    let held = desk.portal.faults().held();
    tokio::select! {
        saved = desk.app.send_create(request.clone()) => panic!("{saved:?}"),
        () = desk.portal.faults().holds_more_than(held) => {}
    }
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (1, 1));
    let mut there = desk.portal.organizations().into_iter();
    let made = there.find(|one| one.name == NAME).unwrap();
    (request, made.id)
}

pub(crate) fn only(open: &[OpenOperationView]) -> &OpenCreate {
    match open {
        [one] => match &one.work {
            OpenWork::Create(create) => create,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn they_are_settled_at_the_next_start_and_it_is_said_that_the_portal_shows_them_in_its_own_way() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, id) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&id, "city", "BATH");
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(only(&open).details, OpenDetails::Saved);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.open, []);
    assert!(looked.settled[0].differs, "{:?}", looked.settled);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Differs);
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn they_are_settled_where_only_the_description_is_not_kept_and_that_is_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, id) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&id, "description", "");
    let (desk, _) = next_run(desk, connection).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.open, []);
    assert!(looked.settled[0].differs, "{:?}", looked.settled);
}

#[tokio::test]
async fn a_look_that_is_asked_for_reads_them_back_and_sends_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&id, "city", "BATH");
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(only(&open).details, OpenDetails::Saved);
    let looked = desk.app.look_again(request).await.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::Created, "{looked:?}");
    assert_eq!(
        (desk.seen("PUT"), desk.app.open_operations(connection)),
        (1, vec![])
    );
}

#[tokio::test]
async fn where_one_of_them_is_empty_they_are_left_and_one_press_saves_them() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&id, "city", "");
    let (desk, _) = next_run(desk, connection).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let open = only(&looked.open);
    assert_eq!(open.details, OpenDetails::NotSaved, "{open:?}");
    assert_eq!(details_missing(found(&looked.open)), [("City", Some(""))]);
    let saved = desk.app.look_again(request).await.unwrap();
    assert_eq!(saved.outcome, CreateOutcome::Created, "{saved:?}");
    assert_eq!(desk.portal.organization(&id).unwrap().field("city"), "Bath");
}

#[tokio::test]
async fn those_whose_answer_was_lost_are_not_called_unsaved_and_those_that_were_refused_are() {
    let refused = Fault::Status(422, "{}".to_owned());
    for (fault, known, outcome) in [
        (
            Fault::Reset,
            OpenDetails::NotKnown,
            OperationOutcome::DetailsNotKnown,
        ),
        (refused, OpenDetails::NotSaved, OperationOutcome::DetailsLeft),
    ] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        desk.portal.faults().next_for(Target::Update, fault);
        desk.create(connection, with_details(NAME)).await.unwrap();
        let (desk, open) = next_run(desk, connection).await;
        assert_eq!(only(&open).details, known);
        assert_eq!(newest(&desk).await.outcome, outcome);
    }
}

#[tokio::test]
async fn they_wait_for_the_user_where_they_cannot_be_seen_whoever_asks_for_the_look() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    desk.portal.edit(&id, "city", "");
    let (desk, _) = next_run(desk, connection).await;
    let name_only = json!({"data": {"id": id, "attributes": {"name": NAME}}});
    let name_only = Fault::Status(200, name_only.to_string());
    let looks = [
        (forbidden(), false, false),
        (name_only, false, true),
        (forbidden(), true, false),
    ];
    for (fault, asked_for, is_read) in looks {
        desk.portal.faults().next_for(Target::Retrieve, fault);
        if asked_for {
            let looked = desk.app.look_again(request.clone()).await.unwrap();
            assert_eq!(looked.outcome, CreateOutcome::NotReadBack);
        } else {
            let looked = desk.app.look_at_open_operations(connection).await.unwrap();
            assert_eq!(looked.settled, []);
        }
        let open = desk.app.open_operations(connection);
        assert_eq!(only(&open).details, OpenDetails::Saved);
        let found = open[0].looked.as_ref().map(|looked| &looked.found);
        let is_told = match found {
            Some(LookedFound::NotShown { fields }) => is_read && fields.contains(&"City".to_owned()),
            Some(LookedFound::NotRead { .. }) => !is_read,
            _ => false,
        };
        assert!(is_told, "{found:?}");
        assert_eq!(newest(&desk).await.outcome, OperationOutcome::DoneNotRead);
    }
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn that_nobody_knows_is_not_forgotten_by_a_press_that_sends_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let review = desk.create(connection, with_details(NAME)).await.unwrap().review;
    desk.portal.faults().next_for(Target::Retrieve, forbidden());
    let request = SendRequest { connection, review };
    let pressed = desk.app.look_again(request).await.unwrap();
    assert_eq!(pressed.outcome, CreateOutcome::DetailsUnclear);
    assert_eq!(desk.seen("PUT"), 1);
    let open = desk.app.open_operations(connection);
    assert_eq!(only(&open).details, OpenDetails::NotKnown);
}

/// Creates one whose details are saved, and neither answered nor read back; gives its id on the portal.
async fn saved_unanswered(desk: &Desk, connection: ConnectionId) -> (SendRequest, String) {
    desk.portal.faults().next_for(Target::Update, Fault::LostAnswer);
    desk.portal.faults().nth_for(Target::Retrieve, 1, forbidden());
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::DetailsUnclear, "{created:?}");
    let review = created.review;
    let id = created.id.unwrap().to_string();
    (SendRequest { connection, review }, id)
}

fn forbidden() -> Fault {
    Fault::Status(403, String::new())
}

fn found(open: &[OpenOperationView]) -> &LookedFound {
    &open[0].looked.as_ref().unwrap().found
}

#[tokio::test]
async fn those_that_were_sent_before_are_held_against_what_is_read_though_a_press_sent_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, _) = saved_unanswered(&desk, connection).await;
    desk.portal.faults().next_for(Target::Retrieve, forbidden());
    let pressed = desk.app.look_again(request).await.unwrap();
    assert_eq!((pressed.outcome, desk.seen("PUT")), (CreateOutcome::Created, 1));
    let as_sent = |row: &&ComparisonRow| row.state == Compared::Same && !row.sent.is_empty();
    assert_eq!(
        pressed.comparison.iter().filter(as_sent).count(),
        6,
        "{pressed:?}"
    );
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Done);
}

#[tokio::test]
async fn those_the_portal_holds_in_its_own_way_are_not_called_missing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, id) = saved_unanswered(&desk, connection).await;
    desk.portal.edit(&id, "city", "BATH");
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let LookedFound::Otherwise { differs, .. } = found(&looked.open) else {
        panic!("{looked:?}")
    };
    let told: Vec<_> = differs.iter().map(|row| row.held.as_deref()).collect();
    assert_eq!(told, [Some("BATH")]);
    assert_eq!(only(&looked.open).details, OpenDetails::NotKnown);
}

#[tokio::test]
async fn what_is_not_shown_does_not_hide_that_something_else_is_not_as_it_was_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, id) = cut_off_once_saved(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    let details = json!({"city": "Leeds", "contact_email": "imogen@brightwater.example"});
    let shown = json!({"name": NAME, "description": "Second surgery.", "details": details});
    let shown = json!({"data": {"id": id, "attributes": shown}});
    let shown = Fault::Status(200, shown.to_string());
    desk.portal.faults().next_for(Target::Retrieve, shown);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let LookedFound::Otherwise { differs, .. } = found(&looked.open) else {
        panic!("{looked:?}")
    };
    let told: Vec<_> = differs
        .iter()
        .map(|row| (row.label.as_str(), row.state))
        .collect();
    assert_eq!(told[0], ("City", Compared::Differs), "{told:?}");
    assert!(told.contains(&("Company name", Compared::NotRead)), "{told:?}");
}

#[tokio::test]
async fn why_the_portal_said_no_is_not_forgotten_by_a_look_that_cannot_see_them() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let refused = Fault::Status(422, r#"{"message":"too odd"}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, refused);
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    let name_only = json!({"data": {"id": created.id, "attributes": {"name": NAME}}});
    let name_only = Fault::Status(200, name_only.to_string());
    let (desk, _) = next_run(desk, connection).await;
    desk.portal.faults().next_for(Target::Retrieve, name_only);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert!(matches!(found(&looked.open), LookedFound::NotShown { .. }));
    let error = newest(&desk).await.error;
    assert!(
        matches!(error, Some(AppError::Rejected { status: 422, .. })),
        "{error:?}"
    );
}

#[tokio::test]
async fn those_an_older_orgdesk_was_cut_off_from_are_not_called_unsaved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, with_details(NAME)).await.unwrap().review;
    let slow = Fault::Latency(Duration::from_secs(20));
    desk.portal.faults().next_for(Target::Update, slow);
    let held = desk.portal.faults().held();
    tokio::select! {
        saved = desk.app.send_create(SendRequest { connection, review }) => panic!("{saved:?}"),
        () = desk.portal.faults().holds_more_than(held) => {}
    }
    // What waits in the journal is there now.
    desk.app.check_removal(ConnectionId::PRACTICE).await.unwrap();
    let sql = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    let forgotten = sql.execute("UPDATE operations SET work = json_remove(work, '$.details')", []);
    assert_eq!(forgotten.unwrap(), 1);
    let (_desk, open) = next_run(desk, connection).await;
    assert_eq!(only(&open).details, OpenDetails::NotKnown);
}
