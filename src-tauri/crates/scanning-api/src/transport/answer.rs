//! What an answer means.

use std::time::Duration;

use reqwest::header::{HeaderMap, LOCATION};
use reqwest::{StatusCode, Url};
use serde_json::Value;

use super::prepared::Effect;
use super::retry_after::retry_after;
use crate::json;
use crate::outcome::{Answer, Failure, Outcome, Refused, Rejected, Unknown, UnknownReason};
use crate::said::{Said, tells_of_error};
use crate::scrub::Scrub;

/// How an answer's body ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Whole,
    Cut,
    Garbled,
    TooLarge,
    TimedOut,
}

/// An answer of which at least the status was read.
pub(crate) struct Received {
    /// Where the request was sent to.
    pub(crate) origin: String,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
    pub(crate) elapsed: Duration,
    pub(crate) scrub: Scrub,
}

impl Received {
    /// Keeps a whole 2xx; makes of everything else the failure it stands for.
    ///
    /// The status decides, and the body only adds words, so a 4xx with a broken body is still a 4xx.
    pub(crate) fn accept(self, effect: Effect) -> Result<Self, Failure> {
        let status = self.status.as_u16();
        match (status, effect) {
            (200..=299, _) => self.whole(),
            (429, _) => Err(self.refused()),
            (503, Effect::Read) if retry_after(&self.headers).is_some() => Err(self.refused()),
            (408, Effect::Write) => Err(self.unknown(UnknownReason::RequestTimeout)),
            (304 | 305 | 307 | 308 | 400..=499, _) | (300..=399, Effect::Read) => Err(self.rejected()),
            (300..=399, Effect::Write) => Err(self.unknown(UnknownReason::Redirect(status))),
            (500..=599, _) => Err(self.unknown(UnknownReason::ServerError(status))),
            _ => Err(self.unknown(UnknownReason::UnexpectedStatus(status))),
        }
    }

    /// The outcome of a read: whatever `find` finds in the body's JSON, else unreadable. What an answer
    /// holds beside an error is not all that was asked for.
    pub(crate) fn read<T>(self, find: impl FnOnce(&Value, &HeaderMap) -> Option<T>) -> Outcome<T> {
        let body = json::parse(&self.body);
        if body.as_ref().is_some_and(tells_of_error) {
            return Err(self.unknown(UnknownReason::Contradictory));
        }
        match body.and_then(|body| find(&body, &self.headers)) {
            Some(value) => Ok(self.answer(value)),
            None => Err(self.unknown(UnknownReason::Unreadable)),
        }
    }

    /// The outcome of a write, which is documented without a body: none is fine, and JSON is looked at.
    ///
    /// Anything else did not come from the API. Nor is it done when the body tells of an error, as V1's
    /// `{"status":422,…}` does.
    pub(crate) fn read_write<T>(self, take: impl FnOnce(Option<&Value>) -> T) -> Outcome<T> {
        if !self.has_body() {
            return Ok(self.answer(take(None)));
        }
        match json::parse(&self.body) {
            Some(body) if tells_of_error(&body) => Err(self.unknown(UnknownReason::Contradictory)),
            Some(body) => Ok(self.answer(take(Some(&body)))),
            None => Err(self.unknown(UnknownReason::Unreadable)),
        }
    }

    fn whole(self) -> Result<Self, Failure> {
        let reason = match self.end {
            End::Whole => return Ok(self),
            End::Cut => UnknownReason::Incomplete,
            End::Garbled => UnknownReason::Unreadable,
            End::TooLarge => UnknownReason::TooLarge,
            End::TimedOut => UnknownReason::Timeout,
        };
        Err(self.unknown(reason))
    }

    pub(crate) fn answer<T>(&self, value: T) -> Answer<T> {
        Answer {
            value,
            status: self.status.as_u16(),
            elapsed: self.elapsed,
            has_body: self.has_body(),
        }
    }

    fn has_body(&self) -> bool {
        !self.body.trim_ascii().is_empty()
    }

    fn said(&self) -> Said {
        Said::read(&self.body, self.end == End::Whole, &self.scrub)
    }

    fn refused(&self) -> Failure {
        let retry_after = retry_after(&self.headers);
        Failure::Refused(Refused {
            status: self.status.as_u16(),
            retry_after,
            said: self.said(),
        })
    }

    fn rejected(&self) -> Failure {
        let redirect_to = self
            .status
            .is_redirection()
            .then(|| redirect_to(&self.headers, &self.origin))
            .flatten()
            .map(|origin| self.scrub.clean(origin));
        Failure::Rejected(Rejected {
            status: self.status.as_u16(),
            said: self.said(),
            redirect_to,
        })
    }

    fn unknown(&self, reason: UnknownReason) -> Failure {
        Failure::Unknown(Unknown {
            reason,
            status: Some(self.status.as_u16()),
            said: self.said(),
        })
    }
}

/// Only the origin: the rest of a redirect may hold anything.
fn redirect_to(headers: &HeaderMap, origin: &str) -> Option<String> {
    let location = headers.get(LOCATION)?.to_str().ok()?.trim();
    // Nothing, joined to the origin, would be the portal itself.
    if location.is_empty() {
        return None;
    }
    let target = Url::parse(origin).ok()?.join(location).ok()?;
    let origin = target.origin();
    origin.is_tuple().then(|| origin.ascii_serialization())
}
