//! The journal and the portal tell the same story.

use std::collections::BTreeSet;
use std::path::Path;

use practice_portal::DoneWrite;

use crate::Broken;
use crate::journal::{Row, rows, with_drafts};
use crate::person::Person;
use crate::world::{World, fields, held};

pub(super) fn problems(world: &World, person: &Person, folder: &Path) -> Result<Vec<String>, Broken> {
    let rows = rows(folder)?;
    let mut problems = Vec::new();
    for row in &rows {
        let writes = world.writes_of(&row.review);
        if let Some(problem) = contradiction(world, row, &writes) {
            problems.push(format!(
                "the journal says {} of a {}: {problem}",
                row.stage, row.kind
            ));
        }
        if !person.reviews.contains_key(&row.review) {
            problems.push(format!("the journal holds {}, which nobody sent", row.review));
        }
        let owner = row.adopted_by.as_ref().or(row.made_as.as_ref());
        let owners = person.owners.get(&row.review);
        if row.made_as.as_ref() != person.made_as.get(&row.review)
            || !owner
                .zip(owners)
                .is_some_and(|(owner, owners)| owners.contains(owner))
        {
            problems.push(format!(
                "the journal says that {} was made as {:?} and is {owner:?}'s; it was made as {:?} and is {owners:?}'s",
                row.review,
                row.made_as,
                person.made_as.get(&row.review)
            ));
        }
    }
    let known: BTreeSet<&str> = rows.iter().map(|row| row.review.as_str()).collect();
    for review in person.reviews.keys() {
        if !known.contains(review.as_str()) && !world.writes_of(review).is_empty() {
            problems.push(format!("{review} was written, and the journal does not know it"));
        }
    }
    let open: BTreeSet<&String> = rows
        .iter()
        .filter(|row| row.is_open)
        .map(|row| &row.review)
        .collect();
    let shown: BTreeSet<&String> = person.open.iter().collect();
    if open != shown {
        problems.push(format!(
            "open in the journal are {open:?}, and shown are {shown:?}"
        ));
    }
    for review in with_drafts(folder)? {
        if !open.contains(&review) {
            problems.push(format!("a draft is with {review}, which is over"));
        }
    }
    Ok(problems)
}

/// What an operation's stage says that the portal does not.
fn contradiction(world: &World, row: &Row, writes: &[DoneWrite]) -> Option<String> {
    let made: Vec<&String> = writes
        .iter()
        .filter(|write| write.made)
        .map(|write| &write.id)
        .collect();
    match (row.stage.as_str(), row.kind.as_str()) {
        ("rejected" | "not_sent", _) if !writes.is_empty() => {
            return Some(format!("{} writes came of it", writes.len()));
        }
        ("sent", _) if writes.is_empty() => return Some("the portal never said that".to_owned()),
        ("done" | "details_left", "create") if made != row.organization.iter().collect::<Vec<_>>() => {
            return Some(format!("{:?} in it, {made:?} at the portal", row.organization));
        }
        // It may hold what was sent because another write of the same person brought it there: then that was seen.
        ("done", "update") if writes.is_empty() && row.after.is_null() => {
            return Some("nothing was written, nor seen".to_owned());
        }
        _ => {}
    }
    let organization = row.organization.as_deref()?;
    let never_held = |field: &str, value: &str| {
        let writes = world.portal.writes();
        let mut held = writes
            .iter()
            .filter(|write| write.id == organization)
            .filter_map(|write| held(write, field));
        !value.is_empty() && !held.any(|held| held == value)
    };
    fields(&row.after)
        .into_iter()
        .find(|(field, value)| never_held(field, value))
        .map(|(field, value)| format!("{field} was {value:?} after it, which it never was"))
}
