//! Each wish came true exactly once, or never, or is the person's to decide; and that is what they were told.

use std::collections::BTreeSet;

use crate::person::{Person, Standing};
use crate::plan::Wish;
use crate::world::{World, held, is_made};

pub(super) fn problems(world: &World, person: &Person) -> Vec<String> {
    let mut problems = Vec::new();
    for (number, pursued) in person.wishes.iter().enumerate() {
        let mut problem = |what: String| problems.push(format!("wish {number}: {what}"));
        if let Wish::Create {
            name, description, ..
        } = &pursued.wish
        {
            let made = world.made(description);
            if made.len() > 1 {
                problem(format!("{name:?} was created {} times", made.len()));
            }
            match &pursued.standing {
                Standing::Done { id } | Standing::DetailsLeft { id } if made != [id.clone()] => {
                    problem(format!("told that it is {id}, and the portal made {made:?}"));
                }
                Standing::Wanted if !made.is_empty() => {
                    problem("told that it is not created, and it is".to_owned());
                }
                _ => {}
            }
        }
        match &pursued.standing {
            Standing::Done { id } => {
                for (field, value) in person.never_held(world, number, id) {
                    problem(format!(
                        "told that {field} is saved as {value:?}, and it never was"
                    ));
                }
            }
            Standing::Undecided | Standing::NotTheirs => {}
            other => problem(format!("left as {other:?}, with a portal that is well")),
        }
    }
    problems.extend(unwanted(world, person));
    problems
}

/// Organizations that requests made and nobody wanted.
fn unwanted(world: &World, person: &Person) -> Vec<String> {
    let wanted: BTreeSet<&str> = person
        .wishes
        .iter()
        .filter_map(|pursued| match &pursued.wish {
            Wish::Create { description, .. } => Some(description.as_str()),
            Wish::Update { .. } | Wish::Undo { .. } => None,
        })
        .collect();
    let writes = world.portal.writes();
    let made = writes.iter().filter(|write| is_made(write));
    made.filter(|write| !held(write, "description").is_some_and(|text| wanted.contains(text)))
        .map(|write| format!("nobody wanted {} to be created", write.id))
        .collect()
}
