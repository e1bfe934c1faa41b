//! Details that are saved later: what somebody has made of the name and the description since stays as it is.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::organizations::{
    Compared, ComparisonRow, CreateOutcome, OrganizationFields, OrganizationRequest, ResolveRequest,
    SendRequest, UpdateResultView,
};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::create::with_details;
use crate::details_said::only;
use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};
use crate::journal::next_run;
use crate::scripted_portal::{Shown, portal};
use crate::support::Desk;
use crate::update::save;

/// Created, details not arrived, and then this is done on the portal; a run later the details are saved by one press.
async fn assert_stays(name: &str, field: &str, value: &str) {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let created = desk.create(connection, with_details(name)).await.unwrap();
    let (review, id) = (created.review, created.id.unwrap().to_string());
    assert!(desk.portal.edit(&id, field, value));
    let (desk, _) = next_run(desk, connection).await;
    desk.app.look_at_open_operations(connection).await.unwrap();
    let pressed = desk
        .app
        .look_again(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(pressed.outcome, CreateOutcome::Created, "{pressed:?}");
    let held = desk.portal.organization(&id).unwrap();
    assert_eq!((held.field(field), held.field("city")), (value, "Bath"));
    // It is told, and what was sent is shown as it was.
    let differs = |row: &ComparisonRow| row.state == Compared::Differs && row.held.as_deref() == Some(value);
    assert!(pressed.comparison.iter().any(differs), "{:?}", pressed.comparison);
    let put: Value = serde_json::from_str(&pressed.requests[1].body).unwrap();
    assert_eq!(
        put["organization"][field].as_str().unwrap_or_default(),
        value,
        "{put}"
    );
}

#[tokio::test]
async fn a_name_whose_capitals_somebody_corrected() {
    assert_stays("brightwater dental", "name", "Brightwater Dental").await;
}

#[tokio::test]
async fn a_description_that_somebody_emptied() {
    assert_stays("Emptied Since", "description", "").await;
}

#[tokio::test]
async fn a_description_that_somebody_wrote_anew() {
    assert_stays("Written Anew", "description", "Third surgery.").await;
}

/// What is put for details of one of this name, on a portal that shows it so.
async fn put_for(name: &str, shown: &'static str) -> String {
    let put = Arc::new(Mutex::new(String::new()));
    let was_put = put.clone();
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => {
            asked.body.clone_into(&mut was_put.lock().unwrap());
            Some(reply(200, ""))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => {
            let attributes = json!({"name": shown, "description": "", "details": {"city": ""}});
            let shown = json!({"data": {"id": ONE, "attributes": attributes}});
            asked.path.ends_with(ONE).then(|| json_reply(&shown))
        }
    })
    .await;
    let connection = desk.connected().await;
    desk.create(connection, with_details(name)).await.unwrap();
    let put = put.lock().unwrap();
    put.clone()
}

#[tokio::test]
async fn a_description_that_is_not_kept_at_once_is_sent_with_them() {
    let put = put_for("Not Kept", "Not Kept").await;
    assert!(put.contains("Second surgery."), "{put}");
}

#[tokio::test]
async fn a_company_that_the_portal_itself_calls_by_the_name_holds_none_of_them_back() {
    let was_refused = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" if was_refused.swap(true, Ordering::SeqCst) => Some(reply(200, "")),
        "PUT" => Some(reply(422, "{}")),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => {
            let attributes =
                json!({"name": "Called So", "company_name": "Called So", "details": {"city": ""}});
            let shown = json!({"data": {"id": ONE, "attributes": attributes}});
            asked.path.ends_with(ONE).then(|| json_reply(&shown))
        }
    })
    .await;
    let connection = desk.connected().await;
    let review = desk
        .create(connection, with_details("Called So"))
        .await
        .unwrap()
        .review;
    desk.app
        .look_again(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(desk.seen("PUT"), 2);
}

#[tokio::test]
async fn another_description_of_one_that_is_only_likely_ours_holds_them_back() {
    let shown = |of: &str| json!({"id": ONE, "attributes": {"name": "Likely", "description": of, "company_name": "", "details": {"city": ""}}});
    let sent = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            sent.store(true, Ordering::SeqCst);
            Some(reply(502, ""))
        }
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => {
            let all: Vec<_> = sent
                .load(Ordering::SeqCst)
                .then(|| shown("Theirs"))
                .into_iter()
                .collect();
            Some(json_reply(&json!({"data": all})))
        }
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": shown("Theirs")}))),
    })
    .await;
    let connection = desk.connected().await;
    let found = desk.create(connection, with_details("Likely")).await.unwrap();
    assert_eq!(found.outcome, CreateOutcome::SeveralFound);
    let word = ResolveRequest {
        connection,
        review: found.review,
        id: ONE.parse().unwrap(),
    };
    let said = desk.app.resolve_create(word).await.unwrap();
    assert_eq!(
        (said.outcome, desk.seen("PUT")),
        (CreateOutcome::DetailsNotSaved, 0)
    );
}

#[tokio::test]
async fn what_i_changed_myself_from_here() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let created = desk
        .create(connection, with_details("brightwater dental"))
        .await
        .unwrap();
    let id = created.id.unwrap().to_string();
    let request = OrganizationRequest {
        connection,
        id: id.clone(),
    };
    let base = desk.app.get_organization(request).await.unwrap();
    let mine = OrganizationFields {
        name: "Brightwater Dental".to_owned(),
        company_name: "Brightwater Dental".to_owned(),
        description: String::new(),
        ..base.fields.clone()
    };
    assert!(matches!(
        save(&desk, connection, &base, mine).await,
        UpdateResultView::Saved(_)
    ));
    let review = created.review;
    let (desk, _) = next_run(desk, connection).await;
    // However often it is looked at, and pressed.
    for _ in 0..2 {
        desk.app.look_at_open_operations(connection).await.unwrap();
        desk.app
            .look_again(SendRequest { connection, review })
            .await
            .unwrap();
    }
    let held = desk.portal.organization(&id).unwrap().fields;
    let held = ["name", "company_name", "description"].map(|field| held[field].clone());
    assert_eq!(held, ["Brightwater Dental", "Brightwater Dental", ""]);
    let open = only(&desk.app.open_operations(connection)).clone();
    assert!(
        open.details_to_change.is_some(),
        "what is in the way is seen in the form"
    );
}

#[tokio::test]
async fn a_company_called_by_the_name_of_one_that_is_found_later_holds_none_of_them_back() {
    let sent = AtomicUsize::new(0);
    let shown = json!({"id": ONE, "attributes": {"name": "Called So", "description": "Second surgery.",
        "company_name": "Called So", "details": {"city": "", "contact_email": ""}}});
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            sent.store(1, Ordering::SeqCst);
            Some(reply(502, ""))
        }
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => {
            // Not listed before it is looked for again.
            let looks = sent.load(Ordering::SeqCst);
            let is_listed = looks > 0 && sent.fetch_add(1, Ordering::SeqCst) > LATE;
            let all: Vec<_> = is_listed.then(|| shown.clone()).into_iter().collect();
            Some(json_reply(&json!({"data": all})))
        }
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": shown}))),
    })
    .await;
    let connection = desk.connected().await;
    let lost = desk.create(connection, with_details("Called So")).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let review = lost.review;
    for _ in 0..LATE {
        if desk.seen("PUT") == 0 {
            desk.app
                .look_again(SendRequest { connection, review })
                .await
                .unwrap();
        }
    }
    assert_eq!(desk.seen("PUT"), 1);
}

/// More often than a create looks for itself.
const LATE: usize = 12;

#[tokio::test]
async fn a_name_that_is_only_kept_as_a_page_writes_it_is_put_as_it_was_asked_for() {
    let put = put_for("Smith & Sons", "Smith &amp; Sons").await;
    assert!(put.contains("Smith & Sons"), "{put}");
}

#[tokio::test]
async fn a_description_that_somebody_emptied_while_the_details_were_put_off() {
    let with = |description: &str| {
        let details = json!({"city": "", "contact_email": ""});
        Shown::As(json!({"name": "N", "description": description, "company_name": "", "details": details}))
    };
    let (desk, connection, portal) = portal(with("Second surgery.")).await;
    portal.answers(429, with(""));
    desk.create(connection, with_details("N")).await.unwrap();
    let puts = desk.asked().into_iter().filter(|asked| asked.method == "PUT");
    let puts: Vec<_> = puts.map(|put| put.body.contains("Second surgery.")).collect();
    assert_eq!(puts, [true, false]);
}

/// Put off; then saved by one press, where the question who one is has to wait after the reading, and a colleague saves meanwhile.
#[tokio::test]
async fn what_a_colleague_fills_in_while_who_one_is_is_asked() {
    let (city, waits) = (Arc::new(Mutex::new("")), Arc::new(AtomicUsize::new(NOT_YET)));
    let (held, waiting) = (city.clone(), waits.clone());
    let desk = Hostile::answering(move |asked| {
        let next = |now, then| {
            let order = Ordering::SeqCst;
            waiting.compare_exchange(now, then, order, order).is_ok()
        };
        match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
            "PUT" => Some(reply(429, "").header("Retry-After", "3600")),
            _ if asked.path.ends_with("/user/me") => next(IS_READ, IS_ASKED).then(|| {
                *held.lock().unwrap() = "Theirs";
                reply(429, "").header("Retry-After", "0")
            }),
            _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
            _ => {
                next(READS, IS_READ);
                let details = json!({"city": *held.lock().unwrap(), "contact_email": ""});
                let shown = json!({"name": "N", "description": "Second surgery.", "company_name": "", "details": details});
                let shown = json!({"data": {"id": ONE, "attributes": shown}});
                asked.path.ends_with(ONE).then(|| json_reply(&shown))
            }
        }
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.create(connection, with_details("N")).await.unwrap().review;
    waits.store(READS, Ordering::SeqCst);
    let request = SendRequest { connection, review };
    let pressed = desk.app.look_again(request).await.unwrap();
    assert_eq!(waits.load(Ordering::SeqCst), IS_ASKED);
    assert_eq!(desk.seen("PUT"), 1, "{pressed:?}");
    assert!(pressed.details_left.unwrap().others_are_there);
}

const NOT_YET: usize = 0;
const READS: usize = 1;
const IS_READ: usize = 2;
const IS_ASKED: usize = 3;
