//! What the portal's no may still mean: a part of it may be carried out all the same, or all of it may have been before.

use std::time::{Duration, Instant};

use scanning_api::{Failure, PortalAddress, Rejected};

use crate::connections::{ConnectionId, IdentityView, Session};
use crate::error::UnclearReason;
use crate::finding::Finding;
use crate::organizations::carry_out::Reviews;
use crate::organizations::look::is_same;
use crate::{AppError, said};

/// Whether something may have been carried out although it was answered with this status. Inferred: who one is, and what one may do, is
/// found out before anything is written; whatever else is not accepted may be noticed after some of it is.
pub(crate) fn may_be_carried_out(status: u16) -> bool {
    !matches!(status, 401 | 403)
}

/// What the portal said no to in this run, of one write or of all creates of a name.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct SaidNo {
    /// Whether it had one, and said no, or not now.
    pub(crate) at_all: bool,
    /// When it said so last to one that it may have carried out all the same.
    pub(crate) may_be_there_since: Option<Instant>,
}

impl SaidNo {
    /// What this failure says.
    pub(crate) fn by(failure: &Failure) -> Self {
        let may_be_there = matches!(failure, Failure::Rejected(rejected)
            if may_be_carried_out(rejected.status) && !is_only_about_the_description(rejected));
        Self {
            at_all: matches!(failure, Failure::Refused(_) | Failure::Rejected(_)),
            may_be_there_since: may_be_there.then(Instant::now),
        }
    }

    /// This and another one.
    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            at_all: self.at_all || other.at_all,
            may_be_there_since: self.may_be_there_since.max(other.may_be_there_since),
        }
    }

    /// How long what may be there all the same may still not be listed, on a portal that lists a new one within `settled`.
    pub(crate) fn listed_within(&self, settled: Duration) -> Duration {
        let since = self.may_be_there_since.map(|since| since.elapsed());
        since.map_or(Duration::ZERO, |since| settled.saturating_sub(since))
    }
}

/// A create that a portal said no to in this run.
pub(crate) struct Refused {
    connection: ConnectionId,
    address: PortalAddress,
    identity: IdentityView,
    name: String,
    said_no: SaidNo,
}

impl Reviews {
    /// The portal said no to a create of this name.
    pub(crate) fn is_refused(&mut self, session: &Session, name: &str, said_no: SaidNo) {
        if said_no.at_all {
            self.refused.push(Refused {
                connection: session.connection.id,
                address: session.client.address().clone(),
                identity: session.connection.identity.clone(),
                name: name.to_owned(),
                said_no,
            });
        }
    }

    /// What this portal said no to of creates of this name, whoever sent them: they may be there all the same.
    pub(crate) fn said_no(&self, session: &Session, name: &str) -> SaidNo {
        let of_this_name = self.refused.iter().filter(|one| {
            is_same(&one.name, name) && session.is_portal_of(one.connection, &one.address, &one.identity)
        });
        of_this_name.fold(SaidNo::default(), |all, one| all.and(one.said_no))
    }
}

/// Whether nothing else is wrong than the description. Inferred: a text is checked before anything is created. Whether a name is taken,
/// and whether a plan or the organization above is there, may be found out after the organization is, or by a second sending.
fn is_only_about_the_description(rejected: &Rejected) -> bool {
    let problems = said::problems(&rejected.said);
    let is_about_it = |problem: &Finding| problem.field.as_deref() == Some("description");
    !problems.is_empty() && problems.iter().all(is_about_it)
}

/// Whether the portal said no, and was seen to hold a part of it all the same, or something else in its place.
pub(crate) fn is_in_part(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Unclear {
            reason: UnclearReason::TakenInPart | UnclearReason::ChangedAllTheSame,
            ..
        }
    )
}
