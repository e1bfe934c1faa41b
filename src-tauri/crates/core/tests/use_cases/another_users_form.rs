//! Details of a create that was taken over from another user, changed in the form: what is shown empty is not called empty there, nor in
//! what comes of saving them.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::HistoryRequest;
use orgdesk_core::organizations::{
    CarryOverRequest, CollisionView, LoadedBy, OrganizationField, OrganizationFields, PrevailedView,
    ReviewId, UpdateFormRequest, UpdateReadyView, UpdateResultView, UpdateReviewView,
};
use serde_json::{Value, json};

use crate::another_user::{portal, taken_over};
use crate::another_users_details::{NAME, not_known, one};
use crate::create::with_details;
use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};
use crate::older_ones::req;

/// What the form shows of it that is laid over with its details.
async fn in_the_form(
    desk: &Hostile,
    connection: ConnectionId,
    details_of: Option<ReviewId>,
) -> CollisionView {
    let request = CarryOverRequest {
        loaded_by: LoadedBy::Oneself,
        connection,
        id: ONE.parse().unwrap(),
        base: None,
        unread: Vec::new(),
        mine: with_details(NAME).details.into_iter().fold(
            OrganizationFields::default(),
            |mut all, (field, value)| {
                all.set(field, value);
                all
            },
        ),
        chosen: Vec::new(),
        undoes: None,
        saves_details_of: details_of,
    };
    desk.app.carry_over(request).await.unwrap()
}

#[tokio::test]
async fn what_looks_empty_to_who_took_it_over_is_not_called_empty_in_the_form() {
    let some = json!({"company_name": "", "details": {"city": "", "country": "UK"}});
    let (desk, connection, review) = not_known(Some(some)).await;
    let form = in_the_form(&desk, connection, Some(review)).await;
    assert_eq!(
        (form.merged.city.as_str(), form.merged.country.as_str()),
        ("Bath", "UK")
    );
    let is_unread = |field| form.theirs.unread.contains(&field);
    assert!(is_unread(OrganizationField::City) && !is_unread(OrganizationField::Country));
    assert!(!is_unread(OrganizationField::Zipcode), "nothing is written there");
    // Of changes of one's own it is empty.
    let own = in_the_form(&desk, connection, None).await;
    assert!(!own.theirs.unread.contains(&OrganizationField::City));
}

#[tokio::test]
async fn nor_in_what_is_saved_from_it_which_settles_them() {
    let some = json!({"company_name": "", "details": {"city": "", "contact_email": ""}});
    let (desk, connection, review) = not_known_and_answered(200, some).await;
    let form = in_the_form(&desk, connection, Some(review)).await;
    let ready = reviewed(&desk, connection, form, review).await;
    let sent = desk.app.send_update(req(connection, ready.review)).await.unwrap();
    let UpdateResultView::Saved(saved) = sent else {
        panic!("{sent:?}")
    };
    // What is not shown to them is not called as it was before.
    assert_eq!(saved.prevailed, PrevailedView::default());
    assert_eq!(
        desk.app.open_operations(connection),
        [],
        "the portal said yes to them"
    );
    let request = HistoryRequest {
        operation: ready.review,
        front: None,
    };
    let noted = desk.app.history_operation(request).await.unwrap();
    let city = noted.fields.iter().find(|row| row.label == "City").unwrap();
    assert_eq!(city.before, None, "{city:?}");
}

/// What the form stands as, reviewed.
async fn reviewed(
    desk: &Hostile,
    connection: ConnectionId,
    form: CollisionView,
    details_of: ReviewId,
) -> UpdateReadyView {
    let request = UpdateFormRequest {
        loaded_by: LoadedBy::Oneself,
        connection,
        id: ONE.parse().unwrap(),
        base: Some(form.theirs.fields),
        unread: form.theirs.unread,
        mine: form.merged,
        undoes: None,
        saves_details_of: Some(details_of),
        draft: None,
    };
    match desk.app.review_update(request).await.unwrap() {
        UpdateReviewView::Ready(ready) => *ready,
        UpdateReviewView::NothingChanged => panic!("nothing changed"),
    }
}

#[tokio::test]
async fn nor_is_it_told_that_nothing_was_taken_where_that_is_not_shown_to_them() {
    let some = json!({"company_name": "", "details": {"city": "", "contact_email": ""}});
    let (desk, connection, review) = not_known_and_answered(422, some).await;
    let form = in_the_form(&desk, connection, Some(review)).await;
    let ready = reviewed(&desk, connection, form, review).await;
    desk.app
        .send_update(req(connection, ready.review))
        .await
        .unwrap_err();
    let request = HistoryRequest {
        operation: ready.review,
        front: None,
    };
    let steps = desk.app.history_operation(request).await.unwrap().steps;
    let told = |title: &str| steps.iter().any(|step| step.title == title);
    assert!(told("Whether it took some of it is not known"), "{steps:?}");
}

/// The same as `not_known` on a portal that answers this to who took it over.
async fn not_known_and_answered(status: u16, other: Value) -> (Hostile, ConnectionId, ReviewId) {
    let (desk, connection, switch) = portal(move |asked, is_other| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => Some(reply(if is_other { status } else { 502 }, "")),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if !asked.path.ends_with(ONE) => None,
        _ if is_other => Some(one(&other)),
        _ => Some(one(&json!({"company_name": "", "details": {}}))),
    })
    .await;
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    let desk = taken_over(desk, connection, created.review, &switch).await;
    (desk, connection, created.review)
}

#[tokio::test]
async fn what_was_shown_to_them_and_is_cleared_meanwhile_is_kept_and_told() {
    let times = AtomicUsize::new(0);
    let put = Arc::new(Mutex::new(String::new()));
    let was_put = put.clone();
    let (desk, connection, switch) = portal(move |asked, is_other| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => {
            asked.body.clone_into(&mut was_put.lock().unwrap());
            Some(reply(if is_other { 200 } else { 502 }, ""))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if !asked.path.ends_with(ONE) => None,
        _ => {
            // Read for the form, and cleared before it is saved.
            let is_cleared = is_other && times.fetch_add(1, Ordering::SeqCst) > 0;
            let country = if is_cleared { "" } else { "UK" };
            Some(one(&json!({"company_name": "", "details": {"country": country}})))
        }
    })
    .await;
    let mut form = with_details(NAME);
    form.details.insert(OrganizationField::Country, "UK".to_owned());
    let created = desk.create(connection, form).await.unwrap();
    let desk = taken_over(desk, connection, created.review, &switch).await;
    let form = in_the_form(&desk, connection, Some(created.review)).await;
    assert_eq!(form.merged.country, "UK");
    let ready = reviewed(&desk, connection, form, created.review).await;
    let sent = desk.app.send_update(req(connection, ready.review)).await.unwrap();
    let UpdateResultView::Saved(saved) = sent else {
        panic!("{sent:?}")
    };
    let kept: Vec<_> = saved.theirs_kept.iter().map(|row| row.field).collect();
    assert_eq!(kept, [OrganizationField::Country]);
    let put = put.lock().unwrap().clone();
    assert!(!put.contains("UK"), "{put}");
}
