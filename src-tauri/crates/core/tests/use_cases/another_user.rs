//! What the portal shows to another user is not what was shown to who wrote: nothing is created again, saved to, or called done by it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use orgdesk_core::connections::{ConfirmIdentityRequest, ConnectionId};
use orgdesk_core::error::UnclearReason;
use orgdesk_core::operations::{LookedFound, OpenWork};
use orgdesk_core::organizations::{
    CreateForm, CreateFormRequest, CreateOutcome, OrganizationFields, ReviewId, UpdateResultView,
};
use orgdesk_core::{AppError, Orgdesk};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::hostile_portal::{Asked, Hostile, ONE, Reply, json_reply, lists, reply};
use crate::older_ones::{req, undescribed};
use crate::support::{Desk, named};
use crate::update::{loaded, save};

fn instead(connection: ConnectionId, first: ReviewId, name: &str) -> CreateFormRequest {
    CreateFormRequest {
        connection,
        form: named(name),
        instead_of: Some(first),
        draft: None,
    }
}

fn shown(name: &str, incomplete: bool, details: &Value) -> Value {
    json!({"id": ONE, "attributes": {"name": name, "description": "", "company_name": "",
        "incomplete_details": incomplete, "details": details}})
}

/// A portal on which one is somebody else once that is switched on.
pub(crate) async fn portal(
    answer: impl Fn(&Asked, bool) -> Option<Reply> + Send + Sync + 'static,
) -> (Hostile, ConnectionId, Arc<AtomicBool>) {
    let other = Arc::new(AtomicBool::new(false));
    let now = other.clone();
    let desk = Hostile::answering(move |asked| {
        let other = now.load(Ordering::SeqCst);
        if asked.path.ends_with("/v2/user/me") && other {
            return Some(json_reply(
                &json!({"data": {"attributes": {"id": "8", "username": "a.other"}}}),
            ));
        }
        answer(asked, other)
    })
    .await;
    let connection = desk.connected().await;
    (desk, connection, other)
}

/// The next run, as somebody else who takes the write over.
pub(crate) async fn taken_over(
    desk: Hostile,
    connection: ConnectionId,
    review: ReviewId,
    other: &AtomicBool,
) -> Hostile {
    let desk = signed_in_as_another(desk, connection, other).await;
    desk.app.adopt_operation(req(connection, review)).await.unwrap();
    desk
}

/// The next run, as somebody else.
pub(crate) async fn signed_in_as_another(
    desk: Hostile,
    connection: ConnectionId,
    other: &AtomicBool,
) -> Hostile {
    let desk = desk.restarted();
    other.store(true, Ordering::SeqCst);
    confirmed(&desk.app, connection).await;
    desk
}

/// Whoever the portal says one is by now, one is.
pub(crate) async fn confirmed(app: &Orgdesk, connection: ConnectionId) {
    let error = app.open_connection(connection).await.unwrap_err();
    let AppError::IdentityChanged { now, .. } = error else {
        panic!("{error:?}")
    };
    let identity = *now;
    let confirmed = ConfirmIdentityRequest { connection, identity };
    app.confirm_identity(confirmed).await.unwrap();
}

/// A create that never arrived; an older one of its name is shown to the other user alone.
async fn an_older_one(form: CreateForm) -> (Hostile, ConnectionId, ReviewId) {
    let (desk, connection, other) = portal(|asked, other| match asked.method.as_str() {
        "POST" => Some(reply(502, "")),
        "PUT" => Some(reply(200, "")),
        _ if lists(asked) => {
            let all: Vec<_> = other
                .then(|| shown("Old Harbour", true, &json!({})))
                .into_iter()
                .collect();
            Some(json_reply(&json!({"data": all})))
        }
        _ if asked.path.ends_with(ONE) && other => Some(json_reply(
            &json!({"data": shown("Old Harbour", true, &json!({}))}),
        )),
        _ => None,
    })
    .await;
    let lost = desk.create(connection, form).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let desk = taken_over(desk, connection, lost.review, &other).await;
    (desk, connection, lost.review)
}

#[tokio::test]
async fn an_older_one_that_only_who_took_it_over_is_shown_is_not_told_as_created() {
    let (desk, connection, _) = an_older_one(named("Old Harbour")).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
}

#[tokio::test]
async fn details_are_not_written_into_an_older_one_that_only_who_took_it_over_is_shown() {
    let (desk, connection, review) = an_older_one(undescribed("Old Harbour")).await;
    desk.app.look_at_open_operations(connection).await.unwrap();
    let pressed = desk.app.look_again(req(connection, review)).await.unwrap();
    assert_eq!(desk.seen("PUT"), 0, "{:?}", pressed.outcome);
}

#[tokio::test]
async fn what_is_not_shown_to_who_took_it_over_is_not_created_again() {
    let posts = Arc::new(AtomicUsize::new(0));
    let sent = posts.clone();
    let (desk, connection, other) = portal(move |asked, other| match asked.method.as_str() {
        // It is created, and the answer is lost.
        "POST" => {
            sent.fetch_add(1, Ordering::SeqCst);
            Some(reply(502, ""))
        }
        // Its maker could not read just then, and nobody else is shown it.
        _ if lists(asked) && !other && sent.load(Ordering::SeqCst) > 0 => Some(reply(403, "")),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => None,
    })
    .await;
    let lost = desk.create(connection, named("Only Mine")).await.unwrap();
    assert_eq!(
        (lost.outcome, lost.can_be_created_again),
        (CreateOutcome::CannotLook, false)
    );
    let desk = taken_over(desk, connection, lost.review, &other).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let found = looked.open[0].looked.as_ref().map(|looked| &looked.found);
    let why = UnclearReason::ListedToAnother;
    assert!(
        matches!(found, Some(LookedFound::NotRead { error }) if matches!(&**error, AppError::Unclear { reason, .. } if *reason == why)),
        "{found:?}"
    );
    let OpenWork::Create(create) = &looked.open[0].work else {
        panic!()
    };
    let may_be = create.can_be_created_again;
    let again = desk
        .app
        .review_create(instead(connection, lost.review, "Only Mine"))
        .await
        .unwrap();
    // Another may be created after all, and its review says what is not settled.
    assert!(!may_be && !again.instead && again.unresolved);
}

/// An update that empties the city, of which nothing arrives; the other user is shown no details.
async fn emptied(becomes_other_with_it: bool) -> (Hostile, ConnectionId, Arc<AtomicBool>, UpdateResultView) {
    let (desk, connection, other, result) = emptied_and_answered(502, becomes_other_with_it).await;
    (desk, connection, other, result.unwrap())
}

/// The same, answered with this.
async fn emptied_and_answered(
    status: u16,
    becomes_other_with_it: bool,
) -> (
    Hostile,
    ConnectionId,
    Arc<AtomicBool>,
    Result<UpdateResultView, AppError>,
) {
    let switch = Arc::new(std::sync::OnceLock::<Arc<AtomicBool>>::new());
    let at = switch.clone();
    let (desk, connection, other) = portal(move |asked, other| match asked.method.as_str() {
        "PUT" => {
            if becomes_other_with_it {
                at.get().unwrap().store(true, Ordering::SeqCst);
            }
            Some(reply(status, ""))
        }
        _ if asked.path.ends_with(ONE) => {
            let details = if other { json!({}) } else { json!({"city": "Bath"}) };
            let mut one = shown("N", other, &details);
            one["attributes"]["company_name"] = json!("C");
            Some(json_reply(&json!({"data": one})))
        }
        _ => None,
    })
    .await;
    switch.set(other.clone()).unwrap();
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        city: String::new(),
        ..base.clone()
    };
    let result = desk.save(connection, base, mine).await;
    (desk, connection, other, result)
}

#[tokio::test]
async fn an_update_is_not_read_back_as_somebody_else() {
    let (_desk, _, _, result) = emptied(true).await;
    assert!(
        !matches!(result, UpdateResultView::Saved(_)),
        "the city is still there"
    );
}

#[tokio::test]
async fn an_update_that_is_refused_is_not_told_as_taken_by_what_somebody_else_is_shown() {
    let (.., result) = emptied_and_answered(422, true).await;
    assert!(
        matches!(result, Err(AppError::Rejected { status: 422, .. })),
        "{result:?}"
    );
}

#[tokio::test]
async fn nor_looked_at_without_being_asked_as_somebody_else() {
    let (desk, connection, other, _) = emptied(false).await;
    other.store(true, Ordering::SeqCst);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, [], "the city is still there");
}

#[tokio::test]
async fn nor_told_as_saved_by_what_is_shown_to_who_took_it_over() {
    let (desk, connection, other, _) = emptied(false).await;
    let review = desk.app.open_operations(connection)[0].review;
    let desk = taken_over(desk, connection, review, &other).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, [], "the city is still there");
}

#[tokio::test]
async fn an_open_update_of_somebody_else_is_not_settled_by_mine() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let city = |city: &str| OrganizationFields {
        city: city.to_owned(),
        ..base.fields.clone()
    };
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, city("Delft")).await;
    let desk = desk.restarted();
    desk.portal.replace_user("a.other", "Other Partner");
    confirmed(&desk.app, connection).await;
    save(&desk, connection, &base, city("Utrecht")).await;
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "it was not mine, and I did not take it over"
    );
}
