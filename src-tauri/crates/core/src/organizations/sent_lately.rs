//! Creates that were sent and may be there without being listed yet: those of which nobody knows, those the portal refused and may
//! have carried out all the same, and those whoever reviewed another did not know. Before another of their name is sent it is looked for
//! until they would be listed.

use std::future::Future;
use std::time::{Duration, Instant};

use scanning_api::{Failure, OrganizationId, PortalAddress};

use crate::Orgdesk;
use crate::connections::{ConnectionId, IdentityView, Session};
use crate::error::AppError;
use crate::moment::Moment;
use crate::operations::{Operation, Stage};
use crate::organizations::ReviewId;
use crate::organizations::carry_out::Reviews;
use crate::organizations::look::is_same;
use crate::organizations::said_no::{SaidNo, may_be_there};

/// The steps of sending one: as it is sent, without a clear answer, and said no to.
pub(crate) const CREATING: &str = "Creating the organization";
pub(crate) const NO_ANSWER: &str = "Sent the request, no clear answer";
pub(crate) const NOT_CREATED: &str = "Not created yet";

/// One of them.
pub(crate) struct SentLately {
    review: ReviewId,
    connection: ConnectionId,
    address: PortalAddress,
    identity: IdentityView,
    name: String,
    /// Whether its answer is waited for.
    is_on_its_way: bool,
    /// Which one it is, once that is known.
    id: Option<OrganizationId>,
    said_no: SaidNo,
}

impl SentLately {
    /// As long as its answer is waited for, it may be carried out at any moment.
    fn said_no(&self) -> SaidNo {
        let now = self.is_on_its_way.then(Instant::now);
        SaidNo {
            may_be_there_since: now.or(self.said_no.may_be_there_since),
            ..self.said_no
        }
    }
}

impl Reviews {
    /// A create of this name is sent now: until an answer says otherwise it may be there.
    pub(crate) fn is_sent(&mut self, review: ReviewId, session: &Session, name: &str) {
        let before = self.sent_lately.extract_if(.., |one| one.review == review);
        let said_no = before.fold(SaidNo::default(), |all, one| all.and(one.said_no));
        self.sent_lately.push(SentLately {
            review,
            connection: session.connection.id,
            address: session.client.address().clone(),
            identity: session.connection.identity.clone(),
            name: name.to_owned(),
            is_on_its_way: true,
            id: None,
            said_no,
        });
    }

    /// No yes came to it: it may be there, or not.
    pub(crate) fn is_not_answered(&mut self, review: ReviewId, failure: &Failure) {
        let said = SaidNo::by(failure);
        let is_lost = matches!(failure, Failure::Unknown(_));
        if let Some(one) = self.sent_lately.iter_mut().find(|one| one.review == review) {
            one.is_on_its_way = false;
            one.said_no.at_all |= said.at_all;
            one.said_no.may_be_there_since = said.may_be_there_since.or(is_lost.then(Instant::now));
        }
    }

    /// A yes came, or nobody waits for an answer any more: from now on it may be there, and may still be listed later.
    pub(crate) fn is_no_longer_on_its_way(&mut self, review: ReviewId) {
        let on_its_way = |one: &&mut SentLately| one.review == review && one.is_on_its_way;
        if let Some(one) = self.sent_lately.iter_mut().find(on_its_way) {
            one.is_on_its_way = false;
            one.said_no.may_be_there_since = Some(Instant::now());
        }
    }

    /// It is known which one it is.
    pub(crate) fn is_known(&mut self, review: ReviewId, id: OrganizationId) {
        if let Some(one) = self.sent_lately.iter_mut().find(|one| one.review == review) {
            one.id = Some(id);
        }
    }

    /// One of an earlier run, as it is in the journal. By a clock that was set back meanwhile it was sent just now.
    pub(crate) fn was_sent(&mut self, create: &Operation) {
        let refused = match &create.error {
            Some(AppError::Rejected { status, problems, .. }) => may_be_there(*status, problems),
            _ => false,
        };
        let may_be_there = matches!(create.stage, Stage::Intent | Stage::Unknown)
            || (create.stage == Stage::Rejected && refused);
        let is_known = self.sent_lately.iter().any(|one| one.review == create.id);
        if !may_be_there || !create.is_create() || is_known {
            return;
        }
        let mut steps = create.steps.iter().rev();
        let sent = steps.find(|step| [CREATING, NO_ANSWER, NOT_CREATED].contains(&step.title.as_str()));
        let age = sent.and_then(|sent| sent.at).map_or(Duration::ZERO, |sent| {
            Moment::now()
                .0
                .duration_since(sent.0)
                .try_into()
                .unwrap_or_default()
        });
        let Some(since) = Instant::now().checked_sub(age) else {
            return;
        };
        self.sent_lately.push(SentLately {
            review: create.id,
            connection: create.connection,
            address: create.address.clone(),
            identity: create.owner().clone(),
            name: create.name.clone(),
            is_on_its_way: false,
            id: None,
            said_no: SaidNo {
                at_all: create.stage == Stage::Rejected,
                may_be_there_since: Some(since),
            },
        });
    }

    /// What is known of creates of this name on the portal of a session, whoever sent them, but for those that are known as one of
    /// these.
    pub(crate) fn said_no(
        &self,
        session: &Session,
        name: &str,
        is_one: impl Fn(OrganizationId) -> bool,
    ) -> SaidNo {
        let of_this_name = self.sent_lately.iter().filter(|one| {
            is_same(&one.name, name)
                && session.is_portal_of(one.connection, &one.address, &one.identity)
                && !one.id.is_some_and(&is_one)
        });
        of_this_name.fold(SaidNo::default(), |all, one| all.and(one.said_no()))
    }
}

impl Orgdesk {
    /// How long what was sent so may still not be listed.
    pub(crate) fn listed_within(&self, said_no: SaidNo) -> Duration {
        said_no.listed_within(self.timings.settling.iter().sum())
    }

    /// Looks, again and again until what was sent so (`said_no`, by now) would be listed, or something is found.
    pub(crate) async fn look_until_listed<T, E, F>(
        &self,
        said_no: impl Fn() -> SaidNo,
        look: impl Fn() -> F,
        is_found: impl Fn(&T) -> bool,
    ) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let mut pauses = self.timings.settling.iter().filter(|pause| !pause.is_zero());
        let mut sent = SaidNo::default();
        loop {
            // One that is known by now to be there may still not be listed.
            sent = sent.and(said_no());
            // By a look that begins after that.
            let left = self.listed_within(sent);
            let found = look().await?;
            if left.is_zero() || is_found(&found) {
                return Ok(found);
            }
            tokio::time::sleep(pauses.next().map_or(left, |pause| left.min(*pause))).await;
        }
    }
}
