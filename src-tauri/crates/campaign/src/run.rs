//! One run: processes that die one after the other, the last one that does not, and the checks.

use std::collections::BTreeMap;

use crate::Broken;
use crate::checks;
use crate::desk::Step;
use crate::others::Others;
use crate::person::{Life, Person, Stop};
use crate::plan::{Plan, Wish};
use crate::process::{At, Process};
use crate::world::World;

/// What a run came to.
#[derive(Default)]
pub(crate) struct Ran {
    /// What was not so as it has to be.
    pub(crate) problems: Vec<String>,
    /// What happened, a line each.
    pub(crate) course: Vec<String>,
    /// Where processes died.
    pub(crate) deaths: Vec<At>,
    /// The steps of the journal they passed alive.
    pub(crate) passed: Vec<Step>,
    /// Which faults requests met.
    pub(crate) met: BTreeMap<&'static str, u64>,
    /// What the person was told.
    pub(crate) told: BTreeMap<String, u64>,
    /// How the wishes stood in the end.
    pub(crate) ended: BTreeMap<&'static str, u64>,
    /// How many requests wrote something.
    pub(crate) writes: u64,
}

/// Runs what a seed comes to.
pub(crate) async fn run(seed: u64, ids_checked: bool) -> Result<Ran, Broken> {
    let plan = Plan::of(seed);
    let folder = tempfile::tempdir()?;
    let mut world = World::new(&plan).await?;
    let mut others = Others::new(plan.dice, plan.others);
    let mut person = Person::new(plan.wishes, plan.habits);
    let mut ran = Ran::default();
    let deaths = plan.deaths.into_iter().map(Some).chain([None]);
    for (death, sign_in) in deaths.zip(plan.sign_ins) {
        let calm = death.is_none();
        if calm {
            world.portal.faults().clear();
        }
        world.who.starts(&world.portal, &sign_in);
        let start = format!("Orgdesk starts as {:?}, and is to die at {death:?}", sign_in.user);
        world.course.push(start);
        let mut process = Process::start(folder.path(), ids_checked, death, &world.portal).await?;
        let mut life = Life {
            process: &mut process,
            world: &mut world,
            others: &mut others,
            folder: folder.path(),
            calm,
        };
        let lived = Box::pin(person.live(&mut life)).await;
        if let Err(Stop::Dead(_)) = &lived {
            person.died(&mut life)?;
        }
        ran.passed.append(&mut process.passed);
        match lived {
            Ok(()) => process.end().await?,
            Err(Stop::Dead(at)) => ran.deaths.push(at),
            Err(Stop::Broken(error)) => return Err(error),
        }
        if !calm {
            meanwhile(&mut others, &world, &person);
        }
    }
    checks::all(&mut world, &person, folder.path())?;
    ran.met = world.portal.faults().met();
    ran.writes = world.portal.writes().len() as u64;
    ran.ended = checks::standings(&person);
    ran.told = world.told;
    ran.problems = world.problems;
    ran.course = world.course;
    Ok(ran)
}

/// What others do while Orgdesk is not there.
fn meanwhile(others: &mut Others, world: &World, person: &Person) {
    for id in &world.organizations {
        others.may_edit(world, id);
    }
    for pursued in &person.wishes {
        if let Wish::Create {
            name, description, ..
        } = &pursued.wish
        {
            for id in world.made(description) {
                others.may_edit(world, &id);
            }
            others.may_create(world, name);
        }
    }
}
