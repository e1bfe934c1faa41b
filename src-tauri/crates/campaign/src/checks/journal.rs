//! The journal and the portal tell the same story.

use std::collections::BTreeSet;
use std::path::Path;

use practice_portal::DoneWrite;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

use crate::Broken;
use crate::person::Person;
use crate::world::{World, fields, held};

/// An operation as the file holds it.
struct Row {
    review: String,
    kind: String,
    stage: String,
    organization: Option<String>,
    after: Value,
    is_open: bool,
}

pub(super) fn problems(world: &World, person: &Person, folder: &Path) -> Result<Vec<String>, Broken> {
    let rows = rows(folder)?;
    let mut problems = Vec::new();
    for row in &rows {
        let writes = world.writes_of(&row.review);
        if let Some(problem) = contradiction(world, row, &writes) {
            problems.push(format!(
                "the journal says {} of a {}: {problem}",
                row.stage, row.kind
            ));
        }
        if !person.reviews.contains_key(&row.review) {
            problems.push(format!("the journal holds {}, which nobody sent", row.review));
        }
    }
    let known: BTreeSet<&str> = rows.iter().map(|row| row.review.as_str()).collect();
    for review in person.reviews.keys() {
        if !known.contains(review.as_str()) && !world.writes_of(review).is_empty() {
            problems.push(format!("{review} was written, and the journal does not know it"));
        }
    }
    let open: BTreeSet<&String> = rows
        .iter()
        .filter(|row| row.is_open)
        .map(|row| &row.review)
        .collect();
    let shown: BTreeSet<&String> = person.open.iter().collect();
    if open != shown {
        problems.push(format!(
            "open in the journal are {open:?}, and shown are {shown:?}"
        ));
    }
    Ok(problems)
}

/// What an operation's stage says that the portal does not.
fn contradiction(world: &World, row: &Row, writes: &[DoneWrite]) -> Option<String> {
    let made: Vec<&String> = writes
        .iter()
        .filter(|write| write.made)
        .map(|write| &write.id)
        .collect();
    match (row.stage.as_str(), row.kind.as_str()) {
        ("rejected" | "not_sent", _) if !writes.is_empty() => {
            return Some(format!("{} writes came of it", writes.len()));
        }
        ("done" | "details_left", "create") if made != row.organization.iter().collect::<Vec<_>>() => {
            return Some(format!("{:?} in it, {made:?} at the portal", row.organization));
        }
        // It may hold what was sent because another write of the same person brought it there: then that was seen.
        ("done", "update") if writes.is_empty() && row.after.is_null() => {
            return Some("nothing was written, nor seen".to_owned());
        }
        _ => {}
    }
    let organization = row.organization.as_deref()?;
    let never_held = |field: &str, value: &str| {
        let writes = world.portal.writes();
        let mut held = writes
            .iter()
            .filter(|write| write.id == organization)
            .filter_map(|write| held(write, field));
        !value.is_empty() && !held.any(|held| held == value)
    };
    fields(&row.after)
        .into_iter()
        .find(|(field, value)| never_held(field, value))
        .map(|(field, value)| format!("{field} was {value:?} after it, which it never was"))
}

fn rows(folder: &Path) -> Result<Vec<Row>, Broken> {
    let path = folder.join("data").join("orgdesk.sqlite");
    let file = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // What stands in the journal is on the disk, and may not have reached the operations yet.
    let mut statement = file.prepare(
        "WITH latest AS (SELECT max(seq) AS seq FROM journal GROUP BY id)
         SELECT id, work ->> '$.kind', stage ->> '$', organization, after, NOT is_over FROM journal JOIN latest USING (seq)
         UNION ALL
         SELECT id, work ->> '$.kind', stage ->> '$', organization, after, ended IS NULL FROM operations
             WHERE id NOT IN (SELECT id FROM journal)",
    )?;
    let rows = statement.query_map([], |row| {
        let after: Option<String> = row.get(4)?;
        Ok(Row {
            review: row.get(0)?,
            kind: row.get(1)?,
            stage: row.get(2)?,
            organization: row.get(3)?,
            after: after
                .and_then(|after| serde_json::from_str(&after).ok())
                .unwrap_or_default(),
            is_open: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
