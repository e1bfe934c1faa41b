//! What is not known, or not as it was asked for, is not forgotten by a later write that tells nothing of it.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest, OperationOutcome};
use orgdesk_core::operations::{OpenDetails, OpenWork};
use orgdesk_core::organizations::{
    Compared, CreateOutcome, CreateResultView, OrganizationField, OrganizationFields, SendRequest,
    UpdateResultView,
};
use serde_json::{Value, json};

use crate::create::{plan, with_details};
use crate::hostile_portal::Hostile;
use crate::scripted_portal::{Scripted, Shown, portal};
use crate::support::named;

/// The organization with this description and these details.
fn shown(description: &str, details: &Value) -> Shown {
    Shown::As(json!({"name": "N", "description": description, "company_name": "C", "details": details}))
}

/// As it is created.
fn without_details() -> Shown {
    let details = json!({"city": "", "contact_email": ""});
    let description = "Second surgery.";
    Shown::As(json!({"name": "N", "description": description, "company_name": "", "details": details}))
}

/// As it is with these details.
fn whole(fields: &OrganizationFields) -> Shown {
    let details = json!({"city": fields.city, "contact_email": fields.contact_email});
    let (description, company) = (&fields.description, &fields.company_name);
    Shown::As(json!({"name": "N", "description": description, "company_name": company, "details": details}))
}

fn with(base: &OrganizationFields, city: &str) -> OrganizationFields {
    OrganizationFields {
        city: city.to_owned(),
        ..base.clone()
    }
}

fn described(base: &OrganizationFields) -> OrganizationFields {
    OrganizationFields {
        description: "Mine".to_owned(),
        ..base.clone()
    }
}

fn how_many_are_open(desk: &Hostile, connection: ConnectionId) -> usize {
    desk.app.open_operations(connection).len()
}

fn details(desk: &Hostile, connection: ConnectionId) -> OpenDetails {
    match &desk.app.open_operations(connection)[0].work {
        OpenWork::Create(create) => create.details,
        other => panic!("{other:?}"),
    }
}

/// How the first of what is in the history stands.
async fn outcome_of_the_first(desk: &Hostile) -> OperationOutcome {
    let all = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    desk.app.history(all).await.unwrap().rows.last().unwrap().outcome
}

#[tokio::test]
async fn a_field_that_was_to_be_emptied_by_an_update_that_left_it_out() {
    for status in [200, 422] {
        let (desk, connection, portal) = portal(shown("", &json!({"city": "Bath"}))).await;
        let base = desk.read(connection).await.unwrap().fields;
        portal.answers(502, shown("", &json!({})));
        desk.save(connection, base.clone(), with(&base, ""))
            .await
            .unwrap();
        let hidden = desk.read(connection).await.unwrap();
        assert!(hidden.unread.contains(&OrganizationField::City));
        portal.answers(status, shown("Mine", &json!({})));
        let mine = described(&hidden.fields);
        let saved = desk.save(connection, hidden.fields, mine).await.unwrap();
        assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
        assert_eq!(how_many_are_open(&desk, connection), 1, "{status}");
    }
}

#[tokio::test]
async fn a_field_that_was_to_be_emptied_by_an_update_of_what_cannot_be_read() {
    let (desk, connection, portal) = portal(shown("", &json!({"city": "Bath", "phone": "0"}))).await;
    let base = desk.read(connection).await.unwrap().fields;
    portal.answers(502, Shown::Not(403));
    desk.save(connection, base.clone(), with(&base, ""))
        .await
        .unwrap();
    desk.save(connection, None, described(&with(&base, "")))
        .await
        .unwrap();
    assert_eq!(how_many_are_open(&desk, connection), 1);
}

#[tokio::test]
async fn a_field_that_was_sent_unseen_by_an_update_that_was_refused() {
    let (desk, connection, portal) = portal(shown("", &json!({"city": "Hull"}))).await;
    let old = desk.read(connection).await.unwrap().fields;
    portal.shows(shown("", &json!({"city": "Bath"})));
    let base = desk.read(connection).await.unwrap().fields;
    portal.answers(502, shown("", &json!({})));
    desk.save(connection, base.clone(), with(&base, "Hull"))
        .await
        .unwrap();
    portal.answers(422, shown("Mine", &json!({})));
    desk.save(connection, old.clone(), described(&old)).await.unwrap();
    assert_eq!(how_many_are_open(&desk, connection), 1);
}

#[tokio::test]
async fn another_field_that_an_update_that_was_refused_is_seen_to_have_changed() {
    let (desk, connection, portal) = portal(shown("", &json!({"city": "Bath", "phone": "7"}))).await;
    let base = desk.read(connection).await.unwrap().fields;
    portal.answers(422, shown("", &json!({"city": "Bath", "phone": ""})));
    let result = desk.save(connection, base.clone(), with(&base, "Hull")).await;
    assert!(matches!(result, Ok(UpdateResultView::Unclear(_))), "{result:?}");
    assert_eq!(how_many_are_open(&desk, connection), 1);
}

#[tokio::test]
async fn details_of_which_nobody_knows_by_a_refusal_that_cannot_show_them() {
    for status in [403, 409] {
        let (desk, connection, portal) = portal(Shown::As(json!({"name": "N"}))).await;
        portal.answers(502, None);
        let created = desk.create(connection, with_details("N")).await.unwrap();
        assert_eq!(details(&desk, connection), OpenDetails::NotKnown);
        portal.answers(status, None);
        let review = created.review;
        let pressed = desk.app.look_again(SendRequest { connection, review }).await;
        assert_eq!(
            pressed.unwrap().outcome,
            CreateOutcome::DetailsUnclear,
            "{status}"
        );
        assert_eq!(
            (desk.seen("PUT"), details(&desk, connection)),
            (2, OpenDetails::NotKnown)
        );
        let outcome = outcome_of_the_first(&desk).await;
        assert_eq!(outcome, OperationOutcome::DetailsNotKnown);
    }
}

#[tokio::test]
async fn that_details_may_be_saved_by_a_refusal_that_cannot_be_read_back() {
    let (desk, connection, portal) = portal(without_details()).await;
    portal.answers(404, Shown::Not(403));
    let created = desk.create(connection, with_details("N")).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::DetailsUnclear, "{created:?}");
    assert_eq!(details(&desk, connection), OpenDetails::NotKnown);
}

/// A created one whose plan the portal ignored, and to whose details it said no.
async fn with_an_ignored_plan() -> (Hostile, ConnectionId, Scripted, CreateResultView) {
    let (desk, connection, portal) = portal(without_details()).await;
    portal.has_subscriptions(Some(json!({"data": []})));
    portal.answers(422, None);
    let mut form = with_details("N");
    form.plans = vec![plan("pci-basic")];
    let created = desk.create(connection, form).await.unwrap();
    assert_eq!(created.notices.len(), 1, "{created:?}");
    (desk, connection, portal, created)
}

#[tokio::test]
async fn a_plan_that_was_ignored_once_the_details_are_saved_from_the_form() {
    let (desk, connection, portal, created) = with_an_ignored_plan().await;
    let mine = created.details_left.unwrap().fields;
    portal.answers(200, whole(&mine));
    let base = desk.read(connection).await.unwrap().fields;
    let of = Some(created.review);
    desk.save_for(connection, Some(base), mine, of).await.unwrap();
    assert_eq!(how_many_are_open(&desk, connection), 0);
    assert_eq!(outcome_of_the_first(&desk).await, OperationOutcome::Differs);
}

#[tokio::test]
async fn a_plan_that_was_ignored_by_a_reading_back_that_cannot_see_the_plans() {
    let (desk, connection, portal, created) = with_an_ignored_plan().await;
    let fields = created.details_left.unwrap().fields;
    portal.has_subscriptions(None);
    portal.answers(200, whole(&fields));
    let review = created.review;
    let saved = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(saved.unwrap().outcome, CreateOutcome::Created);
    assert_eq!(outcome_of_the_first(&desk).await, OperationOutcome::Differs);
}

#[tokio::test]
async fn nor_is_what_was_there_before_called_taken() {
    let city = json!({"name": "N", "description": "Second surgery.", "company_name": "", "details": {"city": "Bath", "contact_email": ""}});
    let (desk, connection, portal) = portal(Shown::As(city)).await;
    portal.answers(422, None);
    let created = desk.create(connection, with_details("N")).await.unwrap();
    let left = created.details_left.unwrap();
    assert!(matches!(left.error, AppError::Rejected { status: 422, .. }));
    assert_eq!(details(&desk, connection), OpenDetails::NotSaved);
}

#[tokio::test]
async fn nor_is_what_was_there_before_told_where_it_was_not_seen() {
    for (before, is_neither) in [(json!({"city": "Bath"}), true), (json!({}), false)] {
        let (desk, connection, portal) = portal(shown("", &before)).await;
        let base = desk.read(connection).await.unwrap().fields;
        portal.answers(502, shown("", &json!({"city": "HULL"})));
        let result = desk.save(connection, base.clone(), with(&base, "Hull")).await;
        let Ok(UpdateResultView::Unclear(unclear)) = result else {
            panic!("{result:?}")
        };
        assert_eq!(unclear.is_neither, is_neither, "{before}");
    }
}

#[tokio::test]
async fn nor_is_what_could_not_be_read_taken_for_something_else() {
    let (desk, connection, _) = portal(Shown::As(json!({"name": "N", "description": ""}))).await;
    let created = desk.create(connection, named("N")).await.unwrap();
    assert!(
        created
            .comparison
            .iter()
            .all(|row| row.state != Compared::Differs)
    );
    assert_eq!(outcome_of_the_first(&desk).await, OperationOutcome::Done);
}
