//! Of two creates of one name each is an organization of its own: what another create is known as is not what is looked for.

use std::collections::BTreeSet;

use scanning_api::OrganizationId;

use crate::connections::Session;
use crate::organizations::ReviewId;
use crate::organizations::carry_out::Reviews;
use crate::organizations::look::is_same;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::row::bounded;
use crate::organizations::write::Write;
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
        // Asked first: one that ends between the two has noted what it is known as.
        let not_known = not_known(&self.reviews(), session, unresolved);
        match self.known_as_another(session, unresolved, found).await {
            Ok(ids) => OfAnother {
                ids,
                not_known,
                not_read: false,
            },
            Err(error) => {
                tracing::warn!(%error, "what other creates are known as cannot be read");
                OfAnother {
                    ids: BTreeSet::new(),
                    not_known,
                    not_read: true,
                }
            }
        }
    }

    /// Those of these that another create on the portal is known as, of this connection or another one, in this run or an earlier
    /// one. Only of creates: an update says nothing of where its organization came from.
    pub(crate) async fn known_as_another(
        &self,
        session: &Session,
        unresolved: &UnresolvedCreate,
        found: BTreeSet<OrganizationId>,
    ) -> Result<BTreeSet<OrganizationId>, AppError> {
        let (connection, review) = (session.connection.id, unresolved.trail.review());
        let address = session.client.address();
        let mut known = known_as(&self.reviews(), session, review);
        // What waits to be noted is known as well.
        known.extend(self.unnoted().iter().filter_map(|waits| {
            let is_here = waits.connection == connection || waits.address == *address;
            let is_another = is_here && waits.id != review && waits.is_create();
            waits.organization.filter(|_| is_another)
        }));
        known.retain(|id| found.contains(id));
        known.extend(
            self.store
                .known_as_another(connection, address, review, found)
                .await?,
        );
        Ok(known)
    }
}

/// The descriptions of the other creates of its name on the portal of which nobody knows yet which they are. One that is sent just now
/// need not give way to those that were lost before it.
fn not_known(reviews: &Reviews, session: &Session, unresolved: &UnresolvedCreate) -> Vec<Option<String>> {
    let others = reviews.creates_not_known(session, &unresolved.planned.draft.name);
    others
        .filter(|(review, _)| {
            *review != unresolved.trail.review() && !unresolved.lost_before.contains(review)
        })
        .map(|(_, sought)| sought.description)
        .collect()
}

/// What the open creates on a portal are known as; without one of them.
fn known_as(reviews: &Reviews, session: &Session, but: ReviewId) -> BTreeSet<OrganizationId> {
    let others = reviews
        .all()
        .filter(|one| one.id != but && one.is_on_the_portal_of(session));
    let ids = others.filter_map(|one| match &one.write {
        Write::Unresolved(open) => open.id,
        _ => None,
    });
    ids.collect()
}
