//! After a start, or as somebody else: what the window shows is what was left.

use std::collections::BTreeSet;

use super::{Life, Person, Stop, shown_open};
use crate::Broken;
use crate::journal::{Row, row, rows};

impl Person {
    /// Orgdesk died. Of a create and the one it was sent in place of, one is known, and not both.
    pub(crate) fn died(&mut self, life: &mut Life<'_>) -> Result<(), Broken> {
        let Some((first, second)) = self.in_place.take() else {
            return Ok(());
        };
        let rows = rows(life.folder)?;
        let first_is_open = row(&rows, &first).is_some_and(|row| row.is_open);
        let second = row(&rows, &second);
        let second_is_known = second.is_some_and(|row| !row.was_not_sent());
        if first_is_open == second_is_known {
            let second = second.map(|row| row.stage.clone());
            life.world.problem(format!(
                "killed while {second:?} was sent in place of another, and that one is open: {first_is_open}"
            ));
        }
        life.world.tell(if second_is_known {
            "killed while created again: the second is known"
        } else {
            "killed while created again: the first is open"
        });
        Ok(())
    }

    /// What is open in the journal is shown as open, and the forms they left are there.
    pub(super) async fn come_back(&mut self, life: &mut Life<'_>, connection: &str) -> Result<(), Stop> {
        let shown = shown_open(life, connection).await?;
        let rows = rows(life.folder)?;
        let open = rows.iter().filter(|row| row.is_open);
        let open: BTreeSet<&String> = open.map(|row: &Row| &row.review).collect();
        if open != shown.iter().collect() {
            life.world.problem(format!(
                "open in the journal are {open:?}, and shown are {shown:?}"
            ));
        }
        self.see_drafts(life, connection).await
    }
}
