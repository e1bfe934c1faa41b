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
            if !person.wishes.iter().any(|wish| wants(world, wish, write, change)) {
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
            let by_request = writes.iter().filter(|write| write.by == By::Request);
            let times = by_request.flat_map(|write| &write.changes).filter(is_it).count();
            // Once for each time they pressed the button, and once where what waited was saved after a restart.
            if times > pursued.sent as usize {
                problems.push(format!("wish {number}: {field} was saved {times} times"));
            }
        }
    }
    problems
}

fn wants(world: &World, pursued: &Pursued, write: &DoneWrite, change: &FieldChange) -> bool {
    let is_its_own = match &pursued.wish {
        Wish::Create { description, .. } => world.made(description).contains(&write.id),
        Wish::Update { organization, .. } => world.organizations[*organization] == write.id,
    };
    is_its_own && fields(pursued).any(|(field, value)| field == change.field && *value == change.after)
}

fn fields(pursued: &Pursued) -> impl Iterator<Item = (&String, &String)> {
    match &pursued.wish {
        Wish::Create { details, .. } => details.iter(),
        Wish::Update { fields, .. } => fields.iter(),
    }
}

fn was_seen(world: &World, write: &DoneWrite, change: &FieldChange, at: usize) -> bool {
    world.shown.iter().any(|shown| {
        shown.at <= at
            && shown.organization == write.id
            && shown.field == change.field
            && shown.value == change.before
    })
}
