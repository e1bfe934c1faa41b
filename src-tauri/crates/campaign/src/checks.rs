//! What has to be so after a run, whatever broke in it.

mod commands;
mod journal;
mod wishes;
mod writes;

use std::collections::BTreeMap;
use std::path::Path;

use crate::Broken;
use crate::person::{Person, Standing};
use crate::plan::Wish;
use crate::world::World;

/// Holds everything against the portal's own state.
pub(crate) fn all(world: &mut World, person: &Person, folder: &Path) -> Result<(), Broken> {
    let mut problems = commands::problems(world);
    problems.extend(writes::problems(world, person));
    problems.extend(wishes::problems(world, person));
    problems.extend(journal::problems(world, person, folder)?);
    world.problems.append(&mut problems);
    Ok(())
}

/// How the wishes stood in the end.
pub(crate) fn standings(person: &Person) -> BTreeMap<&'static str, u64> {
    let mut standings = BTreeMap::new();
    for pursued in &person.wishes {
        let is_undo = matches!(pursued.wish, Wish::Undo { .. });
        let name = match pursued.standing {
            Standing::Done { .. } if is_undo => "undone",
            Standing::NotTheirs => "not undone, by somebody else than made it",
            Standing::Done { .. } => "done, once",
            Standing::Undecided => "left to be decided, with those found",
            Standing::Waits => "open",
            Standing::Wanted | Standing::Asked | Standing::DetailsLeft { .. } => "not done, as told",
        };
        *standings.entry(name).or_default() += 1;
    }
    standings
}
