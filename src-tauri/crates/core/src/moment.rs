//! Points in time as they cross to the UI.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A point in time, as RFC 3339 in UTC. The UI shows it in the user's own time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct Moment(pub jiff::Timestamp);

impl Moment {
    /// This computer's clock.
    pub fn now() -> Self {
        Self(jiff::Timestamp::now())
    }
}
