//! Two saves of one organization from here, such as one that is slow and another that was begun meanwhile, do not undo each other:
//! from the last look to the reading back each has the organization to itself, and the second sees what the first has saved.

use scanning_api::OrganizationId;
use tokio::sync::OwnedMutexGuard;

use crate::Orgdesk;
use crate::organizations::trail::Trail;
use crate::step::StepState;

impl Orgdesk {
    /// Waits until no other save of this organization goes on, on whichever connection: one portal may have several addresses, and an
    /// id is of one organization alone. While this is held no other begins.
    pub(crate) async fn alone_with(&self, id: OrganizationId, trail: &mut Trail) -> OwnedMutexGuard<()> {
        let saving = self.saving.of(id);
        if let Ok(alone) = saving.clone().try_lock_owned() {
            return alone;
        }
        trail.begin("Waiting for another save of it");
        let alone = saving.lock_owned().await;
        trail.end("Waited for another save of it", StepState::Done, "");
        alone
    }
}
