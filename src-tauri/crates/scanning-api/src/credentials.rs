//! What a user is known to a portal by, and the headers it travels in.

use std::fmt;

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use crate::client::ClientError;
use crate::scrub::Scrub;

/// How the user token is written into the `Authorization` header.
///
/// Which one V2 wants is not documented. The vendor's client of V1 sent `Basic`; the other two are what
/// such portals usually take. [`find_portal`](crate::find_portal) finds out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthScheme {
    /// `Basic <token>`: the token as it is, not encoded again.
    Basic,
    /// `Bearer <token>`.
    Bearer,
    /// `<token>`, nothing before it.
    Bare,
}

impl AuthScheme {
    /// All of them, in the order they are tried: the one that is known from V1 first.
    pub const ALL: [AuthScheme; 3] = [AuthScheme::Basic, AuthScheme::Bearer, AuthScheme::Bare];

    /// The header's value with `token` in it.
    pub(crate) fn value(self, token: &str) -> String {
        match self {
            AuthScheme::Basic => format!("Basic {token}"),
            AuthScheme::Bearer => format!("Bearer {token}"),
            AuthScheme::Bare => token.to_owned(),
        }
    }
}

/// A user's access: both values are copied from the portal, My Settings → Access Token (known from V1).
#[derive(Clone)]
pub struct Credentials {
    /// Sent in `Authorization`, exactly as given.
    pub user_token: SecretString,
    /// Sent in `x-api-key`; the header is left out when there is none or it is blank.
    pub api_key: Option<SecretString>,
    /// How the token is written.
    pub scheme: AuthScheme,
}

impl Credentials {
    /// What takes these secrets out of a text: of words that came from the portal, before they are kept or shown.
    pub fn into_scrub(self) -> Scrub {
        Scrub::new(std::iter::once(self.user_token).chain(self.api_key))
    }

    /// The headers of every request, marked sensitive so that no log shows them.
    pub(crate) fn headers(&self) -> Result<HeaderMap, ClientError> {
        let token = self.user_token.expose_secret();
        if token.trim().is_empty() {
            return Err(ClientError::EmptyToken);
        }
        let mut headers = HeaderMap::new();
        let authorization = secret_value(&self.scheme.value(token)).ok_or(ClientError::UnsendableToken)?;
        headers.insert(AUTHORIZATION, authorization);
        insert_api_key(&mut headers, self.api_key.as_ref())?;
        Ok(headers)
    }
}

/// The name of the second header. HTTP/1.1 header names have no case; V1's client wrote it so.
pub(crate) const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// Puts the API key into `headers`, unless there is none or it is blank.
pub(crate) fn insert_api_key(headers: &mut HeaderMap, key: Option<&SecretString>) -> Result<(), ClientError> {
    if let Some(key) = key.filter(|key| is_present(key)) {
        let value = secret_value(key.expose_secret()).ok_or(ClientError::UnsendableApiKey)?;
        headers.insert(API_KEY, value);
    }
    Ok(())
}

pub(crate) fn is_present(secret: &SecretString) -> bool {
    !secret.expose_secret().trim().is_empty()
}

fn secret_value(text: &str) -> Option<HeaderValue> {
    if text.contains(char::is_control) {
        return None;
    }
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

impl fmt::Debug for Credentials {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Credentials")
            .field("scheme", &self.scheme)
            .field("api_key", &self.api_key.is_some())
            .finish_non_exhaustive()
    }
}
