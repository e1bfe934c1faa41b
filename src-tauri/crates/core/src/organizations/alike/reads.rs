//! Reading what may be alike: the list need not show a website or a mail address, and what was seen earlier may have changed.

use std::time::Instant;

use scanning_api::{Failure, OrganizationId};

use super::several::several;
use crate::connections::Session;
use crate::organizations::patience::patiently;

/// The most records that are read for a review.
pub(super) const MOST_READS: usize = 10;

/// Reads the first of them. What is there is noted among what the session has seen, and what is not there any more is forgotten.
/// Gives how many of them were not read.
pub(super) async fn read_first(session: &Session, ids: &[OrganizationId], until: Instant) -> usize {
    let reads = ids
        .iter()
        .take(MOST_READS)
        .map(|id| read(session.clone(), *id))
        .collect();
    let read = several(reads, until).await;
    let done = read.into_iter().flatten().filter(|is_read| *is_read).count();
    ids.len() - done
}

async fn read(session: Session, id: OrganizationId) -> bool {
    match patiently(|| session.client.retrieve_organization(id)).await {
        Ok(answer) => {
            session.seen.note(&answer.value);
            true
        }
        Err(Failure::Rejected(rejected)) if rejected.status == 404 => {
            session.seen.forget(id);
            true
        }
        Err(failure) => {
            tracing::info!(%failure, "what may be a duplicate could not be read");
            false
        }
    }
}
