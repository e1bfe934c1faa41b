//! What every request passes: it is noted down, meets its faults, and has a body of bearable size.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;

use crate::answer::{Refusal, error, page};
use crate::connection::HangUp;
use crate::cut_body;
use crate::faults::{Fault, Until, Verdict};
use crate::requests::SeenRequest;
use crate::shared::Shared;
use crate::target::Target;

/// The largest body that is taken: 1 MiB. The API names no limit; this one is the practice portal's own.
const LARGEST_BODY: usize = 1024 * 1024;

/// How much of a body that is too large is still read before the answer: to a client that is still sending, a
/// connection closed early looks like a network error.
const MOST_DRAINED: usize = 32 * 1024 * 1024;

/// In a request's extensions: the organization it creates is hidden until then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Late(pub(crate) Until);

pub(crate) async fn gate(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let (mut head, body) = request.into_parts();
    let target = head
        .uri
        .path()
        .strip_prefix(&shared.prefix)
        .and_then(|path| Target::of(&head.method, path));
    let verdict = target.map_or_else(Verdict::default, |target| shared.faults.decide(target));

    if verdict.fault == Some(Fault::Reset) {
        shared.requests.push(SeenRequest::of(&head, b""));
        wait(&shared, &verdict).await;
        return HangUp::Reset.into_response();
    }
    let Some(body) = read(body).await else {
        shared.requests.push(SeenRequest::of(&head, b""));
        return Refusal::TooLarge.into_response();
    };
    shared.requests.push(SeenRequest::of(&head, &body));

    if let Some(until) = verdict.late {
        head.extensions.insert(Late(until));
    }
    let response = match verdict.fault.as_ref().and_then(instead) {
        Some(response) => response,
        None => next.run(Request::from_parts(head, Body::from(body))).await,
    };
    let response = after(verdict.fault.as_ref(), response).await;
    if verdict.fault == Some(Fault::Offline) {
        shared.line.take_down().await;
    }
    wait(&shared, &verdict).await;
    response
}

async fn wait(shared: &Shared, verdict: &Verdict) {
    if let Some(latency) = verdict.latency {
        shared.faults.holds();
        tokio::time::sleep(latency).await;
    }
}

/// The whole body; `None` when it is too large, or when the client stopped sending.
async fn read(mut body: Body) -> Option<Bytes> {
    let (mut collected, mut total) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.ok()?.into_data() else {
            continue;
        };
        total += data.len();
        if total > MOST_DRAINED {
            return None;
        }
        if total <= LARGEST_BODY {
            collected.extend_from_slice(&data);
        }
    }
    (total <= LARGEST_BODY).then(|| collected.into())
}

/// What a fault answers instead of doing what was asked.
fn instead(fault: &Fault) -> Option<Response> {
    match fault {
        Fault::Unavailable { retry_after } => Some(later(StatusCode::SERVICE_UNAVAILABLE, *retry_after)),
        Fault::TooMany { retry_after } => Some(later(StatusCode::TOO_MANY_REQUESTS, *retry_after)),
        Fault::Html => Some(page(StatusCode::OK, "Please wait")),
        Fault::Status(status, body) => Some(verbatim(*status, body)),
        _ => None,
    }
}

/// What a fault makes of the answer to something that was done.
async fn after(fault: Option<&Fault>, response: Response) -> Response {
    match fault {
        Some(Fault::LostAnswer) => HangUp::Close.into_response(),
        Some(Fault::ErrorAfterWrite) => error(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error"),
        Some(Fault::UnavailableAfterWrite) => later(StatusCode::SERVICE_UNAVAILABLE, Some(0)),
        Some(Fault::CutBody) => cut_body::cut(response).await,
        _ => response,
    }
}

fn later(status: StatusCode, retry_after: Option<u64>) -> Response {
    let mut response = error(status, status.canonical_reason().unwrap_or_default());
    if let Some(seconds) = retry_after {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn verbatim(status: u16, body: &str) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, body.to_owned()).into_response();
    let kind = match body.trim_start().chars().next() {
        Some('{' | '[') => "application/json",
        Some('<') => "text/html; charset=utf-8",
        Some(_) => "text/plain; charset=utf-8",
        None => {
            response.headers_mut().remove(header::CONTENT_TYPE);
            return response;
        }
    };
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
