//! Faults by the dice, over HTTP.

use practice_portal::{FaultPlan, Options};
use reqwest::Method;

use crate::client::{raw, send, start};

/// What became of a run of creates and lists.
async fn run(seed: u64) -> (Vec<String>, usize) {
    let plan: FaultPlan =
        "lost-answer=0.15,error-after-write=0.1,too-many=0.15,unavailable=0.1,cut-body=0.1,reset=0.1,\
                           late-visibility=0.2,html=0.05"
            .parse()
            .unwrap();
    let portal = start(Options {
        faults: FaultPlan { seed, ..plan },
        ..Options::default()
    })
    .await;
    let mut outcomes = Vec::new();
    for number in 0..60 {
        let body = format!("{{\"organization\":{{\"name\":\"Run {number}\"}}}}");
        for (method, path, body) in [
            (Method::POST, "/v2/organizations", body.as_str()),
            (Method::GET, "/v2/organizations?q[name]=run*", ""),
        ] {
            outcomes.push(match send(&portal, method, path, body).await {
                Ok(answer) => format!("{} {}", answer.status, answer.json()["pagination"]["total_count"]),
                Err(_) => "none".to_owned(),
            });
        }
    }
    (outcomes, portal.organizations().len())
}

#[tokio::test]
async fn the_same_seed_and_the_same_requests_have_the_same_outcomes() {
    let (first, other) = (run(11).await, run(12).await);
    assert_eq!(first, run(11).await);
    assert_ne!(first, other);
    let faulty = first
        .0
        .iter()
        .filter(|outcome| !outcome.starts_with("20"))
        .count();
    assert!((20..100).contains(&faulty), "{faulty}");
}

#[tokio::test]
async fn a_plan_ends_when_it_is_cleared() {
    let portal = start(Options {
        faults: "reset=1".parse().unwrap(),
        ..Options::default()
    })
    .await;
    let request = "GET /v2/user/me HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    assert!(raw(&portal, request).await.0.is_empty());
    portal.faults().clear();
    assert!(raw(&portal, request).await.0.starts_with(b"HTTP/1.1 401"));
}
