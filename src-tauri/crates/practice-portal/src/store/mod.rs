//! The organizations the portal holds, in the order they were created.

pub(crate) mod fields;
pub(crate) mod record;
pub(crate) mod stored;
pub(crate) mod subscription;
pub(crate) mod writes;

use std::collections::HashMap;
use std::time::Instant;

use uuid::Uuid;

use crate::faults::Until;
use fields::KEYS;
use record::Record;
use writes::{By, DoneWrite, FieldChange, Writes};

/// Appended to and never sorted: newest first is a walk backwards, and a page costs its own length.
#[derive(Default)]
pub(crate) struct Store {
    records: Vec<Record>,
    positions: HashMap<Uuid, usize>,
    hidden: Vec<Hidden>,
    writes: Writes,
}

struct Hidden {
    id: Uuid,
    since: Instant,
    until: Until,
}

impl Store {
    pub(crate) fn of(records: Vec<Record>) -> Self {
        let positions = records
            .iter()
            .enumerate()
            .map(|(position, record)| (record.id, position))
            .collect();
        Self {
            records,
            positions,
            hidden: Vec::new(),
            writes: Writes::default(),
        }
    }

    /// All of them, oldest first, hidden or not.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&Record> {
        self.records.get(*self.positions.get(&id)?)
    }

    pub(crate) fn get_mut(&mut self, id: Uuid) -> Option<&mut Record> {
        self.records.get_mut(*self.positions.get(&id)?)
    }

    /// Adds an organization that somebody just created.
    pub(crate) fn create(&mut self, by: By, record: Record) {
        let held = |key: &&'static str| record.fields().get(key).filter(|value| !value.is_empty());
        let changes = KEYS
            .iter()
            .filter_map(|key| Some(change(key, "", held(key)?)))
            .collect();
        self.writes.push(by, record.id, true, changes);
        self.add(record);
    }

    /// Saves fields of an organization. False where there is no such organization, or no such field.
    pub(crate) fn save(&mut self, by: By, id: Uuid, fields: &[(&'static str, &str)]) -> bool {
        let Some(record) = self.get_mut(id) else {
            return false;
        };
        let mut changes = Vec::new();
        for (key, value) in fields {
            let before = record.fields().get(key).unwrap_or_default();
            if before != *value {
                changes.push(change(key, before, value));
            }
            record.set(key, value);
        }
        record.touch();
        self.writes.push(by, id, false, changes);
        true
    }

    /// What was written, oldest first.
    pub(crate) fn writes(&self) -> Vec<DoneWrite> {
        self.writes.all()
    }

    /// Adds an organization, or puts it in the place of the one that has its id.
    pub(crate) fn add(&mut self, record: Record) {
        if let Some(held) = self.get_mut(record.id) {
            *held = record;
            return;
        }
        self.positions.insert(record.id, self.records.len());
        self.records.push(record);
    }

    /// Keeps an organization out of lists until then.
    pub(crate) fn hide(&mut self, id: Uuid, until: Until) {
        self.hidden.push(Hidden {
            id,
            since: Instant::now(),
            until,
        });
    }

    /// For one list request: which of the hidden it does not show. Counts as one that has not shown them.
    pub(crate) fn hidden_from_this_list(&mut self) -> Vec<Uuid> {
        self.hidden.retain_mut(|hidden| match &mut hidden.until {
            Until::Requests(left) => left.checked_sub(1).is_some_and(|less| {
                *left = less;
                true
            }),
            Until::After(by) => hidden.since.elapsed() < *by,
        });
        self.hidden.iter().map(|hidden| hidden.id).collect()
    }
}

fn change(field: &'static str, before: &str, after: &str) -> FieldChange {
    FieldChange {
        field,
        before: before.to_owned(),
        after: after.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn hiding(until: Until) -> Store {
        let mut store = Store::of(vec![Record::new(Uuid::nil(), "Late", 0)]);
        store.hide(Uuid::nil(), until);
        store
    }

    #[test]
    fn a_hidden_organization_is_missing_from_exactly_so_many_lists() {
        let mut store = hiding(Until::Requests(2));
        let shown: Vec<bool> = (0..4).map(|_| store.hidden_from_this_list().is_empty()).collect();
        assert_eq!(shown, [false, false, true, true]);
    }

    #[test]
    fn a_hidden_organization_is_missing_for_a_time() {
        assert!(
            !hiding(Until::After(Duration::from_hours(1)))
                .hidden_from_this_list()
                .is_empty()
        );
        assert!(
            hiding(Until::After(Duration::ZERO))
                .hidden_from_this_list()
                .is_empty()
        );
    }

    #[test]
    fn adding_an_id_again_replaces_the_organization() {
        let mut store = hiding(Until::Requests(0));
        store.add(Record::new(Uuid::nil(), "Again", 0));
        assert_eq!(store.records().len(), 1);
        assert_eq!(
            store.get(Uuid::nil()).unwrap().fields().get("name"),
            Some("Again")
        );
    }
}
