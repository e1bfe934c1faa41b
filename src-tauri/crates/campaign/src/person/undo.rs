//! Undoing an update that was saved: what it changed is put back where nobody changed it since, and nothing else is touched.

use serde_json::{Value, json};

use super::{ATTEMPTS, Life, Person, Pursued, Standing, Stop};
use crate::journal::{row, rows};
use crate::plan::Wish;
use crate::world::{Change, World, fields, text};

/// More than so many are not undone in a run.
const MOST: usize = 4;

/// What was loaded to be changed.
pub(super) enum Loaded {
    /// As it is, and as it is to be.
    Form(Value, Value),
    /// There is nothing to be done any more.
    Nothing,
    NotNow,
}

impl Person {
    /// They were told that an update is saved, and may want it back as it was.
    pub(super) fn may_want_it_undone(&mut self, life: &mut Life<'_>, wish: usize, review: &str, id: &str) {
        let is_update = !matches!(self.wishes[wish].wish, Wish::Create { .. });
        let is_undo = |one: &&Pursued| matches!(one.wish, Wish::Undo { .. });
        let many = self.wishes.iter().filter(is_undo).count();
        if life.calm || !is_update || many >= MOST || life.world.changes_of(review).is_empty() {
            return;
        }
        if life.others.dice().f64() < self.habits.undoes {
            let organization = id.to_owned();
            let of = review.to_owned();
            self.wishes.push(Pursued::new(Wish::Undo { of, organization }));
        }
    }

    /// An undo is for whoever made the update. For anybody else there is none.
    pub(super) async fn may_undo(
        &mut self,
        life: &mut Life<'_>,
        wish: usize,
        of: &str,
    ) -> Result<bool, Stop> {
        if self.made_as.get(of) == life.world.who.session.as_ref() {
            self.wishes[wish].standing = match self.wishes[wish].standing {
                Standing::NotTheirs => Standing::Wanted,
                ref other => other.clone(),
            };
            return Ok(true);
        }
        if life.ask("prepare_undo", json!(of)).await?.is_ok() {
            life.world
                .problem(format!("wish {wish}: somebody else's update can be undone"));
        }
        life.world.tell("undo: somebody else's, not undone");
        self.wishes[wish].standing = Standing::NotTheirs;
        Ok(false)
    }

    /// What undoing comes to now.
    pub(super) async fn load_undo(
        &mut self,
        life: &mut Life<'_>,
        wish: usize,
        of: &str,
    ) -> Result<Loaded, Stop> {
        for _ in 0..ATTEMPTS {
            match life.ask("prepare_undo", json!(of)).await? {
                Ok(undo) => {
                    is_right(life, wish, of, &undo);
                    let (base, mine) = self.decide(life, wish, &undo["merged"]);
                    return Ok(Loaded::Form(base, mine));
                }
                Err(error) if error["kind"] == json!("gone") => {
                    if self.has_one_at(life, wish, "sent")? {
                        // Undone, as the portal said: it waits to be read back.
                        self.wishes[wish].standing = Standing::Waits;
                        return Ok(Loaded::NotNow);
                    }
                    if !self.has_one_at(life, wish, "done")? {
                        life.world
                            .problem(format!("wish {wish}: it cannot be undone: {error}"));
                    }
                    return Ok(Loaded::Nothing);
                }
                Err(_) => {}
            }
        }
        Ok(Loaded::NotNow)
    }

    /// Whether the journal has an undo of this wish that came so far.
    fn has_one_at(&self, life: &Life<'_>, wish: usize, stage: &str) -> Result<bool, Stop> {
        let rows = rows(life.folder)?;
        let mut reviews = self.reviews.iter().filter(|(_, of)| **of == wish);
        Ok(reviews.any(|(review, _)| row(&rows, review).is_some_and(|row| row.stage == stage)))
    }
}

/// What was changed and stands as it was left is put back unasked; what was changed since is asked; all else stays.
fn is_right(life: &mut Life<'_>, wish: usize, of: &str, undo: &Value) {
    let id = text(&undo["organization"]).unwrap_or_default();
    let puts_back: Vec<String> = list(&undo["puts_back"]).filter_map(text).collect();
    let asked: Vec<String> = list(&undo["merged"]["collisions"])
        .filter_map(|row| text(&row["field"]))
        .collect();
    let merged = fields(&undo["merged"]["merged"]);
    let changes = life.world.changes_of(of);
    for (field, value) in fields(&undo["merged"]["theirs"]["fields"]) {
        let change = changes.iter().find(|change| change.field == field);
        let to_be = match change {
            Some(change) if value == change.after => (true, false, &change.before),
            Some(change) if value != change.before => (false, true, &value),
            _ => (false, false, &value),
        };
        let (is_put_back, is_asked) = (puts_back.contains(&field), asked.contains(&field));
        let is = merged.get(&field).cloned().unwrap_or_default();
        if (is_put_back, is_asked) != (to_be.0, to_be.1) || !is_asked && is != *to_be.2 {
            life.world.problem(format!(
                "wish {wish}: of {id}, {field} is {value:?}, and undoing makes it {is:?} (asked: {is_asked})"
            ));
        }
    }
    life.world.tell(if asked.is_empty() {
        "undo: prepared"
    } else {
        "undo: prepared, with questions"
    });
}

/// Whether a field was put back after an update changed it.
pub(crate) fn is_put_back(world: &World, organization: &str, of: &str, change: &Change) -> bool {
    let writes = world.portal.writes();
    let of = world.asks.iter().find(|ask| ask.review.as_deref() == Some(of));
    let from = of.map_or(0, |ask| ask.writes.start);
    writes[from.min(writes.len())..]
        .iter()
        .filter(|write| write.id == organization)
        .flat_map(|write| &write.changes)
        .any(|one| one.field == change.field && one.after == change.before)
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
