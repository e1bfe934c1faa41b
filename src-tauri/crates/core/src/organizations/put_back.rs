//! A write that breaks off in the middle, by a panic or because nobody waits for it any more, is put back among the writes of
//! this run: as it was reviewed where nothing was sent, and from its noted intent on as one that is to be looked for. What the
//! next run would take up from the journal, this one has at once.

use crate::Orgdesk;
use crate::connections::Session;
use crate::organizations::ReviewId;
use crate::organizations::carry_out::Reviewed;
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::write::Write;

/// What stays of a write that breaks off.
pub(crate) struct PutBack<'a> {
    app: &'a Orgdesk,
    session: Session,
    review: ReviewId,
    write: Option<Write>,
    first: Option<First>,
}

/// The create of unknown outcome that this write stands in place of, as it stood.
struct First {
    create: Reviewed,
    /// Whether the intent of this one is noted, by which that one is over.
    is_over: bool,
}

impl<'a> PutBack<'a> {
    /// From now on this stays.
    pub(crate) fn of(app: &'a Orgdesk, session: &Session, review: ReviewId, write: Write) -> Self {
        Self {
            app,
            session: session.clone(),
            review,
            write: Some(write),
            first: None,
        }
    }

    /// It stands in place of this one, which is over once its intent is noted.
    pub(crate) fn in_place_of(&mut self, create: Reviewed) {
        self.first = Some(First {
            create,
            is_over: false,
        });
    }

    /// The create it stands in place of.
    pub(crate) fn instead_of(&self) -> Option<ReviewId> {
        self.first.as_ref().map(|first| first.create.id)
    }

    /// The same, as it stood.
    pub(crate) fn first(&self) -> Option<&UnresolvedCreate> {
        match &self.first.as_ref()?.create.write {
            Write::Unresolved(open) => Some(open),
            _ => None,
        }
    }

    /// Its intent is noted.
    pub(crate) fn is_noted(&mut self) {
        if let Some(first) = &mut self.first {
            first.is_over = true;
        }
    }

    /// It was not sent: what it stands in place of is open as before.
    pub(crate) fn was_not_sent(&mut self) {
        if let Some(first) = self.first.take() {
            self.keep_open(first.create);
        }
    }

    /// The write came further: this stays instead.
    pub(crate) fn now(&mut self, write: Write) {
        self.write = Some(write);
    }

    /// Of a connection that was removed meanwhile nothing is kept.
    fn keep_open(&self, open: Reviewed) {
        if self.app.session(self.session.connection.id).is_ok() {
            self.app.reviews().keep(open);
        }
    }

    /// It came to its end, and has said itself what stays.
    pub(crate) fn over(mut self) {
        self.write = None;
        self.first = None;
    }
}

impl Drop for PutBack<'_> {
    fn drop(&mut self) {
        if let Some(first) = self.first.take_if(|first| !first.is_over) {
            self.keep_open(first.create);
        }
        let Some(mut write) = self.write.take() else {
            return;
        };
        match &mut write {
            Write::Unresolved(unresolved) => {
                unresolved.trail.breaks_off();
                self.app.reviews().is_broken_off(self.review);
            }
            Write::UnresolvedUpdate(unresolved) => unresolved.trail.breaks_off(),
            Write::Create(_)
            | Write::Update(_)
            | Write::Underway(_)
            | Write::LookedFor(_)
            | Write::Elsewhere(_)
            | Write::UnderwayUpdate
            | Write::Unread(_) => {}
        }
        tracing::warn!("a write broke off in the middle and is put back");
        self.app.keep_review_as(self.review, &self.session, write);
    }
}
