//! Saving fields of an organization: loaded, edited, reviewed, sent; and where somebody else saved first, decided.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{ATTEMPTS, Life, Person, Standing, Stop};
use crate::plan::Wish;
use crate::world::{fields, text};

impl Person {
    pub(super) async fn save(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        id: &str,
        wanted: BTreeMap<String, String>,
    ) -> Result<(), Stop> {
        let mut loaded = None;
        for _ in 0..ATTEMPTS {
            let (base, mine) = match loaded.take() {
                Some(decided) => decided,
                None => match self.load(life, connection, wish, id, &wanted).await? {
                    Some(loaded) => loaded,
                    None => break,
                },
            };
            let request = json!({"connection": connection, "id": id, "base": base, "mine": mine});
            let review = match life.ask("review_update", request).await? {
                Ok(review) if review["state"] == json!("nothing_changed") => {
                    self.wishes[wish].standing = Standing::Done { id: id.to_owned() };
                    return Ok(());
                }
                Ok(review) => text(&review["review"]).unwrap_or_default(),
                Err(error) => {
                    let problem = format!("wish {wish}: its changes cannot be reviewed: {error}");
                    life.world.problem(problem);
                    return Ok(());
                }
            };
            life.others.may_edit(life.world, id);
            self.reviews.insert(review.clone(), wish);
            self.wishes[wish].sent += 1;
            let send = json!({"connection": connection, "review": review});
            match life.ask("send_update", send).await? {
                Ok(result) if result["state"] == json!("collision") => {
                    self.tell("update: collision");
                    loaded = Some(self.decide(life, wish, &result));
                }
                Ok(result) => {
                    self.told_of_update(life, wish, &review, &result);
                    return Ok(());
                }
                Err(error) => self.tell(&format!("update: {}", error["kind"].as_str().unwrap_or_default())),
            }
        }
        if life.calm {
            life.world
                .problem(format!("the portal is well, and wish {wish} cannot be saved"));
        }
        Ok(())
    }

    /// The organization as it is, and as it is to be.
    async fn load(
        &self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        id: &str,
        wanted: &BTreeMap<String, String>,
    ) -> Result<Option<(Value, Value)>, Stop> {
        let request = json!({"connection": connection, "id": id});
        let Some(view) = life.read("get_organization", request).await? else {
            return Ok(None);
        };
        life.world.show(&view);
        life.others.may_edit(life.world, id);
        let mut mine = fields(&view["fields"]);
        for (field, value) in wanted {
            if !self.wishes[wish].conceded.contains(field) {
                mine.insert(field.clone(), value.clone());
            }
        }
        Ok(Some((view["fields"].clone(), json!(mine))))
    }

    /// Somebody else saved first: what both changed is decided, one way or the other.
    fn decide(&mut self, life: &mut Life<'_>, wish: usize, collision: &Value) -> (Value, Value) {
        life.world.show(&collision["theirs"]);
        let mut mine = fields(&collision["merged"]);
        for row in collision["collisions"].as_array().into_iter().flatten() {
            let (Some(field), Some(theirs)) = (text(&row["field"]), text(&row["theirs"])) else {
                continue;
            };
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
        self.tell(&format!("update: {state}"));
        life.world.show(&result["organization"]);
        let id = self.organization_of(life, wish);
        if state == "saved" {
            for (field, value) in self.wanted(wish) {
                let writes = life.world.portal.writes();
                let mut changes = writes
                    .iter()
                    .filter(|write| write.id == id)
                    .flat_map(|write| &write.changes);
                if !changes.any(|change| change.field == field && change.after == value) {
                    life.world.problem(format!(
                        "wish {wish}: told that {field} is saved, and the portal never held it"
                    ));
                }
            }
            self.wishes[wish].standing = Standing::Done { id };
            return;
        }
        let changed = life
            .world
            .writes_of(review)
            .iter()
            .any(|write| !write.changes.is_empty());
        if result["not_applied"] == json!(true) && changed {
            life.world.problem(format!(
                "wish {wish}: told that nothing was saved, and something was"
            ));
        }
        self.wishes[wish].standing = Standing::Waits;
    }

    /// The fields that are to be saved, but for those somebody else has the last word on.
    pub(crate) fn wanted(&self, wish: usize) -> BTreeMap<String, String> {
        let pursued = &self.wishes[wish];
        let wanted = match &pursued.wish {
            Wish::Create { details, .. } => details,
            Wish::Update { fields, .. } => fields,
        };
        let wanted = wanted
            .iter()
            .filter(|(field, _)| !pursued.conceded.contains(*field));
        wanted
            .map(|(field, value)| (field.clone(), value.clone()))
            .collect()
    }

    fn organization_of(&self, life: &Life<'_>, wish: usize) -> String {
        match &self.wishes[wish].wish {
            Wish::Update { organization, .. } => life.world.organizations[*organization].clone(),
            Wish::Create { description, .. } => {
                life.world.made(description).first().cloned().unwrap_or_default()
            }
        }
    }
}
