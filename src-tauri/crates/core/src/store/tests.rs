//! What the local data says when it fails, and when it is looked through.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::*;
use crate::connections::ConnectionId;
use crate::error::SetAsideView;

#[tokio::test]
async fn a_disk_that_fills_up_later_is_told_as_something_that_could_not_be_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path().to_owned(), None);
    let full = store.write(|sql| sql.pragma_update_and_check(None, "max_page_count", 1, |_| Ok(())));
    full.await.unwrap();
    let many = (0..1_000).map(|number| format!("plan-{number}")).collect();
    let failed = store.remember_plan_codes(ConnectionId::new(), many).await;
    assert_eq!(
        failed.unwrap_err(),
        AppError::LocalData {
            during: LocalDataUse::Writing,
            problem: LocalDataProblem::Full,
            set_aside: None,
        }
    );
    assert_eq!(store.trouble().await, None, "it was opened well");
}

/// A store of which a page of a table was overwritten after a run that ended as it should.
async fn damaged_after_a_clean_end(folder: &Path, table: &'static str) -> Store {
    let store = Store::in_folder(folder.to_owned(), None);
    let codes = vec!["pci-basic".to_owned()];
    store
        .remember_plan_codes(ConnectionId::PRACTICE, codes)
        .await
        .unwrap();
    let page: u32 = store
        .read(move |sql| {
            sql.query_row(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?1",
                [table],
                |row| row.get(0),
            )
        })
        .await
        .unwrap();
    store.close();
    drop(store);
    let mut file = std::fs::OpenOptions::new()
        .write(true)
        .open(folder.join("orgdesk.sqlite"))
        .unwrap();
    file.seek(SeekFrom::Start(u64::from(page - 1) * 4_096)).unwrap();
    file.write_all(&[0xA5; 4_096]).unwrap();
    Store::in_folder(folder.to_owned(), None)
}

/// What is said of the damaged file, which is still there.
pub(super) async fn set_aside(store: &Store) -> SetAsideView {
    let trouble = store.trouble().await;
    let Some(AppError::LocalData {
        during: LocalDataUse::Opening,
        problem: LocalDataProblem::Damaged,
        set_aside: Some(set_aside),
    }) = trouble
    else {
        panic!("{trouble:?}")
    };
    assert!(Path::new(&set_aside.file).exists());
    *set_aside
}

fn is_set_aside(folder: &Path) -> bool {
    let mut files = std::fs::read_dir(folder).unwrap();
    files.any(|file| file.unwrap().file_name().to_string_lossy().contains(".damaged-"))
}

#[tokio::test]
async fn after_a_clean_end_damage_further_on_is_met_later_and_set_aside_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let store = damaged_after_a_clean_end(folder.path(), "plan_codes").await;
    assert_eq!(store.trouble().await, None, "not all of it was looked at");
    assert_eq!(
        store.plan_codes(ConnectionId::PRACTICE).await.unwrap_err(),
        AppError::LocalData {
            during: LocalDataUse::Reading,
            problem: LocalDataProblem::Damaged,
            set_aside: None,
        }
    );
    store.close();
    drop(store);
    assert!(!is_set_aside(folder.path()));
    let next = Store::in_folder(folder.path().to_owned(), None);
    assert!(!set_aside(&next).await.whole);
    assert!(is_set_aside(folder.path()));
    assert!(next.plan_codes(ConnectionId::PRACTICE).await.is_ok());
}

#[tokio::test]
async fn after_an_unclean_end_damage_anywhere_is_found_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = damaged_after_a_clean_end(folder.path(), "plan_codes").await;
    mark::set(folder.path());
    assert!(!set_aside(&store).await.whole);
}

#[tokio::test]
async fn damage_in_what_every_start_reads_is_always_found_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = damaged_after_a_clean_end(folder.path(), "connections").await;
    assert!(!set_aside(&store).await.whole);
    assert!(is_set_aside(folder.path()));
}

#[tokio::test]
async fn a_run_that_ends_while_something_is_written_has_not_ended_as_it_should() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path().to_owned(), None);
    let shared = store.shared().await.unwrap();
    let writing = shared.connection.lock().unwrap();
    store.close();
    assert!(mark::set(folder.path()), "it is there still");
    drop(writing);
    store.close();
    assert!(!mark::set(folder.path()));
}
