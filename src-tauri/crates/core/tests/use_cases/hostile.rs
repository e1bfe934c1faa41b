//! A portal that means no good, or is broken in ways nobody thought of: never a panic, never a second create, an end to
//! every operation, and an error that says what happened and holds no secret.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::error::NotShownReason;
use orgdesk_core::organizations::{
    Compared, CreateOutcome, OrganizationField, OrganizationFields, OrganizationsRequest, UpdateResultView,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::hostile_portal::{
    Asked, Hostile, ONE, Reply, USER_TOKEN, harmless, json_reply, lists, organization, reply,
};
use crate::support::named;

const OTHER: &str = "0b1c2d3e-1111-4222-8333-444455556666";

fn creates(asked: &Asked) -> bool {
    asked.method == "POST"
}

fn page(all: &[Value]) -> Reply {
    json_reply(&json!({ "data": all }))
}

#[tokio::test]
async fn names_of_every_sort_go_through_a_whole_update_unchanged() {
    for name in [
        "\u{202E}gnorts \u{0007}\u{001B}[31m\u{0000}".to_owned(),
        "ﷺ".repeat(300_000),
        "a\r\nx-api-key: b".to_owned(),
    ] {
        let shown = organization(ONE, &name);
        let who = json!({"username": name.clone(), "organization": {"name": name.clone()}});
        let desk = Hostile::answering(move |asked| {
            Some(if asked.path.ends_with("/user/me") {
                json_reply(&who)
            } else if lists(asked) {
                page(std::slice::from_ref(&shown))
            } else {
                json_reply(&json!({ "data": shown }))
            })
        })
        .await;
        let connection = desk.connected().await;
        let request = OrganizationsRequest {
            connection,
            search: name.chars().take(500).collect(),
            page: 1,
            per_page: 50,
        };
        assert_eq!(desk.app.list_organizations(request).await.unwrap().rows.len(), 1);
        let held = desk.read(connection).await.unwrap();
        let mut mine = held.fields.clone();
        mine.city = "Bath".to_owned();
        let saved = desk.save(connection, held.fields, mine).await;
        assert!(matches!(saved, Ok(UpdateResultView::Saved(_))));
        let asked = desk.asked();
        let put = asked.iter().find(|asked| asked.method == "PUT").unwrap();
        let sent: Value = serde_json::from_str(&put.body).unwrap();
        assert_eq!(sent["organization"]["name"], json!(name), "sent to the letter");
    }
}

#[tokio::test]
async fn a_page_that_repeats_for_ever_is_asked_for_twice() {
    let desk = Hostile::answering(|asked| {
        lists(asked).then(|| page(&[organization(ONE, "Again"), organization(OTHER, "And Again")]))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Again")).await.unwrap();
    assert_eq!(review.same_name.len(), 1);
    assert_eq!(desk.looks_for("Again"), 2);
}

#[tokio::test]
async fn a_list_without_an_end_ends_and_is_said_to_be_incomplete() {
    let desk = Hostile::answering(|asked| {
        let fresh = || organization(&Uuid::new_v4().to_string(), "Endless Others");
        let totals =
            json!({"data": [fresh()], "pagination": {"total_pages": u32::MAX, "total_count": u64::MAX}});
        lists(asked).then(|| json_reply(&totals))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Endless")).await.unwrap();
    assert!(
        review.same_name.is_empty(),
        "the search was ignored, the names are others"
    );
    let text = review.steps[0].text.clone().unwrap();
    assert!(text.contains("did not list everything"), "{text}");
    assert!(desk.looks_for("Endless") <= 200, "{}", desk.asked().len());
}

#[tokio::test]
async fn a_list_whose_total_changes_each_time_ends_and_is_not_called_complete() {
    let asked_for = AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| {
        lists(asked).then(|| {
            let number = asked_for.fetch_add(1, Ordering::Relaxed);
            let total = if number.is_multiple_of(2) { 1_000_000 } else { 0 };
            let one = organization(&Uuid::from_u128(number as u128).to_string(), "Other");
            json_reply(&json!({"organizations": [one], "pagination": {"total_count": total}}))
        })
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Changing")).await.unwrap();
    let text = review.steps[0].text.clone().unwrap();
    assert!(text.contains("did not list everything"), "{text}");
    assert!(desk.looks_for("Changing") <= 200, "{}", desk.asked().len());
}

#[tokio::test]
async fn entries_without_ids_leave_a_single_new_one_for_the_user_to_decide() {
    let created = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| {
        if creates(asked) {
            created.store(true, Ordering::Relaxed);
            return Some(reply(201, ""));
        }
        let is_there = created.load(Ordering::Relaxed);
        let all = match (asked.path.contains("page=1&"), is_there) {
            (true, _) => vec![
                json!({"name": "Without Id"}),
                json!({"id": "12", "name": "No Uuid"}),
                json!(7),
                organization(OTHER, "Other"),
            ],
            (false, true) => vec![organization(ONE, "Without Id")],
            (false, false) => Vec::new(),
        };
        lists(asked).then(|| page(&all))
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("Without Id")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::SeveralFound, "{result:?}");
    assert_eq!((result.candidates.len(), desk.seen("POST")), (1, 1));
}

#[tokio::test]
async fn a_list_that_says_200_and_holds_an_error_sends_nothing() {
    let desk = Hostile::answering(|asked| {
        let words = format!("no such key {USER_TOKEN}");
        lists(asked).then(|| json_reply(&json!({"status": 422, "status_text": words})))
    })
    .await;
    let connection = desk.connected().await;
    let error = harmless(desk.create(connection, named("Said 200")).await);
    let AppError::Unclear { status, said, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (status, said.message.as_deref()),
        (Some(200), Some("no such key •••"))
    );
    assert_eq!(desk.seen("POST"), 0);
}

#[tokio::test]
async fn a_create_that_says_200_and_holds_an_error_is_not_called_done_and_not_sent_again() {
    let desk = Hostile::answering(|asked| {
        if creates(asked) {
            return Some(json_reply(
                &json!({"status": 422, "errors": {"name": ["is odd"]}}),
            ));
        }
        lists(asked).then(|| page(&[]))
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("Said Done")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound, "{result:?}");
    assert_eq!(desk.seen("POST"), 1);
}

#[tokio::test]
async fn a_create_that_answers_with_the_id_of_another_organization_writes_no_details_to_it() {
    for (named_so, known) in [("Somebody Else", false), ("Ours", true)] {
        let desk = Hostile::answering(move |asked| {
            if creates(asked) {
                return Some(reply(201, json!({"data": {"id": ONE}}).to_string()));
            }
            if lists(asked) {
                let there = if known {
                    vec![organization(ONE, "Ours")]
                } else {
                    Vec::new()
                };
                return Some(page(&there));
            }
            asked
                .path
                .ends_with(ONE)
                .then(|| json_reply(&json!({"data": organization(ONE, named_so)})))
        })
        .await;
        let connection = desk.connected().await;
        let mut form = named("Ours");
        form.details
            .insert(OrganizationField::CompanyName, "Ours Ltd".to_owned());
        let result = desk.create(connection, form).await;
        let result = result.unwrap();
        assert_eq!(
            (result.outcome, result.details_waiting),
            (CreateOutcome::NotListed, 1)
        );
        assert_eq!((desk.seen("POST"), desk.seen("PUT")), (1, 0), "{named_so}");
    }
}

#[tokio::test]
async fn an_answer_about_another_organization_is_unreadable_and_nothing_is_saved_on_it() {
    let desk = Hostile::answering(|asked| {
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(OTHER, "Another")})))
    })
    .await;
    let connection = desk.connected().await;
    assert!(matches!(
        harmless(desk.read(connection).await),
        AppError::NotShown {
            why: NotShownReason::Unreadable,
            ..
        }
    ));
    let base: OrganizationFields = serde_json::from_value(json!({"name": "N", "company_name": "C"})).unwrap();
    let mine = serde_json::from_value(json!({"name": "N", "company_name": "D"})).unwrap();
    harmless(desk.save(connection, base, mine).await);
    assert_eq!(desk.seen("PUT"), 0);
}

#[tokio::test]
async fn subscriptions_of_another_shape_are_not_called_the_same() {
    let created = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| {
        if creates(asked) {
            created.store(true, Ordering::Relaxed);
            return Some(reply(201, ""));
        }
        if asked.path.ends_with("/subscriptions") {
            return Some(json_reply(
                &json!({"data": {"subscriptions": "none of your business"}}),
            ));
        }
        if lists(asked) {
            let all = created
                .load(Ordering::Relaxed)
                .then(|| organization(ONE, "Odd Shape"));
            return Some(page(all.as_slice()));
        }
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(ONE, "Odd Shape")})))
    })
    .await;
    let connection = desk.connected().await;
    let mut form = named("Odd Shape");
    form.skip_default_subscription = true;
    form.plans.push(orgdesk_core::organizations::PlanForm {
        plan: "pci-basic".to_owned(),
        interval: orgdesk_core::organizations::Interval::None,
        start_date: String::new(),
        end_date: String::new(),
        partner: None,
    });
    let result = desk.create(connection, form).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created);
    assert!(
        result
            .comparison
            .iter()
            .any(|row| row.label == "Plan" && row.state == Compared::NotRead)
    );
}

#[tokio::test]
async fn a_field_that_the_portal_shows_only_sometimes_is_not_lost_when_two_have_changed_another() {
    let asked_for = AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| {
        let read = asked.method == "GET" && asked.path.ends_with(ONE);
        read.then(|| {
            // Without `details` nothing says that what is missing is empty.
            let attributes = match asked_for.fetch_add(1, Ordering::Relaxed) {
                0 => json!({"name": "N", "company_name": "C", "city": "Bath", "state": "old"}),
                _ => json!({"name": "N", "company_name": "C", "state": "theirs"}),
            };
            json_reply(&json!({"data": {"id": ONE, "attributes": attributes}}))
        })
    })
    .await;
    let connection = desk.connected().await;
    let held = desk.read(connection).await.unwrap();
    let mut mine = held.fields.clone();
    mine.state = "mine".to_owned();
    let saved = desk.save(connection, held.fields, mine).await;
    let Ok(UpdateResultView::Collision(collision)) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!(collision.collisions.len(), 1);
    assert_eq!(collision.theirs.fields.city, "Bath", "the new base of the form");
}
