//! Saving the details of an organization that was just created, or is gone on with. They are written over nobody else's: it is read just
//! before each time they are sent.

use scanning_api::{Failure, OrganizationField, OrganizationFields, OrganizationId};

use crate::connections::Session;
use crate::error::UnclearReason;
use crate::operations::{OpenDetails, Stage};
use crate::organizations::compare;
use crate::organizations::create::{capitalized, unknown_words};
use crate::organizations::create_review::{details_update, details_words};
use crate::organizations::kept_back::free_to_be_saved;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::patience::Patience;
use crate::organizations::put_back::PutBack;
use crate::organizations::said_no::{is_in_part, may_be_carried_out};
use crate::organizations::{OrganizationView, ReviewId};
use crate::said::SaidView;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

/// Details that are not saved, or of which nobody knows.
#[derive(Clone)]
pub(crate) struct NotSaved {
    pub(crate) error: AppError,
    /// Whether they left this computer, and were not put off by the portal.
    pub(crate) sent: bool,
    /// What the portal held just before they were sent, where it was read.
    before: Option<Box<OrganizationView>>,
    /// Where this attempt sent nothing: what came of those that were sent before it.
    pub(crate) said_before: Option<AppError>,
}

impl NotSaved {
    /// They did not leave this computer.
    pub(crate) fn unsent(error: AppError) -> Self {
        Self {
            error,
            sent: false,
            before: None,
            said_before: None,
        }
    }

    /// The portal said yes, and does not show them.
    pub(crate) fn not_taken() -> Self {
        let error = AppError::Unclear {
            reason: UnclearReason::NotTaken,
            status: None,
            said: SaidView::default(),
        };
        Self {
            error,
            sent: true,
            before: None,
            said_before: None,
        }
    }

    /// The same, after an attempt of which this came: it is not forgotten by one that sent nothing, unless that was held back. Then what
    /// is in the way is to be known.
    pub(crate) fn after(self, said_before: Option<AppError>) -> Self {
        let was_held_back = matches!(self.error, AppError::Invalid { .. });
        Self {
            said_before: said_before.filter(|_| !self.sent && !was_held_back),
            ..self
        }
    }

    /// The same, with what the portal is seen to hold of them since: what it said no to it may have taken in part, or in its own way.
    pub(crate) fn seen(self, held: Option<&OrganizationView>, details: &OrganizationFields) -> Self {
        let (Some(held), Some(before)) = (held, self.before.as_deref()) else {
            return self;
        };
        let is_new = |field: &OrganizationField| {
            !before.unread.contains(field) && before.fields.get(*field) != held.fields.get(*field)
        };
        let new = || compare::details_held(details, held).filter(is_new);
        let reason = if new().any(|field| held.fields.get(field) == details.get(field)) {
            UnclearReason::TakenInPart
        } else if new().next().is_some() {
            UnclearReason::ChangedAllTheSame
        } else {
            return self;
        };
        match self.error {
            AppError::Rejected { status, said, .. } if self.sent && may_be_carried_out(status) => Self {
                error: AppError::Unclear {
                    reason,
                    status: Some(status),
                    said,
                },
                ..self
            },
            _ => self,
        }
    }

    /// Whether the portal said no to them, and holds some of them or others all the same.
    pub(crate) fn is_in_part(&self) -> bool {
        is_in_part(&self.error)
    }

    /// Whether nobody knows.
    pub(crate) fn is_unclear(&self) -> bool {
        self.sent && matches!(self.error, AppError::Unclear { .. }) && !self.is_in_part()
    }
}

/// Whether details of which this came can be sent again as they are; else they are changed first. What the portal does not know it may
/// only not show yet.
pub(crate) fn can_be_sent_again(error: &AppError) -> bool {
    match error {
        AppError::Rejected { status, .. } => *status == 404,
        AppError::Invalid { .. } | AppError::Gone { .. } => false,
        other => !is_in_part(other),
    }
}

/// What was sent of details before an attempt: it holds again where that did not leave this computer, or was put off by the portal.
struct SentBefore {
    sent: bool,
    details: OpenDetails,
    put: Option<OrganizationFields>,
}

impl UnresolvedCreate {
    /// Its details are about to be sent as these fields: from here on they may have been.
    fn sends(&mut self, fields: OrganizationFields) -> SentBefore {
        SentBefore {
            sent: std::mem::replace(&mut self.details_sent, true),
            details: std::mem::replace(&mut self.details, OpenDetails::NotKnown),
            put: self.put.replace(fields),
        }
    }

    fn did_not_send(&mut self, them: SentBefore) {
        let SentBefore { sent, details, put } = them;
        (self.details_sent, self.details, self.put) = (sent, details, put);
    }
}

impl Orgdesk {
    /// Saves the details of one that is known. Each time they are sent the journal holds before what is sent.
    pub(crate) async fn save_details(
        &self,
        session: &Session,
        review: ReviewId,
        open: &mut UnresolvedCreate,
        id: OrganizationId,
        details: &OrganizationFields,
        back: &mut PutBack<'_>,
    ) -> Result<(), NotSaved> {
        let count = details_words(details);
        let mut patience = Patience::default();
        loop {
            open.trail.begin(&format!("Saving {count}"));
            let known = open.known();
            let before = match free_to_be_saved(session, id, details, &known).await {
                Ok(before) => before.map(Box::new),
                Err(kept_back) => {
                    open.trail
                        .end("The details are not saved", StepState::Problem, kept_back.words);
                    return Err(NotSaved::unsent(kept_back.error));
                }
            };
            open.is_read(before.as_deref());
            let fields = known.beside_what_it_holds(details, before.as_deref());
            let update = details_update(&fields).map_err(NotSaved::unsent)?;
            let sent_before = open.sends(fields);
            let intent = open.operation(session, review);
            let intent = intent.at(Stage::Details, open.trail.steps());
            if let Err(error) = self.note_intent(&intent).await {
                open.trail.not_noted(&error);
                open.did_not_send(sent_before);
                return Err(NotSaved::unsent(error));
            }
            back.now(open.as_open());
            let failure = match session.client.update_organization(id, &update).await {
                Ok(answer) => {
                    open.trail.answered(&format!("Saved {count}"), &answer);
                    return Ok(());
                }
                Err(failure) => failure,
            };
            let sent = matches!(failure, Failure::Rejected(_) | Failure::Unknown(_));
            if !sent {
                open.did_not_send(sent_before);
            }
            let trail = &mut open.trail;
            match &failure {
                Failure::Unknown(unknown) => trail.end(
                    "Sent the details, no clear answer",
                    StepState::Unknown,
                    unknown_words(unknown),
                ),
                Failure::Rejected(_) => trail.end(
                    "The details are not saved",
                    StepState::Problem,
                    capitalized(&failure.to_string()),
                ),
                Failure::NotSent(_) | Failure::Refused(_) => trail.end(
                    "The details are not saved yet",
                    StepState::Warning,
                    capitalized(&failure.to_string()),
                ),
            }
            if !sent {
                // It may wait long for the next attempt.
                back.now(open.as_open());
                self.note_at(session, review, open, Stage::DetailsLeft).await;
            }
            if !patience.waits(&failure).await {
                return Err(NotSaved {
                    sent,
                    error: session.failed(failure),
                    before,
                    said_before: None,
                });
            }
        }
    }
}
