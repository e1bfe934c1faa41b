//! A request as it will leave, apart from the secrets.

use reqwest::Method;
use serde_json::Value;

/// Whether a request changes anything at the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It only asks; also sign-in, which may be asked again at no cost.
    Read,
    /// It changes something, or may have.
    Write,
}

/// The method, path, query and body of a request. Previews and requests are both made from it.
#[derive(Debug, Clone)]
pub(crate) struct Prepared {
    pub(crate) effect: Effect,
    pub(crate) method: Method,
    /// With the address's prefix.
    pub(crate) path: String,
    /// Percent-encoded, without the question mark.
    pub(crate) query: Option<String>,
    pub(crate) body: Option<Value>,
}

/// The type of every body that is sent.
pub(crate) const JSON: &str = "application/json";

impl Prepared {
    pub(crate) fn get(path: String) -> Self {
        Self {
            effect: Effect::Read,
            method: Method::GET,
            path,
            query: None,
            body: None,
        }
    }

    pub(crate) fn with_body(effect: Effect, method: Method, path: String, body: Value) -> Self {
        Self {
            effect,
            method,
            path,
            query: None,
            body: Some(body),
        }
    }

    pub(crate) fn query(self, query: String) -> Self {
        Self {
            query: Some(query),
            ..self
        }
    }

    /// The whole URL at that origin.
    pub(crate) fn url(&self, origin: &str) -> String {
        match &self.query {
            Some(query) => format!("{origin}{}?{query}", self.path),
            None => format!("{origin}{}", self.path),
        }
    }

    /// The bytes of the body.
    pub(crate) fn bytes(&self) -> Option<String> {
        self.body.as_ref().map(Value::to_string)
    }
}
