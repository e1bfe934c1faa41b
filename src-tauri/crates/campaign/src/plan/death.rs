//! Where a process dies.

use std::time::Duration;

use fastrand::Rng;
use practice_portal::{Fault, Target};
use serde::{Deserialize, Serialize};

use crate::desk::Step;

/// The stages of the journal somebody may be killed at, by their names in the file. The rarer a stage, the oftener it is
/// named: most runs come by an intent, and few by something left.
const STAGES: [&str; 18] = [
    "intent",
    "sent",
    "unknown",
    "details",
    "done",
    "details_left",
    "details_left",
    "rejected",
    "rejected",
    "rejected",
    "rejected",
    "rejected",
    "rejected",
    "not_sent",
    "not_sent",
    "not_sent",
    "left",
    "left",
];

/// Steps few runs come by, each named by what passes it.
const RARE: [(&str, &str); 14] = [
    ("update", "unknown"),
    ("update", "not_sent"),
    ("again", "intent"),
    ("again", "sent"),
    ("again", "unknown"),
    ("again", "rejected"),
    ("again", "not_sent"),
    ("undo", "intent"),
    ("undo", "done"),
    ("undo", "unknown"),
    ("undo", "rejected"),
    ("undo", "not_sent"),
    ("draft", "kept"),
    ("", "adopted"),
];

/// Longer than any run takes.
const HELD: Duration = Duration::from_mins(10);

/// Where a process dies.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Death {
    /// At a step of the journal, after so many others.
    AfterSteps(u32),
    /// At a step of this kind, after so many others of it.
    At {
        stage: String,
        work: Option<String>,
        written: bool,
        after: u32,
    },
    /// While the portal holds a request of this kind, after so many others of it. It is done already.
    #[serde(skip)]
    Held(Target, u32),
}

impl Death {
    /// Whether this is the step. Counts it where it is not.
    pub(crate) fn is_at(&mut self, step: &Step) -> bool {
        let (fits, left) = match self {
            Self::AfterSteps(left) => (true, left),
            Self::At {
                stage,
                work,
                written,
                after,
            } => {
                let fits = *stage == step.stage
                    && *written == step.written
                    && work.as_ref().is_none_or(|work| *work == step.work);
                (fits, after)
            }
            Self::Held(..) => return false,
        };
        match left.checked_sub(u32::from(fits)) {
            None => fits,
            Some(less) => {
                *left = less;
                false
            }
        }
    }

    /// Whether it is at a step of this work, or of this name.
    pub(super) fn is_of(&self, step: &str) -> bool {
        match self {
            Self::At { stage, work, .. } => stage == step || work.as_deref() == Some(step),
            Self::AfterSteps(_) | Self::Held(..) => false,
        }
    }

    /// The step it is at, where it is one of a kind: of which work, and its name.
    pub(super) fn step(&self) -> Option<(String, String)> {
        match self {
            Self::At { stage, work, .. } => Some((work.clone()?, stage.clone())),
            Self::AfterSteps(_) | Self::Held(..) => None,
        }
    }

    /// The fault that holds the request.
    pub(crate) fn hold(&self) -> Option<(Target, u32, Fault)> {
        match self {
            Self::Held(target, nth) => Some((*target, *nth, Fault::Latency(HELD))),
            Self::AfterSteps(_) | Self::At { .. } => None,
        }
    }
}

/// One to three. What is done once in a run is done in the first process that can: there it is died of.
pub(super) fn deaths(dice: &mut Rng) -> Vec<Death> {
    let mut deaths: Vec<Death> = (0..dice.usize(1..=3)).map(|_| death(dice)).collect();
    deaths.sort_by_key(|death| !(death.is_of("again") || death.is_of("undo")));
    deaths
}

fn death(dice: &mut Rng) -> Death {
    match dice.usize(..15) {
        0..3 => Death::AfterSteps(dice.u32(..10)),
        3..8 => {
            let stage = STAGES[dice.usize(..STAGES.len())];
            let work = [None, Some("create"), Some("update")][dice.usize(..3)];
            Death::At {
                stage: stage.to_owned(),
                // What is left may be several at once, and is neither.
                work: work.filter(|_| stage != "left").map(str::to_owned),
                written: dice.bool(),
                after: u32::from(dice.f64() < 0.2),
            }
        }
        8..10 => {
            let targets = [Target::Create, Target::Update, Target::List, Target::Retrieve];
            Death::Held(targets[dice.usize(..4)], dice.u32(..3))
        }
        _ => {
            let (work, stage) = RARE[dice.usize(..RARE.len())];
            Death::At {
                stage: stage.to_owned(),
                work: Some(work.to_owned()),
                written: dice.bool(),
                // A form is kept often.
                after: if work == "draft" { dice.u32(..6) } else { 0 },
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(stage: &str, written: bool) -> Step {
        Step {
            work: "create".to_owned(),
            stage: stage.to_owned(),
            written,
        }
    }

    #[test]
    fn a_death_at_a_kind_of_step_lets_the_others_pass() {
        let mut death = Death::At {
            stage: "done".to_owned(),
            work: None,
            written: true,
            after: 1,
        };
        let at: Vec<bool> = ["intent", "done", "done"]
            .iter()
            .flat_map(|stage| [step(stage, false), step(stage, true)])
            .map(|step| death.is_at(&step))
            .collect();
        assert_eq!(at, [false, false, false, false, false, true]);
    }

    #[test]
    fn a_death_after_some_steps_is_at_the_next() {
        let mut death = Death::AfterSteps(1);
        assert!(!death.is_at(&step("intent", false)));
        assert!(death.is_at(&step("intent", true)));
    }
}
