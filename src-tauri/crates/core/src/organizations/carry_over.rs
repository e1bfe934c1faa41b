//! What was typed before, carried over to what the portal holds now: after a save of unknown outcome, and for the details
//! of a create that are still to be saved, and where choices of an earlier run are gone on with.

use scanning_api::{OrganizationField, OrganizationFields};

use crate::connections::Session;
use crate::organizations::get::{not_shown, read};
use crate::organizations::merge::{Merged, merge};
use crate::organizations::{
    CarryOverRequest, ChosenField, CollisionRow, CollisionView, LoadedBy, ReviewId, Side, is_unseen,
};
use crate::rules::settled;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Reads the organization and lays over it what was typed. With a base that is the merge every save makes: what only
    /// they changed stays theirs, and what both changed is to be chosen, where it is not chosen already between the same.
    /// Without one the form was filled in without seeing the organization: what is filled in is laid over, and what was left
    /// empty stays as the portal holds it. Of details of another user's create, and of what another user loaded, it is not known what is
    /// there where it is shown empty: it is laid over that.
    pub async fn carry_over(&self, request: CarryOverRequest) -> Result<CollisionView, AppError> {
        let CarryOverRequest {
            connection,
            id,
            base,
            unread,
            mine,
            chosen,
            undoes,
            saves_details_of,
            loaded_by,
        } = request;
        let session = self.session(connection)?;
        let theirs = read(&session, id).await.map_err(not_shown)?;
        let loaded_by = self.loaded_by(&session, loaded_by, saves_details_of);
        let theirs = theirs.shown_beside(&mine, base.as_ref(), loaded_by);
        let before = self.held_before(undoes).await?;
        let mine = settled(base.as_ref(), before.as_ref(), &mine);
        let Some(base) = base else {
            return Ok(CollisionView {
                merged: filled_in_over(&mine, &theirs.fields),
                theirs,
                collisions: Vec::new(),
                no_choice: Vec::new(),
            });
        };
        let held = theirs.fields_over(&base);
        let Merged {
            fields,
            mut collisions,
            no_choice,
        } = merge(&base, &mine, &held).without_seeing(|field| is_unseen(field, Some(&base), &unread));
        for row in &mut collisions {
            row.chosen = still_chosen(&chosen, row);
        }
        Ok(CollisionView {
            theirs: theirs.with_base(held, loaded_by),
            merged: fields,
            collisions,
            no_choice,
        })
    }
}

impl Orgdesk {
    /// Who loaded what is changed: details of a create that was taken over are laid over what is shown to who saves them.
    pub(super) fn loaded_by(
        &self,
        session: &Session,
        loaded_by: LoadedBy,
        saves_details_of: Option<ReviewId>,
    ) -> LoadedBy {
        if self.reviews().saves_for_another_user(session, saves_details_of) {
            loaded_by.max(LoadedBy::LaidOver)
        } else {
            loaded_by
        }
    }
}

/// A choice holds for as long as there is to choose between what there was: another value has not been seen.
fn still_chosen(chosen: &[ChosenField], row: &CollisionRow) -> Option<Side> {
    let same =
        |one: &&ChosenField| one.field == row.field && one.mine == row.mine && one.theirs == row.theirs;
    chosen.iter().find(same).map(|one| one.side)
}

fn filled_in_over(mine: &OrganizationFields, theirs: &OrganizationFields) -> OrganizationFields {
    let mut fields = theirs.clone();
    for field in OrganizationField::ALL {
        if !mine.get(field).is_empty() {
            fields.set(field, mine.get(field));
        }
    }
    fields
}
