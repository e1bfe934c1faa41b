//! Undoing an update: the fields it changed get back what they held before it, where the portal still holds what it left. Where
//! somebody changed them since, the user decides, as in every collision; all other fields stay as the portal holds them now.
//!
//! Nothing is sent here. What comes of it is reviewed, sent and read back as an update of its own, which is noted as the undoing
//! of this one and can be undone in turn.

use scanning_api::{OrganizationField, OrganizationFields};

use crate::error::Gone;
use crate::history::{UndoState, UndoView};
use crate::operations::{Operation, Work};
use crate::organizations::{
    CollisionView, LoadedBy, Merged, OrganizationView, ReviewId, merge, not_shown, read_organization,
};
use crate::rules::is_required;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Reads the portal, and says what undoing an update comes to there. Only on the connection, at the address and as the user it
    /// was made with.
    pub async fn prepare_undo(&self, operation: ReviewId) -> Result<UndoView, AppError> {
        let recorded = self.recorded(operation).await?;
        let operation = &recorded.operation;
        let (_, undone_by) = self.store.history_links(operation).await?;
        let front = Some(operation.connection);
        let state = self.undo_state(&recorded, undone_by.is_some(), front).await;
        let session = self.session(operation.connection)?;
        if state == UndoState::OtherUser {
            return Err(AppError::IdentityChanged {
                before: Box::new(operation.identity.clone()),
                now: Box::new(session.connection.identity.clone()),
            });
        }
        let (Some(held), Some(organization), UndoState::Possible) =
            (operation.held(), operation.organization, state)
        else {
            return Err(AppError::Gone { what: Gone::Undo });
        };
        let theirs = read_organization(&session, organization)
            .await
            .map_err(not_shown)?;
        Ok(operation.undone_on(theirs, held))
    }

    /// The update that is undone; none where none is, or that is no longer in the history.
    pub(crate) async fn undone(&self, undone: Option<ReviewId>) -> Result<Option<Operation>, AppError> {
        let Some(id) = undone else { return Ok(None) };
        let recorded = self.store.history_operation(id).await?;
        Ok(recorded.map(|recorded| recorded.operation))
    }

    /// What the portal held just before it.
    pub(crate) async fn held_before(
        &self,
        undone: Option<ReviewId>,
    ) -> Result<Option<OrganizationFields>, AppError> {
        let undone = self.undone(undone).await?;
        Ok(undone.and_then(|undone| undone.held().cloned()))
    }
}

/// What an undo does with the fields that an update changed.
pub(crate) struct PutsBack {
    /// Those that get back what they held.
    pub(crate) fields: Vec<OrganizationField>,
    /// Those that stay: they were empty, and an update cannot leave them so.
    stays: Vec<OrganizationField>,
    /// Those that stay: what they held was not shown.
    pub(crate) not_known: Vec<OrganizationField>,
}

impl Operation {
    /// What the portal held just before an update.
    pub(crate) fn held(&self) -> Option<&OrganizationFields> {
        match &self.work {
            Work::Update(work) => work.held.as_ref(),
            Work::Create(_) => None,
        }
    }

    /// What an undo does with the fields that were changed.
    pub(crate) fn put_back(&self, held: &OrganizationFields) -> PutsBack {
        let left = self.left();
        let (known, not_known): (Vec<_>, _) = self
            .changed()
            .into_iter()
            .partition(|field| self.is_known_before(*field));
        let changed = known
            .into_iter()
            .filter(|field| held.get(*field) != left.get(*field));
        let (fields, stays) =
            changed.partition(|field| !(is_required(*field) && held.get(*field).trim().is_empty()));
        PutsBack {
            fields,
            stays,
            not_known,
        }
    }

    /// Those of the fields `changed` by a form that get back in it what they held before this update. Where there are none, the form
    /// undoes nothing of it, whatever it was begun as. Some are enough: which ones is noted with the undo.
    pub(crate) fn put_back_by(
        &self,
        changed: &[OrganizationField],
        mine: &OrganizationFields,
    ) -> Vec<OrganizationField> {
        let Some(held) = self.held() else {
            return Vec::new();
        };
        let mut fields = self.put_back(held).fields;
        fields.retain(|field| changed.contains(field) && mine.get(*field) == held.get(*field));
        fields
    }

    /// Whether the portal showed what a field held before.
    fn is_known_before(&self, field: OrganizationField) -> bool {
        match &self.work {
            Work::Update(work) => work.before(field).is_some(),
            Work::Create(_) => false,
        }
    }

    /// Whether nothing was shown of a field, neither before nor after.
    fn is_not_known_after(&self, field: OrganizationField) -> bool {
        self.left_out(field) && self.after_of(field).is_none()
    }

    /// What it left, as far as it was shown to who made it, before or after.
    fn seen(&self) -> OrganizationFields {
        let mut seen = self.left();
        for field in OrganizationField::ALL {
            if !self.is_known_before(field) && self.after_of(field).is_none() {
                seen.set(field, "");
            }
        }
        seen
    }

    fn undone_on(&self, theirs: OrganizationView, held: &OrganizationFields) -> UndoView {
        // What was not shown to who saved it is not shown to them now.
        let loaded_by = match &self.work {
            Work::Update(work) if work.loaded_by.is_of_another_user() => LoadedBy::LaidOver,
            Work::Update(_) | Work::Create(_) => LoadedBy::Oneself,
        };
        let seen = self.seen();
        let theirs = theirs.shown_beside(&self.left(), Some(&seen), loaded_by);
        // Where the portal held something else than was sent right after, somebody may have changed it: that is asked.
        let mut base = self.left();
        let sent = self.sent();
        for field in self.differing() {
            base.set(field, sent.get(field));
        }
        let PutsBack {
            fields,
            stays,
            not_known,
        } = self.put_back(held);
        let mut mine = base.clone();
        for field in &fields {
            mine.set(*field, held.get(*field));
        }
        let now = theirs.fields_over(&base);
        let Merged {
            fields: merged,
            collisions,
            no_choice,
        } = merge(&base, &mine, &now).without_seeing(|field| self.is_not_known_after(field));
        // What is gone on with rests on what they were shown.
        let is_hidden = |field: &OrganizationField| {
            loaded_by.is_of_another_user() && seen.get(*field).is_empty() && !base.get(*field).is_empty()
        };
        let hidden: Vec<_> = OrganizationField::ALL.into_iter().filter(is_hidden).collect();
        for field in &hidden {
            base.set(*field, "");
        }
        let asked = |field: OrganizationField| collisions.iter().any(|row| row.field == field);
        let puts_back = fields
            .into_iter()
            .filter(|field| merged.get(*field) != now.get(*field) && !asked(*field))
            .collect();
        UndoView {
            organization: theirs.id,
            puts_back,
            stays,
            not_known,
            merged: CollisionView {
                theirs: if loaded_by.is_of_another_user() {
                    theirs
                } else {
                    OrganizationView {
                        fields: now,
                        ..theirs
                    }
                },
                merged,
                collisions,
                no_choice,
            },
            unread: OrganizationField::ALL
                .into_iter()
                .filter(|field| self.is_not_known_after(*field) || hidden.contains(field))
                .collect(),
            base,
            mine,
            loaded_by,
        }
    }
}
