//! Creating an organization, exactly once: look, send, look again where the answer does not say which one it is.
//!
//! A create whose outcome is not known is never sent again by the program. It is resolved by reading: ids of that name
//! that were not there before. One new id is ours; none, or several, is for the user to decide.

use std::collections::{BTreeSet, HashSet};

use scanning_api::{Answer, Created, Failure, OrganizationId};

use crate::connections::Session;
use crate::drafts::DraftId;
use crate::finding::Finding;
use crate::operations::{CreateWork, OpenDetails, Operation, Stage, Work};
use crate::organizations::at_once::AtOnce;
use crate::organizations::look::{Before, SameName, same_name};
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::patience::Attempts;
use crate::organizations::put_back::PutBack;
use crate::organizations::sent_before::SentBefore;
use crate::organizations::sent_lately::{CREATED, CREATING, NO_ANSWER, NOT_CREATED};
use crate::organizations::trail::Trail;
use crate::organizations::write::Write;
use crate::organizations::{CreateForm, CreateResultView, ReviewId, SendRequest};
use crate::preview::RequestView;
use crate::rules::CreateDraft;
use crate::said;
use crate::step::StepState;
use crate::{AppError, Orgdesk};

/// A reviewed create.
#[derive(Clone)]
pub(crate) struct PlannedCreate {
    /// As it was typed.
    pub(crate) form: CreateForm,
    /// The draft it is kept as.
    pub(crate) kept_as: Option<DraftId>,
    pub(crate) draft: CreateDraft,
    /// The name of the organization above, where the portal let it be read.
    pub(crate) parent_name: Option<String>,
    /// The organizations of that name the user saw in the review.
    pub(crate) known: BTreeSet<OrganizationId>,
    /// The likely duplicates the user saw there, of other names.
    pub(crate) otherwise_named: BTreeSet<OrganizationId>,
    /// The create alone: that of the details is made once the id is known.
    pub(crate) request: RequestView,
    /// The create of unknown outcome that the user says was not created.
    pub(crate) instead_of: Option<ReviewId>,
    /// Whether it was carried out before, and nothing was created.
    pub(crate) tried: bool,
}

/// Where a create stands once its request has left.
struct HasLeft {
    /// What was there before it.
    before: Before,
    /// The creates of its name that were lost before it.
    lost_before: HashSet<ReviewId>,
    sent: Sent,
}

/// What came of it.
enum Sent {
    Created(Answer<Created>),
    AnswerLost(AppError),
}

impl Orgdesk {
    /// Carries out a reviewed create. An error means that nothing was created; what is not known is a result.
    pub async fn send_create(&self, request: SendRequest) -> Result<CreateResultView, AppError> {
        let (session, mut planned) = self.take_review(&request, |write| match write {
            Write::Create(planned) => Ok(planned),
            other => Err(other),
        })?;
        let mut trail = Trail::new(request.review, self.progress.clone());
        let tried = std::mem::replace(&mut planned.tried, true);
        let as_reviewed = Write::Create(planned.clone());
        let mut back = PutBack::of(self, &session, request.review, as_reviewed);
        let mut attempts = Attempts::default();
        let sent = async {
            if tried {
                self.set_apart(request.review).await?;
            }
            let trail = &mut trail;
            self.look_and_send(
                &session,
                &planned,
                request.review,
                trail,
                &mut attempts,
                &mut back,
            )
            .await
        };
        let HasLeft {
            before,
            lost_before,
            sent,
        } = match Box::pin(sent).await {
            Ok(has_left) => has_left,
            Err(error) => {
                // Nothing was created: it can be tried again as it was reviewed.
                back.over();
                self.keep_review_as(request.review, &session, Write::Create(planned));
                return Err(error);
            }
        };
        self.remember_plans(session.connection.id, &planned.draft.plans)
            .await;
        let (given, lost) = match sent {
            Sent::Created(answer) => (answer.value.id, None),
            Sent::AnswerLost(error) => (None, Some(error)),
        };
        let mut unresolved = UnresolvedCreate::sent(*planned, before, lost.is_some(), trail);
        unresolved.lost_before = lost_before;
        unresolved.noted.error = lost;
        back.now(unresolved.as_open());
        let found = match given {
            Some(id) => Box::pin(self.find_given(&session, &mut unresolved, id)).await,
            None => Box::pin(self.find_new(&session, &mut unresolved)).await,
        };
        let resolving = self.resolve_with(&session, request.review, unresolved, found, &mut back);
        let result = Box::pin(resolving).await;
        back.over();
        Ok(result)
    }

    /// Sends the create, and notes what came of it.
    async fn look_and_send(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        review: ReviewId,
        trail: &mut Trail,
        attempts: &mut Attempts<Operation>,
        back: &mut PutBack<'_>,
    ) -> Result<HasLeft, AppError> {
        let sent = self
            .until_sent(session, planned, review, trail, attempts, back)
            .await;
        if let Err(error) = &sent {
            trail.fails(error);
        }
        if let Some(operation) = attempts.noted.take() {
            let (stage, error) = match sent.as_ref().map(|has_left| &has_left.sent) {
                Ok(Sent::Created(_)) => (Stage::Sent, None),
                Ok(Sent::AnswerLost(error)) => (Stage::Unknown, Some(error)),
                Err(error) => (attempts.patience.stage_of_unsent(), Some(error)),
            };
            let operation = operation.at(stage, trail.steps()).because(error.cloned());
            // Of one that was sent it is told once it was looked for.
            if !self.note(&operation).await && sent.is_err() {
                trail.unnoted();
            }
        }
        if sent.is_err() {
            back.was_not_sent();
        }
        sent
    }

    /// Looks for the name just before each time the create is sent: while the portal asks to wait, others may create. What
    /// was found is noted with the intent: by it the new one is told from those that were there.
    async fn until_sent(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        review: ReviewId,
        trail: &mut Trail,
        attempts: &mut Attempts<Operation>,
        back: &mut PutBack<'_>,
    ) -> Result<HasLeft, AppError> {
        let create = planned.draft.create()?;
        loop {
            let alone = self.alone_creating(session, &planned.draft.name, trail).await;
            let undisturbed = self.before_in_place_of(session, planned, back, trail).await?;
            let is_known = |id| planned.known.contains(&id) || planned.otherwise_named.contains(&id);
            let sent_before = || self.reviews().sent_before(session, &planned.draft.name, is_known);
            let before = self.look_before(session, planned, sent_before, trail).await?;
            if let Some(first) = planned.instead_of.filter(|_| back.instead_of().is_none()) {
                back.in_place_of(self.reviews().take_first(session, first)?);
            }
            drop(undisturbed);
            trail.begin(CREATING);
            let intent = Operation {
                instead_of: back.instead_of(),
                ..create_operation(session, review, planned, &before)
            };
            let intent = intent.at(Stage::Intent, trail.steps());
            if let Err(error) = self.note_intent(&intent).await {
                trail.not_noted(&error);
                return Err(error);
            }
            attempts.noted = Some(intent);
            back.is_noted();
            back.now(as_noted(planned, &before, trail));
            let lost_before = self.reviews().lost_creates(session, &planned.draft.name);
            self.reviews().is_sent(review, session, &planned.draft.name);
            drop(alone);
            let has_left = |sent| HasLeft {
                before,
                lost_before,
                sent,
            };
            let sent = session.client.create_organization(&create).await;
            if let Err(failure) = &sent {
                self.reviews().is_not_created(review, failure);
            }
            match sent {
                Ok(answer) => {
                    self.reviews().is_created(review);
                    trail.answered(CREATED, &answer);
                    return Ok(has_left(Sent::Created(answer)));
                }
                Err(Failure::Unknown(unknown)) => {
                    trail.end(NO_ANSWER, StepState::Unknown, unknown_words(&unknown));
                    let lost = session.failed(Failure::Unknown(unknown));
                    return Ok(has_left(Sent::AnswerLost(lost)));
                }
                Err(failure) => {
                    trail.end(NOT_CREATED, StepState::Warning, capitalized(&failure.to_string()));
                    if !attempts.patience.waits(&failure).await {
                        return Err(self.refused(session, planned, failure, trail).await);
                    }
                }
            }
        }
    }

    /// Looks for the name; where one of it was sent before, again and again until that would be listed.
    pub(super) async fn look_before(
        &self,
        session: &Session,
        planned: &PlannedCreate,
        sent_before: impl Fn() -> SentBefore,
        trail: &mut Trail,
    ) -> Result<Before, AppError> {
        let may_be_listed_late = !self.listed_within(sent_before()).is_zero();
        trail.begin(if may_be_listed_late {
            "One of this name was sent, and may not be listed yet: looking until it would be"
        } else {
            "Looking for the name"
        });
        let longest = self.timings.longest_look;
        let look = || async {
            let found = same_name(session, &planned.draft.name, &planned.known, longest).await;
            found.map_err(|failure| session.failed(failure))
        };
        let has_appeared = |found: &SameName| !found.ids.is_subset(&planned.known);
        let may_hide_it = |found: &SameName| may_be_listed_late && !found.complete;
        let look = || session.reads_before_writing(look);
        let tells = |found: &SameName| has_appeared(found) || may_hide_it(found);
        let found = self.look_until_listed(&sent_before, look, tells).await?;
        if has_appeared(&found) {
            trail.end(
                "Looked for the name",
                StepState::Warning,
                "It appeared since the review",
            );
            return Err(AppError::NameAppeared {
                found: found.shown,
                sent_before: sent_before().without_a_yes,
            });
        }
        if may_hide_it(&found) {
            return Err(AppError::Invalid {
                problems: vec![Finding::on_the_whole(
                    "One of this name was sent just now, and the portal does not list everything: it may be there. Nothing was sent. Look in the portal, then try again.",
                )],
            });
        }
        trail.end(
            "Looked for the name",
            StepState::Done,
            found_words(found.ids.len()),
        );
        // What was seen in the review was there before, also where it is not listed now.
        let mut before = found.before();
        before.ids.extend(&planned.known);
        before.otherwise_named.clone_from(&planned.otherwise_named);
        Ok(before)
    }
}

/// A create of which only the intent is noted: it may have been sent.
fn as_noted(planned: &PlannedCreate, before: &Before, trail: &Trail) -> Write {
    UnresolvedCreate::sent(planned.clone(), before.clone(), true, trail.clone()).as_open()
}

/// A create as the journal keeps it.
pub(crate) fn create_operation(
    session: &Session,
    review: ReviewId,
    planned: &PlannedCreate,
    before: &Before,
) -> Operation {
    let work = CreateWork {
        form: planned.form.clone(),
        draft: planned.draft.clone(),
        parent_name: planned.parent_name.clone(),
        before: before.clone(),
        answer_lost: false,
        only_likely_ours: false,
        details_sent: false,
        details: OpenDetails::default(),
        details_put: None,
        at_once: AtOnce::default(),
        others_differ: None,
        instead_of: planned.instead_of,
    };
    Operation {
        requests: vec![planned.request.clone()],
        kept_as: planned.kept_as,
        ..Operation::of(session, review, &planned.draft.name, Work::Create(Box::new(work)))
    }
}

/// Why an answer is not clear, with its status where one came, and what the portal said.
pub(crate) fn unknown_words(unknown: &scanning_api::Unknown) -> String {
    let why = capitalized(&unknown.reason.to_string());
    match said::in_words(&unknown.said) {
        Some(words) => format!("{why}. The portal says: “{words}”"),
        None => why,
    }
}

pub(crate) fn capitalized(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn found_words(count: usize) -> &'static str {
    if count == 0 {
        "None found"
    } else {
        "Only those you have seen in the review"
    }
}
