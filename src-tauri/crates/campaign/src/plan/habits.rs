//! What somebody at the window tends to do.

use fastrand::Rng;

use super::Death;

/// How often each is done where it could be.
#[derive(Debug, Clone)]
pub(crate) struct Habits {
    /// What was not created is created again in its place, rather than settled and created anew.
    pub(crate) creates_again: f64,
    /// A form is kept as a draft while it is typed.
    pub(crate) keeps_drafts: f64,
    /// What was saved is undone.
    pub(crate) undoes: f64,
    /// What somebody else made is gone on with, rather than left until they are back.
    pub(crate) adopts: f64,
    /// How the portal and the line meet what is created again or undone, by the stages it is to come to.
    pub(crate) meets: Vec<(String, String)>,
}

impl Habits {
    /// Where they are to be killed at something, they do it.
    pub(super) fn of(dice: &mut Rng, deaths: &[Death]) -> Self {
        let is_at = |step: &str| deaths.iter().any(|death| death.is_of(step));
        let mut often = |step: &str, otherwise: [f64; 3]| {
            let otherwise = otherwise[dice.usize(..3)];
            if is_at(step) { 1.0 } else { otherwise }
        };
        Self {
            creates_again: often("again", [0.2, 0.5, 0.8]),
            keeps_drafts: often("draft", [0.0, 0.5, 1.0]),
            undoes: often("undo", [0.0, 0.2, 0.5]),
            adopts: often("adopted", [0.2, 0.5, 0.8]),
            meets: deaths.iter().filter_map(Death::step).collect(),
        }
    }
}
