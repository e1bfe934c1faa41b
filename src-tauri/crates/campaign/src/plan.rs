//! What a seed comes to.

mod death;
mod habits;
mod sign_ins;

use std::collections::BTreeMap;

use fastrand::Rng;
use practice_portal::{Fault, FaultPlan, Target};

pub(crate) use death::Death;
pub(crate) use habits::Habits;
pub(crate) use sign_ins::{SignIn, User};

/// A run.
pub(crate) struct Plan {
    pub(crate) faults: FaultPlan,
    /// Faults of single requests, beside those of the dice.
    pub(crate) single: Vec<(Target, u32, Fault)>,
    pub(crate) wishes: Vec<Wish>,
    /// Where each process dies. After them comes one that does not, at a portal without faults.
    pub(crate) deaths: Vec<Death>,
    /// Who the portal says one is in each process, the last one among them.
    pub(crate) sign_ins: Vec<SignIn>,
    pub(crate) habits: Habits,
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
    /// What an update changed as it was before it. It comes up once that is saved.
    Undo {
        /// The update, by its review.
        of: String,
        /// The organization's id.
        organization: String,
    },
}

impl Plan {
    pub(crate) fn of(seed: u64) -> Self {
        let mut dice = Rng::with_seed(seed);
        let deaths = death::deaths(&mut dice);
        Self {
            faults: faults(seed, &mut dice),
            single: single(&mut dice, &deaths),
            wishes: wishes(seed, &mut dice, &deaths),
            sign_ins: sign_ins::sign_ins(&mut dice, &deaths),
            habits: Habits::of(&mut dice, &deaths),
            deaths,
            others: dice.f64() * 0.5,
            dice,
        }
    }
}

/// Some runs have few faults and some many; in some one kind prevails.
fn faults(seed: u64, dice: &mut Rng) -> FaultPlan {
    let much = [0.3, 1.0, 1.0, 2.0][dice.usize(..4)];
    let prevails = dice.usize(..13);
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
        unavailable_after_write: rate(9, 0.05),
    }
}

/// Refusals for good, and a line that goes down just before a write: the dice seldom come to these.
fn single(dice: &mut Rng, deaths: &[Death]) -> Vec<(Target, u32, Fault)> {
    let mut single = Vec::new();
    // What is to be created again was lost before.
    if deaths.iter().any(|death| death.is_of("again")) {
        single.push((Target::Create, dice.u32(..2), Fault::Reset));
    }
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

fn wishes(seed: u64, dice: &mut Rng, deaths: &[Death]) -> Vec<Wish> {
    let is_at = |work: &str| deaths.iter().any(|death| death.is_of(work));
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
            let creates = dice.f64() < 0.6;
            // What is to be done when they are killed can be done.
            let creates = match number {
                0 if is_at("again") => true,
                1 if is_at("undo") => false,
                _ => creates,
            };
            if creates {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_comes_to_the_same_run() {
        let told = |seed| {
            let plan = Plan::of(seed);
            format!(
                "{:?} {:?} {:?} {:?}",
                plan.wishes, plan.deaths, plan.faults, plan.sign_ins
            )
        };
        assert_eq!(told(7), told(7));
        assert_ne!(told(7), told(8));
    }
}
