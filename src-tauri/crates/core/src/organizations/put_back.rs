//! A write that breaks off in the middle, by a panic or because nobody waits for it any more, is put back among the writes of
//! this run: as it was reviewed where nothing was sent, and from its noted intent on as one that is to be looked for. What the
//! next run would take up from the journal, this one has at once.

use crate::Orgdesk;
use crate::connections::Session;
use crate::organizations::ReviewId;
use crate::organizations::carry_out::Write;

/// What stays of a write that breaks off.
pub(crate) struct PutBack<'a> {
    app: &'a Orgdesk,
    session: Session,
    review: ReviewId,
    write: Option<Write>,
}

impl<'a> PutBack<'a> {
    /// From now on this stays.
    pub(crate) fn of(app: &'a Orgdesk, session: &Session, review: ReviewId, write: Write) -> Self {
        Self {
            app,
            session: session.clone(),
            review,
            write: Some(write),
        }
    }

    /// The write came further: this stays instead.
    pub(crate) fn now(&mut self, write: Write) {
        self.write = Some(write);
    }

    /// It came to its end, and has said itself what stays.
    pub(crate) fn over(mut self) {
        self.write = None;
    }
}

impl Drop for PutBack<'_> {
    fn drop(&mut self) {
        let Some(mut write) = self.write.take() else {
            return;
        };
        match &mut write {
            Write::Unresolved(unresolved) => unresolved.trail.breaks_off(),
            Write::UnresolvedUpdate(unresolved) => unresolved.trail.breaks_off(),
            Write::Create(_) | Write::Update(_) | Write::Underway(_) | Write::UnderwayUpdate => {}
        }
        tracing::warn!("a write broke off in the middle and is put back");
        self.app.keep_review_as(self.review, &self.session, write);
    }
}
