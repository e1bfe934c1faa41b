//! What is in the journal is seen by all else, in the order it was added, whatever ends Orgdesk when.

use std::path::Path;

use uuid::Uuid;

use super::*;
use crate::connections::{ConnectionId, IdentityView};
use crate::drafts::{CreateTyped, Draft, DraftForm, DraftId, DraftStanding, TypedAs};
use crate::history::{HistoryFilter, Wanted};
use crate::moment::Moment;
use crate::operations::{Stage, UnreadOperation};
use crate::organizations::CreateForm;
use crate::store::from_memory;
use crate::store::tests_of_clocks::create;
use crate::store::{Store, mark};

fn on() -> ConnectionId {
    ConnectionId(Uuid::from_u128(7))
}

fn store(folder: &Path) -> Store {
    Store::in_folder(folder.to_owned(), None)
}

fn file(folder: &Path) -> Connection {
    Connection::open(folder.join("orgdesk.sqlite")).unwrap()
}

/// How many rows of a table are in the file now.
fn rows(folder: &Path, table: &str) -> u32 {
    file(folder)
        .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
        .unwrap()
}

/// How an operation stands in `operations`: its stage, when it began, and when it ended.
fn stands(sql: &Connection, operation: &Operation) -> (String, i64, Option<i64>) {
    sql.query_row(
        "SELECT stage ->> '$', began, ended FROM operations WHERE id = ?1",
        [operation.id.0.to_string()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
    .unwrap()
}

async fn keep(store: &Store, operation: &Operation, stage: Stage) {
    let operation = operation.clone().at(stage, Vec::new());
    store.keep_operation(&operation).await.unwrap();
}

async fn open(store: &Store) -> Vec<String> {
    let open = store.open_operations(on()).await.unwrap();
    let name = |operation: Result<Operation, UnreadOperation>| match operation {
        Ok(operation) => operation.name,
        Err(unread) => format!("{}, unread", unread.name),
    };
    open.into_iter().map(name).collect()
}

/// The names and stages of the history, the newest first, and how many cannot be read.
async fn history(store: &Store) -> (usize, u32) {
    let wanted = Wanted::of(HistoryFilter::default()).unwrap();
    let page = store.history_page(wanted, None, 1_000).await.unwrap();
    (page.rows.len(), page.unread)
}

/// A file of this shape in memory, with these entries in its journal.
fn memory(entries: &[(&Operation, Stage, i64)]) -> Connection {
    let mut memory = Connection::open_in_memory().unwrap();
    assert!(crate::store::migrations::migrate(&mut memory).is_ok());
    let last = Last::default();
    for (operation, stage, at) in entries {
        let operation = (*operation).clone().at(*stage, Vec::new());
        Entry::of(&operation, *at).append(&memory, &last).unwrap();
    }
    memory
}

#[tokio::test]
async fn what_was_added_just_before_orgdesk_was_killed_is_there_in_the_next_run() {
    let folder = tempfile::tempdir().unwrap();
    let killed = store(folder.path());
    let (first, second) = (create(on(), "First"), create(on(), "Second"));
    keep(&killed, &first, Stage::Intent).await;
    keep(&killed, &second, Stage::Intent).await;
    keep(&killed, &first, Stage::Unknown).await;
    drop(killed);
    assert_eq!(
        (rows(folder.path(), "journal"), rows(folder.path(), "operations")),
        (3, 0)
    );
    let next = store(folder.path());
    assert_eq!(open(&next).await, ["First", "Second"]);
    assert_eq!(history(&next).await, (2, 0));
    assert_eq!(
        (rows(folder.path(), "journal"), rows(folder.path(), "operations")),
        (0, 2)
    );
}

#[test]
fn of_several_entries_the_first_says_when_an_operation_began_and_the_last_how_it_stands() {
    let (one, other) = (create(on(), "One"), create(on(), "Other"));
    let sql = memory(&[
        (&one, Stage::Intent, 1_000),
        (&other, Stage::Intent, 1_001),
        (&one, Stage::Sent, 1_002),
        (&one, Stage::Done, 1_003),
    ]);
    bring_up_to_date(&sql).unwrap();
    assert_eq!(stands(&sql, &one), ("done".to_owned(), 1_000, Some(1_003)));
    assert_eq!(stands(&sql, &other), ("intent".to_owned(), 1_001, None));
}

#[test]
fn no_operation_ends_before_it_began_also_where_both_wait_when_the_clock_is_set_back() {
    let (one, other) = (create(on(), "One"), create(on(), "Other"));
    let sql = memory(&[
        (&one, Stage::Intent, 1_000),
        (&one, Stage::Done, 500),
        (&other, Stage::Intent, 600),
    ]);
    bring_up_to_date(&sql).unwrap();
    assert_eq!(stands(&sql, &one), ("done".to_owned(), 1_000, Some(1_000)));
    let names: Vec<String> = sql
        .prepare("SELECT name FROM operations ORDER BY seq")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(names, ["One", "Other"]);
}

#[tokio::test]
async fn what_the_user_settles_comes_after_what_was_noted_before_and_before_what_is_noted_after() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let (settled, carried_on) = (create(on(), "Settled"), create(on(), "Carried On"));
    for operation in [&settled, &carried_on] {
        keep(&run, operation, Stage::Unknown).await;
        run.end_operation(on(), operation.id).await.unwrap();
    }
    keep(&run, &carried_on, Stage::Done).await;
    drop(run);
    assert_eq!(open(&store(folder.path())).await, [] as [&str; 0]);
    let sql = file(folder.path());
    assert_eq!(stands(&sql, &settled).0, "left");
    assert_eq!(stands(&sql, &carried_on).0, "done");
}

#[tokio::test]
async fn one_that_was_taken_over_by_another_identity_stays_theirs_when_it_is_noted_again() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let operation = create(on(), "Adopted");
    let now = IdentityView {
        username: "j.brandt".to_owned(),
        ..operation.identity.clone()
    };
    keep(&run, &operation, Stage::Intent).await;
    run.adopt_operation(operation.id, now.clone(), Vec::new())
        .await
        .unwrap();
    keep(&run, &operation, Stage::Unknown).await;
    drop(run);
    let open = store(folder.path()).open_operations(on()).await.unwrap();
    let open = open[0].as_ref().unwrap();
    assert_eq!((open.owner(), open.stage), (&now, Stage::Unknown));
}

/// A draft of the connection, kept.
async fn draft(store: &Store, of: &Operation) -> DraftId {
    let draft = Draft {
        id: DraftId::new(),
        connection: Some(on()),
        typed: Some(TypedAs {
            address: of.address.clone(),
            identity: of.identity.clone(),
        }),
        form: DraftForm::Create(Box::new(CreateTyped {
            form: CreateForm::default(),
            parent_text: String::new(),
        })),
        left_at: Moment::now(),
    };
    store.keep_draft(draft).await.unwrap()
}

#[tokio::test]
async fn a_draft_follows_its_operation_also_where_orgdesk_is_killed_right_after_it_was_noted() {
    for (stages, offered, kept) in [
        (&[Stage::Intent][..], 0, 1),
        (&[Stage::Intent, Stage::Done][..], 0, 0),
        (&[Stage::Intent, Stage::Rejected][..], 1, 1),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let killed = store(folder.path());
        let mut operation = create(on(), "Typed");
        operation.kept_as = Some(draft(&killed, &operation).await);
        for stage in stages {
            keep(&killed, &operation, *stage).await;
        }
        drop(killed);
        let next = store(folder.path());
        assert_eq!(
            next.drafts(Some(on()), DraftStanding::Kept).await.unwrap().len(),
            offered,
            "{stages:?}"
        );
        assert_eq!(rows(folder.path(), "drafts"), kept, "{stages:?}");
    }
}

#[tokio::test]
async fn a_draft_that_one_operation_gave_back_is_with_the_next_one_that_sends_it() {
    let folder = tempfile::tempdir().unwrap();
    let killed = store(folder.path());
    let (mut refused, mut again) = (create(on(), "Refused"), create(on(), "Again"));
    let draft = Some(draft(&killed, &refused).await);
    (refused.kept_as, again.kept_as) = (draft, draft);
    keep(&killed, &refused, Stage::Intent).await;
    keep(&killed, &refused, Stage::Rejected).await;
    keep(&killed, &again, Stage::Intent).await;
    drop(killed);
    let next = store(folder.path());
    assert!(
        next.drafts(Some(on()), DraftStanding::Kept)
            .await
            .unwrap()
            .is_empty(),
        "it is being sent"
    );
    keep(&next, &again, Stage::NotSent).await;
    assert_eq!(
        next.drafts(Some(on()), DraftStanding::Kept).await.unwrap().len(),
        1
    );
}

#[tokio::test]
async fn one_of_a_later_version_stays_and_holds_up_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let later = create(on(), "Of A Later Version");
    keep(&run, &later, Stage::Intent).await;
    let changed = file(folder.path()).execute(
        "UPDATE journal_slots SET stage = '\"weighed\"', work = '{\"kind\":\"later\"}', outcome = 'weighed'",
        [],
    );
    assert_eq!(changed.unwrap(), 1);
    keep(&run, &create(on(), "Of This One"), Stage::Intent).await;
    assert_eq!(open(&run).await, ["Of A Later Version, unread", "Of This One"]);
    assert_eq!(history(&run).await, (1, 1), "it is counted");
    assert_eq!(
        stands(&file(folder.path()), &later).0,
        "weighed",
        "as it was written"
    );
    run.end_operations(on()).await.unwrap();
    assert_eq!(
        stands(&file(folder.path()), &later).0,
        "left",
        "it can be settled"
    );
}

#[tokio::test]
async fn what_nobody_looks_at_does_not_grow_without_end() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let many = u32::try_from(MANY).unwrap();
    for number in 0..many + 10 {
        keep(&run, &create(on(), &format!("{number}")), Stage::Intent).await;
    }
    assert_eq!(
        (rows(folder.path(), "journal"), rows(folder.path(), "operations")),
        (10, many)
    );
}

#[tokio::test]
async fn where_it_cannot_be_brought_up_to_date_nothing_is_written_and_all_is_still_noted_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let first = create(on(), "First");
    keep(&run, &first, Stage::Unknown).await;
    assert_eq!(open(&run).await, ["First"]);
    let stop = "CREATE TRIGGER full BEFORE INSERT ON operations BEGIN SELECT RAISE(ABORT, 'disk'); END";
    file(folder.path()).execute_batch(stop).unwrap();
    keep(&run, &create(on(), "Second"), Stage::Intent).await;
    assert_eq!(open(&run).await, ["First"]);
    run.end_operation(on(), first.id).await.unwrap_err();
    assert_eq!(waits_for_the_disk(&run).await, 2, "FULL");
    file(folder.path()).execute_batch("DROP TRIGGER full").unwrap();
    run.end_operation(on(), first.id).await.unwrap();
    assert_eq!(open(&run).await, ["Second"]);
    assert_eq!(waits_for_the_disk(&run).await, 2, "FULL");
}

#[tokio::test]
async fn of_what_is_dropped_from_the_history_nothing_is_left_in_the_journal_either() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    keep(&run, &create(on(), "Over"), Stage::Done).await;
    assert_eq!(history(&run).await, (1, 0));
    assert_eq!(rows(folder.path(), "journal_slots"), 1);
    let later = Moment::now().0.as_millisecond() + 1_000;
    assert_eq!(run.drop_history_before(later, 10).await.unwrap(), 1);
    assert_eq!(rows(folder.path(), "journal_slots"), 0);
    keep(&run, &create(on(), "Later"), Stage::Done).await;
    assert_eq!(history(&run).await, (1, 0));
}

#[tokio::test]
async fn what_is_on_the_disk_is_out_of_its_own_memory_where_a_system_tells_these_apart() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    for pragma in ["fullfsync", "checkpoint_fullfsync"] {
        let read =
            run.read(move |sql| sql.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, bool>(0)));
        assert!(read.await.unwrap(), "{pragma}");
    }
}

/// What a commit does now (`PRAGMA synchronous`).
async fn waits_for_the_disk(store: &Store) -> u32 {
    let read = store.read(|sql| sql.query_row("PRAGMA synchronous", [], |row| row.get(0)));
    read.await.unwrap()
}

#[tokio::test]
async fn what_waits_in_a_damaged_file_is_taken_over_and_counted() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    run.remember_plan_codes(on(), vec!["pci-basic".to_owned()])
        .await
        .unwrap();
    let (open_one, done) = (create(on(), "Under Way"), create(on(), "Done"));
    keep(&run, &open_one, Stage::Intent).await;
    keep(&run, &done, Stage::Intent).await;
    keep(&run, &done, Stage::Done).await;
    drop(run);
    assert_eq!(rows(folder.path(), "journal"), 3);
    let path = folder.path().join("orgdesk.sqlite");
    let page: u32 = file(folder.path())
        .query_row(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'plan_codes'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let page = usize::try_from(page).unwrap();
    bytes[(page - 1) * 4_096..page * 4_096].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    mark::set(folder.path());

    let next = store(folder.path());
    let set_aside = crate::store::tests::set_aside(&next).await;
    assert_eq!((set_aside.open_operations, set_aside.whole), (1, false));
    assert_eq!(open(&next).await, ["Under Way"]);
    assert_eq!(history(&next).await, (2, 0));
}

#[test]
fn what_a_file_holds_in_its_journal_does_not_come_over_what_memory_made_of_it() {
    let operation = create(on(), "Settled In Memory");
    let mut file = memory(&[(&operation, Stage::Intent, 1)]);
    let memory = memory(&[(&operation, Stage::Intent, 1), (&operation, Stage::NotSent, 2)]);
    from_memory::remember_changes(&memory).unwrap();
    from_memory::into_file(&memory, &mut file).unwrap();
    bring_up_to_date(&file).unwrap();
    assert_eq!(stands(&file, &operation), ("not_sent".to_owned(), 1, Some(2)));
}

#[tokio::test]
async fn the_file_takes_over_a_log_that_has_grown_when_the_journal_is_brought_up_to_date_and_with_no_entry() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path());
    assert_eq!(open(&store).await.len(), 0);
    let [file, log] = ["orgdesk.sqlite", "orgdesk.sqlite-wal"].map(|name| folder.path().join(name));
    let before = std::fs::read(&file).unwrap();
    // Ten pages each, where SQLite by itself takes over after a thousand.
    let name = "n".repeat(10 * 4_096 / 5);
    for _ in 0..150 {
        store.keep_operation(&create(on(), &name)).await.unwrap();
    }
    let bytes = std::fs::metadata(&log).unwrap().len();
    assert!(bytes > 1_200 * 4_096, "{bytes}");
    assert!(
        std::fs::read(&file).unwrap() == before,
        "an entry waited for the file"
    );
    assert_eq!(open(&store).await.len(), 150);
    let held: u64 = std::fs::metadata(&file).unwrap().len();
    assert!(held > bytes / 4, "{held}");
}
