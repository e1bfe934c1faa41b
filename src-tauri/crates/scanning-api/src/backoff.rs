//! How long to wait before asking again, for those who may: reads, and requests that were
//! [refused](crate::Failure::Refused) or [not sent](crate::Failure::NotSent). This crate itself never
//! asks twice.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::Duration;

/// Waits drawn evenly from zero to a bound that doubles each time ("full jitter"), so that many clients
/// that were turned away together do not come back together.
///
/// ```
/// use std::time::Duration;
/// use scanning_api::backoff::Backoff;
///
/// let backoff = Backoff::default();
/// assert_eq!(backoff.wait(1, None, 0.5), Some(Duration::from_millis(250)));
/// assert_eq!(backoff.wait(1, Some(Duration::from_secs(7)), 0.5), Some(Duration::from_secs(7)));
/// assert_eq!(backoff.wait(3, None, 0.5), None); // three attempts are enough
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backoff {
    /// The bound of the first wait.
    pub base: Duration,
    /// The bound of every wait, unless the server asks for a longer one.
    pub cap: Duration,
    /// How many times to ask in all.
    pub attempts: u32,
}

impl Default for Backoff {
    /// Half a second, 30 seconds, three attempts.
    fn default() -> Self {
        Self {
            base: Duration::from_millis(500),
            cap: Duration::from_secs(30),
            attempts: 3,
        }
    }
}

impl Backoff {
    /// The wait after `made` attempts (from 1), or `None` when those were all.
    ///
    /// The server's own wish is kept to the letter, however long. `random` is from 0 to 1, such as from
    /// [`random`]; what lies outside is taken for the nearer end.
    pub fn wait(&self, made: u32, retry_after: Option<Duration>, random: f64) -> Option<Duration> {
        if made >= self.attempts {
            return None;
        }
        Some(retry_after.unwrap_or_else(|| self.bound(made).mul_f64(unit(random))))
    }

    fn bound(&self, made: u32) -> Duration {
        let doubled = 1_u32.checked_shl(made.saturating_sub(1)).unwrap_or(u32::MAX);
        self.base.saturating_mul(doubled).min(self.cap)
    }
}

/// A number from 0 to 1, from the randomness the system seeds hash maps with. Not for secrets.
pub fn random() -> f64 {
    let bits = RandomState::new().hash_one(()) >> 32;
    u32::try_from(bits).map_or(0.5, |bits| f64::from(bits) / f64::from(u32::MAX))
}

fn unit(random: f64) -> f64 {
    if random.is_nan() {
        1.0
    } else {
        random.clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_the_cap() {
        let backoff = Backoff {
            attempts: 100,
            ..Backoff::default()
        };
        let bounds = [1, 2, 3, 6, 7, 40, 99].map(|made| backoff.wait(made, None, 1.0).unwrap().as_millis());
        assert_eq!(bounds, [500, 1_000, 2_000, 16_000, 30_000, 30_000, 30_000]);
    }

    #[test]
    fn the_wait_is_anywhere_from_nothing_to_the_bound() {
        let backoff = Backoff::default();
        assert_eq!(backoff.wait(2, None, 0.0), Some(Duration::ZERO));
        assert_eq!(backoff.wait(2, None, 0.25), Some(Duration::from_millis(250)));
        assert_eq!(backoff.wait(2, None, f64::NAN), Some(Duration::from_secs(1)));
    }

    #[test]
    fn the_server_s_wish_goes_before_our_own_even_over_the_cap() {
        let wish = Duration::from_secs(90);
        assert_eq!(Backoff::default().wait(1, Some(wish), 0.1), Some(wish));
    }

    #[test]
    fn three_attempts_are_all() {
        let backoff = Backoff::default();
        assert!(backoff.wait(2, None, 0.5).is_some());
        assert_eq!(backoff.wait(3, None, 0.5), None);
        assert_eq!(backoff.wait(3, Some(Duration::ZERO), 0.5), None);
    }

    #[test]
    fn random_numbers_are_in_range_and_differ() {
        let drawn: Vec<f64> = std::iter::repeat_with(random).take(100).collect();
        assert!(drawn.iter().all(|number| (0.0..=1.0).contains(number)));
        assert!(drawn.iter().any(|number| *number < 0.5) && drawn.iter().any(|number| *number >= 0.5));
    }
}
