//! Looking at the drafts: each is there as they left it, or its write has it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{Draft, Fate};
use crate::journal::{Row, rows};
use crate::person::{Life, Person, Standing, Stop};
use crate::plan::User;
use crate::world::text;

/// The drafts of the window's list that nobody has found yet.
type Listed = Vec<Value>;

impl Person {
    /// Nothing that was typed is lost, and nothing is offered that was sent or nobody typed.
    pub(in crate::person) async fn see_drafts(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
    ) -> Result<(), Stop> {
        let drafts = life.expect("drafts", json!(connection)).await?;
        let mut listed: Listed = drafts["drafts"].as_array().cloned().unwrap_or_default();
        let rows = rows(life.folder)?;
        for wish in 0..self.wishes.len() {
            self.find(life, connection, wish, &rows, &mut listed).await?;
        }
        for wish in 0..self.wishes.len() {
            self.find_unseen(life, connection, wish, &mut listed).await?;
        }
        for one in listed {
            life.world
                .problem(format!("a draft is offered that nobody typed: {one}"));
        }
        for wish in 0..self.wishes.len() {
            if matches!(
                self.wishes[wish].standing,
                Standing::Done { .. } | Standing::Undecided
            ) {
                self.discard(life, connection, wish).await?;
            }
        }
        Ok(())
    }

    /// What they were told is kept.
    async fn find(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        rows: &[Row],
        listed: &mut Listed,
    ) -> Result<(), Stop> {
        let draft = self.wishes[wish].draft.clone();
        let (Some(id), Some(kept)) = (&draft.id, &draft.kept) else {
            return Ok(());
        };
        let fate = draft.fate(rows);
        let was_seen = draft.fate.is_some();
        let found = listed.iter().position(|one| one["id"] == json!(id));
        match (fate, found.map(|at| listed.remove(at))) {
            (Fate::Offered, Some(one)) => {
                self.wishes[wish].draft.fate = Some(Fate::Offered);
                let form = open(life, connection, &one).await?;
                let me = life.world.who.session.clone();
                let both = [Some(kept), draft.asked.as_ref()];
                let is_it = |typed: &&(Value, User)| is(typed, &form) && is_of(&one, typed, me.as_ref());
                let Some(is_it) = both.into_iter().flatten().find(is_it) else {
                    life.world.problem(format!(
                        "wish {wish}: left {kept:?} or {:?}, and found {one} with {form}",
                        draft.asked
                    ));
                    return Ok(());
                };
                if draft.asked.as_ref() == Some(is_it) {
                    self.wishes[wish].draft.asked = None;
                    self.wishes[wish].draft.kept = Some(is_it.clone());
                }
                if !was_seen || draft.asked.is_some() {
                    self.wishes[wish].draft.asked = None;
                    life.world.tell("draft: found again after a kill");
                }
            }
            (Fate::Offered, None) => {
                // A save that found all of it there already sends and notes nothing.
                if !was_seen && self.is_all_there(life, wish) {
                    self.wishes[wish].draft = Draft::default();
                } else {
                    life.world
                        .problem(format!("wish {wish}: its draft is lost: {kept:?}"));
                }
            }
            (Fate::Taken, Some(one)) => life.world.problem(format!(
                "wish {wish}: it is offered as a draft, and its write has it: {one}"
            )),
            (Fate::Taken, None) => {
                self.wishes[wish].draft.fate = Some(Fate::Taken);
                if !was_seen {
                    life.world.tell("draft: with its write after a kill");
                }
            }
        }
        Ok(())
    }

    /// What was being kept as a new one when nobody saw whether it was.
    async fn find_unseen(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        listed: &mut Listed,
    ) -> Result<(), Stop> {
        let Some(asked) = self.wishes[wish].draft.asked.take() else {
            return Ok(());
        };
        for at in 0..listed.len() {
            let one = listed[at].clone();
            let form = open(life, connection, &one).await?;
            if is(&asked, &form) && is_of(&one, &asked, life.world.who.session.as_ref()) {
                listed.remove(at);
                self.wishes[wish].draft = Draft {
                    id: text(&one["id"]),
                    kept: Some(asked),
                    fate: Some(Fate::Offered),
                    ..Draft::default()
                };
                life.world.tell("draft: found again after a kill");
                break;
            }
        }
        Ok(())
    }

    /// Whether the portal holds all that is wanted in it.
    fn is_all_there(&self, life: &Life<'_>, wish: usize) -> bool {
        let Some(id) = self.organization_of(life.world, wish) else {
            return false;
        };
        let wanted: BTreeSet<_> = self.wanted(life.world, wish).into_iter().collect();
        wanted
            .iter()
            .all(|(field, value)| life.world.holds(&id, field) == *value)
    }
}

/// Opens a draft: one's own at once, another's once that is said.
async fn open(life: &mut Life<'_>, connection: &str, one: &Value) -> Result<Value, Stop> {
    let which = |confirmed: bool| json!({"connection": connection, "which": {"kind": "one", "id": one["id"], "confirmed": confirmed}});
    let opened = life.expect("open_draft", which(false)).await?;
    if opened.is_null() == one["elsewhere"].is_null() {
        life.world
            .problem(format!("a draft opens unasked or not at all: {one}"));
    }
    if !opened.is_null() {
        return Ok(opened["form"].clone());
    }
    let opened = life.expect("open_draft", which(true)).await?;
    let form = opened["form"].clone();
    if form["kind"] == json!("update") && form["loaded_by"] != json!("another") {
        life.world.problem(format!(
            "taken over, and as if they had loaded it themselves: {one}"
        ));
    }
    Ok(form)
}

/// Whether this is what was typed. Where somebody else takes it over it undoes nothing, and they have not loaded it.
fn is((typed, _): &(Value, User), found: &Value) -> bool {
    let mut typed = typed.clone();
    if found["undoes"].is_null() && !typed["undoes"].is_null() {
        typed["undoes"] = Value::Null;
    }
    if found["loaded_by"] == json!("another") {
        typed["loaded_by"] = json!("another");
    }
    typed == *found
}

/// Whether it is said to be whose it is: theirs, or somebody else's.
fn is_of(one: &Value, (_, typed_as): &(Value, User), me: Option<&User>) -> bool {
    let elsewhere = User::of(&one["elsewhere"]["identity"]);
    elsewhere.as_ref() == (me != Some(typed_as)).then_some(typed_as)
}
