//! What was sent and is not settled, among the writes of this run.

use std::collections::HashSet;

use scanning_api::OrganizationId;

use crate::AppError;
use crate::connections::{ConnectionId, IdentityView, Session};
use crate::error::Gone;
use crate::operations::{Operation, UnreadOperation};
use crate::organizations::ReviewId;
use crate::organizations::carry_out::{Reviewed, Reviews};
use crate::organizations::look::is_same;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::trail::Trail;
use crate::organizations::write::{Sought, Write};

impl Reviews {
    /// Takes up an operation of an earlier run, as what it is now. One that this run has, or had, stays as it is: it may have ended
    /// since the journal was read, or could not be noted.
    pub(crate) fn take_up(&mut self, operation: &Operation, write: Write) {
        self.take_up_as(Reviewed {
            id: operation.id,
            connection: operation.connection,
            address: operation.address.clone(),
            identity: operation.owner().clone(),
            write,
        });
    }

    /// The same with one that cannot be read: what of it cannot be is taken to be as in this session.
    pub(crate) fn take_up_unread(&mut self, session: &Session, operation: UnreadOperation) {
        self.take_up_as(Reviewed::unread(session, operation));
    }

    fn take_up_as(&mut self, reviewed: Reviewed) {
        if self.had.insert(reviewed.id) {
            self.forget(reviewed.id);
            self.kept.push(reviewed);
        }
    }

    /// Takes note of a create of an earlier run that is open on a connection which is not: what is looked for by its name may be that
    /// one's. It is taken up when its connection opens.
    pub(crate) fn is_open_elsewhere(
        &mut self,
        session: &Session,
        create: &Result<Operation, UnreadOperation>,
    ) {
        let Some(reviewed) = Reviewed::elsewhere(session, create) else {
            return;
        };
        let is_new = !self.had.contains(&reviewed.id) && !self.knows(reviewed.id);
        if is_new && reviewed.is_on_the_portal_of(session) {
            self.kept.push(reviewed);
        }
    }

    /// What was sent on a connection and is not settled, in the order it was sent.
    pub(crate) fn open(&self, connection: ConnectionId) -> impl Iterator<Item = &Reviewed> {
        self.of(connection).filter(|one| one.write.is_open())
    }

    /// All of a connection, in that order.
    pub(crate) fn of(&self, connection: ConnectionId) -> impl Iterator<Item = &Reviewed> {
        self.kept.iter().filter(move |one| one.connection == connection)
    }

    /// The creates of this name on the portal of a session that were sent, and of which nobody knows yet which organization they are.
    pub(crate) fn creates_not_known(
        &self,
        session: &Session,
        name: &str,
    ) -> impl Iterator<Item = (ReviewId, Sought)> {
        let is_unsent = |one: &Reviewed| matches!(one.write, Write::Underway(_)) && !self.has_left(one.id);
        let here = self
            .kept
            .iter()
            .filter(move |one| one.is_on_the_portal_of(session) && !is_unsent(one));
        let sought = here.filter_map(|one| Some((one.id, one.write.create_not_known()?)));
        sought.filter(|(_, sought)| is_same(&sought.fields.name, name))
    }

    /// It is said or found which organization a create is that somebody is at. Whether no other of this run is known as it: what is said
    /// of two at the same moment is not taken of both.
    pub(super) fn is_taken_for(&mut self, review: ReviewId, id: OrganizationId) -> bool {
        let is_anothers = self
            .kept
            .iter()
            .any(|one| one.id != review && one.write.known_as() == Some(id));
        if !is_anothers {
            self.known_as(review, Some(id));
        }
        !is_anothers
    }

    /// It is known by now which organization a create is that somebody is at; or not, after all.
    pub(super) fn known_as(&mut self, review: ReviewId, id: Option<OrganizationId>) {
        let one = self.kept.iter_mut().find(|one| one.id == review);
        match one.map(|one| &mut one.write) {
            Some(Write::Underway(sought)) => sought.id = id,
            Some(Write::LookedFor(open)) => open.id = id,
            _ => {}
        }
    }

    /// The creates that are known as this organization, and are being looked at just now.
    pub(crate) fn looked_for_as(&self, id: OrganizationId) -> Vec<ReviewId> {
        let looked_for =
            |one: &&Reviewed| matches!(&one.write, Write::LookedFor(open) if open.id == Some(id));
        self.kept.iter().filter(looked_for).map(|one| one.id).collect()
    }

    /// Those of them whose answer is not waited for any more: they are lost.
    pub(crate) fn lost_creates(&self, session: &Session, name: &str) -> HashSet<ReviewId> {
        let being_sent = self.being_carried_out();
        let not_known = self.creates_not_known(session, name).map(|(review, _)| review);
        not_known
            .filter(|review| !being_sent.contains(review) || self.is_lost(*review))
            .collect()
    }

    /// Who made an open write that was sent here, and its steps so far.
    pub(crate) fn made_as(&self, review: ReviewId, session: &Session) -> Option<(IdentityView, Trail)> {
        let of = |one: &&Reviewed| one.id == review && one.is_for(session);
        let one = self.kept.iter().find(of)?;
        let trail = match &one.write {
            Write::Unresolved(open) => &open.trail,
            Write::UnresolvedUpdate(open) => &open.trail,
            _ => return None,
        };
        Some((one.identity.clone(), trail.clone()))
    }

    /// A create that is open, as it stands.
    pub(crate) fn open_create(&self, session: &Session, review: ReviewId) -> Option<UnresolvedCreate> {
        let of = |one: &&Reviewed| one.id == review && one.is_for(session);
        match &self.kept.iter().find(of)?.write {
            Write::Unresolved(open) => Some((**open).clone()),
            _ => None,
        }
    }

    /// Whether what saves details saves those of an open create that was taken over from another user.
    pub(crate) fn saves_for_another_user(&self, session: &Session, details_of: Option<ReviewId>) -> bool {
        let is_it = |one: &&Reviewed| Some(one.id) == details_of && one.is_for(session);
        let mut here = self.kept.iter().filter(is_it);
        here.any(|one| match &one.write {
            Write::Unresolved(open) | Write::LookedFor(open) => open.before.of_another_user,
            _ => false,
        })
    }

    /// Makes an open write one of whoever is signed in now.
    pub(crate) fn adopt(&mut self, review: ReviewId, session: &Session, trail: Trail) {
        let of = |one: &&mut Reviewed| one.id == review && one.is_for(session);
        let Some(one) = self.kept.iter_mut().find(of) else {
            return;
        };
        one.identity = session.connection.identity.clone();
        match &mut one.write {
            Write::Unresolved(open) => {
                open.trail = trail;
                open.before.is_of_another_user();
            }
            Write::UnresolvedUpdate(open) => {
                open.trail = trail;
                open.work.is_taken_over();
            }
            _ => {}
        }
    }

    /// Forgets one that is open and that the user has settled. One that is being looked for just now stays.
    pub(crate) fn forget_open(&mut self, connection: ConnectionId, review: ReviewId) {
        self.kept
            .retain(|one| !(one.write.is_open() && one.connection == connection && one.id == review));
    }

    /// Whether this is a create of unknown outcome of this session, and of who is signed in now, of which the user may say that it
    /// was not created: the portal did not say that it was.
    pub(crate) fn may_be_created_again(&self, session: &Session, review: ReviewId) -> bool {
        let of = |one: &&Reviewed| one.id == review && one.is_for(session);
        self.kept.iter().find(of).is_some_and(|one| match &one.write {
            Write::Unresolved(open) => {
                one.identity.is_same_as(&session.connection.identity) && open.may_be_created_again()
            }
            _ => false,
        })
    }

    /// Takes out the create of unknown outcome that another is about to be sent in place of. One that is being looked for just
    /// now, or is known by now, may turn out to be created, and one that is settled by now was, or is over by another word of the
    /// user's: then nothing is sent.
    pub(crate) fn take_first(&mut self, session: &Session, first: ReviewId) -> Result<Reviewed, AppError> {
        let of = |one: &Reviewed| one.id == first && one.is_for(session);
        let may_be = self.may_be_created_again(session, first);
        let at = self.kept.iter().position(of).filter(|_| may_be);
        let at = at.ok_or(AppError::Gone {
            what: Gone::OpenWrite,
        })?;
        Ok(self.kept.remove(at))
    }
}

impl Reviewed {
    /// A create that is open on a connection which is not; none of another write.
    fn elsewhere(session: &Session, open: &Result<Operation, UnreadOperation>) -> Option<Self> {
        match open {
            Ok(create) => Some(Self {
                id: create.id,
                connection: create.connection,
                address: create.address.clone(),
                identity: create.owner().clone(),
                write: Write::Elsewhere(Sought::of(create)?),
            }),
            Err(unread) => unread.may_be_create.then(|| Self {
                write: Write::Elsewhere(Sought::unread(unread)),
                ..Self::unread(session, unread.clone())
            }),
        }
    }

    /// One that cannot be read: what of it cannot be is taken to be as in this session.
    fn unread(session: &Session, open: UnreadOperation) -> Self {
        let (address, identity) = (open.address.clone(), open.identity.clone());
        Self {
            id: open.id,
            connection: open.connection,
            address: address.unwrap_or_else(|| session.client.address().clone()),
            identity: identity.unwrap_or_else(|| session.connection.identity.clone()),
            write: Write::Unread(Box::new(open)),
        }
    }
}
