//! What a seed comes to.

use std::collections::BTreeMap;
use std::time::Duration;

use fastrand::Rng;
use practice_portal::{Fault, FaultPlan, Target};
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

/// Longer than any run takes.
const HELD: Duration = Duration::from_mins(10);

/// A run.
pub(crate) struct Plan {
    pub(crate) faults: FaultPlan,
    /// Faults of single requests, beside those of the dice.
    pub(crate) single: Vec<(Target, u32, Fault)>,
    pub(crate) wishes: Vec<Wish>,
    /// Where each process dies. After them comes one that does not, at a portal without faults.
    pub(crate) deaths: Vec<Death>,
    /// How often somebody else does something, where they could.
    pub(crate) others: f64,
    /// What further draws come from.
    pub(crate) dice: Rng,
}

/// What the person wants.
#[derive(Debug, Clone)]
pub(crate) enum Wish {
    /// A new organization. Its description is found on no other.
    Create {
        name: String,
        description: String,
        details: BTreeMap<String, String>,
    },
    /// Other values in an organization that is there from the beginning; each is found nowhere else.
    Update {
        /// Which of them.
        organization: usize,
        fields: BTreeMap<String, String>,
    },
}

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

    /// The fault that holds the request.
    pub(crate) fn hold(&self) -> Option<(Target, u32, Fault)> {
        match self {
            Self::Held(target, nth) => Some((*target, *nth, Fault::Latency(HELD))),
            Self::AfterSteps(_) | Self::At { .. } => None,
        }
    }
}

impl Plan {
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Rng::with_seed(seed);
        Self {
            faults: faults(seed, &mut dice),
            single: single(&mut dice),
            wishes: wishes(seed, &mut dice),
            deaths: (0..dice.usize(1..=3)).map(|_| death(&mut dice)).collect(),
            others: dice.f64() * 0.5,
            dice,
        }
    }
}

/// Some runs have few faults and some many; in some one kind prevails.
fn faults(seed: u64, dice: &mut Rng) -> FaultPlan {
    let much = [0.3, 1.0, 1.0, 2.0][dice.usize(..4)];
    let prevails = dice.usize(..12);
    let rate = |kind: usize, rate: f64| (rate * if kind == prevails { 4.0 } else { much }).min(0.9);
    FaultPlan {
        seed,
        latency: None,
        retry_after: Some(0),
        lost_answer: rate(0, 0.15),
        error_after_write: rate(1, 0.1),
        unavailable: rate(2, 0.04),
        too_many: rate(3, 0.06),
        cut_body: rate(4, 0.04),
        reset: rate(5, 0.04),
        late_visibility: rate(6, 0.2),
        html: rate(7, 0.03),
        offline: rate(8, 0.04),
    }
}

/// Refusals for good, and a line that goes down just before a write: the dice seldom come to these.
fn single(dice: &mut Rng) -> Vec<(Target, u32, Fault)> {
    let mut single = Vec::new();
    for target in [Target::Create, Target::Update] {
        if dice.f64() < 0.6 {
            let status = [403, 404, 422][dice.usize(..3)];
            single.push((target, dice.u32(..3), Fault::Status(status, String::new())));
        }
    }
    // The last read before a create is a list, and before an update a look at the organization.
    for target in [Target::List, Target::Retrieve] {
        if dice.f64() < 0.3 {
            single.push((target, dice.u32(..6), Fault::Offline));
        }
    }
    single
}

fn wishes(seed: u64, dice: &mut Rng) -> Vec<Wish> {
    let count = dice.usize(2..=5);
    // Few names, so that some are wished for twice.
    let name = |dice: &mut Rng| {
        format!(
            "{} {seed}",
            ["Harbour Lane", "Café Noir", "Twin & Sons"][dice.usize(..3)]
        )
    };
    (0..count)
        .map(|number| {
            let value = |field: &str| format!("{field} of wish {number}");
            let some = |fields: &[&str], dice: &mut Rng| -> BTreeMap<String, String> {
                let chosen = fields.iter().filter(|_| dice.bool());
                chosen.map(|field| ((*field).to_owned(), value(field))).collect()
            };
            if dice.f64() < 0.6 {
                let mut details = BTreeMap::new();
                if dice.f64() < 0.6 {
                    details = some(&["address", "city", "phone", "contact_name"], dice);
                    details.insert("company_name".to_owned(), value("company_name"));
                }
                Wish::Create {
                    name: name(dice),
                    description: value("description"),
                    details,
                }
            } else {
                let mut fields = some(&["description", "address", "city", "country", "website"], dice);
                fields.insert("phone".to_owned(), value("phone"));
                Wish::Update {
                    organization: dice.usize(..crate::world::ORGANIZATIONS),
                    fields,
                }
            }
        })
        .collect()
}

fn death(dice: &mut Rng) -> Death {
    match dice.usize(..10) {
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
        _ => {
            let targets = [Target::Create, Target::Update, Target::List, Target::Retrieve];
            Death::Held(targets[dice.usize(..4)], dice.u32(..3))
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

    #[test]
    fn the_same_seed_comes_to_the_same_run() {
        let told = |seed| {
            let plan = Plan::of(seed);
            format!("{:?} {:?} {:?}", plan.wishes, plan.deaths, plan.faults)
        };
        assert_eq!(told(7), told(7));
        assert_ne!(told(7), told(8));
    }
}
