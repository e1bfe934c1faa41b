//! Faults by the dice: seeded, so that a campaign that found something can be run again.

use std::str::FromStr;
use std::time::Duration;

use super::{Fault, Until, Verdict};
use crate::random::Random;
use crate::target::Target;

/// How often each fault strikes, from 0.0 (never, the default) to 1.0 (always).
///
/// Draws depend on the seed, the kind of request and how many of that kind came before, and on nothing else: the
/// same seed and the same requests meet the same faults, however many reads lie between the writes.
///
/// From text, for a command line: `"lost-answer=0.05,too-many=0.1,seed=7,latency=20-80"`, names with hyphens,
/// latency in milliseconds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FaultPlan {
    /// Where the dice start.
    pub seed: u64,
    /// Every answer is late by something between these two.
    pub latency: Option<(Duration, Duration)>,
    /// [`Fault::LostAnswer`], of creates and updates.
    pub lost_answer: f64,
    /// [`Fault::ErrorAfterWrite`], of creates and updates.
    pub error_after_write: f64,
    /// [`Fault::UnavailableAfterWrite`], of creates and updates.
    pub unavailable_after_write: f64,
    /// The `Retry-After` of the two below, in seconds; `None`, the default, is one.
    pub retry_after: Option<u64>,
    /// [`Fault::Unavailable`].
    pub unavailable: f64,
    /// [`Fault::TooMany`].
    pub too_many: f64,
    /// [`Fault::CutBody`].
    pub cut_body: f64,
    /// [`Fault::Reset`].
    pub reset: f64,
    /// [`Fault::LateVisibility`] of one to three list requests, of creates.
    pub late_visibility: f64,
    /// [`Fault::Html`].
    pub html: f64,
    /// [`Fault::Offline`]. Not by name: somebody has to bring the portal back.
    pub offline: f64,
}

/// Why a text is not a [`FaultPlan`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum FaultPlanError {
    /// An entry without `=`.
    #[error("\"{0}\" is not of the form name=value")]
    Shape(String),
    /// A name no fault has.
    #[error(
        "there is no fault called \"{0}\"; there are lost-answer, error-after-write, unavailable-after-write, unavailable, \
         too-many, cut-body, reset, late-visibility and html, and besides them seed and latency"
    )]
    Name(String),
    /// A value that does not fit the name.
    #[error("{name}: {text:?} is not {expected}")]
    Value {
        /// The entry's name.
        name: String,
        /// The value as given.
        text: String,
        /// What it should have been.
        expected: &'static str,
    },
}

impl FaultPlan {
    pub(super) fn draw(&self, target: Target, ordinal: u64) -> Verdict {
        let dice = |kind: u64| Random::keyed(self.seed, &[target.index() as u64, ordinal, kind]);
        let strikes = |kind: u64, rate: f64| dice(kind).unit() < rate;
        let write = target.is_write();
        let retry_after = Some(self.retry_after.unwrap_or(1));
        let fault = if strikes(0, self.reset) {
            Some(Fault::Reset)
        } else if strikes(1, self.unavailable) {
            Some(Fault::Unavailable { retry_after })
        } else if strikes(2, self.too_many) {
            Some(Fault::TooMany { retry_after })
        } else if strikes(3, self.html) {
            Some(Fault::Html)
        } else if write && strikes(4, self.lost_answer) {
            Some(Fault::LostAnswer)
        } else if write && strikes(5, self.error_after_write) {
            Some(Fault::ErrorAfterWrite)
        } else if write && strikes(11, self.unavailable_after_write) {
            Some(Fault::UnavailableAfterWrite)
        } else if strikes(6, self.cut_body) {
            Some(Fault::CutBody)
        } else if strikes(10, self.offline) {
            Some(Fault::Offline)
        } else {
            None
        };
        let late = (target == Target::Create && strikes(7, self.late_visibility))
            .then(|| Until::Requests(1 + u32::try_from(dice(8).below(3)).unwrap_or(0)));
        let latency = self
            .latency
            .map(|(least, most)| least + most.saturating_sub(least).mul_f64(dice(9).unit()));
        Verdict { latency, late, fault }
    }

    fn rate(&mut self, name: &str) -> Option<&mut f64> {
        Some(match name {
            "lost-answer" => &mut self.lost_answer,
            "error-after-write" => &mut self.error_after_write,
            "unavailable-after-write" => &mut self.unavailable_after_write,
            "unavailable" => &mut self.unavailable,
            "too-many" => &mut self.too_many,
            "cut-body" => &mut self.cut_body,
            "reset" => &mut self.reset,
            "late-visibility" => &mut self.late_visibility,
            "html" => &mut self.html,
            _ => return None,
        })
    }
}

impl FromStr for FaultPlan {
    type Err = FaultPlanError;

    fn from_str(text: &str) -> Result<Self, FaultPlanError> {
        let mut plan = Self::default();
        for entry in text.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
            let (name, value) = entry
                .split_once('=')
                .ok_or_else(|| FaultPlanError::Shape(entry.to_owned()))?;
            let (name, value) = (name.trim(), value.trim());
            let wrong = |expected| FaultPlanError::Value {
                name: name.to_owned(),
                text: value.to_owned(),
                expected,
            };
            if name == "seed" {
                plan.seed = value.parse().map_err(|_| wrong("a whole number"))?;
            } else if name == "latency" {
                plan.latency =
                    Some(latency(value).ok_or_else(|| wrong("milliseconds, such as 50 or 20-80"))?);
            } else {
                let rate = plan
                    .rate(name)
                    .ok_or_else(|| FaultPlanError::Name(name.to_owned()))?;
                *rate = value
                    .parse()
                    .ok()
                    .filter(|rate| (0.0..=1.0).contains(rate))
                    .ok_or_else(|| wrong("a rate from 0 to 1"))?;
            }
        }
        Ok(plan)
    }
}

fn latency(text: &str) -> Option<(Duration, Duration)> {
    let (least, most) = text.split_once('-').unwrap_or((text, text));
    let milliseconds = |text: &str| text.trim().parse().ok().map(Duration::from_millis);
    let (least, most) = (milliseconds(least)?, milliseconds(most)?);
    (least <= most).then_some((least, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> FaultPlan {
        "lost-answer=0.2, too-many=0.1,late-visibility=0.5,latency=20-80,seed=7"
            .parse()
            .unwrap()
    }

    #[test]
    fn the_same_seed_and_the_same_requests_meet_the_same_faults() {
        let run = |seed| -> Vec<Verdict> {
            let plan = FaultPlan { seed, ..plan() };
            (0..200)
                .map(|ordinal| plan.draw(Target::Create, ordinal))
                .collect()
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
    }

    #[test]
    fn a_rate_is_about_how_often_a_fault_strikes() {
        let struck = (0..10_000)
            .filter(|ordinal| plan().draw(Target::Update, *ordinal).fault == Some(Fault::LostAnswer))
            .count();
        // 0.2 of those that were not throttled before.
        assert!((1_650..1_950).contains(&struck), "{struck}");
    }

    #[test]
    fn reads_never_lose_their_answer_by_plan() {
        let plan = FaultPlan {
            lost_answer: 1.0,
            error_after_write: 1.0,
            unavailable_after_write: 1.0,
            late_visibility: 1.0,
            ..FaultPlan::default()
        };
        assert_eq!(plan.draw(Target::List, 0), Verdict::default());
        assert_eq!(plan.draw(Target::Update, 0).late, None);
    }

    #[test]
    fn latency_stays_between_its_bounds() {
        for ordinal in 0..100 {
            let late = plan().draw(Target::List, ordinal).latency.unwrap();
            assert!((Duration::from_millis(20)..=Duration::from_millis(80)).contains(&late));
        }
    }

    #[test]
    fn text_that_is_no_plan_is_refused_with_what_is_wrong() {
        let refused = |text: &str| text.parse::<FaultPlan>().unwrap_err().to_string();
        assert!(refused("lost-answers=0.1").contains("no fault called \"lost-answers\""));
        assert!(refused("reset=2").contains("not a rate from 0 to 1"));
        assert!(refused("reset=NaN").contains("not a rate from 0 to 1"));
        assert!(refused("reset").contains("name=value"));
        assert!(refused("latency=80-20").contains("milliseconds"));
        assert_eq!("".parse(), Ok(FaultPlan::default()));
    }
}
