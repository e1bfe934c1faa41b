//! Who the portal says one is: in most runs the same in all of them; in some it is somebody else at a later start, or from one
//! moment to the next.

use fastrand::Rng;
use serde_json::Value;

use super::Death;
use crate::world::text;

/// A user of the portal, and of which partner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct User {
    pub(crate) username: String,
    pub(crate) partner: String,
}

/// Who one is while a process lives.
#[derive(Debug, Clone)]
pub(crate) struct SignIn {
    /// When it starts.
    pub(crate) user: User,
    /// After so many commands it is this one.
    pub(crate) turns: Option<(u32, User)>,
}

impl User {
    /// Whoever the portal says one is from its beginning.
    pub(crate) fn first() -> Self {
        Self::named("Practice user", "Practice partner")
    }

    fn named(username: &str, partner: &str) -> Self {
        Self {
            username: username.to_owned(),
            partner: partner.to_owned(),
        }
    }

    /// As Orgdesk says it.
    pub(crate) fn of(identity: &Value) -> Option<Self> {
        Some(Self {
            username: text(&identity["username"])?,
            partner: text(&identity["partner"])?,
        })
    }
}

/// For each process that dies, and the last one.
pub(super) fn sign_ins(dice: &mut Rng, deaths: &[Death]) -> Vec<SignIn> {
    let processes = deaths.len() + 1;
    let both = [
        User::first(),
        // Another user, or the same one for another partner.
        [
            User::named("Second user", "Practice partner"),
            User::named("Practice user", "Second partner"),
        ][dice.usize(..2)]
        .clone(),
    ];
    let vary = dice.f64() < 0.3 || deaths.iter().any(|death| death.is_of("adopted"));
    let mut sign_in = |process: usize| {
        let one = usize::from(vary && process > 0 && dice.bool());
        // In the last one all is at peace.
        let turns = vary && process + 1 < processes && dice.f64() < 0.4;
        SignIn {
            user: both[one].clone(),
            turns: turns.then(|| (dice.u32(4..30), both[1 - one].clone())),
        }
    };
    (0..processes).map(&mut sign_in).collect()
}
