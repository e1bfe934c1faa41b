//! A create that was sent and is not resolved: looking again, and the user's word on which one it is.

use std::collections::HashSet;

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId};

use crate::finding::Finding;
use crate::operations::{LookedFound, LookedView, OpenDetails, Operation, Work};
use crate::organizations::at_once::AtOnce;
use crate::organizations::create::{PlannedCreate, create_operation};
use crate::organizations::create_outcome::Found;
use crate::organizations::create_review::{details_request, details_words};
use crate::organizations::kept_back::Known;
use crate::organizations::look::Before;
use crate::organizations::put_back::PutBack;
use crate::organizations::trail::Trail;
use crate::organizations::write::{Sought, Write};
use crate::organizations::{CreateResultView, OrganizationView, ResolveRequest, ReviewId, SendRequest};
use crate::preview::RequestView;
use crate::step::StepState;
use crate::{AppError, Orgdesk, connections::Session};

/// A create that was sent, with what was there before it.
#[derive(Clone)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; any of them goes with any other"
)]
pub(crate) struct UnresolvedCreate {
    pub(crate) planned: PlannedCreate,
    /// Its id, once it is known; then its details are open.
    pub(crate) id: Option<OrganizationId>,
    pub(crate) before: Before,
    pub(crate) answer_lost: bool,
    /// Whether the one that is known may be another's: it was found without the portal's word, or long after.
    pub(crate) only_likely_ours: bool,
    /// Whether its details may have left this computer.
    pub(crate) details_sent: bool,
    /// What is known of them.
    pub(crate) details: OpenDetails,
    /// The fields as they were put with them last, or are about to be: with the name and the description that it held by then.
    pub(crate) put: Option<OrganizationFields>,
    /// How it was read right after it was created.
    pub(crate) at_once: AtOnce,
    /// Whether it was left open once: what is found now by its name may be another's that came meanwhile.
    pub(crate) looked_again: bool,
    /// Others of its name that were lost before it was sent.
    pub(crate) lost_before: HashSet<ReviewId>,
    /// What the last look by itself found.
    pub(crate) looked: Option<LookedView>,
    /// What is noted of it beside how it stands.
    pub(crate) noted: Noted,
    pub(crate) trail: Trail,
}

/// What went wrong with a write last, and what the portal held when it was read back last: a look that finds nothing newer leaves
/// that in the history.
#[derive(Clone, Default)]
pub(crate) struct Noted {
    pub(crate) error: Option<AppError>,
    pub(crate) after: Option<OrganizationFields>,
    pub(crate) unread: Vec<OrganizationField>,
    /// Of a create: whether its plans or the organization above are not as they were asked for.
    pub(crate) others_differ: Option<bool>,
}

impl Noted {
    /// As it is in an operation.
    pub(crate) fn of(operation: &Operation) -> Self {
        Self {
            error: operation.error.clone(),
            after: operation.after.clone(),
            unread: operation.unread.clone(),
            others_differ: match &operation.work {
                Work::Create(work) => work.others_differ,
                Work::Update(_) => None,
            },
        }
    }

    /// For another attempt: only what is noted of plans and the organization above, which it does not change.
    pub(crate) fn of_others(&self) -> Self {
        Self {
            others_differ: self.others_differ,
            ..Self::default()
        }
    }

    /// An operation that could not be read back now, with what the portal held before.
    pub(crate) fn of_before(self, operation: Operation) -> Operation {
        Operation {
            after: self.after,
            unread: self.unread,
            ..operation
        }
    }
}

impl UnresolvedCreate {
    /// One that was sent just now.
    pub(crate) fn sent(planned: PlannedCreate, before: Before, answer_lost: bool, trail: Trail) -> Self {
        Self {
            planned,
            id: None,
            before,
            answer_lost,
            only_likely_ours: answer_lost,
            details_sent: false,
            details: OpenDetails::default(),
            put: None,
            at_once: AtOnce::default(),
            looked_again: false,
            lost_before: HashSet::new(),
            looked: None,
            noted: Noted::default(),
            trail,
        }
    }

    /// The same, once it is known which organization it is. Why that was not known is over by it.
    pub(crate) fn known_as(self, id: OrganizationId) -> Self {
        let noted = if self.id.is_none() {
            Noted::default()
        } else {
            self.noted
        };
        Self {
            noted,
            only_likely_ours: self.only_likely_ours || (self.looked_again && self.id.is_none()),
            id: Some(id),
            ..self
        }
    }

    /// Whether the user may say that it was not created: the portal did not say that it was, and was looked at since.
    pub(crate) fn may_be_created_again(&self) -> bool {
        let looked = self.looked.as_ref().map(|looked| &looked.found);
        let was_looked_at = matches!(looked, Some(LookedFound::NoneNew | LookedFound::Several { .. }));
        self.id.is_none() && self.answer_lost && was_looked_at
    }

    /// Whether its details get further changed in the form than saved as they are: a part of them is there already, or another user may
    /// be shown others.
    pub(crate) fn changes_its_details_first(&self) -> bool {
        let are_left = self.planned.draft.details.is_some() && self.details != OpenDetails::Saved;
        are_left && (self.details == OpenDetails::InPart || self.before.of_another_user)
    }

    /// What is known of the one its details are saved to.
    pub(crate) fn known(&self) -> Known {
        Known {
            is_only_likely_ours: self.only_likely_ours,
            is_of_another_user: self.before.of_another_user,
            is_just_created: !self.looked_again,
            at_once: self.at_once.clone(),
        }
    }

    /// It is read before its details are sent: where that is right after it was created, what the portal shows of it by itself is
    /// seen by that.
    pub(crate) fn is_read(&mut self, held: Option<&OrganizationView>) {
        if let Some(held) = held.filter(|_| !self.looked_again) {
            self.at_once.sees(held);
        }
    }

    /// What it can be told by.
    pub(crate) fn sought(&self) -> Sought {
        Sought::by(&self.planned.draft, self.id)
    }

    /// Whether what is found may be of another of its name that was lost before it was sent: the portal did not say that this one
    /// arrived, or it was left open once, and may be as old as they.
    pub(crate) fn may_be_confused(&self) -> bool {
        self.answer_lost || self.looked_again
    }

    /// Its details, where it has some, are still to be saved.
    pub(crate) fn waits_for_details(&mut self) {
        let Some(details) = &self.planned.draft.details else {
            return;
        };
        if self.details == OpenDetails::Saved {
            return;
        }
        let until = match self.id {
            Some(_) => "Waits for you",
            None => "Waits until it is known which one it is",
        };
        self.trail
            .waits(&format!("Save {}", details_words(details)), until);
    }

    /// What was sent for it, or is about to be.
    pub(crate) fn requests(&self, session: &Session) -> Vec<RequestView> {
        let mut requests = vec![self.planned.request.clone()];
        let sent = self.planned.draft.details.as_ref().filter(|_| self.details_sent);
        let put = sent.map(|details| self.put.as_ref().unwrap_or(details));
        requests.extend(put.and_then(|details| details_request(&session.client, self.id, details).ok()));
        requests
    }

    /// As the journal keeps it.
    pub(crate) fn operation(&self, session: &Session, review: ReviewId) -> Operation {
        let mut operation = create_operation(session, review, &self.planned, &self.before);
        operation.organization = self.id;
        operation.requests = self.requests(session);
        let Noted {
            error,
            after,
            unread,
            others_differ,
        } = self.noted.clone();
        operation.error = error;
        operation.after = after;
        operation.unread = unread;
        if let Work::Create(work) = &mut operation.work {
            work.answer_lost = self.answer_lost;
            work.only_likely_ours = self.only_likely_ours;
            work.details_sent = self.details_sent;
            work.details = self.details;
            work.details_put.clone_from(&self.put);
            work.at_once.clone_from(&self.at_once);
            work.others_differ = others_differ;
        }
        operation
    }

    /// It stays open where the look for it breaks off in the middle: what was to be done is not lost with it.
    pub(crate) fn stays_open<'a>(
        &self,
        app: &'a Orgdesk,
        session: &Session,
        review: ReviewId,
    ) -> PutBack<'a> {
        PutBack::of(app, session, review, self.as_open())
    }

    pub(crate) fn as_open(&self) -> Write {
        Write::Unresolved(Box::new(self.clone()))
    }
}

impl Orgdesk {
    /// Looks on the portal again, since the user asks for it. It creates nothing; where the organization is found, details that
    /// wait for it are saved.
    pub async fn look_again(&self, request: SendRequest) -> Result<CreateResultView, AppError> {
        let undisturbed = self.undisturbed(request.review).await;
        let (session, mut unresolved) = self.take_unresolved(&request)?;
        drop(undisturbed);
        let mut open = unresolved.stays_open(self, &session, request.review);
        let found = match unresolved.id {
            Some(id) => Found::One {
                id,
                of_its_name: None,
            },
            None => self.find_new(&session, &mut unresolved).await,
        };
        let result = self
            .resolve_with(&session, request.review, unresolved, found, &mut open)
            .await;
        open.over();
        Ok(result)
    }

    /// Takes the user's word for which organization it is, and goes on with it. One that was there before the create, or that
    /// another create is known as, is not it: the details would be written over another's.
    pub async fn resolve_create(&self, request: ResolveRequest) -> Result<CreateResultView, AppError> {
        let ResolveRequest {
            connection,
            review,
            id,
        } = request;
        let undisturbed = self.undisturbed(review).await;
        let (session, mut unresolved) = self.take_unresolved(&SendRequest { connection, review })?;
        drop(undisturbed);
        let mut open = unresolved.stays_open(self, &session, review);
        if let Err(refused) = self.may_be_it(&unresolved, id).await {
            open.over();
            self.keep_review_as(review, &session, unresolved.as_open());
            return Err(refused);
        }
        unresolved.trail.begin("Asking you");
        unresolved
            .trail
            .end("You said which one it is", StepState::Done, id.to_string());
        let found = Found::One {
            id,
            of_its_name: None,
        };
        let result = self
            .resolve_with(&session, review, unresolved, found, &mut open)
            .await;
        open.over();
        Ok(result)
    }

    /// Refuses an organization that is not what this create made.
    async fn may_be_it(&self, unresolved: &UnresolvedCreate, id: OrganizationId) -> Result<(), AppError> {
        let words = if unresolved.before.ids.contains(&id) {
            "This organization was there before yours was sent. Choose one that is new."
        } else if !self.is_its_own(unresolved, id).await? {
            "This organization was created by another of your operations. Choose one that is not."
        } else {
            return Ok(());
        };
        Err(AppError::Invalid {
            problems: vec![Finding::at("id", words)],
        })
    }

    pub(crate) fn take_unresolved(
        &self,
        request: &SendRequest,
    ) -> Result<(Session, UnresolvedCreate), AppError> {
        let taken = self.take_review(request, |write| match write {
            Write::Unresolved(mut unresolved) => {
                unresolved.trail.no_longer_waits();
                unresolved.looked_again = true;
                Ok(*unresolved)
            }
            other => Err(other),
        });
        taken.map_err(AppError::of_an_open_write)
    }
}
