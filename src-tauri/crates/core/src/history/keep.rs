//! For how long the history is kept.
//!
//! The clock of a computer is not to be trusted with this: one wrong day in its setup would drop all there is. So age is not
//! counted from the clock but from a day of our own, the *last day seen*, which is remembered. It follows the clock, and
//!
//! * never goes back: after a clock that was put back nothing becomes young again, nor old;
//! * goes forward by a month at most on one day of the clock, however often Orgdesk is started on it: a clock that is years ahead for
//!   a day costs a month, and an absence of half a year is caught up with within six days;
//! * stays where it is when the clock is more than a year ahead of it and of the newest operation: then the clock is wrong, or
//!   nothing has been written for so long that dropping can wait.
//!
//! Where the clock is behind the last day seen, one of the two is wrong, and age is counted from the earlier one: a clock that was
//! years ahead when Orgdesk first ran must not make old what is written today.
//!
//! Operations are dropped from the oldest on, in the order they began in, up to the first that is young enough: one whose own time is
//! wrong is kept as long as those around it. What is open is never dropped.

use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;
use ts_rs::TS;

use crate::{AppError, Orgdesk};

const DAY: i64 = 86_400_000;
/// How far the last day seen goes forward on one day.
const MOST_FORWARD: i64 = 31 * DAY;
/// How far ahead a clock is believed.
const BELIEVED: i64 = 400 * DAY;
/// How many are dropped at a time: a write that waits for it waits for milliseconds.
const CHUNK: u32 = 200;

/// For how long the history is kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KeepTime {
    /// 30 days.
    Month,
    /// 90 days.
    Quarter,
    /// A year.
    #[default]
    Year,
    /// Three years.
    ThreeYears,
    /// For ever.
    Forever,
}

/// For how long the history is kept, and what another time would come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct HistoryKeepView {
    /// For how long.
    pub keep: KeepTime,
    /// How many operations are older than that; they are dropped.
    pub older: u32,
}

/// What has been done in this run to keep the history to its time.
#[derive(Default)]
pub(crate) struct Keeping {
    /// A connection was opened: what is done in the background may begin.
    pub(crate) opened: Notify,
    moved_on: AtomicBool,
}

impl Orgdesk {
    /// For how long the history is kept.
    pub async fn history_keep_time(&self) -> Result<KeepTime, AppError> {
        self.store.history_keep_time().await
    }

    /// What keeping the history for this time would come to. Drops nothing.
    pub async fn history_keep_check(&self, keep: KeepTime) -> Result<HistoryKeepView, AppError> {
        let today = self.last_day_seen().await?;
        let older = match cutoff(keep, today) {
            Some(cutoff) => self.store.history_older(cutoff).await?,
            None => 0,
        };
        Ok(HistoryKeepView { keep, older })
    }

    /// Keeps the history for this time from now on, and drops what is older.
    pub async fn keep_history(&self, keep: KeepTime) -> Result<HistoryKeepView, AppError> {
        self.store.keep_history_for(keep).await?;
        self.drop_older_than(keep).await?;
        Ok(HistoryKeepView { keep, older: 0 })
    }

    /// Waits until a connection was opened for the first time in this run, and drops what is too old: at the start there are
    /// other things to do.
    pub async fn drop_old_history_once_open(&self) {
        self.keeping.opened.notified().await;
        let dropped = match self.history_keep_time().await {
            Ok(keep) => self.drop_older_than(keep).await,
            Err(error) => Err(error),
        };
        if let Err(error) = dropped {
            tracing::warn!(%error, "the history could not be kept to its time");
        }
    }

    async fn drop_older_than(&self, keep: KeepTime) -> Result<(), AppError> {
        let today = self.last_day_seen().await?;
        let Some(cutoff) = cutoff(keep, today) else {
            return Ok(());
        };
        while self.store.drop_history_before(cutoff, CHUNK).await? == CHUNK {
            tokio::task::yield_now().await;
        }
        Ok(())
    }

    /// The day age is counted from: the last day seen, moved on once a day, or that of the clock, where that is the earlier one.
    async fn last_day_seen(&self) -> Result<i64, AppError> {
        let known = self.store.history_last_seen().await?;
        let clock = Timestamp::now().as_millisecond();
        let was_moved_on = self.keeping.moved_on.swap(true, Ordering::Relaxed);
        let is_of_this_day = known.moved_on.map(|moved| moved.div_euclid(DAY)) == Some(clock.div_euclid(DAY));
        if let Some(seen) = known.seen.filter(|_| was_moved_on || is_of_this_day) {
            return Ok(seen.min(clock));
        }
        let today = moved_on(known.seen, known.newest, clock);
        if let Err(error) = self.store.set_history_last_seen(today, clock).await {
            self.keeping.moved_on.store(false, Ordering::Relaxed);
            return Err(error);
        }
        Ok(today.min(clock))
    }
}

/// Before when an operation is too old; never where the history is kept for ever.
fn cutoff(keep: KeepTime, today: i64) -> Option<i64> {
    let days = match keep {
        KeepTime::Month => 30,
        KeepTime::Quarter => 90,
        KeepTime::Year => 365,
        KeepTime::ThreeYears => 3 * 365,
        KeepTime::Forever => return None,
    };
    Some(today.saturating_sub(days * DAY))
}

/// The last day seen, on the next day. `newest` is when the newest operation began.
fn moved_on(seen: Option<i64>, newest: Option<i64>, clock: i64) -> i64 {
    let Some(seen) = seen else {
        // The first run that looks: the operations say what day it was, where there are any.
        return match newest {
            Some(newest) if clock.saturating_sub(newest) > BELIEVED => newest,
            _ => clock,
        };
    };
    let known = newest.map_or(seen, |newest| newest.max(seen));
    if clock <= seen || clock.saturating_sub(known) > BELIEVED {
        return seen;
    }
    clock.min(seen.saturating_add(MOST_FORWARD))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 20_000 * DAY;

    #[test]
    fn the_last_day_seen_follows_the_clock_and_never_goes_back() {
        assert_eq!(moved_on(Some(NOW), Some(NOW), NOW + DAY), NOW + DAY);
        assert_eq!(moved_on(Some(NOW), Some(NOW), NOW - 900 * DAY), NOW);
        assert_eq!(moved_on(None, None, NOW), NOW);
    }

    #[test]
    fn a_clock_that_is_years_ahead_is_not_believed() {
        let ahead = NOW + 3_650 * DAY;
        assert_eq!(moved_on(Some(NOW), Some(NOW), ahead), NOW);
        assert_eq!(moved_on(None, Some(NOW), ahead), NOW);
    }

    #[test]
    fn what_was_written_under_a_wrong_clock_costs_a_month_at_most() {
        let ahead = NOW + 3_650 * DAY;
        assert_eq!(moved_on(Some(NOW), Some(ahead), ahead), NOW + 31 * DAY);
    }

    #[test]
    fn an_absence_is_caught_up_with() {
        let mut seen = NOW;
        for _ in 0..6 {
            seen = moved_on(Some(seen), Some(NOW), NOW + 180 * DAY);
        }
        assert_eq!(seen, NOW + 180 * DAY);
    }

    #[test]
    fn what_is_kept_for_ever_is_never_too_old() {
        assert_eq!(cutoff(KeepTime::Forever, NOW), None);
        assert_eq!(cutoff(KeepTime::Month, NOW), Some(NOW - 30 * DAY));
    }
}
