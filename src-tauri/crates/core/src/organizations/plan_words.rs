//! Plans and subscriptions in words.

use std::fmt::Write;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use scanning_api::{Interval, Plan};

use crate::organizations::SubscriptionView;
use crate::rules;

/// Such as "Yearly, from 1 Sep 2026 to 1 Mar 2027".
pub(crate) fn planned(plan: &Plan) -> String {
    let mut words = match plan.interval {
        Some(Interval::Monthly) => "Monthly".to_owned(),
        Some(Interval::Yearly) => "Yearly".to_owned(),
        Some(Interval::None) | None => "No billing interval".to_owned(),
    };
    if let Some(start) = &plan.start_date {
        let _ = write!(words, ", from {}", day(start));
    }
    if let Some(end) = &plan.end_date {
        let _ = write!(words, ", to {}", day(end));
    }
    match plan.partner {
        Some(true) => words += ", partner plan",
        Some(false) => words += ", not a partner plan",
        None => {}
    }
    words
}

/// Such as "pci-basic, until 1 Sep 2027".
pub(crate) fn held(subscription: &SubscriptionView) -> String {
    with_end(plan_and_status(subscription), subscription)
}

/// The same with all that can differ from what was asked for, such as "pci-basic, yearly, from 1 Sep 2026, until 1 Sep
/// 2027".
pub(crate) fn held_in_full(subscription: &SubscriptionView) -> String {
    let mut words = plan_and_status(subscription);
    if let Some(interval) = &subscription.interval {
        let _ = match interval.to_lowercase().as_str() {
            "none" => write!(words, ", no billing interval"),
            other => write!(words, ", {other}"),
        };
    }
    if let Some(start) = &subscription.start_date {
        let _ = write!(words, ", from {}", day(start));
    }
    with_end(words, subscription)
}

/// Whether a subscription is what was asked for. Its shape is inferred, so what it does not say, or says in words that
/// are not known, is no difference.
pub(crate) fn is_as_planned(plan: &Plan, subscription: &SubscriptionView) -> bool {
    let status = subscription.status.as_deref();
    let is_over = |status: &str| matches!(status.to_lowercase().as_str(), "inactive" | "canceled");
    let interval = subscription.interval.as_deref().and_then(interval);
    !status.is_some_and(is_over)
        && (interval.is_none() || plan.interval.is_none() || interval == plan.interval)
        && is_same_day(plan.start_date.as_deref(), subscription.start_date.as_deref())
        && is_same_day(plan.end_date.as_deref(), subscription.end_date.as_deref())
}

fn interval(text: &str) -> Option<Interval> {
    match text.to_lowercase().as_str() {
        "none" => Some(Interval::None),
        "monthly" => Some(Interval::Monthly),
        "yearly" => Some(Interval::Yearly),
        _ => None,
    }
}

fn is_same_day(sent: Option<&str>, held: Option<&str>) -> bool {
    match (sent.and_then(utc_day), held.and_then(utc_day)) {
        (Some(sent), Some(held)) => sent == held,
        _ => true,
    }
}

/// The day in UTC, as it is sent; the day that is written where there is no time zone.
fn utc_day(text: &str) -> Option<Date> {
    match text.parse::<Timestamp>() {
        Ok(at) => Some(at.to_zoned(TimeZone::UTC).date()),
        Err(_) => Date::strptime("%Y-%m-%d", text.get(..10)?).ok(),
    }
}

fn plan_and_status(subscription: &SubscriptionView) -> String {
    let plan = subscription
        .plan
        .as_deref()
        .or(subscription.plan_name.as_deref())
        .unwrap_or("A plan without a code");
    match subscription.status.as_deref() {
        None | Some("active") => plan.to_owned(),
        Some(status) => format!("{plan}, {status}"),
    }
}

fn with_end(mut words: String, subscription: &SubscriptionView) -> String {
    if let Some(end) = &subscription.end_date {
        let _ = write!(words, ", until {}", day(end));
    }
    words
}

/// The day of a date-time in words; what is no date-time stays as it is.
fn day(text: &str) -> String {
    let date = text
        .get(..10)
        .and_then(|date| Date::strptime("%Y-%m-%d", date).ok());
    date.map_or_else(|| text.to_owned(), rules::in_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_reads_as_one_would_say_it() {
        let plan = Plan {
            interval: Some(Interval::Yearly),
            start_date: Some("2026-09-01T00:00:00Z".to_owned()),
            partner: Some(true),
            ..Plan::new("pci-basic")
        };
        assert_eq!(planned(&plan), "Yearly, from 1 Sep 2026, partner plan");
    }

    #[test]
    fn a_date_that_cannot_be_read_is_shown_as_it_is() {
        let subscription = SubscriptionView {
            plan: Some("pci-basic".to_owned()),
            plan_name: None,
            status: Some("active".to_owned()),
            interval: None,
            start_date: None,
            end_date: Some("string".to_owned()),
        };
        assert_eq!(held(&subscription), "pci-basic, until string");
    }
}
