//! A look that cannot say that a create is not there does not say so, and nothing is created again because of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::operations::{LookedFound, OpenWork};
use orgdesk_core::organizations::{CreateOutcome, CreateResultView, SendRequest};
use serde_json::{Value, json};

use crate::hostile_portal::{Asked, Hostile, Reply, json_reply, lists, reply};
use crate::support::named;

const NAME: &str = "Not Said";

/// A create whose answer is lost on a portal that answers so once it was sent, and what is told of it by a look of the user's and by one
/// nobody asked for.
async fn looked_for(
    then: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static,
) -> (CreateResultView, LookedFound) {
    let sent = Arc::new(AtomicBool::new(false));
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            sent.store(true, Ordering::SeqCst);
            return Some(reply(500, ""));
        }
        let nothing = || lists(asked).then(|| json_reply(&json!({"data": []})));
        let answer = if sent.load(Ordering::SeqCst) {
            then(asked)
        } else {
            None
        };
        answer.or_else(nothing)
    })
    .await;
    let connection = desk.connected().await;
    let lost = desk.create(connection, named(NAME)).await.unwrap();
    let review = lost.review;
    let again = desk
        .app
        .look_again(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(again.outcome, lost.outcome);
    assert!(!again.can_be_created_again);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let [open] = looked.open.as_slice() else {
        panic!("{looked:?}")
    };
    let OpenWork::Create(create) = &open.work else {
        panic!("{open:?}")
    };
    assert!(!create.can_be_created_again);
    (again, open.looked.clone().unwrap().found)
}

fn not_all_listed(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Unclear {
            reason: UnclearReason::NotAllListed,
            ..
        }
    )
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_may_be_the_one() {
    let without_id: Value = json!({"data": [{"type": "organization", "attributes": {"name": NAME}}]});
    let (again, found) = looked_for(move |asked| lists(asked).then(|| json_reply(&without_id))).await;
    assert_eq!(again.outcome, CreateOutcome::CannotLook);
    assert!(not_all_listed(&again.not_read.unwrap()));
    assert!(
        matches!(&found, LookedFound::NotRead { error } if not_all_listed(error)),
        "{found:?}"
    );
}

#[tokio::test]
async fn what_is_not_shown_to_somebody_else_may_be_there_all_the_same() {
    let somebody_else = json!({"data": {"attributes": {"id": "8", "username": "somebody.else"}}});
    let (again, found) = looked_for(move |asked| {
        let who = asked.path.ends_with("/v2/user/me");
        who.then(|| json_reply(&somebody_else))
    })
    .await;
    assert_eq!(again.outcome, CreateOutcome::CannotLook);
    let is_changed = |error: &AppError| matches!(error, AppError::IdentityChanged { .. });
    assert!(is_changed(&again.not_read.unwrap()));
    assert!(
        matches!(&found, LookedFound::NotRead { error } if is_changed(error)),
        "{found:?}"
    );
}
