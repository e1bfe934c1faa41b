//! Each change at the portal was wanted, and took nothing away that the person had not seen.

use practice_portal::{By, DoneWrite, FieldChange};

use crate::person::{Person, Pursued};
use crate::plan::Wish;
use crate::world::{World, is_made};

pub(super) fn problems(world: &World, person: &Person) -> Vec<String> {
    let mut problems = Vec::new();
    let writes = world.portal.writes();
    for (at, write) in writes.iter().enumerate() {
        if write.by == By::Owner || is_made(write) {
            continue;
        }
        for change in &write.changes {
            if !is_wanted(world, person, at, change) {
                problems.push(format!("nobody wanted {} to be {:?}", change.field, change.after));
            }
            if !change.before.is_empty() && !was_seen(world, write, change, at) {
                problems.push(format!("{:?} was written over unseen", change.before));
            }
        }
    }
    for (number, pursued) in person.wishes.iter().enumerate() {
        for (field, value) in fields(pursued) {
            let is_it = |change: &&FieldChange| change.field == field && change.after == *value;
            let of_it = |at: &usize| wish_of(world, person, *at) == Some(number);
            let by_request = (0..writes.len()).filter(|at| writes[*at].by == By::Request);
            let changes = by_request.filter(of_it).flat_map(|at| &writes[at].changes);
            let times = changes.filter(is_it).count();
            // Once for each time they pressed the button, and once where what waited was saved after a restart.
            if times > pursued.sent as usize {
                problems.push(format!("wish {number}: {field} was saved {times} times"));
            }
        }
    }
    problems
}

/// The wish for which a write was asked, by the write's number.
fn wish_of(world: &World, person: &Person, write: usize) -> Option<usize> {
    person.reviews.get(world.review_of(write)?).copied()
}

/// Whether it is what the wish wants for which it was asked.
fn is_wanted(world: &World, person: &Person, at: usize, change: &FieldChange) -> bool {
    let Some(number) = wish_of(world, person, at) else {
        return false;
    };
    let pursued = &person.wishes[number];
    let id = &world.portal.writes()[at].id;
    let (is_its_own, is_value) = match &pursued.wish {
        Wish::Create { description, .. } => (world.made(description).contains(id), None),
        Wish::Update { organization, .. } => (world.organizations[*organization] == *id, None),
        Wish::Undo { of, organization } => (organization == id, Some(is_undone(world, pursued, of, change))),
    };
    let is_value = is_value.unwrap_or_else(|| {
        fields(pursued).any(|(field, value)| field == change.field && *value == change.after)
    });
    is_its_own && is_value
}

/// Whether a field gets back what it held before the update; where somebody else had changed it since, they were asked.
fn is_undone(world: &World, pursued: &Pursued, of: &str, change: &FieldChange) -> bool {
    let changes = world.changes_of(of);
    let mut of_it = changes.iter().filter(|one| one.field == change.field);
    of_it.any(|one| {
        one.before == change.after && (one.after == change.before || pursued.asked.contains(change.field))
    })
}

fn fields(pursued: &Pursued) -> impl Iterator<Item = (&String, &String)> {
    let fields = match &pursued.wish {
        Wish::Create { details, .. } => Some(details),
        Wish::Update { fields, .. } => Some(fields),
        Wish::Undo { .. } => None,
    };
    fields.into_iter().flatten()
}

fn was_seen(world: &World, write: &DoneWrite, change: &FieldChange, at: usize) -> bool {
    world.shown.iter().any(|shown| {
        shown.at <= at
            && shown.organization == write.id
            && shown.field == change.field
            && shown.value == change.before
    })
}
