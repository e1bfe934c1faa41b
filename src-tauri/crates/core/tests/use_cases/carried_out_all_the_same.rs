//! Answers that say no, or not now, to a write that was carried out all the same: something before the portal answered for it, or
//! sent it a second time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::AppError;
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest, OperationOutcome};
use orgdesk_core::organizations::CreateOutcome;
use serde_json::json;

use crate::hostile_portal::{Hostile, ONE, Reply, json_reply, lists, organization, reply};
use crate::support::named;

const NAME: &str = "Carried Out";

/// Creates the organization, answers with this, and lists it from this list after it on.
async fn creates_and_answers(answer: fn(usize) -> Reply, listed_from: usize) -> Hostile {
    let seen = Arc::new(Mutex::new((0, 0)));
    Hostile::answering(move |asked| {
        let mut seen = seen.lock().unwrap();
        let (posts, lists_since) = &mut *seen;
        match asked.method.as_str() {
            "POST" => {
                *posts += 1;
                *lists_since = 0;
                Some(answer(*posts))
            }
            _ if lists(asked) => {
                *lists_since += 1;
                let is_listed = *posts > 0 && *lists_since >= listed_from;
                let all = is_listed.then(|| organization(ONE, NAME));
                Some(json_reply(&json!(all.as_slice())))
            }
            _ => asked
                .path
                .ends_with(ONE)
                .then(|| json_reply(&json!({"data": organization(ONE, NAME)}))),
        }
    })
    .await
}

#[tokio::test]
async fn one_that_is_put_off_with_503_and_listed_late_is_not_sent_again() {
    let answer = |nth| match nth {
        1 => reply(503, "").header("Retry-After", "0"),
        _ => reply(201, ""),
    };
    let desk = creates_and_answers(answer, 3).await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(desk.seen("POST"), 1, "{result:?}");
    assert_eq!(result.outcome, CreateOutcome::Created, "{result:?}");
    assert!(result.answer_lost, "it is said that no clear answer came");
}

/// As something before the portal does that lost the answer to the first: the second is refused, since the name is taken by then.
#[tokio::test]
async fn one_that_is_refused_since_its_name_is_taken_by_now_is_told_with_what_has_appeared() {
    for status in [409, 422] {
        let answer = if status == 409 {
            |_| reply(409, r#"{"errors":{"name":["has already been taken"]}}"#)
        } else {
            |_| reply(422, r#"{"errors":{"name":["has already been taken"]}}"#)
        };
        let desk = creates_and_answers(answer, 1).await;
        let connection = desk.connected().await;
        let error = desk.create(connection, named(NAME)).await.unwrap_err();
        let AppError::NameAppeared {
            found,
            sent_before: true,
        } = error
        else {
            panic!("{status}: {error:?}")
        };
        assert_eq!(found.len(), 1, "{status}");
        assert_eq!(desk.seen("POST"), 1, "{status}");
    }
}

/// Refuses the create, and answers each list after it so.
async fn refuses_and_lists(listed: fn() -> Reply) -> Hostile {
    let posted = AtomicBool::new(false);
    Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            posted.store(true, Ordering::SeqCst);
            Some(reply(422, r#"{"errors":{"name":["is too odd"]}}"#))
        }
        _ if lists(asked) && posted.load(Ordering::SeqCst) => Some(listed()),
        _ => lists(asked).then(none),
    })
    .await
}

fn none() -> Reply {
    json_reply(&json!([]))
}

#[tokio::test]
async fn one_that_is_refused_and_of_which_nothing_appears_is_told_as_it_was_refused() {
    for listed in [none, || reply(500, "")] {
        let desk = refuses_and_lists(listed).await;
        let connection = desk.connected().await;
        let error = desk.create(connection, named(NAME)).await.unwrap_err();
        assert!(
            matches!(&error, AppError::Rejected { status: 422, problems, .. } if problems.len() == 1),
            "{error:?}"
        );
        let newest = HistoryPageRequest {
            filter: HistoryFilter::default(),
            before: None,
        };
        let history = desk.app.history(newest).await.unwrap();
        assert_eq!(history.rows[0].outcome, OperationOutcome::Rejected);
    }
}
