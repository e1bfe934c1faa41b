//! Which of the API's requests one is.

use axum::http::Method;

/// A kind of request, for [`Faults::next_for`](crate::Faults::next_for).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// `POST /v2/organizations`.
    Create,
    /// `PUT /v2/organizations/{id}`.
    Update,
    /// `GET /v2/organizations/{id}`.
    Retrieve,
    /// `GET /v2/organizations`.
    List,
    /// `GET /v2/organizations/{id}/subscriptions` and `…/subscriptions/active`.
    Subscriptions,
    /// `GET /v2/user/me`.
    UserMe,
    /// `POST /auth/sign_in`.
    SignIn,
    /// Any of these.
    Any,
}

impl Target {
    pub(crate) const COUNT: usize = 8;

    /// The request's kind; `None` for what the API does not have. `path` is below the prefix.
    pub(crate) fn of(method: &Method, path: &str) -> Option<Self> {
        let segments: Vec<&str> = path.strip_prefix('/')?.split('/').collect();
        match (method.as_str(), segments.as_slice()) {
            ("POST", ["v2", "organizations"]) => Some(Self::Create),
            ("PUT", ["v2", "organizations", _]) => Some(Self::Update),
            ("GET", ["v2", "organizations"]) => Some(Self::List),
            ("GET", ["v2", "organizations", _]) => Some(Self::Retrieve),
            (
                "GET",
                ["v2", "organizations", _, "subscriptions"]
                | ["v2", "organizations", _, "subscriptions", "active"],
            ) => Some(Self::Subscriptions),
            ("GET", ["v2", "user", "me"]) => Some(Self::UserMe),
            ("POST", ["auth", "sign_in"]) => Some(Self::SignIn),
            _ => None,
        }
    }

    pub(crate) fn is_write(self) -> bool {
        matches!(self, Self::Create | Self::Update)
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}
