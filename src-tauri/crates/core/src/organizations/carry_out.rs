//! Carrying out what was reviewed: once, on the portal and as the user it was reviewed for.

use std::collections::HashSet;

use scanning_api::{OrganizationFields, OrganizationId, PortalAddress};

use crate::connections::{ConnectionId, IdentityView, Session};
use crate::error::Gone;
use crate::organizations::alike::Unfinished;
use crate::organizations::look::is_same;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::sent_lately::SentLately;
use crate::organizations::update_again::{Holds, UnresolvedUpdate};
use crate::organizations::write::Write;
use crate::organizations::{ReviewId, SendRequest};
use crate::{AppError, Orgdesk};

/// How many reviews may wait to be carried out; the oldest is forgotten first. One is enough for a form, and a form that
/// is reviewed again leaves one behind.
const MOST_WAITING: usize = 20;

/// The reviewed writes, in the order they were reviewed.
#[derive(Default)]
pub(crate) struct Reviews {
    pub(super) kept: Vec<Reviewed>,
    /// All that this run has had: of those it knows itself how they stand, and the journal may be behind.
    pub(super) had: HashSet<ReviewId>,
    /// The creates that were sent in this run, and just before it.
    pub(super) sent_lately: Vec<SentLately>,
}

/// A reviewed write, with the portal and the identity it was reviewed for.
pub(crate) struct Reviewed {
    pub(crate) id: ReviewId,
    pub(super) connection: ConnectionId,
    pub(crate) address: PortalAddress,
    pub(crate) identity: IdentityView,
    pub(crate) write: Write,
}

impl Orgdesk {
    /// Keeps a reviewed write until it is carried out.
    pub(crate) fn keep_review(&self, session: &Session, write: Write) -> ReviewId {
        let review = ReviewId::new();
        self.keep_review_as(review, session, write);
        review
    }

    /// The same, under a name it had before. Of a connection that was removed meanwhile nothing is kept.
    pub(crate) fn keep_review_as(&self, review: ReviewId, session: &Session, write: Write) {
        if self.session(session.connection.id).is_err() {
            return self.reviews().forget(review);
        }
        self.reviews().keep(Reviewed {
            id: review,
            connection: session.connection.id,
            address: session.client.address().clone(),
            identity: session.connection.identity.clone(),
            write,
        });
    }

    /// Takes a reviewed write out, so that nobody else can carry it out, and the session it is for. What `pick` gives
    /// back is left where it was.
    pub(crate) fn take_review<T>(
        &self,
        request: &SendRequest,
        pick: impl FnOnce(Write) -> Result<T, Write>,
    ) -> Result<(Session, T), AppError> {
        let session = self.session(request.connection)?;
        let taken = self.reviews().take(request.review, &session, pick)?;
        Ok((session, taken))
    }
}

impl Reviews {
    /// Keeps one: in the place it has, or behind all others.
    pub(crate) fn keep(&mut self, reviewed: Reviewed) {
        self.had.insert(reviewed.id);
        match self.kept.iter_mut().find(|one| one.id == reviewed.id) {
            Some(one) => *one = reviewed,
            None => self.kept.push(reviewed),
        }
        let waits = |one: &Reviewed| matches!(one.write, Write::Create(_) | Write::Update(_));
        if self.kept.iter().filter(|one| waits(one)).count() > MOST_WAITING
            && let Some(oldest) = self.kept.iter().position(waits)
        {
            self.kept.remove(oldest);
        }
    }

    /// How a write stands now; nothing where it was settled meanwhile.
    pub(super) fn now(&mut self, review: ReviewId, write: Write) {
        if let Some(one) = self.kept.iter_mut().find(|one| one.id == review) {
            one.write = write;
        }
    }

    /// Takes out the updates of the same organization of which nothing is left to be found out, since this one was saved, and
    /// this one itself. `earlier` are those that began before it. Those others, as they stood.
    pub(crate) fn take_settled(
        &mut self,
        session: &Session,
        review: ReviewId,
        saved: &UnresolvedUpdate,
        holds: &Holds,
        earlier: &HashSet<ReviewId>,
    ) -> Vec<Reviewed> {
        let is_over = |one: &mut Reviewed| {
            one.id == review
                || matches!(&one.write, Write::UnresolvedUpdate(open)
                    if one.is_for(session)
                        && one.identity.is_same_as(&session.connection.identity)
                        && open.is_settled_by(saved, holds, earlier.contains(&one.id)))
        };
        let over = self.kept.extract_if(.., is_over);
        over.filter(|one| one.id != review).collect()
    }

    /// Takes out the creates of which only these details are open: those of one organization that are settled.
    pub(crate) fn take_details_of(
        &mut self,
        session: &Session,
        id: OrganizationId,
        is_settled: impl Fn(ReviewId, &OrganizationFields) -> bool,
    ) -> Vec<(ReviewId, UnresolvedCreate)> {
        let settled = |one: &mut Reviewed| match &one.write {
            Write::Unresolved(open)
                if open.id == Some(id)
                    && one.is_for(session)
                    && one.identity.is_same_as(&session.connection.identity) =>
            {
                let details = open.planned.draft.details.as_ref();
                details.is_some_and(|details| is_settled(one.id, details))
            }
            _ => false,
        };
        let settled = self.kept.extract_if(.., settled);
        let open = settled.filter_map(|one| match one.write {
            Write::Unresolved(open) => Some((one.id, *open)),
            _ => None,
        });
        open.collect()
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Reviewed> {
        self.kept.iter()
    }

    /// Those that are being carried out just now: what becomes of them needs nobody yet.
    pub(crate) fn being_carried_out(&self) -> Vec<ReviewId> {
        let now = |one: &&Reviewed| matches!(one.write, Write::Underway(_) | Write::UnderwayUpdate);
        self.kept.iter().filter(now).map(|one| one.id).collect()
    }

    /// Forgets an update that is over, where it does not stay open.
    pub(crate) fn forget_update_underway(&mut self, review: ReviewId) {
        self.kept
            .retain(|one| one.id != review || !matches!(one.write, Write::UnderwayUpdate));
    }

    /// Whether anything is still to be done or found out of it.
    pub(crate) fn knows(&self, review: ReviewId) -> bool {
        self.kept.iter().any(|one| one.id == review)
    }

    /// Forgets one that is over.
    pub(crate) fn forget(&mut self, review: ReviewId) {
        self.kept.retain(|one| one.id != review);
    }

    /// Forgets all of a connection that is removed.
    pub(crate) fn forget_all_of(&mut self, connection: ConnectionId) {
        self.kept.retain(|one| one.connection != connection);
    }

    /// Whether a create of this name was sent to this portal, on whichever connection and by whichever user, and is not resolved; but
    /// for one the user says was not created.
    pub(crate) fn holds_open_create(
        &self,
        session: &Session,
        name: &str,
        not_created: Option<ReviewId>,
    ) -> bool {
        self.kept
            .iter()
            .filter(|one| Some(one.id) != not_created)
            .any(|one| {
                // One that is known is listed by the portal.
                let not_known = one.write.create_not_known();
                one.is_on_the_portal_of(session)
                    && not_known.is_some_and(|sought| is_same(&sought.fields.name, name))
            })
    }

    /// What was sent to this portal and is not settled, as far as it may be a duplicate of something new; without the one the
    /// new one stands in place of.
    pub(crate) fn unfinished(&self, session: &Session, instead_of: Option<ReviewId>) -> Vec<Unfinished> {
        let counts = |one: &&Reviewed| one.is_on_the_portal_of(session) && Some(one.id) != instead_of;
        let here = self.kept.iter().filter(counts);
        let unfinished = here.filter_map(|one| {
            let underway = matches!(one.write, Write::Underway(_) | Write::LookedFor(_));
            let (fields, organization, is_named_only) = match &one.write {
                Write::UnresolvedUpdate(open) => (open.work.mine.clone(), Some(open.id), false),
                write => {
                    let sought = write.sent_create()?;
                    (*sought.fields, sought.id, sought.description.is_none())
                }
            };
            Some(Unfinished {
                review: one.id,
                fields,
                is_named_only,
                underway,
                organization,
            })
        });
        unfinished.collect()
    }

    fn take<T>(
        &mut self,
        review: ReviewId,
        session: &Session,
        pick: impl FnOnce(Write) -> Result<T, Write>,
    ) -> Result<T, AppError> {
        let gone = || AppError::Gone {
            what: Gone::ReviewedWrite,
        };
        let reviewed = self
            .kept
            .iter_mut()
            .find(|one| one.id == review)
            .ok_or_else(gone)?;
        if !reviewed.is_for(session) {
            return Err(gone());
        }
        if !reviewed.identity.is_same_as(&session.connection.identity) {
            return Err(AppError::IdentityChanged {
                before: Box::new(reviewed.identity.clone()),
                now: Box::new(session.connection.identity.clone()),
            });
        }
        let sought = reviewed.write.sought();
        let is_sent = matches!(reviewed.write, Write::Create(_));
        let left = match (&reviewed.write, sought.clone()) {
            (Write::UnresolvedUpdate(open), _) => Write::UnresolvedUpdate(open.clone()),
            (Write::Unresolved(open), _) => Write::LookedFor(open.clone()),
            (_, Some(sought)) => Write::Underway(sought),
            (_, None) => Write::UnderwayUpdate,
        };
        match pick(std::mem::replace(&mut reviewed.write, left)) {
            Ok(taken) => {
                if let Some(sought) = sought.as_ref().filter(|_| is_sent) {
                    self.forget_creates_of(session, &sought.fields.name);
                }
                Ok(taken)
            }
            Err(write) => {
                reviewed.write = write;
                Err(gone())
            }
        }
    }

    /// Another review of the same create knows nothing of the one that is sent now: it has to be reviewed again.
    fn forget_creates_of(&mut self, session: &Session, name: &str) {
        self.kept.retain(|one| match &one.write {
            Write::Create(planned) => {
                !(one.is_on_the_portal_of(session) && is_same(&planned.draft.name, name))
            }
            _ => true,
        });
    }
}

impl Reviewed {
    /// Whether it was reviewed for the portal of this session, whichever connection leads there, and whichever address.
    pub(crate) fn is_on_the_portal_of(&self, session: &Session) -> bool {
        session.is_portal_of(self.connection, &self.address, &self.identity)
    }

    /// Whether it was reviewed for this connection, where it leads now: its address may have been replaced since.
    pub(crate) fn is_for(&self, session: &Session) -> bool {
        self.connection == session.connection.id && self.address == *session.client.address()
    }
}
