//! What came of an update, noted: how it stands, and what of the same organization is settled by it.

use std::collections::HashSet;

use scanning_api::{OrganizationField, OrganizationId};

use crate::Orgdesk;
use crate::connections::Session;
use crate::operations::{Stage, UpdateWork};
use crate::organizations::look_again::Noted;
use crate::organizations::trail::Trail;
use crate::organizations::update::update_operation;
use crate::organizations::update_again::{Holds, UnresolvedUpdate};
use crate::organizations::update_read_back::looked;
use crate::organizations::write::Write;
use crate::organizations::{ReviewId, UpdateResultView};

/// An update that was read back.
pub(crate) struct ReadBack {
    pub(crate) id: OrganizationId,
    pub(crate) work: UpdateWork,
    /// What was noted of it before: what the portal held then stays in the history where it cannot be read now.
    pub(crate) noted: Noted,
    /// Whether it was sent just before: then what it changed was said to be saved, or seen to be, and the portal holds that also where
    /// it does not show it.
    pub(crate) just_sent: bool,
}

impl Orgdesk {
    /// Notes how an update stands after it was read back. One that is not clear can be looked at again; one that is saved
    /// settles others of the same organization that were not clear and of which nothing is left to be found out.
    pub(crate) async fn note_update(
        &self,
        session: &Session,
        review: ReviewId,
        read: ReadBack,
        result: &mut UpdateResultView,
        trail: &mut Trail,
    ) {
        let ReadBack {
            id,
            work,
            noted,
            just_sent,
        } = read;
        let (stage, held, error) = match &*result {
            UpdateResultView::Saved(saved) => {
                (Stage::Done, saved.organization.as_ref(), saved.not_read.clone())
            }
            UpdateResultView::Unclear(unclear) => (
                Stage::Unknown,
                unclear.organization.as_ref(),
                Some(unclear.error.clone()),
            ),
            // Nothing was written.
            UpdateResultView::Collision(_) => return,
        };
        let operation = update_operation(session, review, id, work.clone())
            .at(stage, trail.steps())
            .because(error);
        let operation = match held {
            None => noted.of_before(operation),
            Some(_) => operation.read_back(held),
        };
        let mut noted = if stage.is_open() {
            self.note_unless_settled(&operation).await
        } else {
            self.note(&operation).await
        };
        let update = UnresolvedUpdate {
            id,
            work,
            was_saved: false,
            looked: looked(result),
            noted: Noted::of(&operation),
            trail: trail.clone(),
        };
        match &*result {
            UpdateResultView::Saved(saved) => {
                let sent = &update.work.sent;
                let held = saved.organization.as_ref();
                let holds = Holds {
                    fields: held.map_or_else(|| sent.clone(), |held| held.fields_over(sent)),
                    not_known: match held {
                        // The portal said yes to what was sent; what was left out was neither said to be saved nor seen.
                        _ if just_sent && !saved.answer_lost => OrganizationField::ALL
                            .into_iter()
                            .filter(|field| update.work.left_out(*field))
                            .filter(|field| held.is_none_or(|held| held.unread.contains(field)))
                            .collect(),
                        Some(held) => held.unread.clone(),
                        None => OrganizationField::ALL.to_vec(),
                    },
                };
                let earlier = self.open_before(session, review).await;
                let settled = self
                    .reviews()
                    .take_settled(session, review, &update, &holds, &earlier);
                noted &= self.note_settled(session.connection.id, settled).await;
                let (of, held) = (update.work.saves_details_of, saved.organization.as_ref());
                // What the portal left as it was is not saved; what that was is not always known.
                let prevailed = &saved.prevailed;
                let took = prevailed.as_before.is_empty()
                    && (update.work.held.is_some() || prevailed.another.is_empty());
                let of = of.filter(|_| took);
                noted &= self.settle_details(session, id, of, held).await;
            }
            UpdateResultView::Unclear(_) => {
                self.reviews()
                    .now(review, Write::UnresolvedUpdate(Box::new(update)));
            }
            UpdateResultView::Collision(_) => {}
        }
        if !noted {
            trail.unnoted();
            result.take_steps(trail.steps());
        }
    }

    /// The open writes that began before this one, whatever the clock said. Where that cannot be read, of none it is said.
    async fn open_before(&self, session: &Session, review: ReviewId) -> HashSet<ReviewId> {
        let earlier = self.store.open_before(session.connection.id, review).await;
        earlier.unwrap_or_else(|error| {
            tracing::warn!(%error, "in which order the open updates began cannot be read");
            HashSet::new()
        })
    }
}
