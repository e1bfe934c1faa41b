//! The details of a new organization: saved after it is created, and told as they are where they are not.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::AppError;
use orgdesk_core::organizations::{CreateOutcome, CreateResultView, OrganizationField};
use practice_portal::{Fault, Target};
use serde_json::json;

use crate::create::with_details;
use crate::hostile_portal::{Hostile, ONE, json_reply, listing, lists, organization, reply};
use crate::support::{Desk, named};

#[tokio::test]
async fn details_the_portal_rejects_leave_a_created_organization_and_say_what_is_left() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = with_details("Half Done");
    form.details.insert(OrganizationField::Country, "x".repeat(101));
    let result = desk.create(connection, form).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
    let left = result.details_left.unwrap();
    assert!(matches!(left.error, AppError::Rejected { status: 422, .. }));
    assert_eq!(left.fields.city, "Bath");
    assert_eq!(desk.held("Half Done"), 1);
}

#[tokio::test]
async fn a_lost_answer_to_the_details_is_resolved_by_reading() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Update, Fault::LostAnswer);
    let result = desk
        .create(connection, with_details("Lost Details"))
        .await
        .unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created, "{result:?}");
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn details_of_which_nobody_knows_whether_they_are_saved_are_told_so() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let result = desk
        .create(connection, with_details("Unclear Details"))
        .await
        .unwrap();
    assert_eq!(result.outcome, CreateOutcome::DetailsUnclear, "{result:?}");
    let left = result.details_left.unwrap();
    assert!(matches!(left.error, AppError::Unclear { .. }));
    assert_eq!(left.fields.city, "Bath");
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn what_was_sent_names_the_organization_it_was_sent_to() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let result = desk
        .create(connection, with_details("To The Letter"))
        .await
        .unwrap();
    let path = format!("/v2/organizations/{}", result.id.unwrap());
    assert_eq!(result.requests.len(), 2);
    assert_eq!(result.requests[1].path, path);
    assert!(result.requests[1].curl.contains(&path));
    let sent: serde_json::Value = serde_json::from_str(&result.requests[1].body).unwrap();
    assert_eq!(sent["organization"]["city"], "Bath");
}

#[tokio::test]
async fn one_detail_is_one_detail() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = named("One Detail");
    form.details
        .insert(OrganizationField::CompanyName, "One Detail Ltd".to_owned());
    let result = desk.create(connection, form).await.unwrap();
    assert!(
        result.steps.iter().any(|step| step.title == "Saved 1 detail"),
        "{:?}",
        result.steps
    );
}

#[tokio::test]
async fn details_that_the_portal_put_off_are_not_written_over_what_somebody_saved_meanwhile() {
    for (city, sent, is_left) in [("", 2, false), ("Paris", 1, true)] {
        let puts = AtomicUsize::new(0);
        let held = |city: &str| json!({"data": {"id": ONE, "attributes": {"name": "Put Off", "details": {"city": city, "contact_email": city}}}});
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
            "PUT" if puts.fetch_add(1, Ordering::SeqCst) > 0 => Some(reply(200, "")),
            "PUT" => Some(reply(429, "").header("retry-after", "0")),
            _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
            _ => asked.path.ends_with(ONE).then(|| {
                json_reply(&held(match puts.load(Ordering::SeqCst) {
                    0 => "",
                    1 => city,
                    _ => "Ours",
                }))
            }),
        })
        .await;
        let connection = desk.connected().await;
        let result = desk.create(connection, with_details("Put Off")).await.unwrap();
        assert_eq!(desk.seen("PUT"), sent, "{result:?}");

        assert_eq!(result.details_left.is_some(), is_left, "{result:?}");
    }
}

#[tokio::test]
async fn what_keeps_details_back_that_the_portal_put_off_is_told_as_it_is() {
    for (status, sent, left) in [
        (401, 1, Some(401)),
        (403, 1, Some(403)),
        (404, 2, None),
        (500, 1, Some(500)),
    ] {
        let put_off = AtomicBool::new(false);
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
            "PUT" if put_off.swap(true, Ordering::SeqCst) => Some(reply(200, "")),
            "PUT" => Some(reply(429, "").header("retry-after", "0")),
            _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
            // Just created, it is not shown to the look that says whether it is ours.
            _ if asked.path.ends_with(ONE) && put_off.load(Ordering::SeqCst) => Some(reply(status, "")),
            _ => asked.path.ends_with(ONE).then(|| reply(404, "")),
        })
        .await;
        let connection = desk.connected().await;
        let result = desk.create(connection, with_details("Put Off")).await.unwrap();
        assert_eq!(desk.seen("PUT"), sent, "{status}: {result:?}");
        if left.is_some() {
            // They were put off, so that it is known that they are not saved.
            assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
            assert_eq!(result.requests.len(), 1, "what was not taken is not told as sent");
        }
        let told = result.details_left.map(|left| match left.error {
            AppError::Rejected { status, .. }
            | AppError::Unclear {
                status: Some(status), ..
            } => status,
            other => panic!("{other:?}"),
        });
        assert_eq!(told, left);
    }
}

#[tokio::test]
async fn details_are_not_written_over_what_the_portal_does_not_show_of_one_that_is_only_likely_ours() {
    // Its details are left out.
    let (result, sent) = created_beside((502, ""), json!({"name": "Ours", "details": {}})).await;
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved, "{result:?}");
    assert_eq!(sent, 0);
}

/// What becomes of a create that is answered so, where the portal then lists this organization as [`ONE`], and how often its
/// details are sent.
async fn created_beside(answer: (u16, &'static str), theirs: serde_json::Value) -> (CreateResultView, usize) {
    let sent = AtomicBool::new(false);
    let shown = json!({"id": ONE, "attributes": theirs});
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            sent.store(true, Ordering::SeqCst);
            Some(reply(answer.0, answer.1))
        }
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => {
            let there = sent.load(Ordering::SeqCst).then(|| shown.clone());
            Some(listing(there))
        }
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": shown}))),
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, with_details("Ours")).await.unwrap();
    (result, desk.seen("PUT"))
}

async fn sent_over(answer: (u16, &'static str), theirs: serde_json::Value) -> usize {
    created_beside(answer, theirs).await.1
}

#[tokio::test]
async fn details_are_not_written_over_those_of_an_organization_that_is_known_by_its_name_alone() {
    let empty = json!({"name": "Ours", "company_name": "", "details": {"city": ""}});
    assert_eq!(sent_over((201, ""), empty).await, 1, "ours");
    let theirs = json!({"name": "Ours", "company_name": "Theirs GmbH", "details": {"city": "Paris"}});
    assert_eq!(sent_over((201, ""), theirs).await, 0, "another's company");
    let person = json!({"name": "Ours", "company_name": "", "details": {"city": "", "contact_name": "Ours"}});
    assert_eq!(sent_over((201, ""), person).await, 0, "another's contact");
    let described =
        json!({"name": "Ours", "description": "THEIRS", "company_name": "", "details": {"city": ""}});
    assert_eq!(sent_over((502, ""), described).await, 0, "another's description");
}

#[tokio::test]
async fn details_that_the_portal_put_off_do_not_undo_a_new_name_or_description() {
    for (name, description, is_sent) in [("Put Off", "Theirs", true), ("Renamed", "Second surgery.", false)] {
        let put_off = AtomicBool::new(false);
        let put = Arc::new(Mutex::new(Vec::new()));
        let was_put = put.clone();
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
            "PUT" if put_off.swap(true, Ordering::SeqCst) => {
                was_put.lock().unwrap().push(asked.body.clone());
                Some(reply(200, ""))
            }
            "PUT" => Some(reply(429, "").header("retry-after", "0")),
            _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
            _ => {
                let (name, description) = if put_off.load(Ordering::SeqCst) {
                    (name, description)
                } else {
                    ("Put Off", "Second surgery.")
                };
                let attributes = json!({"name": name, "description": description, "details": {"city": ""}});
                let shown = json!({"data": {"id": ONE, "attributes": attributes}});
                asked.path.ends_with(ONE).then(|| json_reply(&shown))
            }
        })
        .await;
        let connection = desk.connected().await;
        desk.create(connection, with_details("Put Off")).await.unwrap();
        let put = put.lock().unwrap();
        assert_eq!(put.len(), usize::from(is_sent), "{name}");
        assert!(put.iter().all(|body| body.contains("Theirs")), "{put:?}");
    }
}

#[tokio::test]
async fn an_id_that_the_portal_does_not_show_gives_way_to_the_one_it_lists() {
    let sent = AtomicBool::new(false);
    let ours =
        json!({"id": ONE, "attributes": {"name": "Ours", "company_name": "", "details": {"city": ""}}});
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            sent.store(true, Ordering::SeqCst);
            let queued = json!({"id": "0b1c2d3e-1111-4222-8333-444455556666", "status": "queued"});
            Some(reply(201, queued.to_string()))
        }
        "PUT" => asked.path.ends_with(ONE).then(|| reply(200, "")),
        _ if lists(asked) => {
            let there = sent.load(Ordering::SeqCst).then(|| ours.clone());
            Some(listing(there))
        }
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": ours}))),
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, with_details("Ours")).await.unwrap();
    assert_eq!(result.id.unwrap().to_string(), ONE, "{:?}", result.outcome);
}

#[tokio::test]
async fn details_are_not_written_to_one_that_is_only_likely_ours_and_cannot_be_looked_at() {
    for status in [403, 500] {
        let sent = AtomicBool::new(false);
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "POST" => {
                sent.store(true, Ordering::SeqCst);
                Some(reply(502, ""))
            }
            "PUT" => Some(reply(200, "")),
            _ if lists(asked) => {
                let there = sent.load(Ordering::SeqCst).then(|| organization(ONE, "Ours"));
                Some(listing(there))
            }
            _ => asked.path.contains(ONE).then(|| reply(status, "")),
        })
        .await;
        let connection = desk.connected().await;
        let result = desk.create(connection, with_details("Ours")).await.unwrap();
        assert_eq!(
            result.outcome,
            CreateOutcome::DetailsNotSaved,
            "{status}: {result:?}"
        );
        assert_eq!(desk.seen("PUT"), 0, "{status}");
    }
}
