//! Two saves of one organization at the same time, both from here: neither undoes the other.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    LoadedBy, OrganizationFields, SendRequest, UpdateFormRequest, UpdateReviewView,
};
use serde_json::{Value, json};

use crate::hostile_portal::{Hostile, ONE, json_reply, reply};

async fn reviewed(
    desk: &Hostile,
    connection: ConnectionId,
    base: &OrganizationFields,
    mine: OrganizationFields,
) -> SendRequest {
    let request = UpdateFormRequest {
        connection,
        id: ONE.parse().unwrap(),
        base: Some(base.clone()),
        unread: Vec::new(),
        mine,
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!("something changed")
    };
    SendRequest {
        connection,
        review: ready.review,
    }
}

#[tokio::test]
async fn two_saves_of_one_organization_at_the_same_time_do_not_undo_each_other() {
    let held = Arc::new(Mutex::new(
        json!({"name": "N", "company_name": "C", "city": "York", "phone": "1"}),
    ));
    let portal = held.clone();
    let desk = Hostile::answering(move |asked| {
        if !asked.path.ends_with(ONE) {
            return None;
        }
        if asked.method == "PUT" {
            let body: Value = serde_json::from_str(&asked.body).unwrap();
            let mut held = portal.lock().unwrap();
            for key in ["city", "phone"] {
                if let Some(value) = body["organization"].get(key) {
                    held[key] = value.clone();
                }
            }
            return Some(reply(200, ""));
        }
        let shown = json_reply(&json!({"data": {"id": ONE, "attributes": *portal.lock().unwrap()}}));
        // As both see it that read at the same time.
        Some(shown.after(Duration::from_millis(100)))
    })
    .await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    let city = OrganizationFields {
        city: "Bath".to_owned(),
        ..base.clone()
    };
    let phone = OrganizationFields {
        phone: "+44".to_owned(),
        ..base.clone()
    };
    let (one, other) = (
        reviewed(&desk, connection, &base, city).await,
        reviewed(&desk, connection, &base, phone).await,
    );
    let (one, other) = tokio::join!(desk.app.send_update(one), desk.app.send_update(other));
    let told = format!("{one:?} {other:?}");
    let held = held.lock().unwrap().clone();
    assert_eq!(
        (&held["city"], &held["phone"]),
        (&json!("Bath"), &json!("+44")),
        "{told}"
    );
}
