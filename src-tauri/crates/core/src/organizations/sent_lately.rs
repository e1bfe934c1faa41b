//! The creates that were sent in this run, and just before it: each may be there without being listed yet. Before another of its name is
//! sent it is looked for until it would be listed, unless the review of the other showed it.

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
use crate::organizations::said_no::may_be_there;
use crate::organizations::sent_before::SentBefore;

/// The steps of sending one: as it is sent, without a clear answer, said no to, and said yes to.
pub(crate) const CREATING: &str = "Creating the organization";
pub(crate) const NO_ANSWER: &str = "Sent the request, no clear answer";
pub(crate) const NOT_CREATED: &str = "Not created yet";
pub(crate) const CREATED: &str = "Created";

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
    came: SentBefore,
}

impl SentLately {
    /// What is known of it by now. As long as its answer is waited for, it may be carried out at any moment.
    fn by_now(&self) -> SentBefore {
        let now = self.is_on_its_way.then(Instant::now);
        SentBefore {
            without_a_yes: self.is_on_its_way || self.came.without_a_yes,
            may_be_there_since: now.or(self.came.may_be_there_since),
        }
    }
}

impl Reviews {
    /// A create of this name is sent now: until an answer says otherwise it may be there.
    pub(crate) fn is_sent(&mut self, review: ReviewId, session: &Session, name: &str) {
        let before = self.sent_lately.extract_if(.., |one| one.review == review);
        let came = before.fold(SentBefore::default(), |all, one| all.and(one.came));
        self.sent_lately.push(SentLately {
            review,
            connection: session.connection.id,
            address: session.client.address().clone(),
            identity: session.connection.identity.clone(),
            name: name.to_owned(),
            is_on_its_way: true,
            id: None,
            came,
        });
    }

    /// A yes came to it: it is there from now on.
    pub(crate) fn is_created(&mut self, review: ReviewId) {
        if let Some(one) = self.one_sent(review) {
            one.is_on_its_way = false;
            one.came = SentBefore {
                without_a_yes: false,
                may_be_there_since: Some(Instant::now()),
            };
        }
    }

    /// No yes came to it: it may be there, or not.
    pub(crate) fn is_not_created(&mut self, review: ReviewId, failure: &Failure) {
        if let Some(one) = self.one_sent(review) {
            one.is_on_its_way = false;
            one.came = one.came.and(SentBefore::without_a_yes(failure));
        }
    }

    /// Nobody waits for an answer to it any more.
    pub(crate) fn is_broken_off(&mut self, review: ReviewId) {
        if let Some(one) = self.one_sent(review).filter(|one| one.is_on_its_way) {
            one.came = one.by_now();
            one.is_on_its_way = false;
        }
    }

    /// It is known which one it is.
    pub(crate) fn is_known(&mut self, review: ReviewId, id: OrganizationId) {
        if let Some(one) = self.one_sent(review) {
            one.id = Some(id);
        }
    }

    fn one_sent(&mut self, review: ReviewId) -> Option<&mut SentLately> {
        self.sent_lately.iter_mut().find(|one| one.review == review)
    }

    /// Whether a create that somebody is at left this computer, as far as is known.
    pub(super) fn has_left(&self, review: ReviewId) -> bool {
        let has_left = |one: &SentLately| one.by_now().without_a_yes || one.came.may_be_there_since.is_some();
        self.sent_lately
            .iter()
            .any(|one| one.review == review && has_left(one))
    }

    /// Whether the answer to one of them was waited for in vain.
    pub(super) fn is_lost(&self, review: ReviewId) -> bool {
        let is_lost = |one: &SentLately| {
            !one.is_on_its_way && one.came.without_a_yes && one.came.may_be_there_since.is_some()
        };
        self.sent_lately
            .iter()
            .any(|one| one.review == review && is_lost(one))
    }

    /// One of an earlier run, as it is in the journal, on a portal that is given so long to answer. By a clock that was set back
    /// meanwhile it was sent just now.
    pub(crate) fn was_sent(&mut self, create: &Operation, answers_within: Duration) {
        let is_known = self.sent_lately.iter().any(|one| one.review == create.id);
        let Some(came) = came_of(create, answers_within).filter(|_| create.is_create() && !is_known) else {
            return;
        };
        self.sent_lately.push(SentLately {
            review: create.id,
            connection: create.connection,
            address: create.address.clone(),
            identity: create.owner().clone(),
            name: create.name.clone(),
            is_on_its_way: false,
            id: create.organization,
            came,
        });
    }

    /// What is known of creates of this name on the portal of a session, whoever sent them, but for those that are known as one of
    /// these.
    pub(crate) fn sent_before(
        &self,
        session: &Session,
        name: &str,
        is_one: impl Fn(OrganizationId) -> bool,
    ) -> SentBefore {
        let of_this_name = self.sent_lately.iter().filter(|one| {
            is_same(&one.name, name)
                && session.is_portal_of(one.connection, &one.address, &one.identity)
                && !one.id.is_some_and(&is_one)
        });
        of_this_name.fold(SentBefore::default(), |all, one| all.and(one.by_now()))
    }
}

/// What came of a create of an earlier run; nothing where it is not there, or it was settled without its being known.
fn came_of(create: &Operation, answers_within: Duration) -> Option<SentBefore> {
    let may_be_there = match &create.error {
        Some(AppError::Rejected { status, problems, .. }) => may_be_there(*status, problems),
        _ => false,
    };
    if matches!(create.stage, Stage::NotSent | Stage::Left)
        || (create.stage == Stage::Rejected && !may_be_there)
    {
        return None;
    }
    // For as long as it could still be answered it may have been carried out, whenever Orgdesk ended meanwhile.
    let waited_for = if create.stage == Stage::Intent {
        answers_within
    } else {
        Duration::ZERO
    };
    let age = age(create);
    let said_yes = create.organization.is_some() || create.stage == Stage::Sent;
    Some(SentBefore {
        without_a_yes: !said_yes,
        // None where the computer was started since: it is listed by now.
        may_be_there_since: Instant::now().checked_sub(age.saturating_sub(waited_for)),
    })
}

/// How long ago it was sent, or an answer came, or was given up.
fn age(create: &Operation) -> Duration {
    let titles = [CREATING, NO_ANSWER, NOT_CREATED, CREATED];
    let mut steps = create.steps.iter().rev();
    let sent = steps.find(|step| titles.contains(&step.title.as_str()));
    sent.and_then(|sent| sent.at).map_or(Duration::ZERO, |sent| {
        Moment::now()
            .0
            .duration_since(sent.0)
            .try_into()
            .unwrap_or_default()
    })
}

impl Orgdesk {
    /// How long what was sent so may still not be listed.
    pub(crate) fn listed_within(&self, sent: SentBefore) -> Duration {
        sent.listed_within(self.timings.settling.iter().sum())
    }

    /// Looks, again and again until what was sent so, as it stands by then, would be listed, or something is found.
    pub(crate) async fn look_until_listed<T, E, F>(
        &self,
        sent: impl Fn() -> SentBefore,
        look: impl Fn() -> F,
        is_found: impl Fn(&T) -> bool,
    ) -> Result<T, E>
    where
        F: Future<Output = Result<T, E>>,
    {
        let mut pauses = self.timings.settling.iter().filter(|pause| !pause.is_zero());
        let mut pause = Duration::MAX;
        loop {
            // By a look that begins after that.
            let left = self.listed_within(sent());
            let found = look().await?;
            if left.is_zero() || is_found(&found) {
                return Ok(found);
            }
            pause = pauses.next().copied().unwrap_or(pause);
            tokio::time::sleep(left.min(pause)).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use scanning_api::OrganizationId;
    use uuid::Uuid;

    use super::*;
    use crate::step::{StepState, StepView};
    use crate::store::tests_of_clocks::create;

    const ANSWERS_WITHIN: Duration = Duration::from_secs(30);

    /// What came of a create that stands so, whose last step was so long ago; and since how long it may be there.
    fn came(stage: Stage, title: &str, ago: u64) -> Option<(bool, Option<u64>)> {
        let step = StepView {
            title: title.to_owned(),
            detail: None,
            state: StepState::Done,
            took_ms: None,
            at: Some(Moment(Moment::now().0 - Duration::from_secs(ago))),
        };
        let operation = create(ConnectionId::new(), "Acme").at(stage, vec![step]);
        let came = came_of(&operation, ANSWERS_WITHIN)?;
        let since = came.may_be_there_since.map(|since| since.elapsed().as_secs());
        Some((came.without_a_yes, since))
    }

    #[test]
    fn what_had_left_may_be_there_since_its_answer_was_given_up() {
        assert_eq!(came(Stage::Intent, CREATING, 10), Some((true, Some(0))));
        assert_eq!(came(Stage::Intent, CREATING, 50), Some((true, Some(20))));
        assert_eq!(came(Stage::Unknown, NO_ANSWER, 50), Some((true, Some(50))));
    }

    #[test]
    fn what_was_said_yes_to_is_there_since_then() {
        assert_eq!(came(Stage::Sent, CREATED, 10), Some((false, Some(10))));
        let known = Operation {
            organization: Some(OrganizationId(Uuid::from_u128(1))),
            ..create(ConnectionId::new(), "Acme").at(Stage::Done, Vec::new())
        };
        assert!(!came_of(&known, ANSWERS_WITHIN).unwrap().without_a_yes);
    }

    #[test]
    fn what_never_left_and_what_was_settled_is_not_waited_for() {
        for stage in [Stage::NotSent, Stage::Left, Stage::Rejected] {
            assert_eq!(came(stage, NOT_CREATED, 10), None);
        }
    }
}
