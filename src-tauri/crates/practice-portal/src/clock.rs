//! Points in time: milliseconds since 1970 inside, the API's text outside.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Now, in milliseconds since 1970.
pub(crate) fn now() -> i64 {
    Timestamp::now().as_millisecond()
}

/// As in the stored example of the organization object: `2023-12-15T19:19:18.037Z`.
pub(crate) fn text(milliseconds: i64) -> String {
    Timestamp::from_millisecond(milliseconds).map_or_else(|_| String::new(), |point| format!("{point:.3}"))
}

/// Midnight (UTC) at the start of a day given as `YYYY-MM-DD`; of the current day for `None`.
pub(crate) fn midnight(day: Option<&str>) -> Result<i64, jiff::Error> {
    let day: Date = match day {
        Some(day) => day.parse()?,
        None => Timestamp::now().to_zoned(TimeZone::UTC).date(),
    };
    Ok(day.to_zoned(TimeZone::UTC)?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::{midnight, text};

    #[test]
    fn times_are_written_as_in_the_stored_example() {
        assert_eq!(text(1_702_667_958_037), "2023-12-15T19:19:18.037Z");
        assert_eq!(text(1_702_667_958_000), "2023-12-15T19:19:18.000Z");
    }

    #[test]
    fn a_day_begins_at_midnight() {
        assert_eq!(
            text(midnight(Some("2026-11-21")).unwrap()),
            "2026-11-21T00:00:00.000Z"
        );
        assert!(midnight(Some("yesterday")).is_err());
    }
}
