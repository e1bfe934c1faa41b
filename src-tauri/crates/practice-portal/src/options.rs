//! How a practice portal is set up.

use std::io;

use crate::faults::FaultPlan;

/// How a practice portal is set up; [`Options::default`] is what the app's practice uses.
#[derive(Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0, the default, takes a free one.
    pub port: u16,
    /// How many sample organizations there are; 250 by default.
    pub organizations: usize,
    /// Where the sample data's dice start. The same seed, number and day give the same organizations.
    pub seed: u64,
    /// The day on which the sample data ends, as `YYYY-MM-DD`; `None`, the default, is the current day (UTC).
    pub today: Option<String>,
    /// Plans every new organization is subscribed to unless it skips them; `["pci-basic"]` by default, empty for
    /// a portal in which none is configured.
    pub default_plans: Vec<String>,
    /// The form of the `Authorization` header the portal accepts; the others are answered with 401.
    pub scheme: Scheme,
    /// Where the API is mounted: `""`, the default, or a path such as `"/API"`. All other paths answer 404 in HTML.
    pub prefix: String,
    /// Whether signing in with username and password asks for a one-time password.
    pub one_time_password: bool,
    /// Whether each connection is closed after one answer. Kept open, the default, it may be closed while a client asks on it again: what
    /// comes of that is chance.
    pub one_answer_a_connection: bool,
    /// Faults by the dice; none by default.
    pub faults: FaultPlan,
    /// The user token; `None`, the default, makes a random one.
    pub user_token: Option<String>,
    /// The API key; `None`, the default, makes a random one, and `Some("")` means that the portal asks for none.
    pub api_key: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            organizations: 250,
            seed: 1,
            today: None,
            default_plans: vec!["pci-basic".to_owned()],
            scheme: Scheme::Basic,
            prefix: String::new(),
            one_time_password: false,
            one_answer_a_connection: false,
            faults: FaultPlan::default(),
            user_token: None,
            api_key: None,
        }
    }
}

/// The form of the `Authorization` header. V1's client sends `Basic` with the token as it is; V2's is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scheme {
    /// `Basic <user token>`.
    #[default]
    Basic,
    /// `Bearer <user token>`.
    Bearer,
    /// `<user token>`.
    Bare,
}

/// Why a practice portal did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The port could not be taken.
    #[error("port {port} on 127.0.0.1 cannot be used: {source}")]
    Port {
        /// The port asked for; 0 for any.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// The prefix is not a path.
    #[error("\"{0}\" is not a path prefix: it begins with / and has letters, digits, -, _, . and / only")]
    Prefix(String),
    /// A default plan has no code, or one that is not a plan code.
    #[error("\"{0}\" is not a plan code: letters, digits and hyphens, as in pci-basic")]
    DefaultPlan(String),
    /// The day is not one.
    #[error("\"{0}\" is not a day of the form YYYY-MM-DD")]
    Today(String),
}

/// The prefix without a closing slash.
pub(crate) fn prefix(text: &str) -> Result<String, StartError> {
    let prefix = text.trim_end_matches('/');
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if prefix.is_empty() || (prefix.starts_with('/') && prefix.chars().all(plain) && !prefix.contains("//")) {
        Ok(prefix.to_owned())
    } else {
        Err(StartError::Prefix(text.to_owned()))
    }
}

/// The default plans, if they are plan codes.
pub(crate) fn default_plans(codes: Vec<String>) -> Result<Vec<String>, StartError> {
    let plain =
        |code: &String| !code.is_empty() && code.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    match codes.iter().find(|code| !plain(code)) {
        Some(code) => Err(StartError::DefaultPlan(code.clone())),
        None => Ok(codes),
    }
}

#[cfg(test)]
mod tests {
    use super::{default_plans, prefix};

    #[test]
    fn a_prefix_is_a_path() {
        assert_eq!(prefix("/API/").unwrap(), "/API");
        assert_eq!(prefix("/").unwrap(), "");
        for wrong in ["API", "/a b", "/{id}", "//x"] {
            assert!(prefix(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_default_plan_is_a_plan_code() {
        assert!(default_plans(vec!["pci-basic".into()]).is_ok());
        assert!(default_plans(vec!["pci basic".into()]).is_err());
        assert!(default_plans(vec![String::new()]).is_err());
    }
}
