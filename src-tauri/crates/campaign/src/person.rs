//! Somebody at the window: what they want, what they were told, and what they do next, also after the computer went out from
//! under them. They remember what they were shown, as one does; of Orgdesk they know no more than its window shows.

mod carry_on;
mod comes_back;
mod connect;
mod creates;
mod drafts;
mod in_place;
mod life;
mod looked;
mod owners;
mod undo;
mod updates;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

pub(crate) use drafts::Draft;
pub(crate) use life::{Life, Stop};

use crate::plan::{Habits, User, Wish};
use crate::world::text;

/// How often something is tried before it is put off to the next time.
const ATTEMPTS: u32 = 6;

/// How often what is left in a calm time is done anew, and how often at most where others come in the way each time.
const CALM_ROUNDS: (u32, u32) = (3, 9);

pub(crate) struct Person {
    pub(crate) wishes: Vec<Pursued>,
    /// Which wish a review is for.
    pub(crate) reviews: BTreeMap<String, usize>,
    /// As whom each was sent.
    pub(crate) made_as: BTreeMap<String, User>,
    /// Who went on with it: whoever said so last, and before them where nobody saw whether that was noted.
    pub(crate) owners: BTreeMap<String, BTreeSet<User>>,
    /// The open writes that were somebody else’s once.
    pub(crate) taken_over: BTreeSet<String>,
    /// The create that is being sent, and the one it is sent in place of.
    in_place: Option<(String, String)>,
    /// What the window shows as open, when it was last looked at.
    pub(crate) open: Vec<String>,
    habits: Habits,
}

/// A wish, and how it stands as far as they know.
pub(crate) struct Pursued {
    pub(crate) wish: Wish,
    pub(crate) standing: Standing,
    /// Fields somebody else saved meanwhile, and they left at that.
    pub(crate) conceded: BTreeSet<String>,
    /// Fields of which they were told that somebody else saved them, and asked.
    pub(crate) asked: BTreeSet<String>,
    /// Those of its name they saw before they last pressed the button.
    pub(crate) known: BTreeSet<String>,
    /// How often they pressed the button that sends.
    pub(crate) sent: u32,
    /// Its form, where they left it.
    pub(crate) draft: Draft,
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
    /// It can be undone by somebody else alone, who is not there.
    NotTheirs,
}

impl Pursued {
    fn new(wish: Wish) -> Self {
        Self {
            wish,
            standing: Standing::Wanted,
            conceded: BTreeSet::new(),
            asked: BTreeSet::new(),
            known: BTreeSet::new(),
            sent: 0,
            draft: Draft::default(),
        }
    }
}

impl Person {
    pub(crate) fn new(wishes: Vec<Wish>, habits: Habits) -> Self {
        Self {
            wishes: wishes.into_iter().map(Pursued::new).collect(),
            reviews: BTreeMap::new(),
            made_as: BTreeMap::new(),
            owners: BTreeMap::new(),
            taken_over: BTreeSet::new(),
            in_place: None,
            open: Vec::new(),
            habits,
        }
    }

    /// From the start of Orgdesk to its end.
    pub(crate) async fn live(&mut self, life: &mut Life<'_>) -> Result<(), Stop> {
        // What is left in a calm time can be done anew right away, and what waited for it after that.
        let (least, most) = if life.calm { CALM_ROUNDS } else { (1, 1) };
        let mut rounds = 0;
        let Some(mut connection) = self.connect(life).await? else {
            return Ok(());
        };
        self.come_back(life, &connection).await?;
        while rounds < least || rounds < most && !self.is_at_rest() {
            rounds += 1;
            self.carry_on(life, &connection).await?;
            for wish in 0..self.wishes.len() {
                self.pursue(life, &connection, wish).await?;
            }
            // They are somebody else by now, and say so, or not.
            if !life.world.who.is_confirmed() {
                match self.connect(life).await? {
                    Some(opened) => connection = opened,
                    None => return Ok(()),
                }
                self.come_back(life, &connection).await?;
                rounds -= 1;
            }
        }
        self.carry_on(life, &connection).await?;
        self.see_drafts(life, &connection).await?;
        self.open = shown_open(life, &connection).await?;
        Ok(())
    }

    /// Whether nothing is left to be done that they could do.
    fn is_at_rest(&self) -> bool {
        let is_over = |one: &Pursued| {
            matches!(
                one.standing,
                Standing::Done { .. } | Standing::Undecided | Standing::NotTheirs
            )
        };
        self.wishes.iter().all(is_over)
    }

    async fn pursue(&mut self, life: &mut Life<'_>, connection: &str, wish: usize) -> Result<(), Stop> {
        let pursued = &self.wishes[wish];
        match (&pursued.wish, pursued.standing.clone()) {
            (_, Standing::Done { .. } | Standing::Waits | Standing::Undecided) => Ok(()),
            (Wish::Create { .. }, Standing::DetailsLeft { id }) => {
                self.save(life, connection, wish, &id).await
            }
            (Wish::Create { .. }, _) => self.create(life, connection, wish, None).await,
            (Wish::Update { organization, .. }, _) => {
                let id = life.world.organizations[*organization].clone();
                self.save(life, connection, wish, &id).await
            }
            (Wish::Undo { organization, of }, _) => {
                let (id, of) = (organization.clone(), of.clone());
                if self.may_undo(life, wish, &of).await? {
                    self.save(life, connection, wish, &id).await?;
                }
                Ok(())
            }
        }
    }

    /// They press the button that sends.
    fn press(&mut self, life: &Life<'_>, wish: usize, review: &str) {
        self.reviews.insert(review.to_owned(), wish);
        if let Some(user) = &life.world.who.session {
            self.made_as.insert(review.to_owned(), user.clone());
            self.owners
                .insert(review.to_owned(), BTreeSet::from([user.clone()]));
        }
        let pursued = &mut self.wishes[wish];
        pursued.sent += 1;
        pursued.draft.is_sent(review);
    }
}

/// The writes the window shows as open.
async fn shown_open(life: &mut Life<'_>, connection: &str) -> Result<Vec<String>, Stop> {
    let open = life.expect("open_operations", json!(connection)).await?;
    let open = open.as_array().cloned().unwrap_or_default();
    Ok(open.iter().filter_map(|one| text(&one["review"])).collect())
}
