//! Somebody at the window: what they want, what they were told, and what they do next, also after the computer went out from
//! under them. They remember what they were shown, as one does; of Orgdesk they know no more than its window shows.

mod carry_on;
mod creates;
mod life;
mod updates;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

pub(crate) use life::{Life, Stop};

use crate::plan::Wish;
use crate::world::text;

/// How often something is tried before it is put off to the next time.
const ATTEMPTS: u32 = 6;

pub(crate) struct Person {
    pub(crate) wishes: Vec<Pursued>,
    /// Which wish a review is for.
    pub(crate) reviews: BTreeMap<String, usize>,
    /// What the window shows as open, when it was last looked at.
    pub(crate) open: Vec<String>,
    /// What they were told, and how often.
    pub(crate) told: BTreeMap<String, u64>,
}

/// A wish, and how it stands as far as they know.
pub(crate) struct Pursued {
    pub(crate) wish: Wish,
    pub(crate) standing: Standing,
    /// Fields somebody else saved meanwhile, and they left at that.
    pub(crate) conceded: BTreeSet<String>,
    /// Those of its name they saw before they last pressed the button.
    pub(crate) known: BTreeSet<String>,
    /// How often they pressed the button that sends.
    pub(crate) sent: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Not done.
    Wanted,
    /// They pressed the button and did not see what came of it.
    Asked,
    /// It is open in the window.
    Waits,
    /// The organization is created; its details are not saved.
    DetailsLeft {
        id: String,
    },
    Done {
        id: String,
    },
    /// Several may be it, and nobody could say which.
    Undecided,
}

impl Person {
    pub(crate) fn new(wishes: Vec<Wish>) -> Self {
        let pursued = |wish| Pursued {
            wish,
            standing: Standing::Wanted,
            conceded: BTreeSet::new(),
            known: BTreeSet::new(),
            sent: 0,
        };
        Self {
            wishes: wishes.into_iter().map(pursued).collect(),
            reviews: BTreeMap::new(),
            open: Vec::new(),
            told: BTreeMap::new(),
        }
    }

    /// From the start of Orgdesk to its end.
    pub(crate) async fn live(&mut self, life: &mut Life<'_>) -> Result<(), Stop> {
        let Some(connection) = connect(life).await? else {
            return Ok(());
        };
        // What is left in a calm time can be done anew right away.
        for _ in 0..if life.calm { 3 } else { 1 } {
            self.carry_on(life, &connection).await?;
            for wish in 0..self.wishes.len() {
                self.pursue(life, &connection, wish).await?;
            }
        }
        self.carry_on(life, &connection).await?;
        let open = life.expect("open_operations", json!(connection)).await?;
        let open = open.as_array().cloned().unwrap_or_default();
        self.open = open.iter().filter_map(|one| text(&one["review"])).collect();
        Ok(())
    }

    async fn pursue(&mut self, life: &mut Life<'_>, connection: &str, wish: usize) -> Result<(), Stop> {
        let pursued = &self.wishes[wish];
        match (&pursued.wish, pursued.standing.clone()) {
            (_, Standing::Done { .. } | Standing::Waits | Standing::Undecided) => Ok(()),
            (Wish::Create { details, .. }, Standing::DetailsLeft { id }) => {
                let details = details.clone();
                self.save(life, connection, wish, &id, details).await
            }
            (Wish::Create { .. }, _) => self.create(life, connection, wish).await,
            (Wish::Update { organization, fields }, _) => {
                let (id, fields) = (life.world.organizations[*organization].clone(), fields.clone());
                self.save(life, connection, wish, &id, fields).await
            }
        }
    }

    fn tell(&mut self, what: &str) {
        *self.told.entry(what.to_owned()).or_default() += 1;
    }
}

/// The open connection; none where the portal does not let one in this time.
async fn connect(life: &mut Life<'_>) -> Result<Option<String>, Stop> {
    let kept = life.expect("connections", json!(null)).await?;
    let kept = text(&kept["connections"][0]["id"]);
    for _ in 0..ATTEMPTS * 2 {
        let opened = match &kept {
            Some(connection) => life.ask("open_connection", json!(connection)).await?,
            None => match life.ask("test_connection", life.sign_in()).await? {
                Ok(tested) => {
                    let save = json!({"ticket": tested["ticket"], "name": "Halden", "colour": "plum", "keep": "keyring"});
                    life.ask("save_connection", save).await?
                }
                Err(error) => Err(error),
            },
        };
        if let Ok(opened) = opened {
            return Ok(text(&opened["connection"]["id"]));
        }
    }
    if life.calm {
        life.world
            .problem("the portal is well, and cannot be connected to");
    }
    Ok(None)
}
