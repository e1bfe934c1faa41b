//! What a campaign met, in numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::time::Duration;

use crate::desk::Step;
use crate::process::At;
use crate::run::Ran;

/// From so many runs on, a step at which nobody died is a failure. At the rarest somebody dies once or twice in a thousand runs: of
/// fewer it is said.
pub(crate) const ENOUGH: u64 = 10_000;

/// The sum of many runs.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) runs: u64,
    deaths: BTreeMap<At, u64>,
    passed: BTreeSet<Step>,
    met: BTreeMap<String, u64>,
    told: BTreeMap<String, u64>,
    ended: BTreeMap<String, u64>,
    writes: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, ran: Ran) {
        self.runs += 1;
        self.writes += ran.writes;
        self.passed.extend(ran.passed);
        for at in ran.deaths {
            if let At::Step(step) = &at {
                self.passed.insert(step.clone());
            }
            *self.deaths.entry(at).or_default() += 1;
        }
        let sums = [
            (&mut self.met, named(ran.met)),
            (&mut self.told, ran.told),
            (&mut self.ended, named(ran.ended)),
        ];
        for (sum, part) in sums {
            for (name, count) in part {
                *sum.entry(name).or_default() += count;
            }
        }
    }

    /// Steps that processes passed, and at which none died.
    pub(crate) fn missed(&self) -> Vec<String> {
        let died = |step: &&Step| self.deaths.contains_key(&At::Step((*step).clone()));
        let missed = self.passed.iter().filter(|step| !died(step));
        missed.map(words).collect()
    }

    pub(crate) fn text(&self, took: Duration) -> String {
        let mut text = String::new();
        let each = took.div_f64(f64::from(u32::try_from(self.runs).unwrap_or(u32::MAX).max(1)));
        let _ = writeln!(
            text,
            "{} runs in {:.0} s ({} ms each), {} writes at the portal",
            self.runs,
            took.as_secs_f64(),
            each.as_millis(),
            self.writes
        );
        let deaths = self.deaths.iter().map(|(at, count)| match at {
            At::Step(step) => (words(step), *count),
            At::Held => ("while the portal held a request".to_owned(), *count),
        });
        table(&mut text, "killed", deaths);
        table(&mut text, "requests met", own(&self.met));
        table(&mut text, "told", own(&self.told));
        table(&mut text, "wishes in the end", own(&self.ended));
        for step in self.missed() {
            let _ = writeln!(text, "nobody was killed {step}");
        }
        text
    }
}

fn named(counts: BTreeMap<&'static str, u64>) -> BTreeMap<String, u64> {
    counts
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count))
        .collect()
}

fn own(counts: &BTreeMap<String, u64>) -> impl Iterator<Item = (String, u64)> {
    counts.iter().map(|(name, count)| (name.clone(), *count))
}

fn table(text: &mut String, title: &str, rows: impl Iterator<Item = (String, u64)>) {
    let _ = writeln!(text, "\n{title}");
    for (name, count) in rows {
        let _ = writeln!(text, "  {name:<48} {count:>8}");
    }
}

fn words(step: &Step) -> String {
    let when = if step.written { "after" } else { "before" };
    format!("{when} {} {}", step.work, step.stage).replace("  ", " ")
}
