//! Every fault, as it looks from outside.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use practice_portal::{Fault, Target, Until};
use reqwest::Method;
use serde_json::json;

use crate::client::{get, holds, names, portal, post, put, raw, raw_create, send};

#[tokio::test]
async fn a_lost_answer_is_written_and_then_not_one_byte() {
    let portal = portal().await;
    portal.faults().next(Fault::LostAnswer);
    assert_eq!(
        get(&portal, "/v2/organizations").await.status,
        200,
        "reads do not take it"
    );
    let (bytes, ended) = raw(&portal, &raw_create(&portal, "Lost")).await;
    assert_eq!((bytes.as_slice(), ended), (&b""[..], None));
    assert!(holds(&portal, "Lost"));
    assert_eq!(portal.faults().waiting(), 0);
}

#[tokio::test]
async fn a_lost_answer_reaches_a_client_as_an_error() {
    let portal = portal().await;
    let id = portal.add("Before");
    portal.faults().next_for(Target::Update, Fault::LostAnswer);
    let body = json!({ "organization": { "name": "After", "company_name": "x" } }).to_string();
    assert!(
        send(&portal, Method::PUT, &format!("/v2/organizations/{id}"), &body)
            .await
            .is_err()
    );
    assert_eq!(portal.organization(&id).unwrap().name, "After");
}

#[tokio::test]
async fn an_error_after_the_write_is_written_and_a_500() {
    let portal = portal().await;
    portal.faults().next(Fault::ErrorAfterWrite);
    let answer = post(&portal, json!({ "name": "Written" })).await;
    assert_eq!((answer.status, &answer.json()["status"]), (500, &json!(500)));
    assert!(holds(&portal, "Written"));
}

#[tokio::test]
async fn what_is_unavailable_after_the_write_is_written_and_a_503_that_asks_to_wait() {
    let portal = portal().await;
    portal.faults().next(Fault::UnavailableAfterWrite);
    let answer = post(&portal, json!({ "name": "Written" })).await;
    assert_eq!((answer.status, answer.header("retry-after")), (503, "0"));
    assert!(holds(&portal, "Written"));
}

#[tokio::test]
async fn a_refusal_for_now_writes_nothing_and_says_for_how_long() {
    let portal = portal().await;
    let refusals = [
        (503, Fault::Unavailable { retry_after: Some(7) }, "7"),
        (503, Fault::Unavailable { retry_after: None }, ""),
        (429, Fault::TooMany { retry_after: Some(0) }, "0"),
        (429, Fault::TooMany { retry_after: None }, ""),
    ];
    for (status, fault, retry_after) in refusals {
        portal.faults().next(fault);
        let answer = post(&portal, json!({ "name": "Refused" })).await;
        assert_eq!(
            (answer.status, answer.header("retry-after")),
            (status, retry_after)
        );
    }
    assert!(!holds(&portal, "Refused"));
    assert_eq!(post(&portal, json!({ "name": "Refused" })).await.status, 201);
}

#[tokio::test]
async fn a_cut_body_promises_more_than_it_brings() {
    let portal = portal().await;
    let whole = get(&portal, "/v2/user/me").await.text;
    portal.faults().next_for(Target::UserMe, Fault::CutBody);
    let request = format!(
        "GET /v2/user/me HTTP/1.1\r\nhost: x\r\nauthorization: Basic {}\r\nx-api-key: {}\r\n\r\n",
        portal.user_token(),
        portal.api_key()
    );
    let (bytes, ended) = raw(&portal, &request).await;
    assert_ne!(ended, Some(ErrorKind::TimedOut), "the connection ends");
    let text = String::from_utf8(bytes).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    assert!(
        head.to_lowercase()
            .contains(&format!("content-length: {}", whole.len())),
        "{head}"
    );
    assert_eq!(body, &whole[..whole.len() / 2]);
}

#[tokio::test]
async fn a_create_with_a_cut_body_is_written() {
    let portal = portal().await;
    portal.faults().next_for(Target::Create, Fault::CutBody);
    let (bytes, ended) = raw(&portal, &raw_create(&portal, "Cut")).await;
    assert_ne!(ended, Some(ErrorKind::TimedOut), "the connection ends");
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("HTTP/1.1 201 Created") && text.contains("content-length: 64"),
        "{text}"
    );
    assert!(text.split_once("\r\n\r\n").unwrap().1.len() < 64);
    assert!(holds(&portal, "Cut"));
}

#[tokio::test]
async fn a_reset_connection_writes_nothing() {
    let portal = portal().await;
    portal.faults().next(Fault::Reset);
    let (bytes, ended) = raw(&portal, &raw_create(&portal, "Reset")).await;
    assert_eq!(
        (bytes.as_slice(), ended),
        (&b""[..], Some(ErrorKind::ConnectionReset))
    );
    assert!(!holds(&portal, "Reset"));
    assert_eq!(portal.requests().pop().unwrap().path, "/v2/organizations");
}

#[tokio::test]
async fn a_late_organization_is_missing_from_so_many_lists() {
    let portal = portal().await;
    portal.faults().next(Fault::LateVisibility(Until::Requests(2)));
    post(&portal, json!({ "name": "Late" })).await;
    let mut found = Vec::new();
    for _ in 0..4 {
        let answer = get(&portal, "/v2/organizations?q[name]=late").await;
        assert_eq!(
            answer.json()["pagination"]["total_count"],
            json!(names(&answer).len())
        );
        found.push(names(&answer).len());
    }
    assert_eq!(found, [0, 0, 1, 1]);
    let id = portal.organizations().pop().unwrap().id;
    assert_eq!(get(&portal, &format!("/v2/organizations/{id}")).await.status, 200);
}

#[tokio::test]
async fn a_late_organization_is_missing_from_the_whole_list_as_well() {
    let portal = portal().await;
    portal
        .faults()
        .next(Fault::LateVisibility(Until::After(Duration::from_hours(1))));
    post(&portal, json!({ "name": "Late" })).await;
    let answer = get(&portal, "/v2/organizations").await;
    assert_eq!(answer.json()["pagination"]["total_count"], json!(250));
    assert_eq!(names(&answer)[0], "Amber Lantern");
}

#[tokio::test]
async fn an_organization_that_is_late_by_a_time_is_listed_after_it() {
    let portal = portal().await;
    let by = Duration::from_millis(50);
    portal.faults().next(Fault::LateVisibility(Until::After(by)));
    let asked = Instant::now();
    post(&portal, json!({ "name": "Late" })).await;
    while names(&get(&portal, "/v2/organizations?q[name]=late").await).is_empty() {
        assert!(asked.elapsed() < Duration::from_secs(30));
    }
    assert!(asked.elapsed() >= by);
}

#[tokio::test]
async fn latency_comes_after_the_write() {
    let portal = portal().await;
    let id = portal.add("Before");
    portal.faults().next(Fault::Latency(Duration::from_hours(1)));
    let saving = put(&portal, &id, json!({ "name": "After", "company_name": "x" }));
    let asked = Instant::now();
    let written = async {
        while portal.organization(&id).unwrap().name != "After" {
            assert!(asked.elapsed() < Duration::from_secs(20));
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        answer = saving => panic!("answered an hour too early: {answer:?}"),
        () = written => {}
    }
}

#[tokio::test]
async fn latency_is_as_long_as_asked_for() {
    let portal = portal().await;
    portal.faults().next(Fault::Latency(Duration::from_millis(120)));
    let asked = Instant::now();
    assert_eq!(get(&portal, "/v2/user/me").await.status, 200);
    assert!(asked.elapsed() >= Duration::from_millis(120));
}

#[tokio::test]
async fn a_proxys_page_comes_with_200_and_writes_nothing() {
    let portal = portal().await;
    portal.faults().next(Fault::Html);
    let answer = post(&portal, json!({ "name": "Proxied" })).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    assert!(answer.text.starts_with("<!DOCTYPE html>"));
    assert!(!holds(&portal, "Proxied"));
}

#[tokio::test]
async fn any_status_and_body_can_be_answered() {
    let portal = portal().await;
    for (status, body, kind) in [
        (422, r#"{"errors":["Name is taken"]}"#, "application/json"),
        (502, "<h1>Bad gateway</h1>", "text/html; charset=utf-8"),
        (504, "upstream", "text/plain; charset=utf-8"),
        (403, "", ""),
    ] {
        portal
            .faults()
            .next_for(Target::Any, Fault::Status(status, body.to_owned()));
        let answer = post(&portal, json!({ "name": "Not done" })).await;
        assert_eq!(
            (answer.status, answer.text.as_str(), answer.header("content-type")),
            (status, body, kind)
        );
    }
    assert!(!holds(&portal, "Not done"));
}

#[tokio::test]
async fn a_fault_for_one_kind_of_request_leaves_the_others_alone() {
    let portal = portal().await;
    let id = portal.add("One");
    let one = format!("/v2/organizations/{id}");
    let subscriptions = format!("{one}/subscriptions");
    let kinds = [
        (Target::List, "/v2/organizations"),
        (Target::Retrieve, one.as_str()),
        (Target::Subscriptions, subscriptions.as_str()),
        (Target::UserMe, "/v2/user/me"),
    ];
    for (kind, path) in kinds {
        portal.faults().next_for(kind, Fault::Status(418, String::new()));
        for other in kinds.into_iter().filter(|other| other.0 != kind) {
            assert_eq!(get(&portal, other.1).await.status, 200, "{kind:?} at {}", other.1);
        }
        assert_eq!(get(&portal, path).await.status, 418, "{kind:?}");
    }
    portal
        .faults()
        .next_for(Target::SignIn, Fault::Status(418, String::new()));
    assert_eq!(
        send(&portal, Method::POST, "/auth/sign_in", "{}")
            .await
            .unwrap()
            .status,
        418
    );
}

#[tokio::test]
async fn a_request_that_is_held_is_done_when_that_is_told() {
    let portal = portal().await;
    portal
        .faults()
        .next_for(Target::Create, Fault::Latency(Duration::from_hours(1)));
    let before = portal.faults().held();
    let creating = raw_create(&portal, "Held");
    tokio::select! {
        answer = raw(&portal, &creating) => panic!("it is held: {answer:?}"),
        () = portal.faults().holds_more_than(before) => {}
    }
    assert!(holds(&portal, "Held"));
    assert_eq!(portal.faults().held(), before + 1);
}
