//! Saving fields of an organization: loaded, edited, reviewed, sent; and where somebody else saved first, decided.

use std::collections::BTreeMap;

use practice_portal::Target;
use serde_json::{Value, json};

use super::undo::{Loaded, is_put_back};
use super::{ATTEMPTS, Life, Person, Standing, Stop};
use crate::plan::Wish;
use crate::world::{World, fields, held, text};

impl Person {
    pub(super) async fn save(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        id: &str,
    ) -> Result<(), Stop> {
        let kind = self.kind(wish);
        let undoes = self.undoes(wish);
        let mut loaded = self.left_changes(life, wish);
        for _ in 0..ATTEMPTS {
            let (base, mine) = match loaded.take() {
                Some(changes) => changes,
                None => match self.load(life, connection, wish, id).await? {
                    Loaded::Form(base, mine) => (base, mine),
                    Loaded::Nothing => return self.is_there_already(life, connection, wish, id).await,
                    Loaded::NotNow => break,
                },
            };
            let of = (id, undoes.as_deref());
            let draft = self
                .type_update(life, connection, wish, of, (&base, &mine))
                .await?;
            let request = json!({"connection": connection, "id": id, "base": base, "mine": mine,
                "undoes": undoes, "draft": draft});
            let review = match life.ask("review_update", request).await? {
                Ok(review) if review["state"] == json!("nothing_changed") => {
                    return self.is_there_already(life, connection, wish, id).await;
                }
                Ok(review) => text(&review["review"]).unwrap_or_default(),
                Err(error) => {
                    let problem = format!("wish {wish}: its changes cannot be reviewed: {error}");
                    life.world.problem(problem);
                    return Ok(());
                }
            };
            life.others.may_edit(life.world, id);
            if undoes.is_some() {
                self.meet_some(life, "undo", Target::Update, (Target::UserMe, 0));
            }
            self.press(life, wish, &review);
            let send = json!({"connection": connection, "review": review});
            match life.ask("send_update", send).await? {
                Ok(result) if result["state"] == json!("collision") => {
                    life.world.tell(&format!("{kind}: collision"));
                    self.wishes[wish].draft.told(false);
                    loaded = Some(self.decide(life, wish, &result));
                }
                Ok(result) => {
                    self.wishes[wish].draft.told(true);
                    self.told_of_update(life, wish, &review, &result);
                    return self.see_drafts(life, connection).await;
                }
                Err(error) => {
                    self.wishes[wish].draft.told(false);
                    life.world
                        .tell(&format!("{kind}: {}", error["kind"].as_str().unwrap_or_default()));
                    if error["kind"] == json!("identity_changed") {
                        return Ok(());
                    }
                }
            }
        }
        // Where somebody else was first each time, they come back to it.
        if life.calm && loaded.is_none() {
            life.world
                .problem(format!("the portal is well, and wish {wish} cannot be saved"));
        }
        Ok(())
    }

    /// The organization as it is, and as it is to be.
    async fn load(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        id: &str,
    ) -> Result<Loaded, Stop> {
        if let Some(of) = self.undoes(wish) {
            return self.load_undo(life, wish, &of).await;
        }
        let request = json!({"connection": connection, "id": id});
        let Some(view) = life.read("get_organization", request).await? else {
            return Ok(Loaded::NotNow);
        };
        life.world.show(&view);
        life.others.may_edit(life.world, id);
        let mut mine = fields(&view["fields"]);
        mine.extend(self.wanted(life.world, wish));
        Ok(Loaded::Form(view["fields"].clone(), json!(mine)))
    }

    /// Nothing is left to be saved: they need its form no more.
    async fn is_there_already(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        id: &str,
    ) -> Result<(), Stop> {
        self.wishes[wish].standing = Standing::Done { id: id.to_owned() };
        self.discard(life, connection, wish).await
    }

    /// Somebody else saved first: what both changed is decided, one way or the other.
    pub(super) fn decide(&mut self, life: &mut Life<'_>, wish: usize, collision: &Value) -> (Value, Value) {
        life.world.show(&collision["theirs"]);
        let mut mine = fields(&collision["merged"]);
        for row in collision["collisions"].as_array().into_iter().flatten() {
            let (Some(field), Some(theirs)) = (text(&row["field"]), text(&row["theirs"])) else {
                continue;
            };
            self.wishes[wish].asked.insert(field.clone());
            if life.others.dice().f64() < 0.3 {
                mine.insert(field.clone(), theirs);
                self.wishes[wish].conceded.insert(field);
            }
        }
        (collision["theirs"]["fields"].clone(), json!(mine))
    }

    /// What they were told of an update is held against the portal at once.
    pub(super) fn told_of_update(&mut self, life: &mut Life<'_>, wish: usize, review: &str, result: &Value) {
        let state = result["state"].as_str().unwrap_or_default();
        life.world.tell(&format!("{}: {state}", self.kind(wish)));
        life.world.show(&result["organization"]);
        let id = self.organization_of(life.world, wish).unwrap_or_default();
        if state == "saved" {
            for (field, value) in self.never_held(life.world, wish, &id) {
                life.world.problem(format!(
                    "wish {wish}: told that {field} is saved as {value:?}, and the portal never held it"
                ));
            }
            self.may_want_it_undone(life, wish, review, &id);
            self.wishes[wish].standing = Standing::Done { id };
            return;
        }
        if result["not_applied"] == json!(true) && !life.world.holds_as_before(review) {
            life.world.problem(format!(
                "wish {wish}: told that the portal holds what it held before, and it does not"
            ));
        }
        self.wishes[wish].standing = Standing::Waits;
    }

    /// What is to be saved, but for what somebody else has the last word on, and its organization never held.
    pub(crate) fn never_held(&self, world: &World, wish: usize, id: &str) -> Vec<(String, String)> {
        let mut wanted: Vec<_> = self.wanted(world, wish).into_iter().collect();
        if let Wish::Undo { of, organization } = &self.wishes[wish].wish {
            let changes = world.changes_of(of);
            wanted.retain(|(field, _)| {
                let mut of_it = changes.iter().filter(|change| change.field == *field);
                !of_it.any(|change| is_put_back(world, organization, of, change))
            });
        } else {
            wanted.retain(|(field, value)| !was_held(world, id, field, value));
        }
        wanted
    }

    /// The fields that are to be saved, but for those somebody else has the last word on.
    pub(crate) fn wanted(&self, world: &World, wish: usize) -> BTreeMap<String, String> {
        let pursued = &self.wishes[wish];
        let mut wanted = match &pursued.wish {
            Wish::Create { details, .. } => details.clone(),
            Wish::Update { fields, .. } => fields.clone(),
            Wish::Undo { of, .. } => {
                let changes = world.changes_of(of).into_iter();
                changes.map(|change| (change.field, change.before)).collect()
            }
        };
        wanted.retain(|field, _| !pursued.conceded.contains(field));
        wanted
    }

    pub(super) fn organization_of(&self, world: &World, wish: usize) -> Option<String> {
        match &self.wishes[wish].wish {
            Wish::Update { organization, .. } => Some(world.organizations[*organization].clone()),
            Wish::Undo { organization, .. } => Some(organization.clone()),
            Wish::Create { description, .. } => world.made(description).into_iter().next(),
        }
    }

    fn undoes(&self, wish: usize) -> Option<String> {
        match &self.wishes[wish].wish {
            Wish::Undo { of, .. } => Some(of.clone()),
            Wish::Create { .. } | Wish::Update { .. } => None,
        }
    }

    /// What it is called in the tally.
    fn kind(&self, wish: usize) -> &'static str {
        match &self.wishes[wish].wish {
            Wish::Undo { .. } => "undo",
            Wish::Create { .. } | Wish::Update { .. } => "update",
        }
    }
}

/// Whether an organization ever held a value. What it holds now, the check of the writes sees to.
fn was_held(world: &World, id: &str, field: &str, value: &str) -> bool {
    let writes = world.portal.writes();
    writes
        .iter()
        .any(|write| write.id == id && held(write, field) == Some(value))
}
