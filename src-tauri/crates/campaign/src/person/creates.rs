//! Creating an organization: the review, the button, and what one is told.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{ATTEMPTS, Life, Person, Standing, Stop};
use crate::plan::Wish;
use crate::world::{ids, text};

/// The parts of a wish for a new organization.
struct Wished {
    name: String,
    description: String,
    form: Value,
    has_details: bool,
}

impl Person {
    pub(super) async fn create(
        &mut self,
        life: &mut Life<'_>,
        connection: &str,
        wish: usize,
        instead_of: Option<&str>,
    ) -> Result<(), Stop> {
        let wished = self.wished(wish);
        // However often others take the name first: in calm time it is created in the end.
        let attempts = if life.calm { ATTEMPTS * 5 } else { ATTEMPTS };
        for _ in 0..attempts {
            let draft = self.type_create(life, connection, wish, &wished.form).await?;
            let request = json!({"connection": connection, "form": wished.form, "instead_of": instead_of,
                "draft": draft});
            let Ok(review) = life.ask("review_create", request).await? else {
                continue;
            };
            if review["instead"] != json!(instead_of.is_some()) {
                let instead = &review["instead"];
                life.world.problem(format!(
                    "wish {wish}: created in place of {instead_of:?}: {instead}"
                ));
            }
            // One of this name is looked for still: sending another would be asking for trouble. Two that wait for one another
            // are settled one by one.
            if review["unresolved"] == json!(true) {
                let Some(first) = instead_of else { return Ok(()) };
                let request = json!({"connection": connection, "review": first});
                return self.leave(life, wish, &request, Standing::Wanted).await;
            }
            let there: BTreeSet<String> = ids(&review["same_name"]).into_iter().collect();
            if self.wishes[wish].standing == Standing::Asked {
                let known = &self.wishes[wish].known;
                let new: Vec<String> = there.difference(known).cloned().collect();
                if let Some(id) = self.recognize(life, connection, &wished, new).await? {
                    self.is_there(wish, id, !wished.has_details);
                    return Ok(());
                }
            }
            life.others.may_create(life.world, &wished.name);
            let id = text(&review["review"]).unwrap_or_default();
            self.press(life, wish, &id);
            self.wishes[wish].standing = Standing::Asked;
            self.wishes[wish].known = there;
            if let Some(first) = instead_of {
                self.stands_in_place(life, first, &id);
            }
            let send = json!({"connection": connection, "review": id});
            let answer = life.ask("send_create", send).await?;
            self.wishes[wish].draft.told(answer.is_ok());
            self.stood_in_place(life, connection, wish, &answer).await?;
            match answer {
                Ok(result) => {
                    self.told_of_create(life, wish, &result);
                    return self.see_drafts(life, connection).await;
                }
                Err(error) => {
                    let kind = error["kind"].as_str().unwrap_or_default();
                    life.world.tell(&format!("create: {kind}"));
                    // Of one that was to stand in its place, the first is open as before.
                    self.wishes[wish].standing = match instead_of {
                        Some(_) => Standing::Waits,
                        None => Standing::Wanted,
                    };
                    if matches!(kind, "gone" | "identity_changed") {
                        return Ok(());
                    }
                }
            }
        }
        if life.calm {
            life.world
                .problem(format!("the portal is well, and wish {wish} cannot be created"));
        }
        Ok(())
    }

    /// What they were told of a create is held against the portal at once.
    pub(super) fn told_of_create(&mut self, life: &mut Life<'_>, wish: usize, result: &Value) {
        let wished = self.wished(wish);
        let outcome = result["outcome"].as_str().unwrap_or_default();
        life.world.tell(&format!("create: {outcome}"));
        let made = life.world.made(&wished.description);
        match outcome {
            "created" | "not_read_back" | "details_not_saved" | "details_unclear" => {
                let id = text(&result["id"]).unwrap_or_default();
                if made != [id.clone()] {
                    life.world.problem(format!(
                        "wish {wish}: told that it is {id}, and the portal made {made:?}"
                    ));
                }
                let count = result["of_this_name"].as_u64().unwrap_or_default();
                if count > life.world.named(&wished.name).len() as u64 {
                    life.world.problem(format!(
                        "wish {wish}: told of {count} of its name, which are fewer"
                    ));
                }
                let saved = matches!(outcome, "created" | "not_read_back");
                self.is_there(wish, id, saved);
                // Who saw it is not known: what it holds is seen later.
                if saved && result["stays_open"] == json!(true) {
                    self.wishes[wish].standing = Standing::Waits;
                }
            }
            "not_listed" if made.len() != 1 => {
                life.world.problem(format!(
                    "wish {wish}: told that it is created, and the portal made {made:?}"
                ));
                self.wishes[wish].standing = Standing::Waits;
            }
            _ => self.wishes[wish].standing = Standing::Waits,
        }
    }

    fn is_there(&mut self, wish: usize, id: String, saved: bool) {
        self.wishes[wish].standing = if saved {
            Standing::Done { id }
        } else {
            Standing::DetailsLeft { id }
        };
    }

    /// Looks whether one of these is theirs: they know what they wrote into its description.
    async fn recognize(
        &self,
        life: &mut Life<'_>,
        connection: &str,
        wished: &Wished,
        new: Vec<String>,
    ) -> Result<Option<String>, Stop> {
        for id in new {
            let request = json!({"connection": connection, "id": id});
            let Some(view) = life.read("get_organization", request).await? else {
                continue;
            };
            life.world.show(&view);
            if view["fields"]["description"] == json!(wished.description) {
                return Ok(Some(id));
            }
        }
        Ok(None)
    }

    fn wished(&self, wish: usize) -> Wished {
        match &self.wishes[wish].wish {
            Wish::Create {
                name,
                description,
                details,
            } => Wished {
                name: name.clone(),
                description: description.clone(),
                form: json!({
                    "name": name,
                    "description": description,
                    "parent_organization": "",
                    "skip_default_subscription": false,
                    "plans": [],
                    "details": details,
                }),
                has_details: !details.is_empty(),
            },
            Wish::Update { .. } | Wish::Undo { .. } => Wished {
                name: String::new(),
                description: String::new(),
                form: Value::Null,
                has_details: false,
            },
        }
    }
}
