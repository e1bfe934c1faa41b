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
    ) -> Result<(), Stop> {
        let wished = self.wished(wish);
        for _ in 0..ATTEMPTS {
            let request = json!({"connection": connection, "form": wished.form});
            let Ok(review) = life.ask("review_create", request).await? else {
                continue;
            };
            // One of this name is looked for still: sending another would be asking for trouble.
            if review["unresolved"] == json!(true) {
                return Ok(());
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
            self.reviews.insert(id.clone(), wish);
            self.wishes[wish].standing = Standing::Asked;
            self.wishes[wish].known = there;
            self.wishes[wish].sent += 1;
            let send = json!({"connection": connection, "review": id});
            match life.ask("send_create", send).await? {
                Ok(result) => {
                    self.told_of_create(life, wish, &result);
                    return Ok(());
                }
                Err(error) => {
                    self.tell(&format!("create: {}", error["kind"].as_str().unwrap_or_default()));
                    self.wishes[wish].standing = Standing::Wanted;
                    if error["kind"] == json!("gone") {
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
        self.tell(&format!("create: {outcome}"));
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
            Wish::Update { .. } => Wished {
                name: String::new(),
                description: String::new(),
                form: Value::Null,
                has_details: false,
            },
        }
    }
}
