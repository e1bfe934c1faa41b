//! Finding the organization that was just created: by the id that came with the answer, where that fits, or by the ids of its
//! name that were not there before and that no other create is known as.

use std::collections::BTreeSet;
use std::time::Instant;

use scanning_api::{Failure, OrganizationId};

use crate::connections::Session;
use crate::organizations::create_outcome::Found;
use crate::organizations::look::{is_same, same_name};
use crate::organizations::look_again::UnresolvedCreate;
use crate::organizations::patience::patiently;
use crate::organizations::row::bounded;
use crate::organizations::trail::LOOKING;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// Whether the id that came with the answer is the new organization's. One that the portal does not show yet is believed
    /// only where none of that name is listed: the answer may have named something else.
    pub(crate) async fn find_given(
        &self,
        session: &Session,
        unresolved: &mut UnresolvedCreate,
        id: OrganizationId,
    ) -> Found {
        let believed = Found::One {
            id,
            of_its_name: None,
        };
        match self.given(session, unresolved, id).await {
            Given::Fits => believed,
            Given::DoesNotFit => self.find_new(session, unresolved).await,
            // One that is listed late is waited for: what the answer named may be a task of the portal's, or shown by then.
            Given::NotShown => match self.find_new(session, unresolved).await {
                found @ Found::One { .. } => found,
                // What is shown to somebody else is not ours.
                found if session.is_still_the_same().await.is_err() => found,
                found => match self.given(session, unresolved, id).await {
                    Given::Fits => believed,
                    Given::NotShown if matches!(found, Found::None) && !id.0.is_nil() => believed,
                    Given::NotShown | Given::DoesNotFit => found,
                },
            },
        }
    }

    /// What the portal shows under an id that came with the answer. What was there before, what another create is known as, and
    /// what was seen under another name is not it, whatever the portal shows of it now.
    async fn given(&self, session: &Session, unresolved: &UnresolvedCreate, id: OrganizationId) -> Given {
        let name = &unresolved.planned.draft.name;
        let of_another = self.known_as_another(unresolved, BTreeSet::from([id])).await;
        if unresolved.before.ids.contains(&id)
            || !of_another.is_ok_and(|of_another| of_another.is_empty())
            || session
                .seen
                .name_of(id)
                .is_some_and(|seen| !is_same(&seen, &bounded(name)))
            || self.may_be_older(session, unresolved, id).await
        {
            return Given::DoesNotFit;
        }
        match patiently(|| session.client.retrieve_organization(id)).await {
            Ok(held) if is_same(&held.value.fields.name, name) => Given::Fits,
            Err(Failure::Rejected(rejected)) if rejected.status == 404 => Given::NotShown,
            _ => Given::DoesNotFit,
        }
    }

    /// Looks for the new one. A single new one is believed to be it, unless it has another description than was sent, or was there
    /// before: then it may be somebody else's of the same name.
    pub(crate) async fn look_once(
        &self,
        session: &Session,
        unresolved: &UnresolvedCreate,
    ) -> Result<Found, Failure> {
        Ok(self.look(session, unresolved).await?.found)
    }

    async fn look(&self, session: &Session, unresolved: &UnresolvedCreate) -> Result<Look, Failure> {
        let before = &unresolved.before;
        let draft = &unresolved.planned.draft;
        let now = same_name(session, &draft.name, &before.ids, self.timings.longest_look).await?;
        let otherwise = now.described_otherwise(&draft.description);
        let described_so = now.described_so(&draft.description);
        let looked = |found| Look {
            found,
            ours_is_among_them: !described_so.is_empty(),
        };
        let shown = now.shown.clone();
        let new = now.ids.difference(&before.ids).copied().collect();
        let of_another = self.of_another(session, unresolved, new).await;
        let may_be_anothers = |id| of_another.may_be(described_so.contains(&id), &draft.description);
        let found = match Found::of(now, before, &of_another.ids, may_be_anothers) {
            Found::One { id, .. }
                if (otherwise.contains(&id) && !is_described_so(session, id, &draft.description).await)
                    || self.may_be_older(session, unresolved, id).await =>
            {
                Found::Several(shown.into_iter().filter(|one| one.id == id).collect())
            }
            found => found,
        };
        // What the portal shows to somebody else is not ours, and what it does not show them says nothing.
        let same = session.is_still_the_same().await;
        Ok(looked(same.map_or_else(Found::CannotLook, |()| found)))
    }

    /// Looks for the new one, again and again for as long as a portal may take to list it.
    pub(crate) async fn find_new(&self, session: &Session, unresolved: &mut UnresolvedCreate) -> Found {
        unresolved.trail.begin(LOOKING);
        let mut last = Found::None;
        let begun = Instant::now();
        for pause in &self.timings.settling {
            if begun.elapsed() >= self.timings.longest_look * 2 {
                break;
            }
            tokio::time::sleep(*pause).await;
            let looked = self.look(session, unresolved).await;
            let ours_is_among_them = looked.as_ref().is_ok_and(|looked| looked.ours_is_among_them);
            last = looked.map_or_else(
                |failure| {
                    tracing::warn!(%failure, "the portal could not be read after a create");
                    Found::CannotLook(session.failed(failure))
                },
                |looked| looked.found,
            );
            let signed_out = matches!(last, Found::CannotLook(AppError::Rejected { status: 401, .. }));
            // Those that may be another's say nothing yet, however many they are: ours may be listed later.
            let is_found = match last {
                Found::One { .. } => true,
                Found::Several(_) => ours_is_among_them,
                Found::None | Found::CannotLook(_) => false,
            };
            if signed_out || is_found {
                break;
            }
        }
        last.told(&mut unresolved.trail)
    }
}

/// What one look found.
struct Look {
    found: Found,
    /// Whether one of them is listed with the description that was sent.
    ours_is_among_them: bool,
}

/// Whether an organization has this description after all: a list may show less than it holds.
async fn is_described_so(session: &Session, id: OrganizationId, description: &str) -> bool {
    let held = patiently(|| session.client.retrieve_organization(id)).await;
    held.is_ok_and(|held| is_same(&held.value.fields.description, description))
}

/// What the portal shows under an id that came with the answer to a create. The answer's shape is not documented, and details
/// are about to be written to it.
enum Given {
    /// An organization of that name.
    Fits,
    /// Nothing yet.
    NotShown,
    /// Something else, or it could not be looked at.
    DoesNotFit,
}
