//! What was sent and is not settled: shown until it is, in this run and in later ones.

use scanning_api::OrganizationFields;

use crate::connections::{ConnectionId, Session};
use crate::error::Gone;
use crate::operations::{OpenCreate, OpenDetails, OpenOperationView, OpenUpdate, OpenWork};
use crate::organizations::{
    LoadedBy, Reviewed, SendRequest, UnresolvedCreate, UnresolvedUpdate, Write, can_be_sent_again,
    details_count, is_in_part,
};
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// The writes of an open connection of which nobody knows yet what became, or of which details are left, the oldest
    /// first. Asks nobody.
    pub fn open_operations(&self, connection: ConnectionId) -> Vec<OpenOperationView> {
        let Ok(session) = self.session(connection) else {
            return Vec::new();
        };
        let reviews = self.reviews();
        reviews
            .of(connection)
            .filter_map(|one| view(one, &session))
            .collect()
    }

    /// The user settles a write: Orgdesk looks for it no further. Nothing is sent.
    /// One that is being looked for just now is not settled by that: what it waits for may still be sent.
    pub async fn leave_operation(&self, request: SendRequest) -> Result<(), AppError> {
        let SendRequest { connection, review } = request;
        let _undisturbed = self.undisturbed(review).await;
        if !self.reviews().open(connection).any(|one| one.id == review) {
            return Err(AppError::Gone {
                what: Gone::OpenWrite,
            });
        }
        self.settle(connection, review).await
    }
}

fn view(one: &Reviewed, session: &Session) -> Option<OpenOperationView> {
    let (name, sent_at, looked, work) = match &one.write {
        Write::Unresolved(open) | Write::LookedFor(open) => (
            open.planned.draft.name.clone(),
            open.trail.began(),
            open.looked.clone(),
            OpenWork::Create(Box::new(create(open))),
        ),
        Write::UnresolvedUpdate(open) => (
            open.name().to_owned(),
            open.trail.began(),
            open.looked.clone(),
            OpenWork::Update(Box::new(update(open))),
        ),
        Write::Unread(open) => (open.name.clone(), open.began, None, OpenWork::Unread),
        Write::Create(_)
        | Write::Update(_)
        | Write::Underway(_)
        | Write::Elsewhere(_)
        | Write::UnderwayUpdate => return None,
    };
    let is_mine = one.identity.is_same_as(&session.connection.identity);
    Some(OpenOperationView {
        review: one.id,
        name,
        sent_at,
        made_as: (!is_mine).then(|| one.identity.clone()),
        made_at: (!one.is_for(session)).then(|| one.address.host()),
        being_looked_for: matches!(one.write, Write::LookedFor(_)),
        looked,
        work,
    })
}

fn create(open: &UnresolvedCreate) -> OpenCreate {
    OpenCreate {
        form: open.planned.form.clone(),
        details_waiting: open.planned.draft.details.as_ref().map_or(0, details_count),
        details: open.details,
        details_to_change: details_to_change(open),
        details_are_changed_first: open.changes_its_details_first(),
        was_created: !open.answer_lost,
        can_be_created_again: open.may_be_created_again(),
        id: open.id,
    }
}

fn details_to_change(open: &UnresolvedCreate) -> Option<OrganizationFields> {
    // What the portal only said it saved somebody else can save in the form, where they are not shown it.
    let are_left = open.id.is_some() && (open.details != OpenDetails::Saved || open.before.of_another_user);
    let is_in_the_way = |error| !can_be_sent_again(error);
    let may_not_go = open.before.of_another_user || open.noted.error.as_ref().is_some_and(is_in_the_way);
    let details = open.planned.draft.details.clone();
    details.filter(|_| are_left && may_not_go)
}

fn update(open: &UnresolvedUpdate) -> OpenUpdate {
    OpenUpdate {
        id: open.id,
        base: open.work.base.clone(),
        unread: open.work.not_loaded.clone(),
        mine: open.work.mine.clone(),
        was_saved: open.was_saved,
        is_in_part: open.noted.error.as_ref().is_some_and(is_in_part),
        can_be_saved_again: open.may_be_saved_again(),
        // An undo is one only for who made the update.
        undoes: open
            .work
            .undoes
            .filter(|_| open.work.loaded_by != LoadedBy::Another),
        saves_details_of: open.work.saves_details_of,
        loaded_by: open.work.loaded_by,
    }
}
