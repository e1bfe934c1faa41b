//! Creating another in place of one that was not created: somebody who can look into the portal said so. One of the two is known,
//! and not both.

use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use super::{Life, Person, Standing, Stop, shown_open};
use crate::journal::{row, rows};
use crate::world::text;

impl Person {
    /// Nothing of it is at the portal, and the window was told so, or found none. They settle it and create it anew, or create
    /// another in its place at once.
    pub(super) async fn was_not_created(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        (request, told): (&Value, &Value),
    ) -> Result<(), Stop> {
        let may_be_again = told["outcome"] != json!("cannot_look");
        let again = life.others.dice().f64() < self.habits.creates_again && may_be_again;
        // A calm time that finds nothing where something is has been told already.
        if !again || !self.made(life, wish).is_empty() {
            return self.leave(life, wish, request, Standing::Wanted).await;
        }
        if told["can_be_created_again"] != json!(true) {
            life.world.problem(format!(
                "wish {wish}: told that it was not created, and it cannot be created again"
            ));
        }
        let first = text(&request["review"]).unwrap_or_default();
        self.create(life, connection, wish, Some(&first)).await
    }

    /// It is about to be sent in place of another: some portals say no just then, and some lines go down.
    pub(super) fn stands_in_place(&mut self, life: &mut Life<'_>, first: &str, second: &str) {
        self.in_place = Some((first.to_owned(), second.to_owned()));
        // Asked who one is once its name was looked for, and again once it was seen that the first is still not there.
        self.meet_some(life, "again", Target::Create, (Target::UserMe, 1));
    }

    /// What became of the first, beside what they were told of the second.
    pub(super) async fn stood_in_place(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        answer: &Result<Value, Value>,
    ) -> Result<(), Stop> {
        let Some((first, second)) = self.in_place.take() else {
            return Ok(());
        };
        let (outcome, second_is_open) = match answer {
            Ok(result) => {
                let outcome = text(&result["outcome"]).unwrap_or_default();
                (outcome, result["stays_open"] == json!(true))
            }
            Err(error) => (text(&error["kind"]).unwrap_or_default(), false),
        };
        life.world.tell(&format!("created again: {outcome}"));
        let shown = shown_open(life, connection).await?;
        let rows = rows(life.folder)?;
        let is_open = |review: &str| row(&rows, review).is_some_and(|row| row.is_open);
        for (open, found) in [
            ("shown", (shown.contains(&first), shown.contains(&second))),
            ("noted", (is_open(&first), is_open(&second))),
        ] {
            if found != (answer.is_err(), second_is_open) {
                life.world.problem(format!(
                    "wish {wish}: created in place of another, {outcome}: the two are {open} as open: {found:?}"
                ));
            }
        }
        Ok(())
    }

    /// It comes to the stage they are to be killed at, or to another one: refused for good, or never sent (the last read before it is
    /// of that kind, after so many others of it), or its answer is lost.
    pub(super) fn meet_some(&self, life: &mut Life<'_>, work: &str, write: Target, last_read: (Target, u32)) {
        if life.calm {
            return;
        }
        let wanted = self.habits.meets.iter().filter(|(of, _)| of == work);
        let wanted: Vec<&str> = wanted.map(|(_, stage)| stage.as_str()).collect();
        let all = ["rejected", "not_sent", "", "", "", ""];
        let stages = match wanted.as_slice() {
            [] => all.as_slice(),
            _ if life.others.dice().f64() < 0.3 => all.as_slice(),
            wanted => wanted,
        };
        let stage = stages[life.others.dice().usize(..stages.len())];
        let ((target, nth), fault) = match stage {
            "rejected" => ((write, 0), Fault::Status(403, String::new())),
            "not_sent" => (last_read, Fault::Offline),
            "unknown" => ((write, 0), Fault::LostAnswer),
            _ => return,
        };
        life.portal().faults().nth_for(target, nth, fault);
    }
}
