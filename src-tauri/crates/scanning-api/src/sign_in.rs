//! Signing in with a name and a password: `POST /auth/sign_in`, without `/v2` (vendor's documentation).

use std::fmt;

use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use crate::address::PortalAddress;
use crate::client::{ClientError, Timeouts};
use crate::credentials::{insert_api_key, is_present};
use crate::json::{self, Resource};
use crate::outcome::{Answer, Failure, Outcome, UnknownReason};
use crate::said::Said;
use crate::scrub::Scrub;
use crate::transport::{Effect, Prepared, Received, Transport};

/// Who wants to sign in.
#[derive(Clone)]
pub struct SignIn {
    /// The user's name.
    pub username: String,
    /// The user's password.
    pub password: SecretString,
    /// Sent in `x-api-key`; the header is left out when there is none or it is blank.
    pub api_key: Option<SecretString>,
    /// For the second step: the one-time password, if the first was answered with
    /// [`SignInAnswer::OtpNeeded`].
    pub otp: Option<OneTimePassword>,
}

/// The second step of signing in.
#[derive(Clone)]
pub struct OneTimePassword {
    /// The code as the user typed it.
    pub attempt: SecretString,
    /// What the first step was answered with.
    pub session_state: SecretString,
}

/// What a sign-in was answered with.
#[derive(Debug, Clone)]
pub enum SignInAnswer {
    /// The user token.
    Token(SecretString),
    /// The portal wants a one-time password as well.
    OtpNeeded {
        /// To be sent along with it.
        session_state: SecretString,
    },
}

/// Why one is not signed in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SignInFailure {
    /// The request was not done, or nobody knows.
    #[error(transparent)]
    Failed(#[from] Failure),
    /// It cannot be sent at all, such as with an API key that holds a line break. Nothing was sent.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Signs in once. A wrong name, password or code is [`Failure::Rejected`] with 401.
///
/// What the server said never holds the password, the code, or the raw text of an answer that may hold
/// a token.
///
/// ```no_run
/// use scanning_api::{PortalAddress, SignIn, SignInAnswer, Timeouts, sign_in};
///
/// # async fn example(password: secrecy::SecretString) -> Result<(), Box<dyn std::error::Error>> {
/// let address = PortalAddress::parse("https://portal.example.com/API")?;
/// let request = SignIn { username: "anna".to_owned(), password, api_key: None, otp: None };
/// match sign_in(&address, &request, Timeouts::default()).await?.value {
///     SignInAnswer::Token(_token) => println!("signed in"),
///     SignInAnswer::OtpNeeded { .. } => println!("ask for the one-time password, and sign in with it"),
/// }
/// # Ok(())
/// # }
/// ```
pub async fn sign_in(
    address: &PortalAddress,
    request: &SignIn,
    timeouts: Timeouts,
) -> Result<Answer<SignInAnswer>, SignInFailure> {
    let mut headers = HeaderMap::new();
    insert_api_key(&mut headers, request.api_key.as_ref())?;
    let transport = Transport::prepared(address, timeouts).await?;
    let path = address.path("/auth/sign_in");
    let prepared = Prepared::with_body(Effect::Read, Method::POST, path, request.body());
    let received = transport
        .send(&address.origin(), &prepared, &headers, &request.scrub())
        .await?;
    Ok(understand(received)?)
}

impl SignIn {
    fn body(&self) -> Value {
        let mut body = json!({ "username": self.username, "password": self.password.expose_secret() });
        if let Some(otp) = &self.otp {
            body["otp_attempt"] = otp.attempt.expose_secret().into();
            body["otp_session_state"] = otp.session_state.expose_secret().into();
        }
        body
    }

    fn scrub(&self) -> Scrub {
        let otp = self
            .otp
            .iter()
            .flat_map(|otp| [otp.attempt.clone(), otp.session_state.clone()]);
        Scrub::new(
            self.api_key
                .iter()
                .cloned()
                .chain([self.password.clone()])
                .chain(otp),
        )
    }
}

/// That the demand for a one-time password comes with a 2xx is inferred; a 401 that holds a session state
/// asks for the same.
fn understand(received: Received) -> Outcome<SignInAnswer> {
    let asks_again = received.status == StatusCode::UNAUTHORIZED;
    if asks_again && let Some(answer) = json::parse(&received.body).as_ref().and_then(otp_needed) {
        return Ok(received.answer(answer));
    }
    let received = received.accept(Effect::Read)?;
    // The demand may well be told as an error.
    if let Some(answer) = json::parse(&received.body).as_ref().and_then(otp_needed) {
        return Ok(received.answer(answer));
    }
    received.read(|body, _| token(body)).map_err(without_raw)
}

fn token(body: &Value) -> Option<SignInAnswer> {
    let token = secret(body, "token").filter(is_present)?;
    Some(SignInAnswer::Token(token))
}

fn otp_needed(body: &Value) -> Option<SignInAnswer> {
    let session_state = secret(body, "otp_session_state").filter(is_present)?;
    Some(SignInAnswer::OtpNeeded { session_state })
}

fn secret(body: &Value, key: &str) -> Option<SecretString> {
    Resource::of(body, &[])?.text(&[key]).map(SecretString::from)
}

/// A 2xx that could not be understood may hold a token under a name we do not know. Of one that tells of an
/// error its message is kept.
fn without_raw(failure: Failure) -> Failure {
    match failure {
        Failure::Unknown(mut unknown) => {
            let message = unknown.said.message.take();
            unknown.said = Said {
                message: message.filter(|_| unknown.reason == UnknownReason::Contradictory),
                ..Said::default()
            };
            Failure::Unknown(unknown)
        }
        other => other,
    }
}

impl fmt::Debug for SignIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SignIn")
            .field("otp", &self.otp.is_some())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for OneTimePassword {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("OneTimePassword").finish_non_exhaustive()
    }
}
