//! What a look that nobody asked for says is held against the portal, by whoever can look into it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Life, Person, Standing, Stop};
use crate::plan::Wish;
use crate::world::{World, text};

impl Person {
    /// They see what the portal was found to hold of all that is theirs, or of one of these writes. What stays open.
    pub(super) fn see_looked(
        &mut self,
        life: &mut Life<'_>,
        looked: &Value,
        of: Option<&Value>,
    ) -> Vec<Value> {
        let all = |of: &str| looked[of].as_array().cloned().unwrap_or_default();
        for settled in all("settled") {
            self.hold_settled(life, &settled);
        }
        let open = all("open");
        // Of what somebody else made, what is said is of an earlier look.
        let looked_at = |one: &&Value| one["made_as"].is_null() && of.is_none_or(|of| one["review"] == *of);
        for one in open.iter().filter(looked_at) {
            self.hold_open(life, one);
        }
        self.find_settled(&open);
        open
    }

    /// As the window does once something was taken over. Whether it is still open.
    pub(super) async fn look_at_adopted(
        &mut self,
        life: &mut Life<'_>,
        request: &Value,
    ) -> Result<bool, Stop> {
        let Ok(looked) = life.ask("look_at_open_operation", request.clone()).await? else {
            return Ok(true);
        };
        let open = self.see_looked(life, &looked, Some(&request["review"]));
        Ok(open.iter().any(|one| one["review"] == request["review"]))
    }

    /// What is open no more has been settled: they see for themselves.
    fn find_settled(&mut self, open: &[Value]) {
        let open: BTreeSet<usize> = open
            .iter()
            .filter_map(|one| self.reviews.get(one["review"].as_str()?).copied())
            .collect();
        for (wish, pursued) in self.wishes.iter_mut().enumerate() {
            if pursued.standing == Standing::Waits && !open.contains(&wish) {
                pursued.standing = Standing::Asked;
            }
        }
    }

    /// What is told as done is so.
    fn hold_settled(&self, life: &mut Life<'_>, settled: &Value) {
        let Some(wish) = self.wish_of(settled) else { return };
        life.world.tell("looked: settled");
        let id = self.organization_of(life.world, wish);
        let made = self.made(life, wish);
        if settled["created"] == json!(true) && made.len() != 1 {
            let problem = format!("wish {wish}: told as created, and the portal made {made:?}");
            life.world.problem(problem);
        }
        if settled["differs"] == json!(true) {
            return;
        }
        for (field, value) in self.never_held(life.world, wish, &id.unwrap_or_default()) {
            life.world.problem(format!(
                "wish {wish}: settled with {field} as {value:?}, and the portal never held it"
            ));
        }
    }

    /// What the portal is said to hold of one that stays open, it holds.
    fn hold_open(&self, life: &mut Life<'_>, one: &Value) {
        let found = &one["looked"]["found"];
        let (Some(wish), Some(kind)) = (self.wish_of(one), text(&found["kind"])) else {
            return;
        };
        life.world.tell(&format!("looked: {kind}"));
        let made = self.made(life, wish);
        let review = text(&one["review"]).unwrap_or_default();
        let is_so = match kind.as_str() {
            // Ours may be listed late: that none is there, and what is chosen from, is held against the portal where they look.
            "several" => {
                let named = life.world.named(&text(&one["name"]).unwrap_or_default());
                listed(&found["ids"]).iter().all(|id| named.contains(id))
            }
            "as_before" => life.world.holds_as_before(&review),
            "details_missing" | "otherwise" => {
                let id = text(&one["work"]["id"]).unwrap_or_default();
                let rows = found["differs"].as_array().into_iter().flatten();
                rows.clone().all(|row| self.is_held(life.world, wish, &id, row))
            }
            _ => true,
        };
        if !is_so {
            life.world.problem(format!(
                "wish {wish}: a look found {found}, and the portal made {made:?}"
            ));
        }
    }

    /// Whether the field that was to be as a row says it was sent holds what the row says.
    fn is_held(&self, world: &World, wish: usize, id: &str, row: &Value) -> bool {
        let Some(held) = row["held"].as_str() else {
            return true;
        };
        let wanted = match &self.wishes[wish].wish {
            Wish::Create { details, .. } => details,
            Wish::Update { fields, .. } => fields,
            Wish::Undo { .. } => return true,
        };
        let mut sent = wanted.iter().filter(|(_, value)| json!(value) == row["sent"]);
        sent.all(|(field, _)| world.holds(id, field) == held)
    }

    fn wish_of(&self, one: &Value) -> Option<usize> {
        self.reviews.get(one["review"].as_str()?).copied()
    }
}

fn listed(ids: &Value) -> Vec<String> {
    ids.as_array().into_iter().flatten().filter_map(text).collect()
}
