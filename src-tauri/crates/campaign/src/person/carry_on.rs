//! "Needs you": what was sent and is not settled is looked for, and settled where it can be.

use serde_json::{Value, json};

use super::{Life, Person, Standing, Stop};
use crate::plan::Wish;
use crate::world::{ids, text};

/// How often something is looked for before somebody is asked who can look into the portal.
const LOOKS: u32 = 2;

impl Person {
    pub(super) async fn carry_on(&mut self, life: &mut Life<'_>, connection: &str) -> Result<(), Stop> {
        // As the window does when a connection is opened: what turns out to be done is settled by that.
        let open = life.ask("look_at_open_operations", json!(connection)).await?;
        let looked = open.map_err(|error| format!("what is open cannot be looked at: {error}"))?;
        for one in self.see_looked(life, &looked, None) {
            let review = text(&one["review"]).unwrap_or_default();
            let Some(wish) = self.reviews.get(&review).copied() else {
                life.world
                    .problem(format!("{review} is open, and nobody sent it"));
                continue;
            };
            if !self.goes_on(life, connection, &one).await? {
                self.leave_to_them(wish);
                continue;
            }
            let request = json!({"connection": connection, "review": review});
            if !one["made_as"].is_null() && !self.look_at_adopted(life, &request).await? {
                continue;
            }
            if one["work"]["kind"] == json!("create") {
                self.look_for(life, connection, wish, &request).await?;
            } else {
                self.look_at(life, wish, &review, &request).await?;
            }
        }
        Ok(())
    }

    async fn look_for(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        request: &Value,
    ) -> Result<(), Stop> {
        let before = self.wishes[wish].standing.clone();
        let mut last = Value::Null;
        for _ in 0..LOOKS {
            match life.ask("look_again", request.clone()).await? {
                Ok(result) => {
                    self.told_of_create(life, wish, &result);
                    last = result;
                }
                Err(error) => {
                    not_looked(life, wish, &error);
                    return Ok(());
                }
            }
            if matches!(
                (&before, &self.wishes[wish].standing),
                (Standing::Done { .. }, Standing::DetailsLeft { .. })
            ) {
                // They have saved the details themselves: there is nothing left of it.
                return self.leave(life, wish, request, before).await;
            }
            if self.wishes[wish].standing != Standing::Waits {
                return Ok(());
            }
        }
        let made = self.made(life, wish);
        let outcome = last["outcome"].as_str().unwrap_or_default();
        let candidates = ids(&last["candidates"]);
        let is_so = match outcome {
            "not_found" => made.is_empty(),
            "several_found" => made.iter().all(|id| candidates.contains(id)),
            // Whoever has taken it over is not told that none is there: it may only not be shown to them.
            "cannot_look" => made.is_empty() && self.is_taken_over(request),
            _ => false,
        };
        if !is_so && !life.calm {
            // Not listed yet, most likely: next time.
            return Ok(());
        }
        if !is_so {
            life.world.problem(format!(
                "wish {wish}: told {outcome} with {candidates:?}, and the portal made {made:?}"
            ));
        }
        if !life.calm && life.others.dice().bool() {
            return Ok(());
        }
        if outcome == "several_found" {
            self.choose(life, connection, wish, (request, &last)).await
        } else {
            self.was_not_created(life, connection, wish, (request, &last))
                .await
        }
    }

    /// Of several, somebody who can look into the portal says which one it is, or that it is none; or nobody can say.
    async fn choose(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        (request, told): (&Value, &Value),
    ) -> Result<(), Stop> {
        let Some(id) = self.made(life, wish).into_iter().next() else {
            return self
                .was_not_created(life, connection, wish, (request, told))
                .await;
        };
        if life.others.dice().f64() < 0.3 {
            return self.leave(life, wish, request, Standing::Undecided).await;
        }
        let mut resolve = request.clone();
        resolve["id"] = json!(id);
        match life.ask("resolve_create", resolve).await? {
            Ok(result) => self.told_of_create(life, wish, &result),
            Err(error) => not_looked(life, wish, &error),
        }
        Ok(())
    }

    async fn look_at(
        &mut self,
        life: &mut Life<'_>,
        wish: usize,
        review: &str,
        request: &Value,
    ) -> Result<(), Stop> {
        match life.ask("look_at_update", request.clone()).await? {
            Ok(result) => self.told_of_update(life, wish, review, &result),
            Err(error) => not_looked(life, wish, &error),
        }
        if self.wishes[wish].standing == Standing::Waits && (life.calm || life.others.dice().bool()) {
            // Of a wish for a new organization it was the details.
            let details_left = self.made(life, wish).into_iter().next();
            let then = details_left.map_or(Standing::Wanted, |id| Standing::DetailsLeft { id });
            self.leave(life, wish, request, then).await?;
        }
        Ok(())
    }

    /// They settle it themselves, and do it anew where they still want it. That they know also where they do not see it
    /// settled any more.
    pub(super) async fn leave(
        &mut self,
        life: &mut Life<'_>,
        wish: usize,
        request: &Value,
        then: Standing,
    ) -> Result<(), Stop> {
        self.wishes[wish].standing = then;
        life.expect("leave_operation", request.clone()).await.map(drop)
    }

    pub(super) fn made(&self, life: &Life<'_>, wish: usize) -> Vec<String> {
        match &self.wishes[wish].wish {
            Wish::Create { description, .. } => life.world.made(description),
            Wish::Update { .. } | Wish::Undo { .. } => Vec::new(),
        }
    }
}

fn not_looked(life: &mut Life<'_>, wish: usize, error: &Value) {
    life.world
        .tell(&format!("look: {}", error["kind"].as_str().unwrap_or_default()));
    if life.calm {
        life.world
            .problem(format!("wish {wish} is open, and cannot be looked for: {error}"));
    }
}
