//! A look settles what it has seen to be so, and nothing else.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::history::{HistoryRequest, OperationOutcome, UndoState};
use orgdesk_core::operations::LookedFound;
use orgdesk_core::organizations::{OrganizationFields, OrganizationRequest, SendRequest, UpdateResultView};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::answered::{cut_off_once_saved, next_run};
use crate::history::newest;
use crate::hostile_portal::{Hostile, ONE, json_reply, reply};
use crate::support::Desk;
use crate::update::{loaded, review, save};

fn in_city(base: &OrganizationFields, city: &str) -> OrganizationFields {
    OrganizationFields {
        city: city.to_owned(),
        ..base.clone()
    }
}

#[tokio::test]
async fn an_update_the_portal_said_it_saved_stays_open_where_it_cannot_be_read_and_settles_no_later_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, first) = cut_off_once_saved(&desk, connection).await;
    let id = base.id.to_string();
    desk.portal.edit(&id, "city", "Delft");
    let desk = next_run(desk, connection).await;

    // It is put back over what somebody else saved, and does not arrive.
    let request = OrganizationRequest {
        connection,
        id: id.clone(),
    };
    let now = desk.app.get_organization(request).await.unwrap();
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let mine = in_city(&now.fields, "Rotterdam");
    let second = save(&desk, connection, &now, mine).await;
    assert!(matches!(second, UpdateResultView::Unclear(_)), "{second:?}");

    let forbidden = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Retrieve, forbidden);
    let looked = desk.app.look_at_update(first.clone()).await;
    assert!(
        matches!(looked, Err(AppError::Rejected { status: 403, .. })),
        "{looked:?}"
    );
    assert_eq!(desk.portal.organization(&id).unwrap().field("city"), "Delft");
    let open = desk.app.open_operations(connection);
    assert_eq!(open.len(), 2, "{open:?}");
    let found = open[0].looked.as_ref().map(|looked| &looked.found);
    assert!(matches!(found, Some(LookedFound::NotRead { .. })), "{found:?}");
    // Once it can be read, what is there in its place is told.
    let looked = desk.app.look_at_update(first).await.unwrap();
    assert!(matches!(looked, UpdateResultView::Saved(_)), "{looked:?}");
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}

#[tokio::test]
async fn what_is_not_found_as_somebody_else_is_not_settled() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, first) = cut_off_once_saved(&desk, connection).await;
    let desk = next_run(desk, connection).await;
    desk.portal.replace_user("a.other", "Other Partner");
    let not_there = Fault::Status(404, String::new());
    desk.portal.faults().next_for(Target::Retrieve, not_there);
    desk.app.look_at_update(first).await.unwrap_err();
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}

#[tokio::test]
async fn the_history_says_too_that_it_is_saved_and_not_read_back_and_does_not_undo_it_yet() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    cut_off_once_saved(&desk, connection).await;
    let row = newest(&desk).await;
    assert_eq!(row.outcome, OperationOutcome::DoneNotRead);
    let request = HistoryRequest {
        operation: row.id,
        front: Some(connection),
    };
    let opened = desk.app.history_operation(request).await.unwrap();
    assert_eq!((opened.undo, opened.ended), (UndoState::NotDone, None));
}

/// An organization that shows its city until it is told not to.
fn shown(description: &str, details: &Value) -> Value {
    let attributes =
        json!({"name": "N", "company_name": "C", "description": description, "details": details});
    json!({"data": {"id": ONE, "attributes": attributes}})
}

#[tokio::test]
async fn what_is_not_shown_is_not_taken_from_what_an_earlier_update_sent() {
    let phase = Arc::new(AtomicU32::new(0));
    let at = phase.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            return Some(reply(502, ""));
        }
        let body = match at.load(Ordering::SeqCst) {
            0 => shown("d", &json!({"city": "Hull"})),
            1 => shown("d", &json!({"city": "Delft"})),
            _ => shown("Mine", &json!({})),
        };
        asked.path.ends_with(ONE).then(|| json_reply(&body))
    })
    .await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        description: "Mine".to_owned(),
        ..base.clone()
    };
    let first = desk.save(connection, base, mine).await.unwrap();
    assert!(matches!(first, UpdateResultView::Unclear(_)), "{first:?}");
    phase.store(1, Ordering::SeqCst);
    let base = desk.read(connection).await.unwrap().fields;
    let mine = in_city(&base, "Hull");
    let second = desk.save(connection, base, mine).await.unwrap();
    assert!(matches!(second, UpdateResultView::Unclear(_)), "{second:?}");
    phase.store(2, Ordering::SeqCst);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(
        looked.open.len(),
        1,
        "that the city is Hull again was never seen: {looked:?}"
    );
}

#[tokio::test]
async fn what_is_not_shown_is_not_called_something_else() {
    let hides = Arc::new(AtomicU32::new(0));
    let is = hides.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            is.store(1, Ordering::SeqCst);
            return Some(reply(502, ""));
        }
        let details = if is.load(Ordering::SeqCst) == 0 {
            json!({"city": "Bath"})
        } else {
            json!({})
        };
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&shown("d", &details)))
    })
    .await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = in_city(&base, "Hull");
    desk.save(connection, base, mine).await.unwrap();
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let found = looked.open[0].looked.as_ref().map(|looked| &looked.found);
    let fields = vec!["City".to_owned()];
    assert_eq!(found, Some(&LookedFound::NotShown { fields }));
}

#[tokio::test]
async fn one_that_nobody_saw_before_is_not_called_saved_where_it_holds_something_else() {
    let is_sent = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            is_sent.store(true, Ordering::SeqCst);
            return Some(reply(502, ""));
        }
        let answer = if is_sent.load(Ordering::SeqCst) {
            json_reply(&shown("d", &json!({"city": "Delft"})))
        } else {
            reply(403, "{}")
        };
        asked.path.ends_with(ONE).then_some(answer)
    })
    .await;
    let connection = desk.connected().await;
    let mine = OrganizationFields {
        name: "N".to_owned(),
        company_name: "C".to_owned(),
        ..in_city(&OrganizationFields::default(), "Hull")
    };
    let result = desk.save(connection, None, mine).await.unwrap();
    assert!(matches!(result, UpdateResultView::Unclear(_)), "{result:?}");
}

#[tokio::test]
async fn why_one_that_is_saved_could_not_be_read_back_stays_in_the_history() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mine = in_city(&base.fields, "Rotterdam");
    let review = review(&desk, connection, base.id, Some(base.fields), mine)
        .await
        .review;
    // Read just before it is sent, and then to read it back.
    let forbidden = Fault::Status(403, String::new());
    desk.portal.faults().nth_for(Target::Retrieve, 1, forbidden);
    let saved = desk
        .app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    assert!(
        matches!(&saved, UpdateResultView::Saved(saved) if saved.not_read.is_some()),
        "{saved:?}"
    );
    let error = newest(&desk).await.error;
    assert!(
        matches!(error, Some(AppError::Rejected { status: 403, .. })),
        "{error:?}"
    );
}
