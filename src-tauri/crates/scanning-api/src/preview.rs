//! A request as it will be sent, for a person to look at first.

use serde_json::Value;

use crate::address::PortalAddress;
use crate::credentials::AuthScheme;
use crate::transport::{JSON, Prepared};

/// A request as it will be sent, but for the secrets, for which two variables stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestPreview {
    /// `POST` or `PUT`.
    pub method: &'static str,
    /// The path as sent, the address's prefix included.
    pub path: String,
    /// The headers that say something about the request: who asks, and in what format.
    pub headers: Vec<(String, String)>,
    /// The body, its keys in the order they are sent in.
    pub body: Value,
}

impl RequestPreview {
    /// The request as a line for a POSIX shell, to be sent to the portal at `base`.
    ///
    /// The secrets are read from the variables `ORGDESK_USER_TOKEN` and `ORGDESK_API_KEY`.
    pub fn curl(&self, base: &PortalAddress) -> String {
        let mut line = format!(
            "curl --request {} {}",
            self.method,
            quoted(&(base.origin() + &self.path))
        );
        for (name, value) in &self.headers {
            let header = format!("{name}: {value}");
            // Double quotes let the shell put the variable's value in, and nothing else is in there that
            // they would change: names and schemes are our own.
            let quoted = if value.contains('$') {
                format!("\"{header}\"")
            } else {
                quoted(&header)
            };
            line.extend([" --header ", &quoted]);
        }
        line + &format!(" --data-raw {}", quoted(&self.body.to_string()))
    }

    pub(crate) fn of(request: &Prepared, scheme: AuthScheme, has_api_key: bool) -> Self {
        let mut headers = vec![("Authorization".to_owned(), scheme.value("$ORGDESK_USER_TOKEN"))];
        if has_api_key {
            headers.push(("x-api-key".to_owned(), "$ORGDESK_API_KEY".to_owned()));
        }
        headers.push(("Content-Type".to_owned(), JSON.to_owned()));
        Self {
            method: if request.method == reqwest::Method::PUT {
                "PUT"
            } else {
                "POST"
            },
            path: request.path.clone(),
            headers,
            body: request.body.clone().unwrap_or_default(),
        }
    }
}

/// One word for the shell, whatever is in it.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
