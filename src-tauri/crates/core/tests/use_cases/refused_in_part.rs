//! An update that the portal says no to, and takes a part of all the same, or all of it in its own way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest, HistoryRequest};
use orgdesk_core::organizations::{OrganizationFields, SendRequest, UpdateResultView};
use orgdesk_core::step::StepView;
use serde_json::json;

use crate::hostile_portal::{Hostile, ONE, json_reply, reply};

/// The steps of what was written last.
async fn steps(desk: &Hostile) -> Vec<StepView> {
    let all = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    let operation = desk.app.history(all).await.unwrap().rows[0].id;
    let request = HistoryRequest {
        operation,
        front: None,
    };
    desk.app.history_operation(request).await.unwrap().steps
}

/// What a portal shows after it has said no to a city and a phone.
#[derive(Clone, Copy)]
enum Then {
    Holds {
        city: &'static str,
        phone: &'static str,
    },
    /// [`PART`], and not read a second time.
    TookPartAndCannotBeReadAgain,
    ShowsNeither,
    CannotBeRead,
}

async fn refused(then: Then) -> (Hostile, ConnectionId, Result<UpdateResultView, AppError>) {
    refused_with(422, then).await
}

async fn refused_with(
    status: u16,
    then: Then,
) -> (Hostile, ConnectionId, Result<UpdateResultView, AppError>) {
    let put = Arc::new(AtomicBool::new(false));
    let is = put.clone();
    let told = AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            is.store(true, Ordering::SeqCst);
            return Some(reply(status, r#"{"errors":{"city":["is too odd"]}}"#));
        }
        let was_asked = is.load(Ordering::SeqCst);
        let is_read = asked.path.ends_with(ONE);
        let details = match then {
            _ if !was_asked => json!({"city": "Bath", "phone": ""}),
            Then::Holds { city, phone } => json!({"city": city, "phone": phone}),
            Then::TookPartAndCannotBeReadAgain if is_read && told.fetch_add(1, Ordering::SeqCst) > 0 => {
                return Some(reply(403, "{}"));
            }
            Then::TookPartAndCannotBeReadAgain => json!({"city": "Bath", "phone": "1"}),
            Then::ShowsNeither => json!({}),
            Then::CannotBeRead => return Some(reply(403, "{}")),
        };
        let attributes = json!({"name": "N", "company_name": "C", "details": details});
        let body = json!({"data": {"id": ONE, "attributes": attributes}});
        is_read.then(|| json_reply(&body))
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

const PART: Then = Then::Holds {
    city: "Bath",
    phone: "1",
};

#[tokio::test]
async fn what_it_took_is_told_and_waits_for_the_user() {
    let (desk, connection, result) = refused(PART).await;
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
async fn that_it_said_no_is_not_forgotten_by_a_look() {
    let (desk, connection, _) = refused(PART).await;
    let review = desk.app.open_operations(connection)[0].review;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let request = SendRequest { connection, review };
    let looked = desk.app.look_at_update(request).await.unwrap();
    let UpdateResultView::Unclear(unclear) = looked else {
        panic!("{looked:?}")
    };
    let why = UnclearReason::TakenInPart;
    assert!(matches!(unclear.error, AppError::Unclear { reason, .. } if reason == why));
}

#[tokio::test]
async fn what_it_holds_all_of_is_saved() {
    let all = Then::Holds {
        city: "Hull",
        phone: "1",
    };
    let (desk, connection, result) = refused(all).await;
    assert!(
        matches!(&result, Ok(UpdateResultView::Saved(saved)) if saved.answer_lost),
        "{result:?}"
    );
    assert_eq!(desk.app.open_operations(connection), []);
}

const OTHERWISE: Then = Then::Holds {
    city: "HULL",
    phone: "",
};

#[tokio::test]
async fn what_it_holds_in_its_own_way_is_told_and_waits_for_the_user_whatever_it_said_no_with() {
    for status in [400, 404, 409, 422] {
        let (desk, connection, result) = refused_with(status, OTHERWISE).await;
        let Ok(UpdateResultView::Unclear(unclear)) = result else {
            panic!("{result:?}")
        };
        let why = UnclearReason::ChangedAllTheSame;
        assert!(
            matches!(&unclear.error, AppError::Unclear { reason, .. } if *reason == why),
            "{:?}",
            unclear.error
        );
        assert!(!unclear.not_applied);
        assert_eq!(desk.app.open_operations(connection).len(), 1);
    }
}

#[tokio::test]
async fn what_it_was_seen_to_hold_stays_in_the_history_where_it_cannot_be_read_any_more() {
    let (desk, connection, _) = refused(Then::TookPartAndCannotBeReadAgain).await;
    let review = desk.app.open_operations(connection)[0].review;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk.app.look_at_open_operations(connection).await.unwrap();
    let request = HistoryRequest {
        operation: review,
        front: None,
    };
    let told = desk.app.history_operation(request).await.unwrap();
    let phone = told.fields.iter().find(|row| row.label == "Phone").unwrap();
    assert_eq!(phone.after.as_deref(), Some("1"));
}

#[tokio::test]
async fn it_stays_refused_where_nothing_of_it_was_taken_and_where_that_cannot_be_seen() {
    let nothing = Then::Holds {
        city: "Bath",
        phone: "",
    };
    let cases = [
        (nothing, "It took nothing of it"),
        (Then::ShowsNeither, "Whether it took some of it is not known"),
        (Then::CannotBeRead, "Whether it took some of it is not known"),
    ];
    for (then, step) in cases {
        let (desk, _, result) = refused(then).await;
        assert!(
            matches!(result, Err(AppError::Rejected { status: 422, .. })),
            "{result:?}"
        );
        let told = steps(&desk).await;
        assert!(told.iter().any(|one| one.title == step), "{told:?}");
    }
}
