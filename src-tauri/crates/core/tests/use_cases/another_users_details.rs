//! Details of a create that was taken over from another user: what is shown empty may only not be shown to who goes on with it, and is
//! neither written over nor called missing.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::{LookedFound, OpenDetails};
use orgdesk_core::organizations::{
    Compared, CreateForm, CreateOutcome, CreateResultView, OrganizationFields, ReviewId,
};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::another_user::{confirmed, portal, signed_in_as_another, taken_over};
use crate::create::{plan, with_details};
use crate::details_said::{NAME as SAID, cut_off_once_saved, only};
use crate::hostile_portal::{Hostile, ONE, Reply, json_reply, lists, reply};
use crate::older_ones::req;
use crate::support::Desk;

pub(crate) const NAME: &str = "Brightwater Dental Bath";

/// All that was asked for, as the portal shows it.
fn whole() -> Value {
    json!({"company_name": "Brightwater Dental Ltd", "details": {"city": "Bath", "contact_email": "imogen@brightwater.example"}})
}

pub(crate) fn one(shown: &Value) -> Reply {
    let mut attributes = json!({"name": NAME, "description": "Second surgery."});
    let more = shown.as_object().unwrap().clone();
    attributes.as_object_mut().unwrap().extend(more);
    json_reply(&json!({"data": {"id": ONE, "attributes": attributes}}))
}

/// What is shown of the organization to who created it, and to another user; none where it is not known to them.
struct Shown {
    first: Value,
    other: Option<Value>,
}

/// Creates one whose details are answered with this, and takes it over as another user.
async fn details_of(
    form: CreateForm,
    status: u16,
    shown: Shown,
) -> (Hostile, ConnectionId, ReviewId, CreateResultView) {
    let (desk, connection, other) = portal(move |asked, other| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => Some(reply(status, "")),
        _ if asked.path.contains("subscriptions") => {
            let plan = json!({"id": "1", "attributes": {"plan": "pci-basic", "status": "active"}});
            let all: Vec<_> = (!other).then_some(plan).into_iter().collect();
            Some(json_reply(&json!({"data": all})))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if !asked.path.ends_with(ONE) => None,
        _ if !other => Some(one(&shown.first)),
        _ => Some(shown.other.as_ref().map_or_else(|| reply(404, ""), one)),
    })
    .await;
    let created = desk.create(connection, form).await.unwrap();
    let review = created.review;
    let desk = taken_over(desk, connection, review, &other).await;
    (desk, connection, review, created)
}

/// The same of details of which nothing clear came, and which are shown empty to who sent them.
pub(crate) async fn not_known(other: Option<Value>) -> (Hostile, ConnectionId, ReviewId) {
    let empty = json!({"company_name": "", "details": {}});
    let shown = Shown { first: empty, other };
    let (desk, connection, review, created) = details_of(with_details(NAME), 502, shown).await;
    assert_eq!(created.outcome, CreateOutcome::DetailsUnclear);
    (desk, connection, review)
}

#[tokio::test]
async fn what_looks_empty_to_who_took_it_over_is_not_written_over() {
    let empty = json!({"company_name": "", "details": {"city": ""}});
    let (desk, connection, review) = not_known(Some(empty)).await;
    let sent = desk.seen("PUT");
    let open = desk.app.open_operations(connection);
    let adopted = only(&open);
    assert!(adopted.details_to_change.is_some() && adopted.details_are_changed_first);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let found = &looked.open[0].looked.as_ref().unwrap().found;
    assert!(
        matches!(found, LookedFound::NotShown { fields } if fields.len() == 3),
        "{found:?}"
    );
    assert_eq!(only(&looked.open).details, OpenDetails::NotKnown);
    let pressed = desk.app.look_again(req(connection, review)).await.unwrap();
    assert_eq!(desk.seen("PUT"), sent, "{:?}", pressed.outcome);
    let left = pressed.details_left.unwrap();
    let AppError::Invalid { problems } = &left.error else {
        panic!("{:?}", left.error)
    };
    assert!(
        problems[0].message.contains("Another user created"),
        "{problems:?}"
    );
    assert!(!left.can_be_saved_as_they_are && pressed.stays_open);
}

#[tokio::test]
async fn nor_into_one_that_is_not_known_to_them() {
    let (desk, connection, review) = not_known(None).await;
    let sent = desk.seen("PUT");
    let pressed = desk.app.look_again(req(connection, review)).await.unwrap();
    assert_eq!(desk.seen("PUT"), sent, "{:?}", pressed.outcome);
}

#[tokio::test]
async fn all_of_them_shown_to_who_took_it_over_are_told_as_saved() {
    let (desk, connection, _) = not_known(Some(whole())).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!((looked.settled.len(), looked.open.len()), (1, 0));
}

/// Details that the portal said yes to, cut off before they were read back; who takes them over is shown none of them, once.
async fn said_to_be_saved() -> (Desk, ConnectionId, ReviewId) {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (request, id) = cut_off_once_saved(&desk, connection).await;
    let desk = desk.restarted();
    desk.portal.replace_user("a.other", "Other Partner");
    confirmed(&desk.app, connection).await;
    desk.app.adopt_operation(request.clone()).await.unwrap();
    let attributes = json!({"name": SAID, "company_name": "", "details": {"city": "", "contact_email": ""}});
    let empty = json!({"data": {"id": id, "attributes": attributes}});
    let empty = Fault::Status(200, empty.to_string());
    desk.portal.faults().next_for(Target::Retrieve, empty);
    (desk, connection, request.review)
}

#[tokio::test]
async fn what_was_said_to_be_saved_is_not_called_missing_by_what_is_not_shown_to_who_took_it_over() {
    let (desk, connection, _) = said_to_be_saved().await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(only(&looked.open).details, OpenDetails::Saved);
    let found = &looked.open[0].looked.as_ref().unwrap().found;
    assert!(matches!(found, LookedFound::NotShown { .. }), "{found:?}");
}

#[tokio::test]
async fn nor_where_they_look_again() {
    let (desk, connection, review) = said_to_be_saved().await;
    let looked = desk.app.look_again(req(connection, review)).await.unwrap();
    assert_eq!((looked.outcome, desk.seen("PUT")), (CreateOutcome::Created, 1));
    let city = looked.comparison.iter().find(|row| row.label == "City").unwrap();
    assert_eq!(city.state, Compared::NotRead);
    // What the portal only said is not settled by who sees nothing of it.
    assert!(looked.stays_open);
    let open = desk.app.open_operations(connection);
    assert_eq!(only(&open).details, OpenDetails::Saved);
    assert!(!only(&open).details_are_changed_first);
    // They can be saved in the form all the same.
    assert!(only(&open).details_to_change.is_some());
    let found = &open[0].looked.as_ref().unwrap().found;
    assert!(matches!(found, LookedFound::NotShown { .. }), "{found:?}");
}

#[tokio::test]
async fn what_is_all_shown_to_who_took_it_over_if_in_the_portals_own_way_is_saved_by_one_press() {
    let own = json!({"company_name": "Brightwater Dental Ltd", "details": {"city": "Ba\u{200b}th", "contact_email": "imogen@brightwater.example"}});
    let (desk, connection, review) = not_known(Some(own)).await;
    let sent = desk.seen("PUT");
    let pressed = desk.app.look_again(req(connection, review)).await.unwrap();
    // This portal answers 502 to whoever it is.
    assert_eq!(desk.seen("PUT"), sent + 1, "{:?}", pressed.outcome);
}

#[tokio::test]
async fn nor_is_a_description_that_is_not_shown_to_them_written_over() {
    let mut hidden = whole();
    hidden["description"] = json!("");
    hidden["details"]["city"] = json!("Ba\u{200b}th");
    let (desk, connection, review) = not_known(Some(hidden)).await;
    let sent = desk.seen("PUT");
    let pressed = desk.app.look_again(req(connection, review)).await.unwrap();
    assert_eq!(desk.seen("PUT"), sent, "{:?}", pressed.outcome);
}

#[tokio::test]
async fn that_the_portal_took_a_part_is_not_forgotten_by_who_is_not_shown_it() {
    let shown = Shown {
        first: json!({"company_name": "", "details": {"city": "Bath", "contact_email": ""}}),
        other: Some(json!({"company_name": "", "details": {"city": "", "contact_email": ""}})),
    };
    let before = json!({"company_name": "", "details": {"city": "", "contact_email": ""}});
    let (desk, connection, review, created) = details_taken_in_part(before, shown).await;
    assert!(created.details_left.unwrap().is_in_part);
    let pressed = desk.app.look_again(req(connection, review)).await.unwrap();
    assert!(pressed.details_left.unwrap().is_in_part);
    assert_eq!(
        only(&desk.app.open_operations(connection)).details,
        OpenDetails::InPart
    );
}

/// The same of one whose details were refused, and held in part since.
async fn details_taken_in_part(
    before: Value,
    shown: Shown,
) -> (Hostile, ConnectionId, ReviewId, CreateResultView) {
    let put = AtomicBool::new(false);
    let (desk, connection, other) = portal(move |asked, other| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => {
            put.store(true, Ordering::SeqCst);
            Some(reply(422, "{}"))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if !asked.path.ends_with(ONE) => None,
        _ if other => shown.other.as_ref().map(one),
        _ if put.load(Ordering::SeqCst) => Some(one(&shown.first)),
        _ => Some(one(&before)),
    })
    .await;
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    let desk = taken_over(desk, connection, created.review, &other).await;
    (desk, connection, created.review, created)
}

#[tokio::test]
async fn a_create_of_somebody_else_is_not_settled_by_what_i_save() {
    let shown = Shown {
        first: json!({"company_name": "", "details": {}}),
        other: Some(whole()),
    };
    let (desk, connection, other) = portal(move |asked, is_other| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" if is_other => Some(reply(200, "")),
        "PUT" => Some(reply(502, "")),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if !asked.path.ends_with(ONE) => None,
        _ if is_other => shown.other.as_ref().map(one),
        _ => Some(one(&shown.first)),
    })
    .await;
    desk.create(connection, with_details(NAME)).await.unwrap();
    let desk = signed_in_as_another(desk, connection, &other).await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        country: "UK".to_owned(),
        ..base.clone()
    };
    desk.save(connection, base, mine).await.unwrap();
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "it was not mine, and I did not take it over"
    );
}

#[tokio::test]
async fn a_plan_that_is_not_shown_to_who_took_it_over_is_not_called_ignored() {
    let shown = Shown {
        first: json!({}),
        other: Some(whole()),
    };
    let mut form = with_details(NAME);
    form.plans = vec![plan("pci-basic")];
    let (desk, connection, review, _) = details_of(form, 502, shown).await;
    let looked = desk.app.look_again(req(connection, review)).await.unwrap();
    let plan = looked
        .comparison
        .iter()
        .find(|row| row.sent.contains("pci-basic"))
        .unwrap();
    assert_eq!(
        (looked.outcome, plan.state),
        (CreateOutcome::Created, Compared::NotRead)
    );
    assert_eq!(looked.notices, []);
}

/// Creates one, and is somebody else from this reading of it on, who is shown nothing of its details. How often they were sent.
async fn is_another_from_reading(number: usize) -> (CreateResultView, usize) {
    let switch = Arc::new(OnceLock::<Arc<AtomicBool>>::new());
    let (at, put) = (switch.clone(), Arc::new(AtomicBool::new(false)));
    let read = AtomicUsize::new(0);
    let (desk, connection, other) = portal(move |asked, _| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => {
            put.store(true, Ordering::SeqCst);
            Some(reply(200, ""))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ if !asked.path.ends_with(ONE) => None,
        _ => {
            let is_another = read.fetch_add(1, Ordering::SeqCst) + 1 >= number;
            at.get().unwrap().store(is_another, Ordering::SeqCst);
            let is_there = put.load(Ordering::SeqCst) && !is_another;
            Some(one(&if is_there {
                whole()
            } else {
                json!({"company_name": "", "details": {}})
            }))
        }
    })
    .await;
    switch.set(other).unwrap();
    let created = desk.create(connection, with_details(NAME)).await.unwrap();
    (created, desk.seen("PUT"))
}

#[tokio::test]
async fn details_are_not_sent_by_what_somebody_else_was_shown() {
    let (created, sent) = is_another_from_reading(2).await;
    let error = created.details_left.expect("they wait").error;
    assert_eq!(sent, 0, "{error:?}");
    assert!(matches!(error, AppError::IdentityChanged { .. }), "{error:?}");
}

#[tokio::test]
async fn details_are_not_called_missing_by_what_somebody_else_was_shown() {
    let (created, sent) = is_another_from_reading(3).await;
    assert_eq!((created.outcome, sent), (CreateOutcome::NotReadBack, 1));
    let why = created.not_read.unwrap();
    assert!(matches!(why, AppError::IdentityChanged { .. }), "{why:?}");
    // Whether they are there, somebody who is shown them has to see.
    assert!(created.stays_open);
}

#[tokio::test]
async fn plans_are_not_called_ignored_by_what_somebody_else_was_shown() {
    let switch = Arc::new(OnceLock::<Arc<AtomicBool>>::new());
    let at = switch.clone();
    let (desk, connection, other) = portal(move |asked, _| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        _ if asked.path.contains("subscriptions") => {
            at.get().unwrap().store(true, Ordering::SeqCst);
            Some(json_reply(&json!({"data": []})))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => asked.path.ends_with(ONE).then(|| one(&whole())),
    })
    .await;
    switch.set(other).unwrap();
    let mut form = CreateForm {
        details: std::collections::BTreeMap::new(),
        ..with_details(NAME)
    };
    form.plans = vec![plan("pci-basic")];
    let created = desk.create(connection, form).await.unwrap();
    let plan = created
        .comparison
        .iter()
        .find(|row| row.sent.contains("pci-basic"))
        .unwrap();
    assert_eq!(
        (plan.state, created.notices.len()),
        (Compared::NotRead, 0),
        "{created:?}"
    );
}
