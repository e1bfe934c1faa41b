//! What happened, step by step: the words and times beside an outcome.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::moment::Moment;
use crate::organizations::ReviewId;

/// One step of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct StepView {
    /// What was done, such as "Looked for the name".
    pub title: String,
    /// What came of it, such as "None found".
    pub detail: Option<String>,
    /// How it stands.
    pub state: StepState,
    /// How long the portal took to answer, in milliseconds; none where it did not, or where that is not the step's matter.
    pub took_ms: Option<u32>,
    /// When it ended, or began where it is still under way; none where it has not begun.
    pub at: Option<Moment>,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// Done.
    Done,
    /// Done, with something to read.
    Warning,
    /// It did not happen.
    Problem,
    /// Nobody knows.
    Unknown,
    /// Under way.
    Now,
    /// Still to do.
    Waiting,
}

/// What the UI hears while an operation runs: its steps so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OperationProgress {
    /// The reviewed write that is being carried out.
    pub review: ReviewId,
    /// All steps so far, in order.
    pub steps: Vec<StepView>,
    /// Whether what came of it could not be noted on this computer.
    pub unnoted: bool,
}
