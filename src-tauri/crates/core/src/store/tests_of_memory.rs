//! Memory in place of the file, and what of it is in the file once that can be written again.

use std::fs;
use std::path::{Path, PathBuf};

use super::tests_of_clocks::create;
use super::tests_of_damage::connection;
use super::*;
use crate::connections::{ConnectionId, StoredConnection};
use crate::drafts::{CreateTyped, Draft, DraftForm, DraftId, DraftStanding, TypedAs};
use crate::history::{HistoryFilter, Wanted};
use crate::moment::Moment;
use crate::operations::Stage;
use crate::organizations::CreateForm;

fn store(folder: &Path) -> Store {
    Store::in_folder(folder.to_owned(), None)
}

/// The file cannot be written for now: SQLite finds something else in the place of its log. It can be read in memory's place.
struct NotWritable(PathBuf);

impl NotWritable {
    fn now(folder: &Path) -> Self {
        let log = folder.join("orgdesk.sqlite-wal");
        assert!(!log.exists(), "nothing is open");
        fs::create_dir(&log).unwrap();
        Self(log)
    }

    fn ends(self) {
        fs::remove_dir(self.0).unwrap();
    }
}

pub(super) fn draft(connection: ConnectionId, name: &str) -> Draft {
    let of = create(connection, name);
    Draft {
        id: DraftId::new(),
        connection: Some(connection),
        typed: Some(TypedAs {
            address: of.address,
            identity: of.identity,
        }),
        form: DraftForm::Create(Box::new(CreateTyped {
            form: CreateForm {
                name: name.to_owned(),
                ..CreateForm::default()
            },
            parent_text: String::new(),
        })),
        left_at: Moment::now(),
    }
}

async fn names(store: &Store) -> Vec<String> {
    let kept = store.connections().await.unwrap();
    kept.readable.into_iter().map(|one| one.name).collect()
}

pub(super) async fn drafts(store: &Store, connection: ConnectionId) -> Vec<DraftId> {
    let drafts = store.drafts(Some(connection), DraftStanding::Kept).await.unwrap();
    drafts.into_iter().map(|one| one.id).collect()
}

/// The names of the operations in the history, the newest first, and how many could not be read.
pub(super) async fn history(store: &Store) -> (Vec<String>, u32) {
    let filter = HistoryFilter::default();
    let page = store
        .history_page(Wanted::of(filter).unwrap(), None, 100)
        .await
        .unwrap();
    (page.rows.into_iter().map(|row| row.name).collect(), page.unread)
}

#[tokio::test]
async fn what_is_taken_out_in_memory_is_not_there_again_once_the_file_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let (removed, stays) = (connection(1), connection(2));
    let run = store(folder.path());
    run.save_connection(&removed).await.unwrap();
    run.save_connection(&stays).await.unwrap();
    let mut kept = Vec::new();
    for name in ["Discarded", "Put Back"] {
        kept.push(run.keep_draft(draft(stays.id, name)).await.unwrap());
    }
    let (discarded, put_back) = (kept[0], kept[1]);
    let earlier = run.keep_draft(draft(stays.id, "Discarded Earlier")).await;
    run.turn_draft(Some(stays.id), earlier.unwrap(), DraftStanding::Discarded)
        .await
        .unwrap();
    for name in ["Dropped", "Younger"] {
        let mut done = create(stays.id, name);
        run.keep_operation(&done).await.unwrap();
        done.stage = Stage::Done;
        run.keep_operation(&done).await.unwrap();
    }
    run.write(|sql| {
        sql.execute(
            "UPDATE operations SET began = 1, ended = 2 WHERE name = 'Dropped'",
            [],
        )
    })
    .await
    .unwrap();
    run.close();
    drop(run);

    let blocked = NotWritable::now(folder.path());
    let run = store(folder.path());
    assert!(!run.lasts().await);
    assert_eq!(names(&run).await, ["Partner 1", "Partner 2"]);
    let of_that_run = run.drafts(Some(stays.id), DraftStanding::Discarded).await;
    assert_eq!(of_that_run.unwrap(), []);
    run.remove_connection(removed.id).await.unwrap();
    for (id, standing) in [
        (discarded, DraftStanding::Discarded),
        (put_back, DraftStanding::Discarded),
        (put_back, DraftStanding::Kept),
    ] {
        let turned = run.turn_draft(Some(stays.id), id, standing).await;
        assert!(turned.unwrap(), "it was there");
    }
    assert_eq!(run.drop_history_before(100, 10).await.unwrap(), 1);
    blocked.ends();

    assert!(run.lasts().await);
    let in_this_run = run
        .drafts(Some(stays.id), DraftStanding::Discarded)
        .await
        .unwrap();
    assert_eq!(in_this_run.len(), 1, "it can be put back");
    drop(run);
    let next = store(folder.path());
    assert_eq!(names(&next).await, ["Partner 2"]);
    let of_that_run = next.drafts(Some(stays.id), DraftStanding::Discarded).await;
    assert_eq!(of_that_run.unwrap(), []);
    assert_eq!(drafts(&next, stays.id).await, [put_back]);
    assert_eq!(history(&next).await, (vec!["Younger".to_owned()], 0));
    let words = "SELECT count(*) FROM operation_words WHERE operation_words MATCH 'dropped'";
    let found = next.read(|sql| sql.query_row(words, [], |row| row.get::<_, i64>(0)));
    assert_eq!(found.await.unwrap(), 0, "nor is it found by its words");
}

#[tokio::test]
async fn what_is_written_again_in_memory_is_in_the_file_as_it_was_written_last() {
    let folder = tempfile::tempdir().unwrap();
    let mine = connection(1);
    let run = store(folder.path());
    run.save_connection(&mine).await.unwrap();
    run.close();
    drop(run);

    let blocked = NotWritable::now(folder.path());
    let run = store(folder.path());
    let twice = create(mine.id, "Twice");
    let done = twice.clone().at(Stage::Done, Vec::new());
    for stands in [&twice, &done] {
        run.keep_operation(stands).await.unwrap();
        assert_eq!(history(&run).await, (vec!["Twice".to_owned()], 0));
    }
    for value in ["Once", "Again"] {
        let renamed = StoredConnection {
            name: value.to_owned(),
            ..mine.clone()
        };
        run.save_connection(&renamed).await.unwrap();
        let codes = vec!["pci-basic".to_owned()];
        run.remember_plan_codes(mine.id, codes).await.unwrap();
        run.write(move |sql| settings::write(sql, "a_setting", value))
            .await
            .unwrap();
    }
    blocked.ends();

    assert!(run.lasts().await);
    drop(run);
    let next = store(folder.path());
    assert_eq!(names(&next).await, ["Again"]);
    assert_eq!(history(&next).await, (vec!["Twice".to_owned()], 0));
    assert!(
        next.open_operations(mine.id).await.unwrap().is_empty(),
        "it is done"
    );
    assert_eq!(next.plan_codes(mine.id).await.unwrap(), ["pci-basic"]);
    let setting = next.read(|sql| settings::read(sql, "a_setting")).await;
    assert_eq!(setting.unwrap().as_deref(), Some("Again"));
}

/// As a crash leaves it: the newest is in the log alone. Who comes next cannot share it with others: SQLite finds a link to nowhere
/// where it would do that.
#[cfg(unix)]
fn crashed(folder: &Path, into: &Path) -> PathBuf {
    for ending in ["", "-wal"] {
        let name = format!("orgdesk.sqlite{ending}");
        fs::copy(folder.join(&name), into.join(&name)).unwrap();
    }
    let shared = into.join("orgdesk.sqlite-shm");
    std::os::unix::fs::symlink("/nowhere/at/all", &shared).unwrap();
    shared
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_in_the_log_alone_is_read_also_where_nothing_can_be_written() {
    let (folder, next) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mine = connection(1);
    let run = store(folder.path());
    run.save_connection(&mine).await.unwrap();
    run.keep_operation(&create(mine.id, "In The Log")).await.unwrap();
    let blocked = crashed(folder.path(), next.path());
    let bytes = |ending: &str| fs::read(next.path().join(format!("orgdesk.sqlite{ending}"))).unwrap();
    let before = ["", "-wal"].map(bytes);

    let run = store(next.path());
    assert!(!run.lasts().await);
    assert_eq!(names(&run).await, ["Partner 1"]);
    assert_eq!(history(&run).await, (vec!["In The Log".to_owned()], 0));
    assert_eq!(["", "-wal"].map(bytes), before, "and not a byte of it is changed");
    fs::remove_file(blocked).unwrap();
    assert!(run.lasts().await);
    assert_eq!(history(&run).await, (vec!["In The Log".to_owned()], 0));
}

#[tokio::test]
async fn an_older_copy_in_memory_does_not_come_over_what_is_newer_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mine = connection(1);
    let run = store(folder.path());
    run.save_connection(&mine).await.unwrap();
    for name in ["Known By Now", "Settled Here"] {
        run.keep_operation(&create(mine.id, name)).await.unwrap();
    }
    assert_eq!(history(&run).await.1, 0, "none of them waits in the journal");
    run.close();
    drop(run);

    let blocked = NotWritable::now(folder.path());
    let run = store(folder.path());
    let open = run.open_operations(mine.id).await.unwrap();
    let settled = open[1].as_ref().unwrap().id;
    run.end_operation(mine.id, settled).await.unwrap();
    blocked.ends();
    // What memory did not read: it is newer than what it has.
    let file = Connection::open(folder.path().join("orgdesk.sqlite")).unwrap();
    let newer = "UPDATE operations SET stage = '\"done\"', ended = began, outcome = 'done' WHERE name = 'Known By Now'";
    assert_eq!(file.execute(newer, []).unwrap(), 1);
    drop(file);

    assert!(run.lasts().await);
    let stages = "SELECT group_concat(stage || name, ', ') FROM operations";
    let stages = run.read(|sql| sql.query_row(stages, [], |row| row.get::<_, String>(0)));
    assert_eq!(
        stages.await.unwrap(),
        "\"done\"Known By Now, \"left\"Settled Here"
    );
}

#[tokio::test]
async fn what_memory_could_not_read_of_the_file_is_still_there_beside_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let mine = connection(1);
    let run = store(folder.path());
    run.save_connection(&mine).await.unwrap();
    run.keep_operation(&create(mine.id, "Before")).await.unwrap();
    run.keep_draft(draft(mine.id, "Typed Before")).await.unwrap();
    run.close();
    drop(run);

    // Nothing of it can be read either: it is not there.
    let away = folder.path().with_extension("away");
    fs::rename(folder.path(), &away).unwrap();
    fs::write(folder.path(), b"in the way").unwrap();
    let run = store(folder.path());
    assert!(!run.lasts().await);
    assert_eq!(names(&run).await, Vec::<String>::new());
    run.save_connection(&connection(2)).await.unwrap();
    run.keep_operation(&create(mine.id, "Meanwhile")).await.unwrap();
    run.keep_draft(draft(mine.id, "Typed Meanwhile")).await.unwrap();
    fs::remove_file(folder.path()).unwrap();
    fs::rename(&away, folder.path()).unwrap();

    assert!(run.lasts().await);
    drop(run);
    let next = store(folder.path());
    assert_eq!(names(&next).await, ["Partner 1", "Partner 2"]);
    let both = vec!["Meanwhile".to_owned(), "Before".to_owned()];
    assert_eq!(history(&next).await, (both, 0), "in the order they began in");
    assert_eq!(drafts(&next, mine.id).await.len(), 2);
}

#[tokio::test]
async fn every_table_has_a_key_by_which_its_rows_are_known_in_another_file() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let keys = run
        .read(|sql| {
            let tables = take_over::tables(sql)?;
            tables
                .into_iter()
                .map(|table| Ok((from_memory::key_of(sql, &table)?.join(", "), table)))
                .collect::<Result<Vec<_>, rusqlite::Error>>()
        })
        .await
        .unwrap();
    let without: Vec<_> = keys.iter().filter(|(key, _)| key.is_empty()).collect();
    let of = |table: &str| keys.iter().find(|(_, name)| name == table).unwrap().0.as_str();
    assert_eq!((of("operations"), of("plan_codes")), ("id", "connection, code"));
    let names: Vec<_> = without.into_iter().map(|(_, table)| table.as_str()).collect();
    assert_eq!(
        names,
        ["caught_up", "journal_slots"],
        "each file has these for itself: nothing of another's goes into them"
    );
}

#[tokio::test]
async fn a_folder_that_another_took_since_it_can_be_written_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let (mine, late) = (connection(1), connection(2));
    let run = store(folder.path());
    run.save_connection(&mine).await.unwrap();
    run.close();
    drop(run);

    // The folder takes no file, so that it cannot be locked either.
    let (blocked, lock) = (
        NotWritable::now(folder.path()),
        folder.path().join("orgdesk.lock"),
    );
    fs::remove_file(&lock).unwrap();
    fs::create_dir(&lock).unwrap();
    let run = store(folder.path());
    assert_eq!(run.why_not_lasting().await, Some(LocalDataProblem::NotWritable));
    blocked.ends();
    fs::remove_dir(&lock).unwrap();
    let another = Lock::of(folder.path()).unwrap();
    run.save_connection(&late).await.unwrap();
    assert_eq!(run.why_not_lasting().await, Some(LocalDataProblem::InUse));
    assert_eq!(names(&run).await, ["Partner 1", "Partner 2"], "of this run alone");
    drop((run, another));
    assert_eq!(names(&store(folder.path())).await, ["Partner 1"]);
}

/// A writer that took the memory for what there is, before the file came in its place with something else that was written.
async fn overtaken(folder: &Path) -> (Store, Shared) {
    fs::write(folder.join("orgdesk"), b"in the way").unwrap();
    let run = store(&folder.join("orgdesk"));
    let memory = run.shared_to_write().await.unwrap();
    assert!(!memory.lasts());
    fs::remove_file(folder.join("orgdesk")).unwrap();
    run.save_connection(&connection(1)).await.unwrap();
    assert!(run.lasts().await);
    (run, memory)
}

#[tokio::test]
async fn a_write_that_comes_to_memory_after_the_file_came_in_its_place_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (run, memory) = overtaken(folder.path()).await;
    let insert = |sql: &mut Connection| settings::write(sql, "late", "is there");
    run.run(memory, LocalDataUse::Writing, insert).await.unwrap();
    drop(run);
    let next = store(&folder.path().join("orgdesk"));
    let late = next.read(|sql| settings::read(sql, "late")).await.unwrap();
    assert_eq!(late.as_deref(), Some("is there"));
}

#[tokio::test]
async fn an_entry_that_comes_to_memory_after_the_file_came_in_its_place_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let (run, memory) = overtaken(folder.path()).await;
    let late = create(ConnectionId::new(), "Late");
    let entry = journal::Entry::of(&late, 1);
    run.write_together_to(memory, entry).await.unwrap();
    drop(run);
    let next = store(&folder.path().join("orgdesk"));
    assert_eq!(history(&next).await, (vec!["Late".to_owned()], 0));
}
