//! Servers that say: come back later.

use std::time::Duration;

use scanning_api::Failure;

use crate::support::{answer, created_when_answered, named};

async fn wait(status: &str, headers: &str) -> Option<Duration> {
    match created_when_answered(answer(status, headers, r#"{"message":"Slow down"}"#)).await {
        Err(Failure::Refused(refused)) => {
            assert_eq!(refused.said.message.as_deref(), Some("Slow down"));
            refused.retry_after
        }
        other => panic!("refused, not {}", named(&other)),
    }
}

#[tokio::test]
async fn a_429_is_refused_with_and_without_a_time() {
    assert_eq!(wait("429 Too Many Requests", "").await, None);
    assert_eq!(
        wait("429 Too Many Requests", "retry-after: 7\r\n").await,
        Some(Duration::from_secs(7))
    );
    assert_eq!(wait("429 Too Many Requests", "retry-after: soon\r\n").await, None);
}

#[tokio::test]
async fn a_503_with_a_time_is_refused() {
    assert_eq!(
        wait("503 Busy", "retry-after: 90\r\n").await,
        Some(Duration::from_secs(90))
    );
}

#[tokio::test]
async fn a_time_may_be_a_date() {
    let headers = "date: Wed, 21 Oct 2015 07:28:00 GMT\r\nretry-after: Wed, 21 Oct 2015 07:28:45 GMT\r\n";
    assert_eq!(wait("503 Busy", headers).await, Some(Duration::from_secs(45)));
    assert_eq!(
        wait("429 Too Many Requests", headers).await,
        Some(Duration::from_secs(45))
    );
}

#[tokio::test]
async fn a_503_without_a_readable_time_is_unknown() {
    for headers in ["", "retry-after: soon\r\n"] {
        let outcome = created_when_answered(answer("503 Busy", headers, "")).await;
        assert_eq!(named(&outcome), "unknown: ServerError(503)");
    }
}
