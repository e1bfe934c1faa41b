//! The portal of a run with its truth, and what happened at the window: what was asked of Orgdesk, what was written while it
//! was asked, and what the person was shown.

use std::collections::BTreeMap;
use std::ops::Range;

use practice_portal::{By, DoneWrite, Options, PracticePortal, StartError};
use serde_json::Value;

use crate::plan::Plan;
use crate::who::Who;

/// How many organizations are there from the beginning.
pub(crate) const ORGANIZATIONS: usize = 3;

pub(crate) struct World {
    pub(crate) portal: PracticePortal,
    /// Those that are there from the beginning.
    pub(crate) organizations: Vec<String>,
    pub(crate) asks: Vec<Ask>,
    pub(crate) shown: Vec<Shown>,
    /// What was not so as it has to be.
    pub(crate) problems: Vec<String>,
    /// What happened, a line each.
    pub(crate) course: Vec<String>,
    /// What the person was told, and how often.
    pub(crate) told: BTreeMap<String, u64>,
    pub(crate) who: Who,
}

/// What a write made of a field.
pub(crate) struct Change {
    pub(crate) field: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// A command, and what was written from its sending until its answer, or the end of the process.
pub(crate) struct Ask {
    pub(crate) command: String,
    /// The write it carries out or looks for.
    pub(crate) review: Option<String>,
    /// The portal's writes, by their number.
    pub(crate) writes: Range<usize>,
    pub(crate) end: End,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Answered,
    Failed,
    Died,
}

/// A field's value the person saw.
pub(crate) struct Shown {
    pub(crate) organization: String,
    pub(crate) field: String,
    pub(crate) value: String,
    /// How much was written before.
    pub(crate) at: usize,
}

impl World {
    pub(crate) async fn new(plan: &Plan) -> Result<Self, StartError> {
        let portal = practice_portal::start(Options {
            organizations: 0,
            // Whether one that is kept open has ended by the time it is used again is chance: a seed would not repeat its run.
            one_answer_a_connection: true,
            ..Options::default()
        })
        .await?;
        let mut organizations = Vec::new();
        for number in 0..ORGANIZATIONS {
            let id = portal.add(&format!("Kestrel Freight {number}"));
            for (field, value) in [
                ("company_name", "Kestrel Freight B.V."),
                ("city", "Delft"),
                ("phone", "015 555"),
            ] {
                portal.edit(&id, field, value);
            }
            organizations.push(id);
        }
        portal.faults().plan(plan.faults.clone());
        for (target, nth, fault) in plan.single.clone() {
            portal.faults().nth_for(target, nth, fault);
        }
        Ok(Self {
            portal,
            organizations,
            asks: Vec::new(),
            shown: Vec::new(),
            problems: Vec::new(),
            course: Vec::new(),
            told: BTreeMap::new(),
            who: Who::new(),
        })
    }

    pub(crate) fn problem(&mut self, problem: impl Into<String>) {
        self.problems.push(problem.into());
    }

    pub(crate) fn tell(&mut self, what: &str) {
        *self.told.entry(what.to_owned()).or_default() += 1;
    }

    /// What requests changed while this update was carried out.
    pub(crate) fn changes_of(&self, review: &str) -> Vec<Change> {
        let writes = self.writes_of(review).into_iter();
        writes
            .flat_map(|write| write.changes)
            .map(|change| Change {
                field: change.field.to_owned(),
                before: change.before,
                after: change.after,
            })
            .collect()
    }

    /// Whether what an update changed, if anything, holds again what it held before it: it may have been changed back since.
    pub(crate) fn holds_as_before(&self, review: &str) -> bool {
        self.writes_of(review).iter().all(|write| {
            let mut changes = write.changes.iter();
            changes.all(|change| self.holds(&write.id, change.field) == change.before)
        })
    }

    /// What an organization holds in a field now.
    pub(crate) fn holds(&self, organization: &str, field: &str) -> String {
        let held = self.portal.organization(organization);
        held.and_then(|held| held.fields.get(field).cloned())
            .unwrap_or_default()
    }

    /// The review whose command a write came of, by the write's number.
    pub(crate) fn review_of(&self, write: usize) -> Option<&str> {
        let ask = self.asks.iter().find(|ask| ask.writes.contains(&write))?;
        ask.review.as_deref()
    }

    /// The organizations that requests made with this description.
    pub(crate) fn made(&self, description: &str) -> Vec<String> {
        let writes = self.portal.writes().into_iter();
        writes
            .filter(|write| is_made(write) && held(write, "description") == Some(description))
            .map(|write| write.id)
            .collect()
    }

    /// The organizations of a name.
    pub(crate) fn named(&self, name: &str) -> Vec<String> {
        let all = self.portal.organizations().into_iter();
        all.filter(|one| one.name == name).map(|one| one.id).collect()
    }

    /// The person sees an organization: a view with its id and its fields.
    pub(crate) fn show(&mut self, view: &Value) {
        let at = self.portal.writes().len();
        let Some(organization) = text(&view["id"]) else {
            return;
        };
        for (field, value) in fields(&view["fields"]) {
            self.shown.push(Shown {
                organization: organization.clone(),
                field,
                value,
                at,
            });
        }
    }

    /// What requests wrote while a review was carried out or looked for.
    pub(crate) fn writes_of(&self, review: &str) -> Vec<DoneWrite> {
        let writes = self.portal.writes();
        let asks = self
            .asks
            .iter()
            .filter(|ask| ask.review.as_deref() == Some(review));
        let ranges = asks.filter_map(|ask| writes.get(ask.writes.clone()));
        let by_request = ranges.flatten().filter(|write| write.by == By::Request);
        by_request.cloned().collect()
    }
}

/// Whether a request made an organization.
pub(crate) fn is_made(write: &DoneWrite) -> bool {
    write.by == By::Request && write.made
}

/// What a field held after a write, where that changed it.
pub(crate) fn held<'a>(write: &'a DoneWrite, field: &str) -> Option<&'a str> {
    let mut changes = write.changes.iter();
    changes
        .find(|change| change.field == field)
        .map(|change| change.after.as_str())
}

/// A text of an answer.
pub(crate) fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// The texts of an object, such as the fields of an organization.
pub(crate) fn fields(value: &Value) -> BTreeMap<String, String> {
    let fields = value.as_object().into_iter().flatten();
    fields
        .filter_map(|(field, value)| Some((field.clone(), text(value)?)))
        .collect()
}

/// The ids of the organizations in a list.
pub(crate) fn ids(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().into_iter().flatten();
    rows.filter_map(|row| text(&row["id"])).collect()
}
