//! Sending a request and reading its answer within its time and bounds.

use std::time::Instant;

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderMap};
use reqwest::{Response, StatusCode};

use super::answer::{End, Received};
use super::prepared::{Effect, JSON, Prepared};
use super::{MAX_BODY, Transport, cause};
use crate::outcome::{Failure, NotSent, NotSentReason, Unknown, UnknownReason};
use crate::said::Said;
use crate::scrub::Scrub;

/// The most that is read of an answer that is no 2xx: only its words are wanted, and JSON that is cut has none.
const MAX_WORDS: usize = 1024 * 1024;

impl Transport {
    /// Sends a request to `origin` once. `Err` when no status came back.
    pub(crate) async fn send(
        &self,
        origin: &str,
        request: &Prepared,
        headers: &HeaderMap,
        scrub: &Scrub,
    ) -> Result<Received, Failure> {
        let client = match request.effect {
            Effect::Read => &self.reads,
            Effect::Write => &self.writes,
        };
        let mut builder = client
            .request(request.method.clone(), request.url(origin))
            .headers(headers.clone())
            .header(ACCEPT, JSON);
        if let Some(body) = request.bytes() {
            builder = builder.header(CONTENT_TYPE, JSON).body(body);
        }
        let built = builder.build().map_err(not_built)?;
        let started = Instant::now();
        let mut seen = Seen::default();
        let exchange = tokio::time::timeout(self.request_timeout, exchange(client, built, &mut seen));
        let end = match exchange.await {
            Ok(Ok(end)) => end,
            Ok(Err(error)) => return Err(cause::failure(error, self.through_proxy, scrub)),
            Err(_elapsed) => End::TimedOut,
        };
        let elapsed = started.elapsed();
        let status = seen.head.as_ref().map(|(status, _)| status.as_u16());
        tracing::debug!(method = %request.method, status, ?end, ?elapsed, "asked the portal");
        let Some((status, headers)) = seen.head else {
            let reason = UnknownReason::Timeout;
            return Err(Failure::Unknown(Unknown {
                reason,
                status: None,
                said: Said::default(),
            }));
        };
        Ok(Received {
            origin: origin.to_owned(),
            status,
            headers,
            body: seen.body,
            end,
            elapsed,
            scrub: scrub.clone(),
        })
    }
}

/// What has been read so far; it outlives a time-out.
#[derive(Default)]
struct Seen {
    head: Option<(StatusCode, HeaderMap)>,
    body: Vec<u8>,
}

async fn exchange(
    client: &reqwest::Client,
    request: reqwest::Request,
    seen: &mut Seen,
) -> Result<End, reqwest::Error> {
    let mut response = client.execute(request).await?;
    let status = response.status();
    seen.head = Some((status, std::mem::take(response.headers_mut())));
    let limit = if status.is_success() { MAX_BODY } else { MAX_WORDS };
    Ok(read_body(&mut response, limit, &mut seen.body).await)
}

async fn read_body(response: &mut Response, limit: usize, body: &mut Vec<u8>) -> End {
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => {
                let room = limit - body.len();
                body.extend_from_slice(&chunk[..chunk.len().min(room)]);
                if chunk.len() > room {
                    return End::TooLarge;
                }
            }
            Ok(None) => return End::Whole,
            Err(error) => return cause::end(&error),
        }
    }
}

fn not_built(error: reqwest::Error) -> Failure {
    let detail = cause::chain(&error.without_url());
    Failure::NotSent(NotSent {
        reason: NotSentReason::Request,
        detail,
    })
}
