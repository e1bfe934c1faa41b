//! Details of a create that was taken over from another user, changed in the form: what is shown empty is not called empty there, nor in
//! what comes of saving them.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::HistoryRequest;
use orgdesk_core::organizations::{
    CarryOverRequest, CollisionView, OrganizationField, OrganizationFields, PrevailedView, ReviewId,
    UpdateFormRequest, UpdateResultView, UpdateReviewView,
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
    let (desk, connection, review) = not_known_and_saved(some).await;
    let form = in_the_form(&desk, connection, Some(review)).await;
    let request = UpdateFormRequest {
        connection,
        id: ONE.parse().unwrap(),
        base: Some(form.theirs.fields.clone()),
        unread: form.theirs.unread.clone(),
        mine: form.merged.clone(),
        undoes: None,
        saves_details_of: Some(review),
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!()
    };
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

/// The same as `not_known` on a portal that says yes to who took it over.
async fn not_known_and_saved(other: Value) -> (Hostile, ConnectionId, ReviewId) {
    let (desk, connection, switch) = portal(move |asked, is_other| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => Some(reply(if is_other { 200 } else { 502 }, "")),
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
