//! When sample organizations were created and changed: in working hours, before today.

use crate::random::Random;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// The oldest is about six years old; the last four months belong to those written by hand.
const OLDEST_DAYS: u64 = 6 * 365;
const GENERATED_UNTIL_DAYS: u64 = 140;

/// How many of the newest were changed in the past week.
const CHANGED_THIS_WEEK: usize = 9;

/// Creation times of so many generated organizations, oldest first.
pub(super) fn created(count: usize, today: i64, random: &mut Random) -> Vec<i64> {
    let mut times: Vec<i64> = (0..count)
        .map(|_| {
            at(
                today,
                GENERATED_UNTIL_DAYS + random.below(OLDEST_DAYS - GENERATED_UNTIL_DAYS),
                random,
            )
        })
        .collect();
    times.sort_unstable();
    times
}

/// The creation time of the `place`th newest, from 0.
pub(super) fn created_recently(place: usize, today: i64, random: &mut Random) -> i64 {
    at(today, 5 * (place as u64 + 1) + 2, random)
}

/// The modification time of the `place`th newest that was created then.
pub(super) fn changed(place: usize, created: i64, today: i64, random: &mut Random) -> i64 {
    if place < CHANGED_THIS_WEEK {
        return at(today, 1 + random.below(5), random).max(created);
    }
    let week_ago = today - 8 * DAY;
    let days = u64::try_from((week_ago - created) / DAY).unwrap_or(0);
    if days == 0 || random.below(7) == 0 {
        return created;
    }
    at(week_ago, random.below(days), random).clamp(created, week_ago)
}

/// So many days ago, between eight and six.
fn at(today: i64, days_ago: u64, random: &mut Random) -> i64 {
    let signed = |number: u64| i64::try_from(number).unwrap_or(0);
    today - signed(days_ago) * DAY + 8 * HOUR + signed(random.below(10 * HOUR.unsigned_abs()))
}
