//! How an operation ended, as the history is filtered by it. It is worked out when the operation is noted and kept in a column of
//! its own, so that a filter reads an index and nothing else.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::operations::{OpenDetails, Operation, Stage, Work};
use crate::step::StepState;

/// How an operation ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OperationOutcome {
    /// Done and read back: the portal holds what was sent, as far as it shows it.
    Done,
    /// Done, as the portal said, and not read back; it may be under “Needs you” until it is.
    DoneNotRead,
    /// Done, and the portal holds something else than was sent.
    Differs,
    /// Created; its details are not saved.
    DetailsLeft,
    /// Created; whether its details are saved, nobody knows yet.
    DetailsNotKnown,
    /// The portal said no.
    Rejected,
    /// It did not leave this computer.
    NotSent,
    /// Nobody knows yet.
    NotKnown,
    /// It was not clear, or not read back, and is looked for no further: the user said so, or a later update of the same organization was saved.
    Settled,
}

impl OperationOutcome {
    /// How it is written in its column.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::DoneNotRead => "done_not_read",
            Self::Differs => "differs",
            Self::DetailsLeft => "details_left",
            Self::DetailsNotKnown => "details_not_known",
            Self::Rejected => "rejected",
            Self::NotSent => "not_sent",
            Self::NotKnown => "not_known",
            Self::Settled => "settled",
        }
    }

    /// Whether something was written, as far as is known.
    pub(crate) fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::DoneNotRead | Self::Differs)
    }
}

impl Operation {
    /// How it stands, for the history.
    pub(crate) fn outcome(&self) -> OperationOutcome {
        match self.stage {
            Stage::Sent | Stage::Details if self.is_said_to_be_done() => OperationOutcome::DoneNotRead,
            Stage::Details | Stage::DetailsLeft if self.details() == Some(OpenDetails::NotKnown) => {
                OperationOutcome::DetailsNotKnown
            }
            Stage::Intent | Stage::Sent | Stage::Unknown | Stage::Details => OperationOutcome::NotKnown,
            Stage::DetailsLeft => OperationOutcome::DetailsLeft,
            Stage::Rejected => OperationOutcome::Rejected,
            Stage::NotSent => OperationOutcome::NotSent,
            Stage::Left => OperationOutcome::Settled,
            Stage::Done if self.after.is_none() => OperationOutcome::DoneNotRead,
            Stage::Done if self.is_as_sent() => OperationOutcome::Done,
            Stage::Done => OperationOutcome::Differs,
        }
    }

    /// Whether the portal said yes to all of it: what is open is what it holds since.
    fn is_said_to_be_done(&self) -> bool {
        match &self.work {
            Work::Update(_) => self.stage == Stage::Sent,
            Work::Create(_) => self.stage == Stage::Details && self.details() == Some(OpenDetails::Saved),
        }
    }

    /// What is known of the details of a create.
    fn details(&self) -> Option<OpenDetails> {
        match &self.work {
            Work::Update(_) => None,
            Work::Create(work) => Some(work.details),
        }
    }

    /// Whether the portal holds what was sent, as far as it shows it. Plans and the organization above are not among the fields.
    fn is_as_sent(&self) -> bool {
        let others_differ = match &self.work {
            Work::Update(_) => false,
            // Before that was noted it was in the last step, the reading back.
            Work::Create(work) => work.others_differ.unwrap_or_else(|| {
                let last = self.steps.last();
                last.is_some_and(|step| step.state == StepState::Warning)
            }),
        };
        self.differing().is_empty() && !others_differ
    }
}

#[cfg(test)]
mod tests {
    use super::OperationOutcome;

    #[test]
    fn a_column_holds_the_word_of_the_contract() {
        for outcome in [
            OperationOutcome::Done,
            OperationOutcome::DoneNotRead,
            OperationOutcome::Differs,
            OperationOutcome::DetailsLeft,
            OperationOutcome::DetailsNotKnown,
            OperationOutcome::Rejected,
            OperationOutcome::NotSent,
            OperationOutcome::NotKnown,
            OperationOutcome::Settled,
        ] {
            let word = serde_json::to_value(outcome).unwrap();
            assert_eq!(word, outcome.column());
        }
    }
}
