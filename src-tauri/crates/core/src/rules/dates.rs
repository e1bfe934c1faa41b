//! Dates of a plan: typed as `YYYY-MM-DD`, sent as the date-time the API wants (vendor's documentation: date-time).

use jiff::ToSpan;
use jiff::civil::Date;
use scanning_api::Interval;

/// A date as typed; none where it is empty, an error where it is no date.
pub(super) fn typed(text: &str) -> Result<Option<Date>, NotADate> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    Date::strptime("%Y-%m-%d", text).map(Some).map_err(|_| NotADate)
}

/// The text is no date.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotADate;

/// As it is sent: midnight, UTC.
pub(super) fn sent(date: Date) -> String {
    format!("{}T00:00:00Z", date.strftime("%Y-%m-%d"))
}

/// As it is read, such as `1 Sep 2027`.
pub(crate) fn in_words(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// When a plan ends by itself (vendor's documentation: one month or year after `start_date`).
pub(super) fn automatic_end(interval: Interval, start: Date) -> Option<Date> {
    match interval {
        Interval::None => None,
        Interval::Monthly => start.checked_add(1.month()).ok(),
        Interval::Yearly => start.checked_add(1.year()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        assert_eq!(
            automatic_end(Interval::Monthly, date(2027, 1, 31)),
            Some(date(2027, 2, 28))
        );
    }

    #[test]
    fn only_dates_are_dates() {
        assert_eq!(typed(" 2026-09-01 "), Ok(Some(date(2026, 9, 1))));
        assert_eq!(typed(""), Ok(None));
        for text in ["1/9/2026", "2026-02-30", "tomorrow", "2026-9", "2026-09-01T00:00"] {
            assert_eq!(typed(text), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn a_date_is_sent_as_midnight_and_read_in_words() {
        assert_eq!(sent(date(2026, 9, 1)), "2026-09-01T00:00:00Z");
        assert_eq!(in_words(date(2026, 9, 1)), "1 Sep 2026");
    }
}
