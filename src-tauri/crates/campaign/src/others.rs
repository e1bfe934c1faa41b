//! Somebody else at the portal, who saves and creates where a person would not expect it.

use fastrand::Rng;

use crate::world::World;

const FIELDS: [&str; 6] = ["website", "address", "city", "country", "phone", "contact_name"];

pub(crate) struct Others {
    dice: Rng,
    /// How often they do something.
    often: f64,
    done: u32,
}

impl Others {
    pub(crate) fn new(dice: Rng, often: f64) -> Self {
        Self { dice, often, done: 0 }
    }

    /// They may save a field of an organization. No value is saved twice.
    pub(crate) fn may_edit(&mut self, world: &World, organization: &str) {
        if self.dice.f64() < self.often {
            self.done += 1;
            let field = FIELDS[self.dice.usize(..FIELDS.len())];
            let value = format!("{field} of others {}", self.done);
            world.portal.edit(organization, field, &value);
        }
    }

    /// They may create an organization of this name.
    pub(crate) fn may_create(&mut self, world: &World, name: &str) {
        if self.dice.f64() < self.often / 3.0 {
            world.portal.add(name);
        }
    }

    pub(crate) fn dice(&mut self) -> &mut Rng {
        &mut self.dice
    }
}
