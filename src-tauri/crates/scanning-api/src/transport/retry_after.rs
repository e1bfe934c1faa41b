//! `Retry-After`, as seconds or as a date.

use std::time::{Duration, SystemTime};

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// Nobody means more; a larger number would only overflow somebody's clock.
const MAX: Duration = Duration::from_hours(24);

/// How long the server asks to wait, a day at most; `None` when it does not say, or not readably.
///
/// A date is measured against the server's own clock where the answer tells it, for this computer's may
/// be wrong. A date that has passed means no wait.
pub(super) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit()) {
        // What is no number of that size is too large for it.
        return Some(text.parse().map_or(MAX, Duration::from_secs).min(MAX));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let told = headers
        .get(DATE)
        .and_then(|date| httpdate::parse_http_date(date.to_str().ok()?).ok());
    let wait = until.duration_since(told.unwrap_or_else(SystemTime::now));
    Some(wait.unwrap_or_default().min(MAX))
}

#[cfg(test)]
mod tests {
    use reqwest::header::HeaderValue;

    use super::*;

    fn headers(retry_after: &'static str, date: Option<&'static str>) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, HeaderValue::from_static(retry_after));
        headers.extend(date.map(|date| (DATE, HeaderValue::from_static(date))));
        headers
    }

    #[test]
    fn seconds_are_taken_as_they_are() {
        assert_eq!(retry_after(&headers(" 120 ", None)), Some(Duration::from_mins(2)));
    }

    #[test]
    fn a_date_is_measured_against_the_server_s_own_clock() {
        let headers = headers(
            "Wed, 21 Oct 2015 07:28:30 GMT",
            Some("Wed, 21 Oct 2015 07:28:00 GMT"),
        );
        assert_eq!(retry_after(&headers), Some(Duration::from_secs(30)));
    }

    #[test]
    fn a_date_that_has_passed_means_no_wait() {
        assert_eq!(
            retry_after(&headers("Wed, 21 Oct 2015 07:28:00 GMT", None)),
            Some(Duration::ZERO)
        );
    }

    #[test]
    fn a_day_is_the_longest_wait() {
        for text in [
            "18446744073709551615",
            "18446744073709551616",
            "99999999999999999999999",
            "Fri, 31 Dec 9999 23:59:59 GMT",
        ] {
            assert_eq!(retry_after(&headers(text, None)), Some(MAX), "{text}");
        }
    }

    #[test]
    fn what_is_neither_seconds_nor_a_date_says_nothing() {
        for text in ["soon", "-5", "+5", "1.5", "1e30", ""] {
            assert_eq!(retry_after(&headers(text, None)), None, "{text}");
        }
    }
}
