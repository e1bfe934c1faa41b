//! Whether a request may come in.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answer::Refusal;
use crate::options::Scheme;
use crate::shared::{Credentials, Shared};

/// Lets through what carries the user token in the portal's scheme and, where the portal has one, its API key.
pub(crate) async fn authorize(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if has_key(&shared.credentials, request.headers()) && has_token(&shared.credentials, request.headers()) {
        next.run(request).await
    } else {
        Refusal::Unauthorized("You need to sign in or sign up before continuing.").into_response()
    }
}

/// Whether `x-api-key` is the portal's; any or none will do where it has none.
pub(crate) fn has_key(credentials: &Credentials, headers: &HeaderMap) -> bool {
    let given = headers
        .get("x-api-key")
        .map_or(&b""[..], |value| value.as_bytes());
    credentials.api_key.is_empty() || given == credentials.api_key.as_bytes()
}

fn has_token(credentials: &Credentials, headers: &HeaderMap) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let token = match credentials.scheme {
        Scheme::Bare => Some(given),
        Scheme::Basic => after_scheme(given, "Basic"),
        Scheme::Bearer => after_scheme(given, "Bearer"),
    };
    token == Some(credentials.user_token.as_str())
}

/// Schemes are compared without regard to case, tokens are not.
fn after_scheme<'a>(given: &'a str, scheme: &str) -> Option<&'a str> {
    let (named, token) = given.split_once(' ')?;
    named.eq_ignore_ascii_case(scheme).then(|| token.trim_start())
}
