//! Who was shown what changes rest on.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who loaded what is changed, seen from who saves it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LoadedBy {
    /// They themselves.
    #[default]
    Oneself,
    /// Somebody else, and it was laid over what they are shown since: what is filled in and was never shown to them may be there all the
    /// same.
    LaidOver,
    /// Somebody else: whatever is shown empty to them may only not be shown.
    Another,
}

impl LoadedBy {
    /// Whether something of it was shown to somebody else alone.
    pub(crate) fn is_of_another_user(self) -> bool {
        self != Self::Oneself
    }
}
