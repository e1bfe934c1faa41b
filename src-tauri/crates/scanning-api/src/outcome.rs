//! What became of a request: done, or one of four ways of not being done.
//!
//! The line that matters runs between [`Failure::NotSent`] and [`Failure::Unknown`]: before it, nothing
//! can have happened at the portal; after it, anything can. A create whose outcome is unknown must never
//! be sent again, only looked for.

use std::time::Duration;

use crate::said::Said;

/// The outcome of a request: `Ok` is *done*, the other four are in [`Failure`].
pub type Outcome<T> = Result<Answer<T>, Failure>;

/// A request that was done, and how it was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer<T> {
    /// What the answer held.
    pub value: T,
    /// The HTTP status, from 200 to 299.
    pub status: u16,
    /// From the moment the request was started until its body was read.
    pub elapsed: Duration,
    /// Whether the answer had a body. Create and update are documented without one.
    pub has_body: bool,
}

/// A request that was not done, or of which nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No byte of the request left this computer. It may be sent again.
    #[error("the request was not sent: {0}")]
    NotSent(NotSent),
    /// The portal asked to come back later (429, or 503 with `Retry-After`). It did nothing: of a write only 429 says
    /// that, since what stands before a portal may give up waiting, and say 503, after the write was carried out.
    #[error("the portal asked to come back later ({})", .0.status)]
    Refused(Refused),
    /// The portal said no (4xx, or a redirect, which is never followed). Asking again changes nothing.
    #[error("the portal rejected the request ({})", .0.status)]
    Rejected(Rejected),
    /// The request left, and no clear answer came back. It may have been carried out.
    #[error("what became of the request is not known: {}", .0.reason)]
    Unknown(Unknown),
}

impl Failure {
    /// The HTTP status, if an answer came.
    pub fn status(&self) -> Option<u16> {
        match self {
            Failure::NotSent(_) => None,
            Failure::Refused(refused) => Some(refused.status),
            Failure::Rejected(rejected) => Some(rejected.status),
            Failure::Unknown(unknown) => unknown.status,
        }
    }

    /// The portal's own words, if an answer came. They may be empty.
    pub fn said(&self) -> Option<&Said> {
        match self {
            Failure::NotSent(_) => None,
            Failure::Refused(refused) => Some(&refused.said),
            Failure::Rejected(rejected) => Some(&rejected.said),
            Failure::Unknown(unknown) => Some(&unknown.said),
        }
    }
}

/// Nothing left this computer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct NotSent {
    /// What stood in the way.
    pub reason: NotSentReason,
    /// The system's own words, in English, without address, query or secrets; for a log or "details".
    pub detail: String,
}

/// What kept a request from leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum NotSentReason {
    /// The host's name is not known.
    #[error("the host was not found")]
    Dns,
    /// Nobody listens there, or the way is barred.
    #[error("no connection could be made")]
    Connect,
    /// No connection within [`Timeouts::connect`](crate::Timeouts::connect).
    #[error("no connection was made in time")]
    Timeout,
    /// The encrypted connection could not be trusted or made.
    #[error("no trusted connection could be made")]
    Tls,
    /// The system's proxy cannot be reached, or does not let the request through.
    #[error("the proxy did not let the request through")]
    Proxy,
    /// The request itself could not be put together.
    #[error("the request could not be made")]
    Request,
}

/// The portal says: later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// 429 or 503.
    pub status: u16,
    /// How long to wait, when the portal said; a day at most. Counted from the answer's arrival.
    pub retry_after: Option<Duration>,
    /// The portal's own words.
    pub said: Said,
}

/// The portal says: no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// 4xx, or 3xx for a redirect.
    pub status: u16,
    /// The portal's own words.
    pub said: Said,
    /// For a redirect: the origin it pointed to (`scheme://host[:port]`). Nothing was sent there.
    pub redirect_to: Option<String>,
}

/// Nobody can say what became of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What was wrong with the answer, or its absence.
    pub reason: UnknownReason,
    /// The HTTP status, if one was read.
    pub status: Option<u16>,
    /// The portal's own words, as far as they came.
    pub said: Said,
}

/// Why an outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum UnknownReason {
    /// No complete answer within [`Timeouts::request`](crate::Timeouts::request).
    #[error("no complete answer came in time")]
    Timeout,
    /// The connection broke before any answer was read.
    #[error("the connection broke before an answer came")]
    Reset,
    /// The answer's body ended before its end.
    #[error("the answer was cut off")]
    Incomplete,
    /// The answer does not hold what was asked for, or is no HTTP at all.
    #[error("the answer could not be read")]
    Unreadable,
    /// A 2xx whose body tells of an error.
    #[error("the answer says done, and tells of an error")]
    Contradictory,
    /// The answer's body, unpacked, is over [`MAX_BODY`](crate::MAX_BODY).
    #[error("the answer was too large")]
    TooLarge,
    /// 5xx, but for 503 with `Retry-After` to a read.
    #[error("the server failed with {0}")]
    ServerError(u16),
    /// A redirect of a write, as many frameworks send once they have carried it out.
    #[error("the server redirected with {0}")]
    Redirect(u16),
    /// 408 after a write: the server gave up waiting, who knows when.
    #[error("the server gave up waiting")]
    RequestTimeout,
    /// A status that has no meaning here.
    #[error("the server answered with {0}")]
    UnexpectedStatus(u16),
}
