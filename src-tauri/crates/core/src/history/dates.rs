//! Days of this computer's time zone as points in time.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::AppError;
use crate::finding::Finding;
use crate::history::HistoryDates;

/// From a millisecond to before another one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: Option<i64>,
    pub(crate) before: Option<i64>,
}

impl HistoryDates {
    /// The span of these days. A day that is none is a problem of the filter's field.
    pub(crate) fn span(&self, now: Timestamp, zone: &TimeZone) -> Result<Span, AppError> {
        let today = now.to_zoned(zone.clone()).date();
        let last = |days: i32| Span {
            from: begins(today.saturating_sub((days - 1).days()), zone),
            before: None,
        };
        Ok(match self {
            Self::Any => Span::default(),
            Self::Today => last(1),
            Self::Last7 => last(7),
            Self::Last30 => last(30),
            Self::Between { from, to } => {
                let (from, to) = (day("from", from)?, day("to", to)?);
                if let (Some(from), Some(to)) = (from, to)
                    && to < from
                {
                    return Err(problem("to", "This day is before the first one."));
                }
                Span {
                    from: from.and_then(|from| begins(from, zone)),
                    before: to
                        .and_then(|to| to.tomorrow().ok())
                        .and_then(|after| begins(after, zone)),
                }
            }
        })
    }
}

fn day(field: &str, text: &str) -> Result<Option<Date>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => text
            .parse()
            .map(Some)
            .map_err(|_| problem(field, "Enter a day such as 1 Sep 2026.")),
    }
}

/// The first moment of a day; not always midnight.
fn begins(day: Date, zone: &TimeZone) -> Option<i64> {
    let start = day.to_zoned(zone.clone()).ok()?;
    Some(start.timestamp().as_millisecond())
}

fn problem(field: &str, words: &str) -> AppError {
    AppError::Invalid {
        problems: vec![Finding::at(field, words)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn span(dates: &HistoryDates) -> Result<Span, AppError> {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        dates.span("2026-11-28T22:30:00Z".parse().unwrap(), &zone)
    }

    #[test]
    fn a_day_is_one_of_the_time_zone_and_not_of_utc() {
        let today = span(&HistoryDates::Today).unwrap();
        assert_eq!(
            today.from,
            Some(at("2026-11-28T22:00:00Z")),
            "it is the 29th there"
        );
        let week = span(&HistoryDates::Last7).unwrap();
        assert_eq!(week.from, Some(at("2026-11-22T22:00:00Z")));
    }

    #[test]
    fn both_days_belong_to_what_is_between_them() {
        let between = |from: &str, to: &str| {
            span(&HistoryDates::Between {
                from: from.to_owned(),
                to: to.to_owned(),
            })
        };
        let days = between("2026-11-01", "2026-11-02").unwrap();
        assert_eq!(days.from, Some(at("2026-10-31T22:00:00Z")));
        assert_eq!(days.before, Some(at("2026-11-02T22:00:00Z")));
        assert_eq!(between("", "").unwrap(), Span::default());
        for (from, to, field) in [("1/9/2026", "", "from"), ("2026-11-02", "2026-11-01", "to")] {
            let AppError::Invalid { problems } = between(from, to).unwrap_err() else {
                panic!()
            };
            assert_eq!(problems[0].field.as_deref(), Some(field));
        }
    }
}
