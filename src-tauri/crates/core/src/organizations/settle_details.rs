//! Details of a create that were left, and are saved another way: from the edit form, or by somebody else.

use scanning_api::{OrganizationFields, OrganizationId};

use crate::Orgdesk;
use crate::connections::Session;
use crate::operations::Stage;
use crate::organizations::{OrganizationView, ReviewId, compare};
use crate::step::StepState;

impl Orgdesk {
    /// An update was saved: a create whose details it was to save, or whose details the portal holds all by now, is done. Whether all
    /// that is noted.
    pub(crate) async fn settle_details(
        &self,
        session: &Session,
        id: OrganizationId,
        saves_details_of: Option<ReviewId>,
        held: Option<&OrganizationView>,
    ) -> bool {
        let is_settled = |review: ReviewId, details: &OrganizationFields| {
            saves_details_of == Some(review) || held.is_some_and(|held| compare::holds_all(details, held))
        };
        // One that is looked at by itself is settled as it stands once that look is over.
        let looked_for = self.reviews().looked_for_as(id);
        let mut undisturbed = Vec::new();
        for review in looked_for {
            undisturbed.push(self.undisturbed(review).await);
        }
        let settled = self.reviews().take_details_of(session, id, is_settled);
        drop(undisturbed);
        let settled: Vec<_> = settled
            .into_iter()
            .map(|(review, open)| (open.stays_open(self, session, review), review, open))
            .collect();
        let mut noted = true;
        for (kept, review, mut open) in settled {
            open.trail.no_longer_waits();
            open.trail.begin("Saving the details");
            let by = if saves_details_of == Some(review) {
                "From the edit form"
            } else {
                "The portal holds all of them"
            };
            open.trail.end("The details are saved", StepState::Done, by);
            let done = open
                .operation(session, review)
                .at(Stage::Done, open.trail.steps())
                .because(None)
                .read_back(held);
            let done = done.of_what_was_sent(open.details_sent);
            noted &= self.note(&done).await;
            kept.over();
        }
        noted
    }
}
