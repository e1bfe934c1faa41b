//! Plans and subscriptions in words.

use std::fmt::Write;

use jiff::civil::Date;
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
    let mut words = subscription
        .plan
        .clone()
        .unwrap_or_else(|| "A plan without a code".to_owned());
    if let Some(status) = subscription
        .status
        .as_deref()
        .filter(|status| *status != "active")
    {
        let _ = write!(words, ", {status}");
    }
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
            status: Some("active".to_owned()),
            interval: None,
            start_date: None,
            end_date: Some("string".to_owned()),
        };
        assert_eq!(held(&subscription), "pci-basic, until string");
    }
}
