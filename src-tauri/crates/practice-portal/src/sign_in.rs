//! `POST /auth/sign_in`: username and password, and where the portal wants one, a one-time password in a second step.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Refusal;
use crate::authorization::has_key;
use crate::json_body::{Parameters, object};
use crate::shared::Shared;

const WRONG_PASSWORD: Refusal = Refusal::Unauthorized("Invalid username or password.");
const WRONG_ONE_TIME_PASSWORD: Refusal = Refusal::Unauthorized("Invalid one-time password.");

/// How many sign-ins may be waiting for their one-time password; the oldest is forgotten first.
const MOST_WAITING: usize = 100;

/// A flat answer with the `token`, or with the `otp_session_state` that the second step sends back.
pub(crate) async fn sign_in(
    State(shared): State<Arc<Shared>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    if !has_key(&shared.credentials, &headers) {
        return Err(Refusal::Unauthorized("Invalid API key."));
    }
    let keys = ["username", "password", "otp_attempt", "otp_session_state"];
    let mut parameters = Parameters::of(object(&body)?, &keys);
    let attempt = (
        parameters.text("otp_attempt"),
        parameters.text("otp_session_state"),
    );
    if let (Some(attempt), Some(state)) = attempt {
        // The documentation does not say whether these are sent again; they are not looked at.
        parameters.text("username");
        parameters.text("password");
        parameters.problems.into_result()?;
        return second_step(&shared, &attempt, &state);
    }
    let (username, password) = (
        parameters.needed_text("username"),
        parameters.needed_text("password"),
    );
    parameters.problems.into_result()?;
    first_step(&shared, &username, &password)
}

/// Sign-ins that wait for their one-time password, and how many there have been.
#[derive(Default)]
pub(crate) struct SignIns {
    waiting: Mutex<VecDeque<String>>,
    done: AtomicU64,
}

fn first_step(shared: &Shared, username: &str, password: &str) -> Result<Json<Value>, Refusal> {
    let credentials = &shared.credentials;
    if username != credentials.username || password != credentials.password {
        return Err(WRONG_PASSWORD);
    }
    if !credentials.wants_one_time_password {
        return Ok(signed_in(shared));
    }
    let state = shared.sign_ins.begin();
    Ok(Json(
        json!({ "status": 200, "status_text": "OK", "otp_session_state": state }),
    ))
}

fn second_step(shared: &Shared, attempt: &str, state: &str) -> Result<Json<Value>, Refusal> {
    if attempt == shared.credentials.one_time_password && shared.sign_ins.end(state) {
        Ok(signed_in(shared))
    } else {
        Err(WRONG_ONE_TIME_PASSWORD)
    }
}

fn signed_in(shared: &Shared) -> Json<Value> {
    let identity = shared.identity();
    let count = shared.sign_ins.done.fetch_add(1, Ordering::Relaxed) + 1;
    Json(json!({
        "status": 200,
        "status_text": "OK",
        "username": identity.username,
        "token": shared.credentials.user_token,
        "sign_in_count": count,
        "role": "partner",
        "timezone": "UTC",
        "verified": true,
        "provider": "local",
        "organization": { "uuid": identity.partner_id.to_string(), "name": identity.partner },
    }))
}

impl SignIns {
    fn begin(&self) -> String {
        let state = Uuid::new_v4().simple().to_string();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push_back(state.clone());
        if waiting.len() > MOST_WAITING {
            waiting.pop_front();
        }
        state
    }

    /// Whether it was waiting. A state is good for one sign-in.
    fn end(&self, state: &str) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let before = waiting.len();
        waiting.retain(|known| known != state);
        waiting.len() < before
    }
}
