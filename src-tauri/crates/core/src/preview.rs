//! What will be sent and where, as it is shown before a write.

use scanning_api::{PortalAddress, RequestPreview};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a write goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DestinationView {
    /// The connection's name.
    pub connection: String,
    /// The portal's host.
    pub host: String,
    /// The user it is written as.
    pub username: String,
    /// That user's partner organization.
    pub partner: Option<String>,
    /// Whether it is the practice portal.
    pub practice: bool,
}

/// A request, to the letter, with variables in place of the secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestView {
    /// What it does, such as "create".
    pub title: String,
    /// The HTTP method.
    pub method: String,
    /// The path on the portal.
    pub path: String,
    /// The headers that matter, in order.
    pub headers: Vec<HeaderView>,
    /// The body, as indented JSON.
    pub body: String,
    /// The same as a line for a POSIX shell.
    pub curl: String,
}

/// A header of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[allow(missing_docs, reason = "HTTP's own words")]
pub struct HeaderView {
    pub name: String,
    pub value: String,
}

impl RequestView {
    pub(crate) fn of(title: &str, preview: &RequestPreview, base: &PortalAddress) -> Self {
        Self {
            title: title.to_owned(),
            method: preview.method.to_owned(),
            path: preview.path.clone(),
            headers: preview
                .headers
                .iter()
                .map(|(name, value)| HeaderView {
                    name: name.clone(),
                    value: value.clone(),
                })
                .collect(),
            body: serde_json::to_string_pretty(&preview.body).unwrap_or_default(),
            curl: preview.curl(base),
        }
    }
}
