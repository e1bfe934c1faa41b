//! Whose an open write is: what was made as somebody else waits for a word of theirs.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Life, Person, Standing, Stop};
use crate::plan::User;
use crate::world::text;

impl Person {
    /// Whether they go on with it now. One that somebody else made is said to be that, and is theirs once they say so.
    pub(super) async fn goes_on(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        one: &Value,
    ) -> Result<bool, Stop> {
        let review = text(&one["review"]).unwrap_or_default();
        let made_as = User::of(&one["made_as"]);
        let owner = made_as.clone().or_else(|| life.world.who.session.clone());
        let owners = self.owners.get(&review).cloned().unwrap_or_default();
        match owner {
            Some(owner) if owners.contains(&owner) => {
                self.owners.insert(review.clone(), BTreeSet::from([owner]));
            }
            shown => life.world.problem(format!(
                "{review} is shown as made by {shown:?}, and it is {owners:?}'s"
            )),
        }
        if made_as.is_none() {
            return Ok(true);
        }
        let request = json!({"connection": connection, "review": review});
        let is_create = one["work"]["kind"] == json!("create");
        if life.others.dice().f64() < 0.3 {
            self.look_all_the_same(life, is_create, &request).await?;
        }
        if !life.calm && life.others.dice().f64() >= self.habits.adopts {
            life.world.tell("of somebody else: left until they are back");
            return Ok(false);
        }
        self.adopt(life, &review, request).await
    }

    /// Looking for what is somebody else's is refused.
    async fn look_all_the_same(
        &self,
        life: &mut Life<'_>,
        is_create: bool,
        request: &Value,
    ) -> Result<(), Stop> {
        let look = if is_create { "look_again" } else { "look_at_update" };
        if life.ask(look, request.clone()).await?.is_ok() {
            life.world
                .problem(format!("{look} went on with what somebody else made"));
        }
        Ok(())
    }

    async fn adopt(&mut self, life: &mut Life<'_>, review: &str, request: Value) -> Result<bool, Stop> {
        let Some(me) = life.world.who.session.clone() else {
            return Ok(false);
        };
        self.owners
            .entry(review.to_owned())
            .or_default()
            .insert(me.clone());
        self.taken_over.insert(review.to_owned());
        let open = life.expect("adopt_operation", request).await?;
        self.owners.insert(review.to_owned(), BTreeSet::from([me]));
        let open = open.as_array().into_iter().flatten();
        let mut adopted = open.filter(|one| one["review"] == json!(review));
        if !adopted.any(|one| one["made_as"].is_null()) {
            life.world
                .problem(format!("{review} is adopted, and is not theirs"));
        }
        life.world.tell("of somebody else: gone on with");
        Ok(true)
    }

    /// Whether this was somebody else's once.
    pub(super) fn is_taken_over(&self, request: &Value) -> bool {
        text(&request["review"]).is_some_and(|review| self.taken_over.contains(&review))
    }

    /// It is open, and another's to go on with.
    pub(super) fn leave_to_them(&mut self, wish: usize) {
        let standing = &mut self.wishes[wish].standing;
        if matches!(standing, Standing::Wanted | Standing::Asked) {
            *standing = Standing::Waits;
        }
    }
}
