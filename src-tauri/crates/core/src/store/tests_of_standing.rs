//! Whether the files that were opened still stand under their names, asked at each write.

use std::fs;
use std::path::Path;

use super::tests_of_clocks::create;
use super::tests_of_damage::connection;
use super::*;
use crate::connections::ConnectionId;

fn store(folder: &Path) -> Store {
    Store::in_folder(folder.to_owned(), None)
}

fn log(folder: &Path) -> std::path::PathBuf {
    folder.join("orgdesk.sqlite-wal")
}

fn problem(refused: Result<(), AppError>) -> LocalDataProblem {
    match refused {
        Err(AppError::LocalData {
            during: LocalDataUse::Writing,
            problem,
            ..
        }) => problem,
        other => panic!("{other:?}"),
    }
}

/// How many operations are in the files as they are, the log included.
fn operations_in(folder: &Path) -> i64 {
    let left = tempfile::tempdir().unwrap();
    for ending in ["", "-wal"] {
        let name = format!("orgdesk.sqlite{ending}");
        let _not_there = fs::copy(folder.join(&name), left.path().join(&name));
    }
    let file = Connection::open(left.path().join("orgdesk.sqlite")).unwrap();
    let count = "SELECT (SELECT count(*) FROM operations) + (SELECT count(*) FROM journal)";
    file.query_row(count, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn where_no_new_log_can_be_begun_for_now_what_was_in_the_old_one_is_kept_and_nothing_else_until_it_can()
{
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let mine = ConnectionId::new();
    run.keep_operation(&create(mine, "Before")).await.unwrap();
    // Another program reads just now.
    let reader = Connection::open(folder.path().join("orgdesk.sqlite")).unwrap();
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM operations")
        .unwrap();
    fs::remove_file(log(folder.path())).unwrap();
    for _ in 0..2 {
        let refused = run.keep_operation(&create(mine, "Meanwhile")).await;
        assert_eq!(problem(refused), LocalDataProblem::Replaced);
        assert!(!log(folder.path()).exists());
        assert_eq!(operations_in(folder.path()), 1);
    }
    drop(reader);
    run.keep_operation(&create(mine, "After")).await.unwrap();
    assert_eq!(operations_in(folder.path()), 2);
}

#[tokio::test]
async fn what_is_written_in_place_of_a_create_is_refused_as_any_other_write() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    let first = create(ConnectionId::new(), "First");
    run.keep_operation(&first).await.unwrap();
    fs::rename(
        folder.path().join("orgdesk.sqlite"),
        folder.path().join("elsewhere"),
    )
    .unwrap();
    let mut second = create(first.connection, "Second");
    second.instead_of = Some(first.id);
    for write in [&first, &second] {
        let refused = run.keep_operation(write).await;
        assert_eq!(problem(refused), LocalDataProblem::NotWritable);
    }
    fs::write(folder.path().join("orgdesk.sqlite"), b"another").unwrap();
    for write in [&first, &second] {
        let refused = run.keep_operation(write).await;
        assert_eq!(problem(refused), LocalDataProblem::Replaced);
    }
}

#[tokio::test]
async fn what_was_written_while_the_file_was_replaced_is_not_called_written() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    run.save_connection(&connection(1)).await.unwrap();
    let file = folder.path().join("orgdesk.sqlite");
    let written = run.write(move |sql| {
        sql.execute_batch("CREATE TABLE later (kept TEXT)")?;
        fs::rename(&file, file.with_extension("away")).unwrap();
        fs::write(&file, b"another").unwrap();
        Ok(())
    });
    assert_eq!(problem(written.await), LocalDataProblem::Replaced);
}

#[tokio::test]
async fn the_mark_of_a_run_stays_where_its_files_were_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    run.save_connection(&connection(1)).await.unwrap();
    let file = folder.path().join("orgdesk.sqlite");
    fs::rename(&file, file.with_extension("away")).unwrap();
    fs::copy(file.with_extension("away"), &file).unwrap();
    run.close();
    assert!(mark::set(folder.path()), "the next start looks for damage");
    fs::rename(file.with_extension("away"), &file).unwrap();
    run.close();
    assert!(!mark::set(folder.path()));
}

#[tokio::test]
async fn a_file_whose_name_is_a_link_is_known_with_its_log_and_not_taken_for_another_that_the_link_leads_to_since()
 {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let link = folder.path().join("orgdesk.sqlite");
    let [target, another] = ["target", "another"].map(|name| elsewhere.path().join(name));
    fs::write(&target, b"").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let run = store(folder.path());
    run.save_connection(&connection(1)).await.unwrap();
    fs::remove_file(elsewhere.path().join("target-wal")).unwrap();
    run.save_connection(&connection(2)).await.unwrap();
    assert!(elsewhere.path().join("target-wal").exists());
    fs::copy(&target, &another).unwrap();
    fs::remove_file(&link).unwrap();
    std::os::unix::fs::symlink(&another, &link).unwrap();
    let refused = run.save_connection(&connection(3)).await;
    assert_eq!(problem(refused), LocalDataProblem::Replaced);
}

#[tokio::test]
async fn that_the_file_has_taken_over_its_log_while_something_was_read_is_not_taken_for_somebody_elses_change()
 {
    let folder = tempfile::tempdir().unwrap();
    let run = store(folder.path());
    run.save_connection(&connection(1)).await.unwrap();
    let takes_over = |sql: &Connection| sql.query_row("PRAGMA wal_checkpoint(FULL)", [], |_| Ok(()));
    run.read(takes_over).await.unwrap();
    fs::remove_file(log(folder.path())).unwrap();
    run.save_connection(&connection(2)).await.unwrap();
}
