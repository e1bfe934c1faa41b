//! A create that is sent in place of one of unknown outcome. The first is over in the moment the intent of the second is on the
//! disk, and open again in the moment it is noted that the second was not sent: wherever Orgdesk ends, one of them is known,
//! and not both.

use rusqlite::{Connection, params};

use super::columns::written;
use super::drafts::{self, Follows};
use super::journal::Entry;
use super::slots::Last;
use super::{Store, operations};
use crate::AppError;
use crate::history::OperationOutcome;
use crate::operations::{Operation, Stage};
use crate::organizations::ReviewId;

/// What becomes of the first.
pub(super) enum First {
    Ends,
    IsOpenAgain,
}

impl First {
    /// By how the second stands; none where that changes nothing of the first.
    pub(super) fn beside(second: Stage) -> Option<Self> {
        match second {
            Stage::Intent => Some(Self::Ends),
            Stage::Rejected | Stage::NotSent => Some(Self::IsOpenAgain),
            Stage::Sent
            | Stage::Unknown
            | Stage::Details
            | Stage::Done
            | Stage::DetailsLeft
            | Stage::Left => None,
        }
    }
}

impl Store {
    /// Writes an entry of the second to the journal, and what becomes of the first, in one transaction.
    pub(super) async fn write_in_place_of(
        &self,
        (first, becomes): (ReviewId, First),
        second: &Operation,
        entry: Entry,
    ) -> Result<(), AppError> {
        let first = first.0.to_string();
        let follows = Follows {
            operation: second.id.0.to_string(),
            connection: second.connection.0.to_string(),
            draft: second.kept_as.map(|draft| draft.0.to_string()),
            stage: Some(second.stage),
        };
        self.write(move |sql| {
            let transaction = sql.transaction()?;
            // Nothing waits now: this one is the first.
            entry.append(&transaction, &Last::default())?;
            match becomes {
                First::Ends => {
                    // A draft they share is the second's from here on.
                    drafts::follow(&transaction, &follows)?;
                    operations::end_those(&transaction, "id = ?4", vec![first])?;
                }
                First::IsOpenAgain => open_again(&transaction, &first)?,
            }
            transaction.commit()
        })
        .await
    }
}

fn open_again(sql: &Connection, first: &str) -> Result<(), rusqlite::Error> {
    sql.execute(
        "UPDATE operations SET stage = ?2, outcome = ?3, ended = NULL WHERE id = ?1 AND stage = ?4",
        params![
            first,
            written(&Stage::Unknown),
            OperationOutcome::NotKnown.column(),
            written(&Stage::Left)
        ],
    )
    .map(drop)
}
