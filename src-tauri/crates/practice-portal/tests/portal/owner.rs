//! The owner's side of a portal: what it sees, and what it can make happen.

use practice_portal::{By, Fault, Options, PracticePortal, Target};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::client::{get, portal, post, put, start, to_its_end};

#[tokio::test]
async fn the_same_seed_gives_the_same_portal() {
    let held = |seed| async move {
        let options = Options {
            seed,
            today: Some("2026-11-21".into()),
            ..Options::default()
        };
        start(options).await.organizations()
    };
    assert_eq!(held(4).await, held(4).await);
    assert_ne!(held(4).await, held(5).await);
}

#[tokio::test]
async fn somebody_elses_edit_is_read_and_moves_the_modification_time() {
    let portal = portal().await;
    let before = portal.organizations().remove(0);
    assert!(portal.edit(&before.id, "city", "Elsewhere"));
    let attributes = get(&portal, &format!("/v2/organizations/{}", before.id))
        .await
        .json()["data"]["attributes"]
        .clone();
    assert_eq!(attributes["details"]["city"], json!("Elsewhere"));
    assert!(attributes["modification_time"].as_str().unwrap() > before.modification_time.as_str());
    assert!(!portal.edit(&before.id, "town", "x") && !portal.edit("x", "city", "x"));
}

#[tokio::test]
async fn a_renamed_organization_is_found_by_its_new_name() {
    let portal = portal().await;
    let id = portal.add("Old");
    portal.edit(&id, "name", "Newer");
    put(&portal, &id, json!({ "name": "Newest", "company_name": "x" })).await;
    for (name, count) in [("old", 0), ("newer", 0), ("newest", 1)] {
        let answer = get(&portal, &format!("/v2/organizations?q[name]={name}")).await;
        assert_eq!(answer.json()["pagination"]["total_count"], json!(count), "{name}");
    }
}

#[tokio::test]
async fn every_request_is_noted_down() {
    let portal = start(Options {
        prefix: "/API".into(),
        ..Options::default()
    })
    .await;
    get(&portal, "/v2/organizations?page=2").await;
    post(&portal, json!({ "name": "New" })).await;
    get(&portal, "/nowhere").await;
    let seen = portal.requests();
    let lines: Vec<_> = seen
        .iter()
        .map(|seen| (seen.method.as_str(), seen.path.as_str(), seen.query.as_str()))
        .collect();
    let expected = [
        ("GET", "/API/v2/organizations", "page=2"),
        ("POST", "/API/v2/organizations", ""),
        ("GET", "/API/nowhere", ""),
    ];
    assert_eq!(lines, expected);
    assert_eq!(seen[1].body, r#"{"organization":{"name":"New"}}"#);
    assert_eq!(seen[1].header("x-api-key"), Some(portal.api_key()));
}

#[tokio::test]
async fn another_user_can_take_over() {
    let portal = portal().await;
    let me = || async { get(&portal, "/v2/user/me").await.json()["data"].clone() };
    let before = me().await;
    portal.replace_user("Somebody else", "Another partner");
    let after = me().await;
    assert_eq!(after["attributes"]["username"], json!("Somebody else"));
    assert_eq!(
        after["attributes"]["organization"]["name"],
        json!("Another partner")
    );
    assert_ne!(before["id"], after["id"]);
    assert_ne!(
        before["attributes"]["organization"]["id"],
        after["attributes"]["organization"]["id"]
    );
}

#[tokio::test]
async fn a_stopped_portal_gives_its_port_back() {
    let portal = portal().await;
    let address = portal.address();
    let port = address.rsplit(':').next().unwrap().parse().unwrap();
    portal.stop().await;
    let again = start(Options {
        port,
        ..Options::default()
    })
    .await;
    assert_eq!(again.address(), address);
}

#[tokio::test]
async fn a_dropped_portal_ends_its_connections() {
    let portal = portal().await;
    let mut open = asked(&portal).await;
    assert_ne!(open.read(&mut [0; 64]).await.unwrap(), 0);
    drop(portal);
    let ended = to_its_end(&mut open, &mut Vec::new()).await;
    assert!(
        ended.is_ok_and(|left| left < 1_000),
        "the connection ends, with what was left of the answer"
    );
}

#[tokio::test]
async fn what_was_written_is_told_with_who_wrote_it_and_what_it_changed() {
    let portal = portal().await;
    post(&portal, json!({ "name": "New", "description": "Ours" })).await;
    let id = portal.organizations().last().unwrap().id.clone();
    portal.edit(&id, "city", "Bath");
    put(
        &portal,
        &id,
        json!({ "name": "New", "company_name": "N", "city": "Bath" }),
    )
    .await;
    let told: Vec<_> = portal
        .writes()
        .into_iter()
        .map(|write| {
            assert_eq!(write.id, id);
            let changes: Vec<_> = write
                .changes
                .into_iter()
                .map(|change| (change.field, change.before, change.after))
                .collect();
            (write.by, write.made, changes)
        })
        .collect();
    let change = |field, before: &str, after: &str| (field, before.to_owned(), after.to_owned());
    assert_eq!(
        told,
        [
            (
                By::Request,
                true,
                vec![change("name", "", "New"), change("description", "", "Ours")]
            ),
            (By::Owner, false, vec![change("city", "", "Bath")]),
            (By::Request, false, vec![change("company_name", "", "N")]),
        ]
    );
}

#[tokio::test]
async fn while_the_line_is_down_connections_are_refused_and_the_answer_before_arrives() {
    let portal = portal().await;
    let place = portal.address().trim_start_matches("http://").to_owned();
    portal.faults().next_for(Target::List, Fault::Offline);
    assert_eq!(get(&portal, "/v2/organizations").await.status, 200);
    for _ in 0..2 {
        let refused = TcpStream::connect(&place).await.unwrap_err();
        assert_eq!(refused.kind(), std::io::ErrorKind::ConnectionRefused);
    }
    portal.come_back().await;
    assert_eq!(get(&portal, "/v2/organizations").await.status, 200);
    portal.go_offline().await;
    assert!(TcpStream::connect(&place).await.is_err());
}

#[tokio::test]
async fn a_connection_that_is_kept_open_ends_when_the_line_goes_down() {
    let portal = portal().await;
    let mut open = asked(&portal).await;
    assert_ne!(open.read(&mut [0; 64]).await.unwrap(), 0);
    portal.go_offline().await;
    assert!(to_its_end(&mut open, &mut Vec::new()).await.is_ok());
}

#[tokio::test]
async fn a_connection_ends_with_its_answer_where_each_has_one_of_its_own() {
    let portal = start(Options {
        one_answer_a_connection: true,
        ..Options::default()
    })
    .await;
    let mut open = asked(&portal).await;
    let mut answer = Vec::new();
    assert!(to_its_end(&mut open, &mut answer).await.is_ok());
    assert!(!answer.is_empty());
}

/// A connection on which something was asked.
async fn asked(portal: &PracticePortal) -> TcpStream {
    let place = portal.address();
    let mut open = TcpStream::connect(place.trim_start_matches("http://"))
        .await
        .unwrap();
    open.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        .await
        .unwrap();
    open
}
