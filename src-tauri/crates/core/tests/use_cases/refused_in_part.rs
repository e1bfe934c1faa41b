//! An update that the portal says no to, and takes a part of all the same, or all of it in its own way.

use std::sync::atomic::{AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest, HistoryRequest};
use orgdesk_core::operations::OpenWork;
use orgdesk_core::organizations::{OrganizationFields, SendRequest, UpdateResultView};
use orgdesk_core::step::StepView;
use serde_json::{Value, json};

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

/// What a portal shows after it has said no to an update.
#[derive(Clone, Copy)]
enum Then {
    Holds {
        city: &'static str,
        phone: &'static str,
    },
    /// [`PART`], and is not read a second time.
    HoldsPartOnce,
    ShowsNeither,
    CannotBeRead,
}

/// A portal that says no to any update, and does not show a description from then on; before that it shows an empty one and these
/// details, or cannot be read.
async fn says_no(before: Option<Value>, then: Then) -> (Hostile, ConnectionId) {
    says_no_with(422, before, then).await
}

async fn says_no_with(status: u16, before: Option<Value>, then: Then) -> (Hostile, ConnectionId) {
    const NOT_YET: usize = usize::MAX;
    let reads = AtomicUsize::new(NOT_YET);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            reads.store(0, Ordering::SeqCst);
            return Some(reply(status, r#"{"errors":{"city":["is too odd"]}}"#));
        }
        if !asked.path.ends_with(ONE) {
            return None;
        }
        let was_asked = reads.load(Ordering::SeqCst) != NOT_YET;
        let is_first = was_asked && reads.fetch_add(1, Ordering::SeqCst) == 0;
        let details = match then {
            _ if !was_asked => before.clone(),
            Then::Holds { city, phone } => Some(json!({"city": city, "phone": phone})),
            Then::HoldsPartOnce => is_first.then(|| json!({"city": "Bath", "phone": "1"})),
            Then::ShowsNeither => Some(json!({})),
            Then::CannotBeRead => None,
        };
        let answer = match details {
            Some(details) => {
                let mut attributes = json!({"name": "N", "company_name": "C", "details": details});
                if !was_asked {
                    attributes["description"] = json!("");
                }
                json_reply(&json!({"data": {"id": ONE, "attributes": attributes}}))
            }
            None => reply(403, "{}"),
        };
        Some(answer)
    })
    .await;
    let connection = desk.connected().await;
    (desk, connection)
}

fn at_bath() -> Value {
    json!({"city": "Bath", "phone": ""})
}

/// Changes a city and a phone.
async fn refused(then: Then) -> (Hostile, ConnectionId, Result<UpdateResultView, AppError>) {
    refused_with(422, Some(at_bath()), then).await
}

async fn refused_with(
    status: u16,
    before: Option<Value>,
    then: Then,
) -> (Hostile, ConnectionId, Result<UpdateResultView, AppError>) {
    let (desk, connection) = says_no_with(status, before, then).await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        phone: "1".to_owned(),
        city: "Hull".to_owned(),
        ..base.clone()
    };
    let result = desk.save(connection, base, mine).await;
    (desk, connection, result)
}

/// That the portal said no stays, and the last step says this of what it took.
async fn assert_stays_refused(
    desk: &Hostile,
    result: Result<UpdateResultView, AppError>,
    says: (&str, Option<&str>),
) {
    assert!(
        matches!(result, Err(AppError::Rejected { status: 422, .. })),
        "{result:?}"
    );
    let steps = steps(desk).await;
    let last = steps.last().unwrap();
    assert_eq!((last.title.as_str(), last.detail.as_deref()), says, "{steps:?}");
}

const NOTHING: (&str, Option<&str>) = ("It took nothing of it", None);
const NOT_TOLD: (&str, Option<&str>) = (
    "Whether it took some of it is not known",
    Some("What it holds does not tell"),
);

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
    for in_the_next_run in [false, true] {
        let (mut desk, connection, _) = refused(PART).await;
        let review = desk.app.open_operations(connection)[0].review;
        if in_the_next_run {
            desk = desk.restarted();
            desk.app.open_connection(connection).await.unwrap();
        }
        let OpenWork::Update(update) = desk.app.open_operations(connection).remove(0).work else {
            panic!("an update")
        };
        assert!(update.is_in_part && !update.was_saved, "{update:?}");
        let request = SendRequest { connection, review };
        let looked = desk.app.look_at_update(request).await.unwrap();
        let UpdateResultView::Unclear(unclear) = looked else {
            panic!("{looked:?}")
        };
        let why = UnclearReason::TakenInPart;
        assert!(matches!(unclear.error, AppError::Unclear { reason, .. } if reason == why));
    }
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
        let (desk, connection, result) = refused_with(status, Some(at_bath()), OTHERWISE).await;
        let Ok(UpdateResultView::Unclear(unclear)) = result else {
            panic!("{result:?}")
        };
        let why = UnclearReason::ChangedAllTheSame;
        assert!(
            matches!(&unclear.error, AppError::Unclear { reason, .. } if *reason == why),
            "{:?}",
            unclear.error
        );
        assert!(!unclear.not_applied && unclear.is_neither);
        assert_eq!(desk.app.open_operations(connection).len(), 1);
    }
}

#[tokio::test]
async fn what_was_not_shown_before_is_not_called_changed() {
    let (desk, _, result) = refused_with(422, Some(json!({"phone": "0"})), OTHERWISE).await;
    assert!(
        matches!(result, Ok(UpdateResultView::Unclear(_))),
        "its phone was shown: {result:?}"
    );
    drop(desk);
    for then in [
        OTHERWISE,
        Then::Holds {
            city: "Hull",
            phone: "",
        },
    ] {
        let (desk, _, result) = refused_with(422, Some(json!({})), then).await;
        assert_stays_refused(&desk, result, NOT_TOLD).await;
    }
}

#[tokio::test]
async fn what_it_was_seen_to_hold_stays_in_the_history_where_it_cannot_be_read_any_more() {
    let (desk, connection, _) = refused(Then::HoldsPartOnce).await;
    let operation = desk.app.open_operations(connection)[0].review;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk.app.look_at_open_operations(connection).await.unwrap();
    let request = HistoryRequest {
        operation,
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
    let not_read = (NOT_TOLD.0, Some("The portal does not let it be read"));
    let cases = [
        (nothing, NOTHING),
        (Then::ShowsNeither, NOT_TOLD),
        (Then::CannotBeRead, not_read),
    ];
    for (then, says) in cases {
        let (desk, _, result) = refused(then).await;
        assert_stays_refused(&desk, result, says).await;
    }
}

#[tokio::test]
async fn what_was_empty_and_is_not_shown_is_not_taken_for_left_as_it_was() {
    let at_bath_still = Then::Holds {
        city: "Bath",
        phone: "",
    };
    let (desk, connection) = says_no(Some(at_bath()), at_bath_still).await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        description: "Mine".to_owned(),
        city: "Hull".to_owned(),
        ..base.clone()
    };
    let result = desk.save(connection, base, mine).await;
    assert_stays_refused(&desk, result, NOT_TOLD).await;
}

#[tokio::test]
async fn what_was_to_be_emptied_and_is_not_shown_is_not_taken_for_empty() {
    let (desk, connection) = says_no(Some(at_bath()), Then::ShowsNeither).await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        city: String::new(),
        ..base.clone()
    };
    let result = desk.save(connection, base, mine).await;
    assert_stays_refused(&desk, result, NOT_TOLD).await;
}

#[tokio::test]
async fn of_one_that_nobody_saw_before_it_is_not_said_what_was_taken() {
    for city in ["Bath", "Hull"] {
        let (desk, connection) = says_no(None, Then::Holds { city, phone: "" }).await;
        let mine = OrganizationFields {
            name: "N".to_owned(),
            company_name: "C".to_owned(),
            city: "Hull".to_owned(),
            ..OrganizationFields::default()
        };
        let result = desk.save(connection, None, mine).await;
        assert_stays_refused(&desk, result, NOT_TOLD).await;
    }
}
