//! The name under which a reviewed write waits to be carried out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// A reviewed write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string")]
pub struct ReviewId(pub Uuid);

impl ReviewId {
    /// A new one.
    pub(crate) fn new() -> Self {
        Self(Uuid::new_v4())
    }
}
