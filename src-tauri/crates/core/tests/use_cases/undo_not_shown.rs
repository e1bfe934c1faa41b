//! What the portal did not show before an update is not called empty, and an undo does not put it back.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::error::Gone;
use orgdesk_core::history::{HistoryFieldRow, HistoryFilter, HistoryPageRequest, HistoryRequest, UndoState};
use orgdesk_core::organizations::{OrganizationField, OrganizationFields, UpdateResultView};
use serde_json::{Value, json};

use crate::hostile_portal::{Hostile, ONE, json_reply, reply};

/// A portal that shows no details, or none until something was saved.
async fn hides_details(shows_them_then: bool) -> Hostile {
    let held = Mutex::new((json!({}), json!("d")));
    Hostile::answering(move |asked| {
        let mut held = held.lock().unwrap();
        if asked.method == "PUT" {
            let put: Value = serde_json::from_str(&asked.body).unwrap();
            held.1 = put["organization"]["description"].clone();
            if shows_them_then {
                held.0 = json!({"city": "Bath"});
            }
            return Some(reply(200, ""));
        }
        let (details, description) = &*held;
        let attributes = json!({
            "name": "N", "company_name": "C", "description": description, "details": details
        });
        let shown = json!({"data": {"id": ONE, "attributes": attributes}});
        asked.path.ends_with(ONE).then(|| json_reply(&shown))
    })
    .await
}

/// Saves a city, and a description as well.
async fn fills_in(desk: &Hostile, description: &str) -> HistoryRequest {
    let connection = desk.connected().await;
    let loaded = desk.read(connection).await.unwrap();
    assert!(loaded.unread.contains(&OrganizationField::City));
    let mine = OrganizationFields {
        city: "Bath".to_owned(),
        description: description.to_owned(),
        ..loaded.fields.clone()
    };
    let saved = desk.save(connection, loaded.fields, mine).await.unwrap();
    assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
    let request = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    HistoryRequest {
        operation: desk.app.history(request).await.unwrap().rows[0].id,
        front: Some(connection),
    }
}

#[tokio::test]
async fn what_nobody_saw_is_not_put_back_whether_or_not_it_is_shown_since() {
    for shows_them_then in [false, true] {
        let desk = hides_details(shows_them_then).await;
        let saved = fills_in(&desk, "d").await;
        let operation = saved.operation;
        let opened = desk.app.history_operation(saved).await.unwrap();
        let city = |row: &&HistoryFieldRow| row.field == Some(OrganizationField::City);
        let city = opened.fields.iter().find(city).unwrap();
        assert_eq!((&city.before, city.sent.as_str()), (&None, "Bath"));
        assert_eq!(opened.undo, UndoState::BeforeNotKnown);
        let undo = desk.app.prepare_undo(operation).await;
        assert_eq!(undo.unwrap_err(), AppError::Gone { what: Gone::Undo });
    }
}

#[tokio::test]
async fn what_was_seen_is_put_back_and_of_the_rest_it_is_said_that_it_stays() {
    let desk = hides_details(true).await;
    let saved = fills_in(&desk, "Mine").await;
    let undo = desk.app.prepare_undo(saved.operation).await.unwrap();
    assert_eq!(undo.puts_back, [OrganizationField::Description]);
    assert_eq!(undo.not_known, [OrganizationField::City]);
    let fields = undo.merged.merged;
    assert_eq!((fields.description.as_str(), fields.city.as_str()), ("d", "Bath"));
}

#[tokio::test]
async fn what_was_cleared_is_in_the_history_also_where_it_was_not_shown_any_more() {
    let reads = AtomicU32::new(0);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            return Some(reply(200, ""));
        }
        let is_loaded = asked.path.ends_with(ONE) && reads.fetch_add(1, Ordering::SeqCst) == 0;
        let details = if is_loaded {
            json!({"city": "Bath"})
        } else {
            json!({})
        };
        let attributes = json!({"name": "N", "company_name": "C", "description": "d", "details": details});
        let shown = json!({"data": {"id": ONE, "attributes": attributes}});
        asked.path.ends_with(ONE).then(|| json_reply(&shown))
    })
    .await;
    let connection = desk.connected().await;
    let loaded = desk.read(connection).await.unwrap().fields;
    assert_eq!(loaded.city, "Bath");
    let mine = OrganizationFields {
        city: String::new(),
        ..loaded.clone()
    };
    desk.save(connection, loaded, mine).await.unwrap();
    let request = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    let operation = desk.app.history(request).await.unwrap().rows[0].id;
    let front = Some(connection);
    let opened = desk.app.history_operation(HistoryRequest { operation, front });
    let changed: Vec<_> = opened.await.unwrap().fields;
    let changed = changed.iter().filter(|row| row.changed);
    let changed: Vec<_> = changed.map(|row| (row.field, row.sent.as_str())).collect();
    assert_eq!(changed, [(Some(OrganizationField::City), "")]);
}
