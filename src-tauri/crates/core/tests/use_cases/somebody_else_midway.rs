//! A portal that says in the middle of a write that one is somebody else: between a create and its details, or while it asks to
//! wait. Nothing more is written until the user has confirmed who they are.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::organizations::{CreateForm, CreateOutcome, OrganizationField, SendRequest};
use serde_json::json;

use crate::hostile_portal::{Asked, Hostile, ONE, Reply, harmless, json_reply, lists, organization, reply};
use crate::support::named;

const NAME: &str = "Midway";

/// A portal that says that one is somebody else once it has been asked to write; the first write of this method is put off.
async fn turns(put_off: &'static str) -> Hostile {
    let writes = Arc::new(AtomicUsize::new(0));
    let said = |partner: &str| {
        let user =
            json!({"id": "7", "username": "m.keller", "organization": {"id": partner, "name": partner}});
        json_reply(&json!({"data": {"attributes": user}}))
    };
    let write = move |asked: &Asked, done: Reply| {
        let first = writes.fetch_add(1, Ordering::SeqCst) == 0;
        if first && asked.method == put_off {
            return reply(429, "").header("retry-after", "0");
        }
        done
    };
    let changed = Arc::new(AtomicUsize::new(0));
    Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            changed.store(1, Ordering::SeqCst);
            Some(write(asked, reply(201, json!({"data": {"id": ONE}}).to_string())))
        }
        "PUT" => {
            changed.store(1, Ordering::SeqCst);
            Some(write(asked, reply(200, "")))
        }
        _ if asked.path.ends_with("/user/me") => Some(said(["P1", "P2"][changed.load(Ordering::SeqCst)])),
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({"data": organization(ONE, NAME)}))),
    })
    .await
}

fn detailed() -> CreateForm {
    let mut form = named(NAME);
    form.details
        .insert(OrganizationField::CompanyName, "Midway Ltd".to_owned());
    form
}

#[tokio::test]
async fn details_are_not_saved_as_somebody_else_than_created_the_organization() {
    let desk = turns("").await;
    let connection = desk.connected().await;
    let result = desk.create(connection, detailed()).await.unwrap();
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (1, 0), "{result:?}");
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
    let left = result.details_left.unwrap();
    assert!(matches!(left.error, AppError::IdentityChanged { .. }), "{left:?}");
}

#[tokio::test]
async fn a_create_that_was_put_off_is_not_sent_again_as_somebody_else() {
    let desk = turns("POST").await;
    let connection = desk.connected().await;
    let refused = harmless(desk.create(connection, named(NAME)).await);
    assert!(matches!(refused, AppError::IdentityChanged { .. }), "{refused:?}");
    assert_eq!(desk.seen("POST"), 1);
}

#[tokio::test]
async fn an_update_that_was_put_off_is_not_sent_again_as_somebody_else() {
    let desk = turns("PUT").await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    let mut mine = base.clone();
    mine.city = "Bath".to_owned();
    let refused = harmless(desk.save(connection, base, mine).await);
    assert!(matches!(refused, AppError::IdentityChanged { .. }), "{refused:?}");
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn a_create_is_not_settled_by_what_the_portal_shows_to_somebody_else() {
    let is_another = Arc::new(AtomicBool::new(false));
    let now = is_another.clone();
    let desk = Hostile::answering(move |asked| {
        let is_another = now.load(Ordering::SeqCst);
        if asked.method == "POST" {
            return Some(reply(500, ""));
        }
        if asked.path.ends_with("/user/me") {
            let partner = if is_another { "P2" } else { "P1" };
            let user =
                json!({"id": "7", "username": "m.keller", "organization": {"id": partner, "name": partner}});
            return Some(json_reply(&json!({"data": {"attributes": user}})));
        }
        let theirs = organization(ONE, "Of Two Partners");
        if lists(asked) {
            let data = if is_another { vec![theirs] } else { Vec::new() };
            return Some(json_reply(&json!({ "data": data })));
        }
        asked
            .path
            .ends_with(ONE)
            .then(|| json_reply(&json!({ "data": theirs })))
    })
    .await;
    let connection = desk.connected().await;
    let lost = desk.create(connection, named("Of Two Partners")).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    is_another.store(true, Ordering::SeqCst);
    let review = lost.review;
    let looked = desk
        .app
        .look_again(SendRequest { connection, review })
        .await
        .unwrap();
    assert_ne!(looked.outcome, CreateOutcome::Created, "{looked:?}");
}
