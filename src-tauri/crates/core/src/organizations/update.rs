//! Saving changes: read once more, merge, send, read back.

use scanning_api::{Failure, OrganizationField, OrganizationFields, OrganizationId};

use crate::connections::Session;
use crate::drafts::DraftId;
use crate::operations::{Operation, Stage, UpdateWork, Work};
use crate::organizations::create::{capitalized, unknown_words};
use crate::organizations::look_again::Noted;
use crate::organizations::merge::full_set;
use crate::organizations::patience::{Attempts, Patience};
use crate::organizations::put_back::PutBack;
use crate::organizations::read_once_more::read_and_merge;
use crate::organizations::trail::Trail;
use crate::organizations::update_again::UnresolvedUpdate;
use crate::organizations::update_outcome::ReadBack;
use crate::organizations::update_read_back::{READING_BACK, read_back};
use crate::organizations::update_refused::refused;
use crate::organizations::write::Write;
use crate::organizations::{ChangeRow, LoadedBy, ReviewId, SendRequest, UpdateResultView, is_left_out};
use crate::preview::RequestView;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

/// What the request of an update is called.
pub(crate) const SAVE_CHANGES: &str = "save changes";

/// Reviewed changes.
#[derive(Clone)]
pub(crate) struct PlannedUpdate {
    pub(crate) id: OrganizationId,
    /// As loaded; none where the portal did not let it be read.
    pub(crate) base: Option<OrganizationFields>,
    /// The fields that were not shown then: what they held is not known.
    pub(crate) unread: Vec<OrganizationField>,
    pub(crate) mine: OrganizationFields,
    /// The update that these changes undo.
    pub(crate) undoes: Option<ReviewId>,
    /// The fields that get back what they held before that one; none where it undoes none.
    pub(crate) puts_back: Vec<OrganizationField>,
    /// The create whose details these are.
    pub(crate) saves_details_of: Option<ReviewId>,
    /// Who loaded the base.
    pub(crate) loaded_by: LoadedBy,
    /// The draft they are kept as.
    pub(crate) kept_as: Option<DraftId>,
    /// Whether they were carried out before, and nothing was saved.
    pub(crate) tried: bool,
}

/// What is sent, and what it rests on.
pub(crate) struct Basis {
    pub(crate) fields: OrganizationFields,
    pub(crate) held: Option<OrganizationFields>,
    /// The fields that the portal did not show with it.
    pub(crate) unread: Vec<OrganizationField>,
    pub(crate) theirs_kept: Vec<ChangeRow>,
    /// The fields that get back what they held before the update that is undone; none where none is.
    pub(crate) puts_back: Vec<OrganizationField>,
}

impl Orgdesk {
    /// Carries out reviewed changes. An error means that nothing was saved; what is not known is a result.
    pub async fn send_update(&self, request: SendRequest) -> Result<UpdateResultView, AppError> {
        let (session, mut planned) = self.take_review(&request, |write| match write {
            Write::Update(planned) => Ok(planned),
            other => Err(other),
        })?;
        let mut trail = Trail::new(request.review, self.progress.clone());
        let tried = std::mem::replace(&mut planned.tried, true);
        let as_reviewed = Write::Update(planned.clone());
        let mut back = PutBack::of(self, &session, request.review, as_reviewed);
        let saving = async {
            if tried {
                self.set_apart(request.review).await?;
            }
            self.save_and_note(&session, &planned, request.review, &mut trail, &mut back)
                .await
        };
        let result = Box::pin(saving).await;
        back.over();
        match result {
            // Nothing was saved: it can be tried again as it was reviewed.
            Err(_) => self.keep_review_as(request.review, &session, Write::Update(planned)),
            Ok(_) => self.reviews().forget_update_underway(request.review),
        }
        result
    }

    /// Saves, and notes what came of what was sent.
    async fn save_and_note(
        &self,
        session: &Session,
        planned: &PlannedUpdate,
        review: ReviewId,
        trail: &mut Trail,
        back: &mut PutBack<'_>,
    ) -> Result<UpdateResultView, AppError> {
        let mut attempts = Attempts::default();
        let _alone = self.alone_with(planned.id, trail).await;
        let saving = self.save(session, planned, review, trail, &mut attempts, back);
        let mut result = saving.await;
        if let Err(error) = &result {
            trail.fails(error);
        }
        if let Some(work) = attempts.noted {
            if let Ok(view) = &mut result
                && view.was_sent()
            {
                let read = ReadBack {
                    id: planned.id,
                    work,
                    noted: Noted::default(),
                    just_sent: true,
                };
                Box::pin(self.note_update(session, review, read, view, trail)).await;
                return result;
            }
            // What was noted is of an attempt that was put off, and nothing was sent after it.
            let operation = update_operation(session, review, planned.id, work)
                .at(attempts.patience.stage_of_unsent(), trail.steps())
                .because(result.as_ref().err().cloned());
            if !self.note(&operation).await {
                trail.unnoted();
            }
        }
        if let Ok(UpdateResultView::Saved(saved)) = &mut result {
            self.draft_is_saved(session.connection.id, planned.kept_as).await;
            let held = saved.organization.as_ref();
            let of = planned.saves_details_of;
            if !self.settle_details(session, planned.id, of, held).await {
                trail.unnoted();
            }
            saved.steps = trail.steps();
        }
        result
    }

    /// Reads and merges just before each time the update is sent: while the portal asks to wait, others may save. What is sent
    /// and what it rests on is noted first.
    async fn save(
        &self,
        session: &Session,
        planned: &PlannedUpdate,
        review: ReviewId,
        trail: &mut Trail,
        attempts: &mut Attempts<UpdateWork>,
        back: &mut PutBack<'_>,
    ) -> Result<UpdateResultView, AppError> {
        loop {
            let basis = match &planned.base {
                None => {
                    session.is_still_the_same().await?;
                    Basis {
                        fields: planned.mine.clone(),
                        held: None,
                        unread: Vec::new(),
                        theirs_kept: Vec::new(),
                        puts_back: planned.puts_back.clone(),
                    }
                }
                Some(base) => match read_and_merge(session, planned, base, trail).await? {
                    Ok(basis) => basis,
                    Err(collision) => return Ok(UpdateResultView::Collision(Box::new(collision))),
                },
            };
            trail.begin("Saving the changes");
            if basis.has_something_to_send() {
                let work = UpdateWork {
                    base: planned.base.clone(),
                    not_loaded: planned.unread.clone(),
                    mine: planned.mine.clone(),
                    sent: basis.fields.clone(),
                    loaded_by: planned.loaded_by,
                    held: basis.held.clone(),
                    unread: basis.unread.clone(),
                    undoes: planned.undoes.filter(|_| !basis.puts_back.is_empty()),
                    puts_back: basis.puts_back.clone(),
                    saves_details_of: planned.saves_details_of,
                };
                let operation = Operation {
                    kept_as: planned.kept_as,
                    ..update_operation(session, review, planned.id, work.clone())
                };
                let operation = operation.at(Stage::Intent, trail.steps());
                if let Err(error) = self.note_intent(&operation).await {
                    trail.not_noted(&error);
                    return Err(error);
                }
                back.now(as_unresolved(planned.id, work.clone(), false, trail));
                attempts.noted = Some(work);
            }
            let attempt = match send(session, planned, &basis, &mut attempts.patience, trail).await {
                Ok(Some(attempt)) => attempt,
                Ok(None) => continue,
                Err(error) => {
                    return Box::pin(refused(
                        session,
                        planned.id,
                        planned.loaded_by.is_of_another_user(),
                        basis,
                        error,
                        trail,
                    ))
                    .await;
                }
            };
            trail.begin(READING_BACK);
            if let Some(work) = attempts.noted.as_ref().filter(|_| attempt.is_answered()) {
                back.now(as_unresolved(planned.id, work.clone(), true, trail));
                let operation = update_operation(session, review, planned.id, work.clone());
                // Where that cannot be noted it is said with what comes of it.
                self.note(&operation.at(Stage::Sent, trail.steps())).await;
            }
            return Ok(read_back(
                session,
                planned.id,
                planned.loaded_by.is_of_another_user(),
                basis,
                attempt,
                trail,
            )
            .await);
        }
    }
}

impl Basis {
    /// Whether the portal does not hold all of it already.
    fn has_something_to_send(&self) -> bool {
        self.held.as_ref() != Some(&self.fields)
    }

    /// The fields that were to be changed; none where nobody knows what was there.
    pub(crate) fn changed(&self) -> impl Iterator<Item = OrganizationField> {
        let before = self.held.as_ref();
        let fields = OrganizationField::ALL.into_iter();
        fields.filter(move |field| before.is_some_and(|before| before.get(*field) != self.fields.get(*field)))
    }

    /// Whether a field was left out, since what was there is not known.
    pub(crate) fn left_out(&self, field: OrganizationField) -> bool {
        is_left_out(field, &self.fields, self.held.as_ref(), &self.unread)
    }
}

/// What stays of an update that breaks off from here on.
fn as_unresolved(id: OrganizationId, work: UpdateWork, was_saved: bool, trail: &Trail) -> Write {
    Write::UnresolvedUpdate(Box::new(UnresolvedUpdate {
        id,
        work,
        was_saved,
        looked: None,
        noted: Noted::default(),
        trail: trail.clone(),
    }))
}

/// An update as the journal keeps it.
pub(crate) fn update_operation(
    session: &Session,
    review: ReviewId,
    id: OrganizationId,
    work: UpdateWork,
) -> Operation {
    let name = work.held.as_ref().unwrap_or(&work.sent).name.clone();
    Operation {
        organization: Some(id),
        requests: sent_request(session, id, work.held.as_ref(), &work.sent)
            .into_iter()
            .collect(),
        undoes: work.undoes,
        ..Operation::of(session, review, &name, Work::Update(Box::new(work)))
    }
}

/// What was sent, and why its outcome is not known where it is not.
pub(crate) struct Attempt {
    pub(crate) request: Option<RequestView>,
    pub(crate) lost: Option<AppError>,
}

impl Attempt {
    /// Whether something was sent, and the portal said that it is saved.
    fn is_answered(&self) -> bool {
        self.request.is_some() && self.lost.is_none()
    }
}

/// Sends what was merged, once, where there is anything to send. None where the portal put it off: then it is read anew.
async fn send(
    session: &Session,
    planned: &PlannedUpdate,
    basis: &Basis,
    patience: &mut Patience,
    trail: &mut Trail,
) -> Result<Option<Attempt>, AppError> {
    if !basis.has_something_to_send() {
        trail.end(
            "Nothing was sent",
            StepState::Done,
            "The portal holds all of it already",
        );
        return Ok(Some(Attempt {
            request: None,
            lost: None,
        }));
    }
    let update = full_set(basis.held.as_ref(), &basis.fields)?;
    let lost = match session.client.update_organization(planned.id, &update).await {
        Ok(answer) => {
            trail.answered("Saved", &answer);
            None
        }
        Err(Failure::Unknown(unknown)) => {
            trail.end(
                "Sent the request, no clear answer",
                StepState::Unknown,
                unknown_words(&unknown),
            );
            Some(session.failed(Failure::Unknown(unknown)))
        }
        Err(failure) => {
            trail.end(
                "Not saved yet",
                StepState::Warning,
                capitalized(&failure.to_string()),
            );
            if patience.waits(&failure).await {
                return Ok(None);
            }
            return Err(session.failed(failure));
        }
    };
    Ok(Some(Attempt {
        request: sent_request(session, planned.id, basis.held.as_ref(), &basis.fields),
        lost,
    }))
}

/// The request that saves these fields, to the letter.
pub(crate) fn sent_request(
    session: &Session,
    id: OrganizationId,
    held: Option<&OrganizationFields>,
    fields: &OrganizationFields,
) -> Option<RequestView> {
    let preview = session.client.preview_update(id, &full_set(held, fields).ok()?);
    Some(RequestView::of(SAVE_CHANGES, &preview, session.client.address()))
}
