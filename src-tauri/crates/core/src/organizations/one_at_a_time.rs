//! Two saves of one organization from here, such as one that is slow and another that was begun meanwhile, do not undo each other:
//! from the last look to the reading back each has the organization to itself, and the second sees what the first has saved. Two creates
//! of one name are not both sent since neither saw the other: from the look to the sending each has the name to itself.

use std::hash::Hash;

use scanning_api::OrganizationId;
use tokio::sync::OwnedMutexGuard;

use crate::Orgdesk;
use crate::connections::Session;
use crate::one_each::OneEach;
use crate::organizations::look::as_a_reader_sees;
use crate::organizations::trail::Trail;
use crate::step::StepState;

impl Orgdesk {
    /// Waits until no other save of this organization goes on, on whichever connection: one portal may have several addresses, and an
    /// id is of one organization alone. While this is held no other begins.
    pub(crate) async fn alone_with(&self, id: OrganizationId, trail: &mut Trail) -> OwnedMutexGuard<()> {
        let words = ["Waiting for another save of it", "Waited for another save of it"];
        alone(&self.saving, id, words, trail).await
    }

    /// Waits until no other create of this name is looked for before it is sent, on whichever connection but practice: one portal may
    /// have several addresses.
    pub(crate) async fn alone_creating(
        &self,
        session: &Session,
        name: &str,
        trail: &mut Trail,
    ) -> OwnedMutexGuard<()> {
        let words = [
            "Waiting for another create of this name",
            "Waited for another create of this name",
        ];
        let one = (session.connection.practice, as_a_reader_sees(name));
        alone(&self.creating, one, words, trail).await
    }
}

/// Waits until it is one's turn; where that is not at once it is a step, told with these words while it goes on and after.
async fn alone<K: Eq + Hash>(
    each: &OneEach<K>,
    one: K,
    [waiting, waited]: [&str; 2],
    trail: &mut Trail,
) -> OwnedMutexGuard<()> {
    let turn = each.of(one);
    if let Ok(alone) = turn.clone().try_lock_owned() {
        return alone;
    }
    trail.begin(waiting);
    let alone = turn.lock_owned().await;
    trail.end(waited, StepState::Done, "");
    alone
}
