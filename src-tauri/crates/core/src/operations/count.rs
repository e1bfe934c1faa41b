//! How much is open on each connection, also on those that are not: what needs the user is to be said before they are opened.

use crate::connections::OpenCountView;
use crate::error::LocalDataProblem;
use crate::organizations::ReviewId;
use crate::{AppError, Orgdesk};

impl Orgdesk {
    /// How many writes are not settled, of each connection that has some; the practice portal is none of them. What is being
    /// carried out just now needs nobody yet, and what is over and waits to be noted nobody any more.
    pub(crate) async fn open_counts(&self) -> Result<Vec<OpenCountView>, AppError> {
        // Another Orgdesk that has the local data carries them on.
        if self.store.why_not_lasting().await == Some(LocalDataProblem::InUse) {
            return Ok(Vec::new());
        }
        let mut needs_nobody = self.reviews().being_carried_out();
        needs_nobody.extend(self.over_and_unnoted());
        self.store.open_counts(needs_nobody).await
    }

    fn over_and_unnoted(&self) -> Vec<ReviewId> {
        let waiting = self.unnoted();
        let over = waiting.iter().filter(|waits| !waits.stage.is_open());
        over.map(|waits| waits.id).collect()
    }
}
