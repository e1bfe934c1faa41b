//! What the portal was asked, for tests.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use axum::http::request::Parts;

const MOST_REQUESTS: usize = 2_000;
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A request as it arrived. It holds the secrets that were sent: never write it to a log.
#[derive(Clone, PartialEq, Eq)]
pub struct SeenRequest {
    /// The method.
    pub method: String,
    /// The path, prefix included.
    pub path: String,
    /// What follows the `?`, as sent; empty without one.
    pub query: String,
    /// Names in lower case, and values; a byte that is no text becomes U+FFFD.
    pub headers: Vec<(String, String)>,
    /// The body as text; empty when the connection was reset before it was read, or when it was too large.
    pub body: String,
}

impl SeenRequest {
    /// The first value of a header, whose name is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn of(head: &Parts, body: &[u8]) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            headers: head
                .headers
                .iter()
                .map(|(name, value)| (name.to_string(), text(value.as_bytes())))
                .collect(),
            body: text(body),
        }
    }

    fn bytes(&self) -> usize {
        let headers: usize = self
            .headers
            .iter()
            .map(|(name, value)| name.len() + value.len())
            .sum();
        self.path.len() + self.query.len() + headers + self.body.len()
    }
}

/// The latest requests, oldest first; bounded in number and in bytes.
#[derive(Default)]
pub(crate) struct RequestLog(Mutex<(VecDeque<SeenRequest>, usize)>);

impl RequestLog {
    pub(crate) fn push(&self, request: SeenRequest) {
        let mut guard = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (log, bytes) = &mut *guard;
        *bytes += request.bytes();
        log.push_back(request);
        while log.len() > MOST_REQUESTS || *bytes > MOST_BYTES {
            let Some(oldest) = log.pop_front() else { break };
            *bytes -= oldest.bytes();
        }
    }

    pub(crate) fn all(&self) -> Vec<SeenRequest> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .0
            .iter()
            .cloned()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(body: String) -> SeenRequest {
        SeenRequest {
            method: "PUT".into(),
            path: "/".into(),
            query: String::new(),
            headers: Vec::new(),
            body,
        }
    }

    #[test]
    fn the_log_forgets_the_oldest_first() {
        let log = RequestLog::default();
        for number in 0..=MOST_REQUESTS {
            log.push(request(number.to_string()));
        }
        let all = log.all();
        assert_eq!((all.len(), all[0].body.as_str()), (MOST_REQUESTS, "1"));
    }

    #[test]
    fn the_log_is_bounded_in_bytes() {
        let log = RequestLog::default();
        for _ in 0..20 {
            log.push(request("x".repeat(1024 * 1024)));
        }
        assert_eq!(log.all().len(), 15);
    }
}
