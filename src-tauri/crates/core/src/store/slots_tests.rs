use scanning_api::OrganizationId;
use uuid::Uuid;

use super::*;
use crate::connections::ConnectionId;
use crate::operations::{Operation, Stage};
use crate::store::journal::{Entry, bring_up_to_date};
use crate::store::tests_of_clocks::create;
use crate::store::{from_memory, migrations, take_over};

fn file() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let mut file = Connection::open(folder.path().join("file")).unwrap();
    file.pragma_update(None, "journal_mode", "WAL").unwrap();
    assert!(migrations::migrate(&mut file).is_ok());
    (folder, file)
}

/// An operation whose row has so many bytes more.
fn with_more(bytes: usize) -> Operation {
    Operation {
        name: "x".repeat(bytes),
        ..create(ConnectionId::new(), "Brightwater")
    }
}

fn add(sql: &Connection, last: &Last, operation: &Operation) {
    let entry = Entry::of(operation, 1_790_000_000_000);
    entry.append(sql, last).unwrap();
}

/// Pages in the log after what is done, which is emptied before.
fn pages_written(sql: &Connection, done: impl FnOnce()) -> u32 {
    let log = |mode: &str| {
        sql.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |row| row.get(1))
            .unwrap()
    };
    let _emptied: u32 = log("TRUNCATE");
    done();
    log("PASSIVE")
}

fn waiting(sql: &Connection) -> Vec<i64> {
    let mut statement = sql
        .prepare("SELECT length(name) FROM journal ORDER BY seq")
        .unwrap();
    let lengths = statement.query_map([], |row| row.get(0)).unwrap();
    lengths.map(Result::unwrap).collect()
}

fn slots(sql: &Connection) -> u32 {
    sql.query_row("SELECT count(*) FROM journal_slots", [], |row| row.get(0))
        .unwrap()
}

/// How many pages the only slot has.
fn pages(sql: &Connection) -> u32 {
    sql.query_row("SELECT pages FROM journal_slots", [], |row| row.get(0))
        .unwrap()
}

#[test]
fn an_entry_in_a_slot_that_is_there_writes_pages_of_the_slot_and_no_others() {
    // Of lengths that are said with another number of bytes, also by what fills up the rest.
    for (before, after) in [
        (100, 0),
        (1_500, 2),
        (7_000, 200),
        (18_000, 8_200),
        (18_000, 1_000),
    ] {
        let (_folder, sql) = file();
        let last = Last::default();
        add(&sql, &last, &with_more(before));
        bring_up_to_date(&sql).unwrap();
        let slot = pages(&sql);
        for (letter, stage, organization) in [
            ("y", Stage::Intent, None),
            ("z", Stage::Done, Some(OrganizationId(Uuid::from_u128(1)))),
        ] {
            let operation = Operation {
                name: letter.repeat(after),
                organization,
                ..with_more(0).at(stage, Vec::new())
            };
            let written = pages_written(&sql, || add(&sql, &last, &operation));
            assert!(
                written <= slot,
                "{written} of {slot}: {before}, {after}, {stage:?}"
            );
            bring_up_to_date(&sql).unwrap();
            assert_eq!(pages(&sql), slot);
        }
        assert_eq!(slots(&sql), 1);
    }
}

#[test]
fn a_slot_is_as_large_as_its_pages_hold() {
    let (_folder, sql) = file();
    let last = Last::default();
    for bytes in (0..13_000).step_by(17) {
        add(&sql, &last, &with_more(bytes));
    }
    let sizes: (u32, u32) = sql
        .query_row(
            "SELECT payload, wanted FROM dbstat, (SELECT sum(4061 + 4092 * (pages - 1)) AS wanted FROM journal_slots)
             WHERE name = 'journal_slots' AND aggregate = TRUE",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(sizes.0, sizes.1);
}

#[test]
fn a_slot_grows_with_what_it_has_to_hold_and_never_shrinks() {
    let (_folder, sql) = file();
    let last = Last::default();
    for (bytes, wanted) in [(0, 1), (9_000, 3), (10, 3), (20_000, 6)] {
        add(&sql, &last, &with_more(bytes));
        assert_eq!(waiting(&sql), [i64::try_from(bytes).unwrap()]);
        assert_eq!(pages(&sql), wanted, "{bytes}");
        bring_up_to_date(&sql).unwrap();
    }
}

#[test]
fn an_entry_comes_behind_all_that_wait_whoever_added_them() {
    let (_folder, sql) = file();
    for bytes in 1..4 {
        // As in a run of its own each.
        add(&sql, &Last::default(), &with_more(bytes));
    }
    assert_eq!(waiting(&sql), [1, 2, 3]);
    bring_up_to_date(&sql).unwrap();
    assert_eq!(waiting(&sql), [0; 0]);
    let last = Last::default();
    add(&sql, &last, &with_more(4));
    add(&sql, &last, &with_more(5));
    assert_eq!((waiting(&sql), slots(&sql), last.count()), (vec![4, 5], 3, 2));
}

#[test]
fn one_that_was_taken_back_leaves_its_place_to_the_next() {
    let (_folder, sql) = file();
    let last = Last::default();
    add(&sql, &last, &with_more(1));
    let taken_back = sql.unchecked_transaction().unwrap();
    add(&sql, &last, &with_more(2));
    add(&sql, &last, &with_more(3));
    taken_back.rollback().unwrap();
    add(&sql, &last, &with_more(4));
    assert_eq!((waiting(&sql), last.count()), (vec![1, 4], 2));
}

#[test]
fn what_waited_in_a_file_of_the_shape_before_still_waits() {
    let mut sql = Connection::open_in_memory().unwrap();
    let transaction = sql.transaction().unwrap();
    migrations::up_to(&transaction, 6).unwrap();
    transaction.commit().unwrap();
    for (seq, stage) in [(3, "intent"), (7, "unknown")] {
        sql.execute(
            "INSERT INTO journal (seq, at, is_over, id, connection, connection_name, address, identity, name, kind, stage, work,
                 requests, steps, unread, outcome)
             VALUES (?1, ?1, 0, 'a', 'b', 'c', 'd', '{}', 'e', 'create', ?2, '{}', '[]', '[]', '[]', 'not_known')",
            (seq, format!("{stage:?}")),
        )
        .unwrap();
    }
    assert!(migrations::migrate(&mut sql).is_ok());
    add(&sql, &Last::default(), &with_more(5));
    assert_eq!(waiting(&sql), [1, 1, 5]);
    bring_up_to_date(&sql).unwrap();
    let stage: String = sql
        .query_row("SELECT stage FROM operations WHERE id = 'a'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(stage, "\"unknown\"");
}

#[test]
fn where_it_is_not_known_how_many_are_over_the_last_round_waits_again() {
    let (_folder, sql) = file();
    let last = Last::default();
    for bytes in [1, 2, 3] {
        add(&sql, &last, &with_more(bytes));
    }
    bring_up_to_date(&sql).unwrap();
    add(&sql, &last, &with_more(4));
    guess_what_is_over(&sql).unwrap();
    assert_eq!(waiting(&sql), [4], "it is known");
    sql.execute("DELETE FROM caught_up", []).unwrap();
    guess_what_is_over(&sql).unwrap();
    assert_eq!(waiting(&sql), [4]);
    let stage = create(ConnectionId::new(), "Brightwater").at(Stage::Done, Vec::new());
    add(&sql, &last, &stage);
    assert_eq!(waiting(&sql), [4, 11]);
}

#[test]
fn what_is_over_in_a_file_stays_over_when_memory_that_counted_less_is_written_over_it() {
    let (_folder, mut sql) = file();
    let last = Last::default();
    for bytes in [1, 2, 3, 4] {
        add(&sql, &last, &with_more(bytes));
        if bytes == 2 {
            bring_up_to_date(&sql).unwrap();
        }
    }
    bring_up_to_date(&sql).unwrap();
    let (_other, memory) = file();
    add(&memory, &Last::default(), &with_more(5));
    add(&memory, &Last::default(), &with_more(6));
    from_memory::remember_changes(&memory).unwrap();
    from_memory::into_file(&memory, &mut sql).unwrap();
    assert_eq!((waiting(&sql), slots(&sql)), (vec![], 0));
}

#[test]
fn what_waits_in_a_file_of_which_the_first_of_them_or_the_count_of_those_over_cannot_be_read_is_taken_over() {
    for lost in ["journal_slots WHERE slot = 1", "caught_up"] {
        let (folder, sql) = file();
        let last = Last::default();
        add(&sql, &last, &with_more(1));
        bring_up_to_date(&sql).unwrap();
        for bytes in [2, 3] {
            add(&sql, &last, &with_more(bytes));
        }
        sql.execute(&format!("DELETE FROM {lost}"), []).unwrap();
        drop(sql);
        let mut anew = Connection::open_in_memory().unwrap();
        take_over::from_file(
            &folder.path().join("file"),
            take_over::Others::HaveItNot,
            &mut anew,
        )
        .unwrap();
        let noted: Vec<u32> = anew
            .prepare("SELECT length(name) FROM operations ORDER BY seq")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(noted.ends_with(&[3]), "{noted:?} without {lost}");
    }
}
