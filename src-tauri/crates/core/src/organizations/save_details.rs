//! Saving the details of an organization that was just created. They are written over nobody else's: it is read just before each
//! time they are sent. It may be known by its name alone, the portal may have answered with the id of another one, and others could
//! save since.

use scanning_api::{Failure, OrganizationField, OrganizationFields, OrganizationId};

use crate::connections::Session;
use crate::error::UnclearReason;
use crate::finding::Finding;
use crate::operations::{OpenDetails, Stage};
use crate::organizations::compare;
use crate::organizations::create::{capitalized, unknown_words};
use crate::organizations::create_review::{details_update, details_words};
use crate::organizations::get::read;
use crate::organizations::look::{is_kept_alike, is_same};
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::not_read::why;
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

/// Whether details of which this came can be sent again as they are; else they are changed first.
pub(crate) fn can_be_sent_again(error: &AppError) -> bool {
    !matches!(error, AppError::Invalid { .. } | AppError::Rejected { .. }) && !is_in_part(error)
}

/// What is known of the organization that details are saved to.
pub(crate) struct Known {
    /// It was found long after it was sent, or without the portal's word that it was created: then what it does not show may be
    /// another's as well.
    pub(crate) is_only_likely_ours: bool,
    /// It was created by another user, who may be shown what is not shown to who goes on with it.
    pub(crate) is_of_another_user: bool,
    /// It was created just now: nobody else has saved to it.
    pub(crate) is_just_created: bool,
    /// Whether the portal called its company by the name at once; none where that was not seen.
    pub(crate) called_by_name: Option<bool>,
}

impl Known {
    /// Whether it holds what somebody else wrote: other details, another description of one that is only likely ours, or another name by
    /// now. A company name that is the name itself may be the portal's own doing where it was so from the beginning, and so may be how
    /// it keeps a text.
    fn holds_others(&self, held: &OrganizationView, details: &OrganizationFields) -> bool {
        use OrganizationField::{CompanyName, Description, Name};
        let may_be_its_own = self.called_by_name != Some(false);
        OrganizationField::ALL.into_iter().any(|field| {
            let (held, ours) = (held.fields.get(field), details.get(field));
            match field {
                Name => !is_same(held, ours),
                CompanyName if may_be_its_own && is_same(held, &details.name) => false,
                Description if !self.is_only_likely_ours => false,
                _ => !held.is_empty() && !is_kept_alike(held, ours),
            }
        })
    }

    /// The details with the name and the description that it holds by now: those were set as it was created, and what somebody has made
    /// of them since stays. Where they are only kept in another way they are put as they were asked for.
    fn beside_what_it_holds(
        &self,
        details: &OrganizationFields,
        held: Option<&OrganizationView>,
    ) -> OrganizationFields {
        let mut fields = details.clone();
        let Some(held) = held else {
            return fields;
        };
        for field in [OrganizationField::Name, OrganizationField::Description] {
            let now = held.fields.get(field);
            // One that is empty at once was not kept, and is not emptied.
            let is_kept =
                !now.is_empty() || (field == OrganizationField::Description && !self.is_just_created);
            if is_kept && !held.unread.contains(&field) && !is_kept_alike(now, details.get(field)) {
                fields.set(field, now.to_owned());
            }
        }
        fields
    }
}

/// What was sent of details before an attempt: it holds again where that did not leave this computer.
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

    fn sent_nothing(&mut self, before: SentBefore) {
        let SentBefore { sent, details, put } = before;
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
        let known = open.known();
        let mut patience = Patience::default();
        loop {
            open.trail.begin(&format!("Saving {count}"));
            let before = match free_to_be_saved(session, id, details, &known).await {
                Ok(before) => before.map(Box::new),
                Err(kept_back) => {
                    open.trail
                        .end("The details are not saved", StepState::Problem, kept_back.words);
                    return Err(NotSaved::unsent(kept_back.error));
                }
            };
            let fields = known.beside_what_it_holds(details, before.as_deref());
            let update = details_update(&fields).map_err(NotSaved::unsent)?;
            let sent_before = open.sends(fields);
            let intent = open.operation(session, review);
            let intent = intent.at(Stage::Details, open.trail.steps());
            if let Err(error) = self.note_intent(&intent).await {
                open.trail.not_noted();
                open.sent_nothing(sent_before);
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
                open.sent_nothing(sent_before);
                back.now(open.as_open());
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

/// Why details are not written: in the words of a step, and as the error of the save that is not made.
struct KeptBack {
    words: String,
    error: AppError,
}

impl KeptBack {
    fn because(words: impl Into<String>, error: &str) -> Self {
        Self {
            words: words.into(),
            error: AppError::Invalid {
                problems: vec![Finding::on_the_whole(error)],
            },
        }
    }
}

/// What the organization holds just before, where it can be read; where it holds others' details, or may do so, they are kept back.
/// It may be long ago that it was created, or that the portal asked to wait, and by somebody else: who one is is asked once it was read.
async fn free_to_be_saved(
    session: &Session,
    id: OrganizationId,
    details: &OrganizationFields,
    known: &Known,
) -> Result<Option<OrganizationView>, KeptBack> {
    let read = read(session, id).await;
    if let Err(error) = session.is_still_the_same().await {
        return Err(KeptBack {
            words: why(&error),
            error,
        });
    }
    let may_hold_others = known.is_only_likely_ours || known.is_of_another_user;
    match read.map(|held| held.shown_to_another(known.is_of_another_user)) {
        Ok(held) if known.holds_others(&held, details) => Err(KeptBack::because(
            "It holds others already",
            "This organization holds something else already; nothing was written over it. If it is yours, save the details from here: you will see each change first.",
        )),
        Ok(held) if may_hold_others && !compare::hidden_of(details, &held).is_empty() => {
            Err(KeptBack::because(
                "It does not show what it holds",
                if known.is_of_another_user {
                    "Another user created this organization. What looks empty may only not be shown to you, so nothing was written over it. Save the details from here: you will see each change first."
                } else {
                    "The portal does not show all details of this organization, and it may hold others already; nothing was written over them. If it is yours, save the details from here."
                },
            ))
        }
        Err(error) if may_hold_others => Err(KeptBack::because(
            why(&error),
            "This organization could not be looked at first, and may hold other details already; nothing was written over them. If it is yours, save the details from here.",
        )),
        Ok(held) => Ok(Some(held)),
        // Where it is ours and not found, the portal does not show it yet.
        Err(AppError::Rejected { status: 404, .. }) => Ok(None),
        Err(error) => Err(KeptBack {
            words: why(&error),
            error,
        }),
    }
}
