//! Who the portal says one is, and who the person has said they are: nothing may be written where the two differ.

use std::collections::BTreeSet;

use practice_portal::PracticePortal;

use crate::plan::{SignIn, User};

pub(crate) struct Who {
    /// Who the portal says one is.
    pub(crate) now: User,
    /// After so many more commands it is somebody else.
    turns: Option<(u32, User)>,
    /// Whom the open connection was opened as; none where none is open.
    pub(crate) session: Option<User>,
    /// Whom it may be kept as: one, or two where nobody saw whether somebody else was confirmed.
    pub(crate) kept: BTreeSet<User>,
}

impl Who {
    pub(crate) fn new() -> Self {
        Self {
            now: User::first(),
            turns: None,
            session: None,
            kept: BTreeSet::new(),
        }
    }

    /// A process starts.
    pub(crate) fn starts(&mut self, portal: &PracticePortal, sign_in: &SignIn) {
        self.turns.clone_from(&sign_in.turns);
        self.session = None;
        self.is(portal, sign_in.user.clone());
    }

    /// A command is about to be given. Whether the portal says from here on that one is somebody else.
    pub(crate) fn turns(&mut self, portal: &PracticePortal) -> bool {
        match self.turns.take() {
            Some((0, user)) => {
                self.is(portal, user);
                true
            }
            Some((left, user)) => {
                self.turns = Some((left - 1, user));
                false
            }
            None => false,
        }
    }

    /// Whether the portal says that one is whom the connection is open as.
    pub(crate) fn is_confirmed(&self) -> bool {
        self.session.as_ref() == Some(&self.now)
    }

    /// A connection is open as this one.
    pub(crate) fn opened(&mut self, user: User) {
        self.kept = BTreeSet::from([user.clone()]);
        self.session = Some(user);
    }

    fn is(&mut self, portal: &PracticePortal, user: User) {
        portal.replace_user(&user.username, &user.partner);
        self.now = user;
    }
}
