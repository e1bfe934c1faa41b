//! Local data whose files are deleted or replaced while Orgdesk is open: nothing is sent that the next run would not know of, and
//! no form is called kept that it would not have.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::{DraftKeepRequest, DraftKeptView, WhichDraft};
use orgdesk_core::error::{LocalDataProblem, LocalDataUse};
use orgdesk_core::history::HistoryFilter;
use orgdesk_core::organizations::SendRequest;
use serde_json::json;

use crate::create::with_details;
use crate::drafts::{created, draft, open};
use crate::history::list;
use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};
use crate::journal::{data, next_run, stages};
use crate::support::{Desk, app, named};

const FILES: [&str; 3] = ["orgdesk.sqlite", "orgdesk.sqlite-wal", "orgdesk.sqlite-shm"];

fn delete_log(desk: &Desk) {
    fs::remove_file(data(desk).join("orgdesk.sqlite-wal")).unwrap();
}

/// What a crash at this moment would leave.
fn crashed(desk: &Desk) -> PathBuf {
    let left = desk.folder.path().join("left");
    fs::create_dir(&left).unwrap();
    for file in &FILES[..2] {
        let _not_there = fs::copy(data(desk).join(file), left.join(file));
    }
    left
}

/// A copy of the local data as it is now, in one file.
fn backup(data: &Path) -> PathBuf {
    let backup = data.with_file_name("backup");
    let file = rusqlite::Connection::open(data.join("orgdesk.sqlite")).unwrap();
    file.execute("VACUUM INTO ?1", [backup.to_str().unwrap()])
        .unwrap();
    backup
}

/// Puts a backup in the place of the local data.
fn put_in_place(backup: &Path, data: &Path) {
    for file in FILES {
        let _not_there = fs::remove_file(data.join(file));
    }
    fs::rename(backup, data.join("orgdesk.sqlite")).unwrap();
}

async fn kept(desk: &Desk, connection: ConnectionId, name: &str) -> Result<Option<DraftKeptView>, AppError> {
    let request = DraftKeepRequest {
        id: None,
        connection: Some(connection),
        form: Some(created(named(name))),
    };
    desk.app.keep_draft(request).await
}

fn not_written(problem: LocalDataProblem) -> AppError {
    AppError::LocalData {
        during: LocalDataUse::Writing,
        problem,
        set_aside: None,
    }
}

/// Nothing is sent and nothing called kept, and why is said.
async fn refuses(desk: &Desk, connection: ConnectionId, problem: LocalDataProblem) {
    let sent = desk.seen("POST");
    let refused = desk.create(connection, named("Not Noted")).await.unwrap_err();
    assert_eq!(refused, AppError::NotNoted { problem });
    assert_eq!(desk.seen("POST"), sent);
    let refused = kept(desk, connection, "Not Kept").await.unwrap_err();
    assert_eq!(refused, not_written(problem));
}

#[tokio::test]
async fn after_the_log_was_deleted_what_is_sent_and_what_was_is_noted_in_a_new_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lost(connection, "Before").await;
    let words = HistoryFilter {
        text: "before".to_owned(),
        ..HistoryFilter::default()
    };
    assert_eq!(list(&desk, words).await.rows.len(), 1);
    delete_log(&desk);
    desk.lost(connection, "After").await;
    assert_eq!(stages(&crashed(&desk)), ["unknown", "unknown"]);

    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 2);
    desk.create(connection, named("In The Next Run")).await.unwrap();
    assert_eq!(desk.held("In The Next Run"), 1);
}

#[tokio::test]
async fn a_form_that_is_kept_after_the_log_was_deleted_is_there_after_a_crash() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    delete_log(&desk);
    kept(&desk, connection, "Typed").await.unwrap().unwrap();
    let left = rusqlite::Connection::open(crashed(&desk).join("orgdesk.sqlite")).unwrap();
    let drafts = left.query_row("SELECT count(*) FROM drafts", [], |row| row.get(0));
    assert_eq!(drafts, Ok(1));
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    assert!(open(&desk, connection, WhichDraft::LastNew).await.is_some());
}

#[tokio::test]
async fn where_the_log_is_deleted_and_nothing_else_done_the_end_of_orgdesk_loses_nothing_of_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lost(connection, "Before").await;
    delete_log(&desk);
    desk.app.close();
    assert_eq!(stages(&crashed(&desk)), ["unknown"]);
}

#[tokio::test]
async fn nothing_is_sent_nor_called_kept_once_a_backup_stands_in_the_place_of_the_local_data() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let open = desk.lost(connection, "Before").await;
    put_in_place(&backup(&data(&desk)), &data(&desk));
    refuses(&desk, connection, LocalDataProblem::Replaced).await;
    let request = SendRequest {
        connection,
        review: open,
    };
    let settled = desk.app.leave_operation(request).await;
    assert_eq!(
        settled.unwrap_err(),
        not_written(LocalDataProblem::Replaced),
        "nor is anything called settled"
    );
    let shown = list(&desk, HistoryFilter::default()).await.rows.len();
    assert_eq!(shown, 1, "what was kept is still shown");

    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1, "the next run goes on with the backup");
    desk.create(connection, named("In The Next Run")).await.unwrap();
    assert_eq!(next_run(desk, connection).await.1.len(), 1);
}

#[tokio::test]
async fn nothing_is_sent_once_another_folder_stands_in_the_place_of_the_one_with_the_local_data() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (backup, away) = (backup(&data(&desk)), data(&desk).with_file_name("away"));
    fs::rename(data(&desk), &away).unwrap();
    refuses(&desk, connection, LocalDataProblem::NotWritable).await;
    assert!(!data(&desk).exists(), "nothing is made where it was");
    fs::create_dir(data(&desk)).unwrap();
    for file in ["orgdesk.lock", "orgdesk.in-use"] {
        fs::copy(away.join(file), data(&desk).join(file)).unwrap();
    }
    fs::copy(&backup, data(&desk).join("orgdesk.sqlite")).unwrap();
    refuses(&desk, connection, LocalDataProblem::Replaced).await;

    fs::remove_dir_all(data(&desk)).unwrap();
    fs::rename(&away, data(&desk)).unwrap();
    desk.create(connection, named("Back")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["done"], "it is the one that was opened");
}

#[tokio::test]
async fn a_log_that_somebody_else_put_there_is_neither_used_nor_removed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let log = data(&desk).join("orgdesk.sqlite-wal");
    let bytes = fs::read(&log).unwrap();
    fs::remove_file(&log).unwrap();
    fs::write(&log, &bytes).unwrap();
    refuses(&desk, connection, LocalDataProblem::Replaced).await;
    assert_eq!(fs::read(&log).unwrap(), bytes);
}

#[tokio::test]
async fn a_backup_that_is_copied_over_the_file_is_not_written_over_where_the_log_was_deleted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let backup = backup(&data(&desk));
    desk.create(connection, named("After The Backup")).await.unwrap();
    delete_log(&desk);
    let file = data(&desk).join("orgdesk.sqlite");
    let bytes = fs::read(&backup).unwrap();
    fs::write(&file, &bytes).unwrap();
    list(&desk, HistoryFilter::default()).await;
    refuses(&desk, connection, LocalDataProblem::Replaced).await;
    desk.app.close();
    assert_eq!(fs::read(&file).unwrap(), bytes);
}

#[tokio::test]
async fn where_the_local_data_is_replaced_between_two_requests_the_second_is_not_sent() {
    let place: Arc<Mutex<PathBuf>> = Arc::default();
    let data = place.clone();
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => {
            let data = data.lock().unwrap();
            put_in_place(&backup(&data), &data);
            Some(reply(201, json!({"data": {"id": ONE}}).to_string()))
        }
        _ => lists(asked).then(|| json_reply(&json!({"data": []}))),
    })
    .await;
    *place.lock().unwrap() = desk.data();
    let connection = desk.connected().await;
    let result = desk
        .create(connection, with_details("Replaced Midway"))
        .await
        .unwrap();
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (1, 0));
    let told = result.steps.iter().any(|step| step.title.contains("noted"));
    assert!(told, "that it is not noted is said: {:?}", result.steps);
}

#[tokio::test]
async fn who_comes_after_the_file_of_the_lock_was_deleted_finds_the_local_data_in_use_all_the_same() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let lock = data(&desk).join("orgdesk.lock");
    fs::remove_file(&lock).unwrap();
    desk.create(connection, named("By The First")).await.unwrap();
    let second = app(&desk.keyring, &desk.heard, &desk.folder);
    let trouble = second.start().await.trouble;
    let in_use = LocalDataProblem::InUse;
    assert!(
        matches!(trouble, Some(AppError::LocalData { problem, .. }) if problem == in_use),
        "{trouble:?}"
    );
    desk.create(connection, named("And Again")).await.unwrap();
}

#[tokio::test]
async fn nothing_is_sent_once_another_orgdesk_has_the_local_data_because_the_lock_was_deleted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    fs::remove_file(data(&desk).join("orgdesk.lock")).unwrap();
    let second = app(&desk.keyring, &desk.heard, &desk.folder);
    assert_eq!(second.start().await.trouble, None);
    refuses(&desk, connection, LocalDataProblem::InUse).await;
    second.open_connection(connection).await.unwrap();
}

#[tokio::test]
async fn where_an_empty_folder_stood_in_its_place_for_a_moment_all_goes_on() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let away = data(&desk).with_file_name("away");
    fs::rename(data(&desk), &away).unwrap();
    fs::create_dir(data(&desk)).unwrap();
    desk.create(connection, named("Away")).await.unwrap_err();
    fs::remove_dir_all(data(&desk)).unwrap();
    fs::rename(&away, data(&desk)).unwrap();
    desk.create(connection, named("Back")).await.unwrap();
}

#[tokio::test]
async fn who_lost_the_folder_to_another_orgdesk_takes_nothing_of_it_along_at_the_end() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    fs::remove_file(data(&desk).join("orgdesk.lock")).unwrap();
    let second = app(&desk.keyring, &desk.heard, &desk.folder);
    assert_eq!(second.start().await.trouble, None);
    second.open_connection(connection).await.unwrap();
    let request = DraftKeepRequest {
        id: None,
        connection: Some(connection),
        form: Some(created(named("Typed In The Second"))),
    };
    let id = second.keep_draft(request).await.unwrap().unwrap().id;
    second.discard_draft(draft(connection, id)).await.unwrap();

    desk.app.close();
    assert!(
        data(&desk).join("orgdesk.in-use").exists(),
        "the mark is the second one's"
    );
    second.restore_draft(draft(connection, id)).await.unwrap();
}
