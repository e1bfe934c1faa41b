//! Servers that say: come back later.

use std::time::Duration;

use scanning_api::{Failure, Outcome};

use crate::support::{answer, created_when_answered, named, retrieved, updated_when_answered};

const SLOW_DOWN: &str = r#"{"message":"Slow down"}"#;

/// How long an answer that refuses wants to be waited for.
fn wait<T>(outcome: Outcome<T>) -> Option<Duration> {
    match outcome {
        Err(Failure::Refused(refused)) => {
            assert_eq!(refused.said.message.as_deref(), Some("Slow down"));
            refused.retry_after
        }
        other => panic!("refused, not {}", named(&other)),
    }
}

async fn too_many(headers: &str) -> Option<Duration> {
    wait(created_when_answered(answer("429 Too Many Requests", headers, SLOW_DOWN)).await)
}

async fn busy(headers: &str) -> Option<Duration> {
    wait(retrieved(answer("503 Busy", headers, SLOW_DOWN)).await)
}

#[tokio::test]
async fn a_429_is_refused_with_and_without_a_time() {
    assert_eq!(too_many("").await, None);
    assert_eq!(too_many("retry-after: 7\r\n").await, Some(Duration::from_secs(7)));
    assert_eq!(too_many("retry-after: soon\r\n").await, None);
}

#[tokio::test]
async fn a_503_with_a_time_to_a_read_is_refused() {
    assert_eq!(busy("retry-after: 90\r\n").await, Some(Duration::from_secs(90)));
}

#[tokio::test]
async fn a_503_to_a_write_is_unknown_whatever_time_it_gives() {
    let busy = || answer("503 Busy", "retry-after: 90\r\n", SLOW_DOWN);
    let created = created_when_answered(busy()).await;
    assert_eq!(named(&created), "unknown: ServerError(503)");
    let updated = updated_when_answered(busy()).await;
    assert_eq!(named(&updated), "unknown: ServerError(503)");
}

#[tokio::test]
async fn a_time_may_be_a_date() {
    let headers = "date: Wed, 21 Oct 2015 07:28:00 GMT\r\nretry-after: Wed, 21 Oct 2015 07:28:45 GMT\r\n";
    assert_eq!(busy(headers).await, Some(Duration::from_secs(45)));
    assert_eq!(too_many(headers).await, Some(Duration::from_secs(45)));
}

#[tokio::test]
async fn a_503_without_a_readable_time_is_unknown() {
    for headers in ["", "retry-after: soon\r\n"] {
        let outcome = retrieved(answer("503 Busy", headers, "")).await;
        assert_eq!(named(&outcome), "unknown: ServerError(503)");
    }
}
