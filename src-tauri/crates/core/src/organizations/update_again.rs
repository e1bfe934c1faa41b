//! An update that was sent and of which nobody knows whether it was saved: reading it back, and nothing else. It holds what was
//! sent, or what was there before, or what somebody else saved since.

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};

use crate::connections::Session;
use crate::error::UnclearReason;
use crate::operations::{LookedFound, LookedView, UpdateWork};
use crate::organizations::look_again::Noted;
use crate::organizations::trail::Trail;
use crate::organizations::update::{Attempt, Basis, sent_request};
use crate::organizations::update_outcome::ReadBack;
use crate::organizations::update_read_back::{READING_BACK, read_back};
use crate::organizations::write::Write;
use crate::organizations::{ReviewId, SendRequest, UpdateResultView};
use crate::said::SaidView;
use crate::{AppError, Orgdesk};

/// An update that was sent, with what it rested on.
#[derive(Clone)]
pub(crate) struct UnresolvedUpdate {
    pub(crate) id: OrganizationId,
    pub(crate) work: UpdateWork,
    /// Whether the portal said that it saved it: then it has only not been read back.
    pub(crate) was_saved: bool,
    /// What the last look found.
    pub(crate) looked: Option<LookedView>,
    /// What is noted of it beside how it stands.
    pub(crate) noted: Noted,
    pub(crate) trail: Trail,
}

/// What the portal holds since an update was saved.
pub(crate) struct Holds {
    pub(crate) fields: OrganizationFields,
    /// The fields of which that is not known: it was neither seen nor said just now.
    pub(crate) not_known: Vec<OrganizationField>,
}

impl UnresolvedUpdate {
    /// The organization's name, as the portal held it before.
    pub(crate) fn name(&self) -> &str {
        &self.work.held.as_ref().unwrap_or(&self.work.sent).name
    }

    /// Whether it may be saved again: looked at, the portal held what it held before.
    pub(crate) fn may_be_saved_again(&self) -> bool {
        let looked = self.looked.as_ref().map(|looked| &looked.found);
        matches!(looked, Some(LookedFound::AsBefore))
    }

    /// Whether nothing is left to be found out of this one since another was saved: each field it was to change is known to hold what
    /// it was to hold, or has been changed again by a later one (`is_later`), whose form showed what it held, and which took.
    pub(crate) fn is_settled_by(&self, saved: &Self, holds: &Holds, is_later: bool) -> bool {
        let Holds { fields, not_known } = holds;
        self.id == saved.id
            && self.changed().all(|field| {
                let is_mine = fields.get(field) == self.work.mine.get(field);
                let is_changed_again = is_later
                    && saved.changed().any(|again| again == field)
                    && !saved.work.left_as_it_was(field, fields);
                !not_known.contains(&field) && (is_mine || is_changed_again)
            })
    }

    /// The fields it was to change; where it was not seen before, those that were filled in.
    fn changed(&self) -> impl Iterator<Item = OrganizationField> {
        let was = |field| self.work.base.as_ref().map_or("", |base| base.get(field));
        OrganizationField::ALL
            .into_iter()
            .filter(move |field| self.work.mine.get(*field) != was(*field))
    }
}

impl Orgdesk {
    /// Reads back an update of an earlier run, or one whose answer was lost. Sends nothing. One that the portal said it saved stays
    /// open where it cannot be read: what it holds in its place, the user has to hear of.
    pub async fn look_at_update(&self, request: SendRequest) -> Result<UpdateResultView, AppError> {
        let undisturbed = self.undisturbed(request.review).await;
        let unresolved = self.take_unresolved_update(&request)?;
        drop(undisturbed);
        Box::pin(self.read_back_unresolved(request.review, unresolved)).await
    }

    /// Until it is settled it can be looked at again, also where this look breaks off: it stays where it is.
    pub(crate) fn take_unresolved_update(
        &self,
        request: &SendRequest,
    ) -> Result<(Session, Box<UnresolvedUpdate>), AppError> {
        let taken = self.take_review(request, |write| match write {
            Write::UnresolvedUpdate(unresolved) => Ok(unresolved),
            other => Err(other),
        });
        taken.map_err(AppError::of_an_open_write)
    }

    /// Reads it back, and notes what came of it.
    async fn read_back_unresolved(
        &self,
        review: ReviewId,
        (session, mut unresolved): (Session, Box<UnresolvedUpdate>),
    ) -> Result<UpdateResultView, AppError> {
        let mut trail = unresolved.trail.clone();
        let mut result = unresolved.as_it_is_now(&session, &mut trail).await;
        if let UpdateResultView::Saved(saved) = &result
            && let Some(error) = saved.not_read.clone()
        {
            unresolved.looked = Some(LookedFound::not_read(error.clone()).now());
            self.reviews().now(review, Write::UnresolvedUpdate(unresolved));
            return Err(error);
        }
        let read = unresolved.was_read_back();
        let noting = self.note_update(&session, review, read, &mut result, &mut trail);
        Box::pin(noting).await;
        Ok(result)
    }
}

impl UnresolvedUpdate {
    /// As it was read back, whenever it was sent.
    pub(crate) fn was_read_back(self) -> ReadBack {
        ReadBack {
            id: self.id,
            work: self.work,
            noted: self.noted,
            just_sent: false,
        }
    }

    /// Reads it back.
    pub(crate) async fn as_it_is_now(&self, session: &Session, trail: &mut Trail) -> UpdateResultView {
        let Self { id, work, .. } = self;
        let no_answer = || AppError::Unclear {
            reason: UnclearReason::Broken,
            status: None,
            said: SaidView::default(),
        };
        let is_unclear = |error: &&AppError| matches!(error, AppError::Unclear { .. });
        let why_not_clear = self.noted.error.as_ref().filter(is_unclear);
        let attempt = Attempt {
            request: sent_request(session, *id, work.held.as_ref(), &work.sent),
            lost: (!self.was_saved).then(|| why_not_clear.cloned().unwrap_or_else(no_answer)),
        };
        let basis = Basis {
            fields: work.sent.clone(),
            held: work.held.clone(),
            unread: work.unread.clone(),
            theirs_kept: Vec::new(),
            puts_back: work.puts_back.clone(),
        };
        trail.begin(READING_BACK);
        read_back(
            session,
            *id,
            work.loaded_by.is_of_another_user(),
            basis,
            attempt,
            trail,
        )
        .await
    }
}
