//! A subscription to a plan.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use uuid::Uuid;

use crate::clock;

/// The plan codes this portal has. `pci-basic` is in the seed page and `pci-open` in the vendor's documentation;
/// the others are invented after their pattern, so that each product of the documentation has some.
pub(crate) const PLANS: [&str; 6] = [
    "pci-basic",
    "pci-plus",
    "pci-open",
    "vrms-standard",
    "vrms-plus",
    "pentest-yearly",
];

#[derive(Clone)]
pub(crate) struct Subscription {
    pub(crate) id: Uuid,
    pub(crate) plan: Box<str>,
    pub(crate) partner: bool,
    pub(crate) interval: Interval,
    pub(crate) start_date: Box<str>,
    pub(crate) end_date: Option<Box<str>>,
}

/// The billing interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interval {
    None,
    Monthly,
    Yearly,
}

/// What a new subscription is asked to be; all but the plan may be left out.
pub(crate) struct Order {
    pub(crate) plan: String,
    pub(crate) partner: bool,
    pub(crate) interval: Interval,
    pub(crate) start_date: Option<String>,
    pub(crate) end_date: Option<String>,
}

impl Order {
    /// Only the plan: what a default plan is subscribed with.
    pub(crate) fn of(plan: &str) -> Self {
        Self {
            plan: plan.to_owned(),
            partner: false,
            interval: Interval::None,
            start_date: None,
            end_date: None,
        }
    }
}

impl Subscription {
    /// Dates are kept as they came, since the seed page's own example sends `"string"` for one. Without a start it
    /// starts now; without an end it ends an interval after its start, if that is a date.
    pub(crate) fn new(id: Uuid, order: Order, now: i64) -> Self {
        let start_date = order.start_date.unwrap_or_else(|| clock::text(now));
        let end_date = order.end_date.or_else(|| end(&start_date, order.interval));
        Self {
            id,
            plan: order.plan.into(),
            partner: order.partner,
            interval: order.interval,
            start_date: start_date.into(),
            end_date: end_date.map(Into::into),
        }
    }

    /// What the plan is for: its code up to the first hyphen.
    pub(crate) fn product(&self) -> &str {
        self.plan.split('-').next().unwrap_or_default()
    }
}

impl Interval {
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::None, Self::Monthly, Self::Yearly]
            .into_iter()
            .find(|interval| interval.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Monthly => "monthly",
            Self::Yearly => "yearly",
        }
    }
}

/// One interval after the start, in the start's own notation; a month that is too short ends on its last day.
fn end(start: &str, interval: Interval) -> Option<String> {
    let span = match interval {
        Interval::None => return None,
        Interval::Monthly => 1.month(),
        Interval::Yearly => 1.year(),
    };
    if start.len() == "2026-01-31".len() {
        return Some(start.parse::<Date>().ok()?.checked_add(span).ok()?.to_string());
    }
    if let Ok(point) = start.parse::<Timestamp>() {
        let end = point.to_zoned(jiff::tz::TimeZone::UTC).checked_add(span).ok()?;
        return Some(clock::text(end.timestamp().as_millisecond()));
    }
    Some(
        start
            .parse::<DateTime>()
            .ok()?
            .checked_add(span)
            .ok()?
            .to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::{Interval, end};

    #[test]
    fn an_interval_ends_on_the_same_day_of_the_next_month_or_year() {
        assert_eq!(
            end("2026-03-15", Interval::Monthly).as_deref(),
            Some("2026-04-15")
        );
        assert_eq!(end("2026-03-15", Interval::Yearly).as_deref(), Some("2027-03-15"));
        assert_eq!(end("2026-03-15", Interval::None), None);
    }

    #[test]
    fn an_interval_ends_on_the_last_day_of_a_shorter_month() {
        assert_eq!(
            end("2026-01-31", Interval::Monthly).as_deref(),
            Some("2026-02-28")
        );
        assert_eq!(
            end("2028-01-31", Interval::Monthly).as_deref(),
            Some("2028-02-29")
        );
        assert_eq!(end("2028-02-29", Interval::Yearly).as_deref(), Some("2029-02-28"));
    }

    #[test]
    fn the_end_is_written_as_the_start_is() {
        assert_eq!(
            end("2026-01-31T10:00:00Z", Interval::Monthly).as_deref(),
            Some("2026-02-28T10:00:00.000Z")
        );
        assert_eq!(
            end("2026-01-31T10:00:00", Interval::Monthly).as_deref(),
            Some("2026-02-28T10:00:00")
        );
        assert_eq!(end("string", Interval::Monthly), None);
        assert_eq!(end("0123456789", Interval::Monthly), None);
    }
}
