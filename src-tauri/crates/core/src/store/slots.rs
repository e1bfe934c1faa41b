//! Where the entries of the journal lie: in slots of whole pages, which are written over in place. A commit waits for the disk,
//! and then for each page of it: an entry in a slot that is there already changes its own pages and no others, where a new row
//! also changes those that say which pages are free. Nothing is taken out: how many numbers are over is noted (`caught_up`), and
//! an entry waits where its number is the one behind those that its slot stands for. What is left of older ones waits for
//! nothing.
//!
//! Sizes are those of [SQLite's file format](https://www.sqlite.org/fileformat2.html#record_format). Were one of them wrong, the
//! row would be written as any other is: as well, and slower.

use std::sync::atomic::{AtomicI64, Ordering};

use rusqlite::{Connection, OptionalExtension};

/// Bytes of a row that lie in the page of its table, where the rest fills other pages.
const FIRST_PAGE: usize = 4_061;
/// Bytes of it in each of the others.
const OTHER_PAGE: usize = 4_092;

/// The slot of the last entry, as far as it is known: where it is not so any more, that is seen.
#[derive(Default)]
pub(super) struct Last(AtomicI64);

/// Where an entry goes.
pub(super) struct Place {
    pub(super) slot: i64,
    pub(super) number: i64,
    /// How many pages the slot has; none where it is to be made.
    pub(super) pages: Option<i64>,
}

impl Last {
    /// The place behind all that wait.
    pub(super) fn next(&self, sql: &Connection) -> Result<Place, rusqlite::Error> {
        let over: i64 = sql
            .prepare_cached("SELECT coalesce(max(number), 0) FROM caught_up")?
            .query_row([], |row| row.get(0))?;
        let mut find = sql.prepare_cached("SELECT number, pages FROM journal_slots WHERE slot = ?1")?;
        let mut find = |slot: i64| {
            find.query_row([slot], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
                .optional()
        };
        let waits = |slot: i64, number: i64| number == over + slot;
        let last = self.0.load(Ordering::Relaxed);
        let mut slot = match find(last)? {
            Some((number, _)) if waits(last, number) => last + 1,
            _ => 1,
        };
        loop {
            let there = find(slot)?;
            if !there.is_some_and(|(number, _)| waits(slot, number)) {
                self.0.store(slot, Ordering::Relaxed);
                return Ok(Place {
                    slot,
                    number: over + slot,
                    pages: there.map(|(_, pages)| pages),
                });
            }
            slot += 1;
        }
    }

    /// How many wait, after one was added.
    pub(super) fn count(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Notes that all that wait are over.
pub(super) fn all_are_over(sql: &Connection) -> Result<(), rusqlite::Error> {
    sql.execute(
        "INSERT INTO caught_up SELECT 1, coalesce(max(seq), 0) FROM journal WHERE true
         ON CONFLICT (one) DO UPDATE SET number = number + excluded.number",
        [],
    )
    .map(drop)
}

/// Takes out all slots, where none of them waits: of two files made one, the numbers of one say nothing in the other.
pub(super) fn clear(sql: &Connection) -> Result<(), rusqlite::Error> {
    sql.execute("DELETE FROM journal_slots", []).map(drop)
}

/// Where it could not be read how many are over, the last round of entries waits once more: what was noted last of an operation
/// stands then, and of two that stand for the truth the one that is asked about is the safe one. Does nothing in an older shape.
pub(super) fn guess_what_is_over(sql: &Connection) -> Result<(), rusqlite::Error> {
    if !sql.table_exists(None, "caught_up")? {
        return Ok(());
    }
    sql.execute(
        "INSERT OR IGNORE INTO caught_up SELECT 1, coalesce(max(number - slot), 0) FROM journal_slots",
        [],
    )
    .map(drop)
}

/// Whether one waits.
pub(super) fn one_waits(sql: &Connection) -> Result<bool, rusqlite::Error> {
    sql.prepare_cached("SELECT EXISTS (SELECT 1 FROM journal WHERE seq = 1)")?
        .query_row([], |row| row.get(0))
}

/// A row as SQLite writes it: how many bytes it has in front of the last of its columns.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    kinds: usize,
    values: usize,
}

impl Row {
    pub(super) fn text(self, text: &str) -> Self {
        self.with(kind_of(text.len()), text.len())
    }

    pub(super) fn optional(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.text(text),
            None => self.with(1, 0),
        }
    }

    pub(super) fn integer(self, value: i64) -> Self {
        let bits = 65 - value.unsigned_abs().leading_zeros();
        let bytes = match bits {
            _ if (0..=1).contains(&value) => 0,
            0..=8 => 1,
            9..=16 => 2,
            17..=24 => 3,
            25..=32 => 4,
            33..=48 => 6,
            _ => 8,
        };
        self.with(1, bytes)
    }

    fn with(self, kind: usize, value: usize) -> Self {
        Self {
            kinds: self.kinds + kind,
            values: self.values + value,
        }
    }

    /// Over how many pages it goes, at least as many as a slot has already, and how many bytes fill the last one. Both are noted
    /// in the row as well.
    pub(super) fn filling(self, there: Option<i64>) -> (i64, i32) {
        let mut pages = there.unwrap_or(1).max(1);
        loop {
            let own = self.integer(pages).bytes();
            if let Some(filling) = room(pages).checked_sub(own).and_then(filling) {
                return (pages, i32::try_from(filling).unwrap_or(i32::MAX));
            }
            pages += 1;
        }
    }

    /// With the byte that says how long all that comes before the values is.
    fn bytes(self) -> usize {
        1 + self.kinds + self.values
    }
}

fn room(pages: i64) -> usize {
    let others = usize::try_from(pages - 1).unwrap_or_default();
    FIRST_PAGE.saturating_add(OTHER_PAGE.saturating_mul(others))
}

/// What fills so many bytes: what says how long it is is among them.
fn filling(bytes: usize) -> Option<usize> {
    (1..=4).find_map(|kind| {
        let filling = bytes.checked_sub(kind)?;
        (kind_of(filling) == kind).then_some(filling)
    })
}

/// Bytes that say how long a text or a blob is.
fn kind_of(length: usize) -> usize {
    match 13 + 2 * length {
        0..0x80 => 1,
        0x80..0x4000 => 2,
        0x4000..0x20_0000 => 3,
        _ => 4,
    }
}

#[cfg(test)]
#[path = "slots_tests.rs"]
mod tests;
