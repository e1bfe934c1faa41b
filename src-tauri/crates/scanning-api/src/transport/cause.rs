//! Telling from an error whether anything can have left.

use std::error::Error;
use std::fmt::Write as _;
use std::io;

use hyper_util::client::proxy::matcher::Matcher;

use super::answer::End;
use crate::address::PortalAddress;
use crate::outcome::{Failure, NotSent, NotSentReason, Unknown, UnknownReason};
use crate::said::Said;
use crate::scrub::Scrub;

/// What an error before any status means: everything up to the connection is *not sent*, and everything
/// after it *unknown*, for the bytes may have arrived.
pub(super) fn failure(error: reqwest::Error, through_proxy: bool, scrub: &Scrub) -> Failure {
    let error = error.without_url();
    let reason = if error.is_builder() {
        NotSentReason::Request
    } else if error.is_connect() {
        not_connected(&error, through_proxy)
    } else {
        let reason = unanswered(&error);
        return Failure::Unknown(Unknown {
            reason,
            status: None,
            said: Said::default(),
        });
    };
    Failure::NotSent(NotSent {
        reason,
        detail: scrub.clean(chain(&error)),
    })
}

/// How a body ended that did not end well.
pub(super) fn end(error: &reqwest::Error) -> End {
    let unpacking = find::<io::Error>(error).map(io::Error::kind);
    match unpacking {
        Some(io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput) => End::Garbled,
        _ => End::Cut,
    }
}

/// An error and what caused it, in one line of at most about 500 characters.
pub(super) fn chain(error: &(dyn Error + 'static)) -> String {
    const MAX: usize = 500;
    let mut words = error.to_string();
    for cause in sources(error) {
        let cause = cause.to_string();
        if words.len() < MAX && !words.ends_with(&cause) {
            // Writing to a string cannot fail.
            let _ = write!(words, ": {cause}");
        }
    }
    let clean: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    clean.chars().take(MAX).collect()
}

/// Whether the system's settings send requests to this address through a proxy.
pub(super) fn goes_through_proxy(address: &PortalAddress) -> bool {
    let origin = address.origin().parse::<hyper::http::Uri>();
    !address.is_loopback() && origin.is_ok_and(|origin| Matcher::from_system().intercept(&origin).is_some())
}

fn not_connected(error: &reqwest::Error, through_proxy: bool) -> NotSentReason {
    if error.is_timeout() {
        NotSentReason::Timeout
    } else if find::<native_tls::Error>(error).is_some() {
        NotSentReason::Tls
    } else if through_proxy {
        NotSentReason::Proxy
    } else if error.is_dns() {
        NotSentReason::Dns
    } else {
        NotSentReason::Connect
    }
}

fn unanswered(error: &reqwest::Error) -> UnknownReason {
    if error.is_timeout() {
        UnknownReason::Timeout
    } else if find::<hyper::Error>(error).is_some_and(hyper::Error::is_parse) {
        UnknownReason::Unreadable
    } else {
        UnknownReason::Reset
    }
}

fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    std::iter::once(error).chain(sources(error)).find_map(|error| {
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        error.downcast_ref().or_else(|| wrapped?.downcast_ref())
    })
}

fn sources<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(error.source(), |&error| error.source())
}
