//! A portal that is slow, or sends one elsewhere.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use orgdesk_core::AppError;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::organizations::{CreateOutcome, OrganizationsRequest};
use serde_json::json;
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::hostile_portal::{Hostile, ONE, harmless, json_reply, lists, organization, reply};
use crate::refused_before::has_appeared_of_what_was_sent;
use crate::support::{LONGEST_LOOK, REQUEST_TIMEOUT, named};

#[tokio::test]
async fn a_create_that_is_not_answered_in_time_is_not_sent_again() {
    let desk = Hostile::answering(|asked| match asked.method.as_str() {
        "POST" => Some(reply(201, "").after(REQUEST_TIMEOUT * 2)),
        _ => lists(asked).then(|| json_reply(&json!([]))),
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("Slow")).await.unwrap();
    assert!(result.answer_lost);
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    assert_eq!(desk.seen("POST"), 1);
}

#[tokio::test]
async fn a_create_answered_as_done_with_an_error_in_it_is_not_told_as_done_and_says_the_portal_s_words() {
    let desk = Hostile::answering(|asked| match asked.method.as_str() {
        "POST" => Some(reply(201, r#"{"message":"No","errors":{"name":["is taken"]}}"#)),
        _ => lists(asked).then(|| json_reply(&json!([]))),
    })
    .await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("Taken")).await.unwrap();
    assert!(result.answer_lost);
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    assert_eq!(desk.seen("POST"), 1);
    let details: Vec<_> = result
        .steps
        .iter()
        .filter_map(|step| step.detail.as_deref())
        .collect();
    let words = "The answer says done, and tells of an error. The portal says: “No; name: is taken”";
    assert!(details.contains(&words), "{details:?}");
}

#[tokio::test]
async fn a_list_with_an_error_in_it_is_not_told_as_empty() {
    let desk = Hostile::answering(|asked| {
        let body = json!({"data": [], "errors": ["search backend timed out"]});
        lists(asked).then(|| json_reply(&body))
    })
    .await;
    let connection = desk.connected().await;
    let request = OrganizationsRequest {
        connection,
        search: String::new(),
        page: 1,
        per_page: 50,
    };
    let AppError::Unclear { reason, said, .. } = harmless(desk.app.list_organizations(request).await) else {
        panic!("it is unclear")
    };
    assert_eq!(reason, UnclearReason::Contradictory);
    assert_eq!(said.message.as_deref(), Some("search backend timed out"));
}

#[tokio::test]
async fn a_read_that_is_not_answered_in_time_says_so() {
    let desk = Hostile::answering(|asked| {
        asked
            .path
            .ends_with(ONE)
            .then(|| reply(200, "").after(REQUEST_TIMEOUT * 2))
    })
    .await;
    let connection = desk.connected().await;
    assert!(matches!(
        harmless(desk.read(connection).await),
        AppError::Unclear {
            reason: UnclearReason::Timeout,
            ..
        }
    ));
}

#[tokio::test]
async fn a_slow_list_without_an_end_is_given_up() {
    let desk = Hostile::answering(|asked| {
        let fresh = organization(&Uuid::new_v4().to_string(), "Other");
        lists(asked).then(|| json_reply(&json!([fresh])).after(LONGEST_LOOK / 4))
    })
    .await;
    let connection = desk.connected().await;
    let begun = Instant::now();
    let review = desk.review(connection, named("Slow List")).await.unwrap();
    assert!(
        begun.elapsed() >= LONGEST_LOOK,
        "it is looked for as long as that"
    );
    assert!(desk.looks_for("Slow*List") <= 5, "{}", desk.asked().len());
    let text = review.steps[0].text.clone().unwrap();
    assert!(text.contains("did not list everything"), "{text}");
}

#[tokio::test]
async fn a_redirect_to_another_host_is_followed_by_no_request_whatever() {
    let elsewhere = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let other = format!("http://{}", elsewhere.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let counted = connections.clone();
    tokio::spawn(async move {
        while elsewhere.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });
    for status in [301, 302, 303, 307, 308] {
        let to = format!("{other}/v2/organizations?token=1");
        let desk = Hostile::answering(move |asked| {
            let signs_in = asked.path.ends_with("/user/me") || lists(asked);
            (!signs_in).then(|| reply(status, "").header("location", &to))
        })
        .await;
        let connection = desk.connected().await;
        let AppError::Rejected { redirect_to, .. } = harmless(desk.read(connection).await) else {
            panic!("{status}")
        };
        assert_eq!(redirect_to.as_deref(), Some(other.as_str()));
        let password = desk.app.test_connection(desk.password_request()).await;
        assert!(matches!(
            harmless(password),
            AppError::Invalid { .. } | AppError::NotAPortal { .. }
        ));
        assert_eq!(desk.seen("PUT"), 0);
    }
    for status in [302, 307] {
        let to = other.clone();
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "POST" => Some(reply(status, "").header("location", &to)),
            _ => lists(asked).then(|| json_reply(&json!([]))),
        })
        .await;
        let connection = desk.connected().await;
        match desk.create(connection, named("Redirected")).await {
            Ok(result) => assert_eq!((status, result.outcome), (302, CreateOutcome::NotFound)),
            Err(error) => assert!(
                matches!(error, AppError::Rejected { status: 307, .. }),
                "{error:?}"
            ),
        }
        assert_eq!(desk.seen("POST"), 1);
    }
    assert_eq!(
        connections.load(Ordering::SeqCst),
        0,
        "nobody came to the other host"
    );
}

#[tokio::test]
async fn a_name_that_appears_while_the_portal_asks_to_wait_stops_the_create() {
    let refused = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            let first = !refused.swap(true, Ordering::SeqCst);
            return Some(if first {
                reply(429, "").header("retry-after", "0")
            } else {
                reply(201, "")
            });
        }
        let appeared = refused
            .load(Ordering::SeqCst)
            .then(|| organization(ONE, "Meanwhile"));
        lists(asked).then(|| json_reply(&json!(appeared.as_slice())))
    })
    .await;
    let connection = desk.connected().await;
    let error = harmless(desk.create(connection, named("Meanwhile")).await);
    has_appeared_of_what_was_sent(&error);
    assert_eq!(desk.seen("POST"), 1);
}

#[tokio::test]
async fn a_portal_that_gives_fewer_to_a_page_than_it_is_asked_for_is_listed_to_its_end() {
    let desk = Hostile::answering(|asked| {
        let first = match asked.path.rsplit("page=").nth(1)? {
            text if text.starts_with('1') => 0,
            text if text.starts_with('2') => 25,
            _ => 50,
        };
        let names = first..(first + 25).min(60);
        let all: Vec<_> = names
            .map(|number| organization(&Uuid::from_u128(number).to_string(), "One"))
            .collect();
        lists(asked).then(|| json_reply(&json!({"data": all, "meta": {"total": 60}})))
    })
    .await;
    let connection = desk.connected().await;
    let mut rows = 0;
    let mut page = 0;
    let mut more = true;
    while more && page < 9 {
        page += 1;
        let request = OrganizationsRequest {
            connection,
            search: String::new(),
            page,
            per_page: 50,
        };
        let view = desk.app.list_organizations(request).await.unwrap();
        more = view.more && !view.rows.is_empty();
        rows += view.rows.len();
    }
    assert!(rows >= 60, "{rows} of 60");
    assert!(page < 9, "and it ends");
}

#[tokio::test]
async fn nothing_is_written_once_the_portal_says_that_one_is_somebody_else() {
    let moved = Arc::new(AtomicBool::new(false));
    let now = moved.clone();
    let shown = json!({"data": organization(ONE, "N")});
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, "")),
        "PUT" => Some(reply(200, "")),
        _ if asked.path.ends_with("/user/me") => {
            let partner = if now.load(Ordering::SeqCst) { "P2" } else { "P1" };
            let user =
                json!({"id": "7", "username": "m.keller", "organization": {"id": partner, "name": partner}});
            Some(json_reply(&json!({"data": {"attributes": user}})))
        }
        _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
        _ => asked.path.ends_with(ONE).then(|| json_reply(&shown)),
    })
    .await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    moved.store(true, Ordering::SeqCst);
    let created = harmless(desk.create(connection, named("Moved")).await);
    assert!(matches!(created, AppError::IdentityChanged { .. }), "{created:?}");
    let mut mine = base.clone();
    mine.city = "Bath".to_owned();
    let saved = harmless(desk.save(connection, base, mine).await);
    assert!(matches!(saved, AppError::IdentityChanged { .. }), "{saved:?}");
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (0, 0));
}
