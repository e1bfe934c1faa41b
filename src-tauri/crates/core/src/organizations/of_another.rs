//! Of two creates of one name each is an organization of its own: what another create is known as is not what is looked for.

use std::collections::BTreeSet;

use scanning_api::OrganizationId;

use crate::connections::Session;
use crate::organizations::ReviewId;
use crate::organizations::carry_out::Reviews;
use crate::organizations::look::is_same;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::write::Write;
use crate::{AppError, Orgdesk};

/// What of the organizations that were found is another create's.
#[derive(Default)]
pub(crate) struct OfAnother {
    /// Those another create is known as.
    pub(crate) ids: BTreeSet<OrganizationId>,
    /// Whether one more may be: another of its name is being sent or looked for just now, or the local data cannot be read.
    pub(crate) may_be_more: bool,
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
        let review = unresolved.trail.review();
        // Asked first: one that ends between the two has noted what it is known as. One that was sent just now need not give way
        // to one that was lost before it.
        let another_is_underway = unresolved.looked_again
            && another_is_underway(&self.reviews(), session, review, &unresolved.planned.draft.name);
        match self.known_as_another(session, unresolved, found).await {
            Ok(ids) => OfAnother {
                ids,
                may_be_more: another_is_underway,
            },
            Err(error) => {
                tracing::warn!(%error, "what other creates are known as cannot be read");
                OfAnother {
                    ids: BTreeSet::new(),
                    may_be_more: true,
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

/// Whether another create of this name is being sent to this portal just now, or looked for.
fn another_is_underway(reviews: &Reviews, session: &Session, review: ReviewId, name: &str) -> bool {
    reviews.all().any(|one| {
        one.id != review
            && one.is_on_the_portal_of(session)
            && matches!(&one.write, Write::Underway(other) | Write::LookedFor(other) if is_same(other, name))
    })
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
