//! An update that the portal says no to, and takes a part of all the same.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::organizations::{OrganizationFields, UpdateResultView};
use orgdesk_core::step::StepView;
use serde_json::json;

use crate::hostile_portal::{Hostile, ONE, json_reply, reply};

/// Saves a city that is refused and a phone, on a portal that shows this phone from then on; nothing where it cannot be read.
async fn refused(
    phone_after: Option<&'static str>,
) -> (Hostile, ConnectionId, Result<UpdateResultView, AppError>) {
    let put = Arc::new(AtomicBool::new(false));
    let is = put.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            is.store(true, Ordering::SeqCst);
            return Some(reply(422, r#"{"status":422,"errors":{"city":["is too odd"]}}"#));
        }
        let phone = if is.load(Ordering::SeqCst) {
            phone_after
        } else {
            Some("")
        };
        let Some(phone) = phone else {
            return Some(reply(403, "{}"));
        };
        let details = json!({"city": "Bath", "phone": phone});
        let attributes = json!({"name": "N", "company_name": "C", "details": details});
        let body = json!({"data": {"id": ONE, "attributes": attributes}});
        asked.path.ends_with(ONE).then(|| json_reply(&body))
    })
    .await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        phone: "1".to_owned(),
        city: "Hull".to_owned(),
        ..base.clone()
    };
    let result = desk.save(connection, base, mine).await;
    (desk, connection, result)
}

#[tokio::test]
async fn what_it_took_is_told_and_waits_for_the_user() {
    let (desk, connection, result) = refused(Some("1")).await;
    let Ok(UpdateResultView::Unclear(unclear)) = result else {
        panic!("{result:?}")
    };
    assert!(!unclear.not_applied);
    let why = UnclearReason::TakenInPart;
    assert!(
        matches!(&unclear.error, AppError::Unclear { reason, status: Some(422), .. } if *reason == why),
        "{:?}",
        unclear.error
    );
    let said = "The portal says of City: “is too odd”";
    let told = |step: &StepView| step.detail.as_deref() == Some(said);
    assert!(unclear.steps.iter().any(told), "{:?}", unclear.steps);
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}

#[tokio::test]
async fn that_nothing_was_changed_is_said_where_that_was_seen_or_nothing_could_be() {
    for phone_after in [Some(""), None] {
        let (_desk, _, result) = refused(phone_after).await;
        assert!(
            matches!(result, Err(AppError::Rejected { status: 422, .. })),
            "{result:?}"
        );
    }
}
