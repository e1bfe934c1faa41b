//! What was really written, by whom, in order: the truth a campaign holds what a client says against.

use std::collections::VecDeque;

use uuid::Uuid;

/// The latest that are kept.
const MOST: usize = 2_000;

/// Something that was written, whatever was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneWrite {
    /// Who wrote.
    pub by: By,
    /// The organization's UUID.
    pub id: String,
    /// Whether this made it; else it was changed.
    pub made: bool,
    /// The fields that hold something else since; of one that was just made, those that are not empty.
    pub changes: Vec<FieldChange>,
}

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A request.
    Request,
    /// The portal's owner, in the place of somebody else.
    Owner,
}

/// A field that holds something else since a write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its key.
    pub field: &'static str,
    /// What it held.
    pub before: String,
    /// What it holds.
    pub after: String,
}

/// The latest writes, oldest first.
#[derive(Default)]
pub(crate) struct Writes(VecDeque<DoneWrite>);

impl Writes {
    pub(crate) fn push(&mut self, by: By, id: Uuid, made: bool, changes: Vec<FieldChange>) {
        self.0.push_back(DoneWrite {
            by,
            id: id.to_string(),
            made,
            changes,
        });
        if self.0.len() > MOST {
            self.0.pop_front();
        }
    }

    pub(crate) fn all(&self) -> Vec<DoneWrite> {
        self.0.iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_write_is_forgotten_first() {
        let mut writes = Writes::default();
        for number in 0..=MOST {
            writes.push(By::Owner, Uuid::from_u128(number as u128), true, Vec::new());
        }
        let all = writes.all();
        assert_eq!(
            (all.len(), all[0].id.clone()),
            (MOST, Uuid::from_u128(1).to_string())
        );
    }
}
