//! Reading an organization just before an update is sent, and merging what is to be saved with what it holds by then.

use scanning_api::{OrganizationField, OrganizationFields};

use crate::AppError;
use crate::connections::Session;
use crate::organizations::get::read;
use crate::organizations::merge::{Merged, merge};
use crate::organizations::trail::Trail;
use crate::organizations::update::{Basis, PlannedUpdate};
use crate::organizations::{CollisionView, is_unseen, label};
use crate::step::StepState;

/// Reads what the portal holds now. Somebody else's changes of other fields are kept; of the same fields, differently,
/// they are for the user to decide.
pub(crate) async fn read_and_merge(
    session: &Session,
    planned: &PlannedUpdate,
    base: &OrganizationFields,
    trail: &mut Trail,
) -> Result<Result<Basis, CollisionView>, AppError> {
    trail.begin("Reading it once more");
    let theirs = session.reads_before_writing(|| read(session, planned.id)).await?;
    let theirs = theirs.shown_beside(&planned.mine, Some(base), planned.loaded_by);
    let held = theirs.fields_over(base);
    let merged = merge(base, &planned.mine, &held)
        .without_seeing(|field| is_unseen(field, Some(base), &planned.unread));
    let theirs_kept = merged.theirs_kept();
    let Merged {
        fields,
        collisions,
        no_choice,
    } = merged;
    if !collisions.is_empty() {
        trail.end(
            "Read once more",
            StepState::Warning,
            "Somebody else changed the same",
        );
        return Ok(Err(CollisionView {
            theirs: theirs.with_base(held, planned.loaded_by),
            merged: fields,
            collisions,
            no_choice,
        }));
    }
    let kept = match theirs_kept.len() {
        0 if theirs.unread.is_empty() && planned.unread.is_empty() => "As it was loaded".to_owned(),
        0 => "As it was loaded, as far as the portal shows it".to_owned(),
        1 => "Somebody else changed 1 other field; it is kept".to_owned(),
        count => format!("Somebody else changed {count} other fields; they are kept"),
    };
    // What was seen and is not shown any more is written over, whatever is there by now.
    let is_hidden = |field: &&OrganizationField| {
        let is_written = fields.get(**field) != base.get(**field) || !base.get(**field).is_empty();
        is_written && !planned.unread.contains(field)
    };
    let hidden: Vec<_> = theirs
        .unread
        .iter()
        .filter(is_hidden)
        .map(|field| label(*field))
        .collect();
    let words = if hidden.is_empty() {
        kept
    } else {
        format!(
            "{kept}. Not shown any more, and written all the same: {}",
            hidden.join(", ")
        )
    };
    let state = if theirs_kept.is_empty() && hidden.is_empty() {
        StepState::Done
    } else {
        StepState::Warning
    };
    trail.end("Read once more", state, words);
    // What somebody else has put back meanwhile is not put back by this.
    let puts_back = planned.puts_back.iter().copied();
    let puts_back = puts_back.filter(|field| held.get(*field) != fields.get(*field));
    Ok(Ok(Basis {
        puts_back: puts_back.collect(),
        fields,
        held: Some(held),
        unread: theirs.unread,
        theirs_kept,
    }))
}
