//! Of two creates of one name each is an organization of its own: what another create is known as is not what is looked for.

use std::collections::{BTreeSet, HashSet};

use scanning_api::OrganizationId;

use crate::connections::Session;
use crate::operations::{Operation, Work};
use crate::organizations::ReviewId;
use crate::organizations::carry_out::Reviews;
use crate::organizations::look::is_same;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::row::bounded;
use crate::{AppError, Orgdesk};

/// What of the organizations that were found is another create's.
#[derive(Default)]
pub(crate) struct OfAnother {
    /// Those another create is known as.
    pub(crate) ids: BTreeSet<OrganizationId>,
    /// The descriptions, where they can be read, of other creates of its name of which nobody knows yet which they are: one of those
    /// found may be theirs.
    not_known: Vec<Option<String>>,
    /// Whether what other creates are known as could not be read.
    not_read: bool,
}

impl OfAnother {
    /// Whether one that was found may be another's: it is listed with a description, or without one that is known, and this one's is
    /// `ours`. Compared as far as they are compared with what is listed.
    pub(crate) fn may_be(&self, is_described_as_ours: bool, ours: &str) -> bool {
        let may_be_theirs = |theirs: &Option<String>| {
            let is_as_ours = |theirs: &str| is_same(&bounded(theirs), &bounded(ours));
            !is_described_as_ours || theirs.as_deref().is_none_or(is_as_ours)
        };
        self.not_read || self.not_known.iter().any(may_be_theirs)
    }
}

impl Orgdesk {
    /// Looks which of these another create is known as. To be called once they were listed: of one that is sent after that
    /// none is among them.
    pub(crate) async fn of_another(
        &self,
        session: &Session,
        unresolved: &UnresolvedCreate,
        found: BTreeSet<OrganizationId>,
    ) -> OfAnother {
        if found.is_empty() {
            return OfAnother::default();
        }
        let read = self.others(session, unresolved, found).await;
        read.unwrap_or_else(|error| {
            tracing::warn!(%error, "what is known of other creates cannot be read");
            OfAnother {
                not_read: true,
                ..OfAnother::default()
            }
        })
    }

    async fn others(
        &self,
        session: &Session,
        unresolved: &UnresolvedCreate,
        found: BTreeSet<OrganizationId>,
    ) -> Result<OfAnother, AppError> {
        // Asked first: one that is open again between the two is open by then.
        let settled = if unresolved.may_be_confused() {
            self.settled_unknown(session, unresolved).await?
        } else {
            Vec::new()
        };
        // Asked before what they are known as: one that ends between the two has noted that.
        let mut not_known = not_known(&self.reviews(), session, unresolved);
        not_known.extend(settled);
        Ok(OfAnother {
            ids: self.known_as_another(unresolved, found).await?,
            not_known,
            not_read: false,
        })
    }

    /// The descriptions of creates of its name that are settled, and of which nobody ever knew what became: the user has said so, or
    /// their connection was removed. Of the one it was sent in place of the user has said that it was not created.
    async fn settled_unknown(
        &self,
        session: &Session,
        unresolved: &UnresolvedCreate,
    ) -> Result<Vec<Option<String>>, AppError> {
        let planned = &unresolved.planned;
        let settled = self.store.creates_settled_unknown().await?;
        let not_created = said_not_created(planned.instead_of, &settled);
        let here = settled.into_iter().filter(|one| {
            !not_created.contains(&one.id)
                && session.is_portal_of(one.connection, &one.address, one.owner())
                && is_same(&one.name, &planned.draft.name)
        });
        let described = here.map(|one| match one.work {
            Work::Create(work) => Some(work.draft.description),
            Work::Update(_) => None,
        });
        Ok(described.collect())
    }

    /// Takes an organization for that of a create which somebody is at. Whether it may: what two are at in the same moment is one's alone,
    /// and what another create is known as is that one's.
    pub(crate) async fn is_its_own(
        &self,
        unresolved: &UnresolvedCreate,
        id: OrganizationId,
    ) -> Result<bool, AppError> {
        let review = unresolved.trail.review();
        if !self.reviews().is_taken_for(review, id) {
            return Ok(false);
        }
        let another = self.known_as_another(unresolved, BTreeSet::from([id])).await;
        let is_its_own = another.as_ref().is_ok_and(BTreeSet::is_empty);
        if !is_its_own {
            self.reviews().known_as(review, unresolved.id);
        }
        another.map(|_| is_its_own)
    }

    /// Those of these that another create is known as, on whichever connection, in this run or an earlier one: an id is of one
    /// organization alone. Only of creates: an update says nothing of where its organization came from.
    pub(crate) async fn known_as_another(
        &self,
        unresolved: &UnresolvedCreate,
        found: BTreeSet<OrganizationId>,
    ) -> Result<BTreeSet<OrganizationId>, AppError> {
        let review = unresolved.trail.review();
        let mut known = known_as(&self.reviews(), review);
        // What waits to be noted is known as well.
        known.extend(self.unnoted().iter().filter_map(|waits| {
            let is_another = waits.id != review && waits.is_create();
            waits.organization.filter(|_| is_another)
        }));
        known.retain(|id| found.contains(id));
        known.extend(self.store.known_as_another(review, found).await?);
        Ok(known)
    }
}

/// The create that one was sent in place of, and those that were sent before in each other's place.
fn said_not_created(instead_of: Option<ReviewId>, settled: &[Operation]) -> HashSet<ReviewId> {
    let before = |id: &ReviewId| {
        let one = settled.iter().find(|one| one.id == *id)?;
        match &one.work {
            Work::Create(work) => work.instead_of,
            Work::Update(_) => None,
        }
    };
    std::iter::successors(instead_of, before).collect()
}

/// The descriptions of the other creates of its name on the portal of which nobody knows yet which they are. One that arrived just
/// now need not give way to those that were lost before it.
fn not_known(reviews: &Reviews, session: &Session, unresolved: &UnresolvedCreate) -> Vec<Option<String>> {
    let others = reviews.creates_not_known(session, &unresolved.planned.draft.name);
    others
        .filter(|(review, _)| {
            let was_lost = unresolved.lost_before.contains(review);
            *review != unresolved.trail.review() && (unresolved.may_be_confused() || !was_lost)
        })
        .map(|(_, sought)| sought.description)
        .collect()
}

/// What the creates of this run that are not settled are known as; without one of them.
fn known_as(reviews: &Reviews, but: ReviewId) -> BTreeSet<OrganizationId> {
    let others = reviews.all().filter(|one| one.id != but);
    others.filter_map(|one| one.write.known_as()).collect()
}
