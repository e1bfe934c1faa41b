//! Local data that cannot be used: nothing of it is lost, nothing is written to a portal, and why is said.

use std::path::Path;

use orgdesk_core::AppError;
use orgdesk_core::connections::{ConnectionId, StartView};
use orgdesk_core::error::{LocalDataProblem, LocalDataUse};
use orgdesk_core::history::{HistoryFilter, KeepTime};
use practice_portal::{Fault, Target};

use crate::history::{list, sql};
use crate::journal::{data, next_run};
use crate::support::{Desk, app, named};

fn problem(start: &StartView) -> Option<LocalDataProblem> {
    match start.trouble {
        Some(AppError::LocalData {
            during: LocalDataUse::Opening,
            problem,
            ..
        }) => Some(problem),
        None => None,
        ref other => panic!("{other:?}"),
    }
}

async fn refuses_to_send(desk: &Desk, connection: ConnectionId, problem: LocalDataProblem) {
    let sent = desk.seen("POST");
    let refused = desk.create(connection, named("Not Noted")).await.unwrap_err();
    assert_eq!(refused, AppError::NotNoted { problem });
    assert_eq!(desk.seen("POST"), sent);
}

/// The file and its log, byte by byte.
fn files(data: &Path) -> Vec<Vec<u8>> {
    let names = ["orgdesk.sqlite", "orgdesk.sqlite-wal"];
    names
        .map(|name| std::fs::read(data.join(name)).unwrap_or_default())
        .to_vec()
}

/// Writes over the page a table begins with. Gives the file as it is then.
pub(crate) fn damage(data: &Path, table: &str) -> Vec<u8> {
    let path = data.join("orgdesk.sqlite");
    let sql = rusqlite::Connection::open(&path).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let page: u32 = sql.query_row(root, [table], |row| row.get(0)).unwrap();
    drop(sql);
    let page = usize::try_from(page).unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[(page - 1) * 4_096..page * 4_096].fill(0xA5);
    std::fs::write(&path, &bytes).unwrap();
    bytes
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_not_touched_and_nothing_is_written_to_a_portal() {
    let desk = Desk::new().await;
    desk.connected().await;
    let desk = desk.restarted();
    {
        let newer = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
        newer.pragma_update(None, "user_version", 9_999).unwrap();
        newer
            .execute_batch("CREATE TABLE later (kept TEXT); INSERT INTO later VALUES ('x')")
            .unwrap();
        // As a crash of the newer version leaves it: what it wrote last is in the log alone.
        let log = std::fs::read(data(&desk).join("orgdesk.sqlite-wal")).unwrap();
        let file = std::fs::read(data(&desk).join("orgdesk.sqlite")).unwrap();
        drop(newer);
        std::fs::write(data(&desk).join("orgdesk.sqlite-wal"), log).unwrap();
        std::fs::write(data(&desk).join("orgdesk.sqlite"), file).unwrap();
    }
    let before = files(&data(&desk));
    assert!(!before[1].is_empty());
    let start = desk.app.start().await;
    assert_eq!(problem(&start), Some(LocalDataProblem::Newer));
    let connection = desk.connected().await;
    refuses_to_send(&desk, connection, LocalDataProblem::Newer).await;
    let desk = desk.restarted();
    assert_eq!(files(&data(&desk)), before, "not a byte is changed");
    assert_eq!(
        problem(&desk.app.start().await),
        Some(LocalDataProblem::Newer),
        "nor is it taken for a damaged one"
    );
}

#[tokio::test]
async fn a_second_orgdesk_beside_the_first_shows_what_is_kept_and_carries_nothing_on() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Under Way")).await.unwrap();
    let second = Desk {
        app: app(&desk.keyring, &desk.heard, &desk.folder),
        keyring: desk.keyring.clone(),
        heard: desk.heard.clone(),
        folder: desk.folder.clone(),
        portal: Desk::new().await.portal,
    };
    let start = second.app.start().await;
    assert_eq!(problem(&start), Some(LocalDataProblem::InUse));
    assert_eq!(start.connections.connections.len(), 1);
    assert_eq!(
        start.connections.open_operations,
        Some(Vec::new()),
        "it needs nobody here"
    );
    second.app.open_connection(connection).await.unwrap();
    assert_eq!(
        second.app.open_operations(connection),
        [],
        "the first carries it on"
    );
    let refused = second.create(connection, named("Not Noted")).await.unwrap_err();
    let problem = LocalDataProblem::InUse;
    assert_eq!(refused, AppError::NotNoted { problem });
    assert_eq!(desk.seen("POST"), 1);

    drop(second);
    desk.create(connection, named("By The First")).await.unwrap();
    assert_eq!(desk.held("By The First"), 1, "the first is not disturbed");
    assert_eq!(next_run(desk, connection).await.1.len(), 1);
}

#[tokio::test]
async fn what_was_not_settled_in_a_file_that_is_damaged_is_carried_on_from_the_new_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(5);
    desk.create(connection, named("Carried On")).await.unwrap();
    let desk = desk.restarted();
    let bytes = damage(&data(&desk), "plan_codes");

    let Some(AppError::LocalData {
        set_aside: Some(set_aside),
        ..
    }) = desk.app.start().await.trouble
    else {
        panic!("it is damaged")
    };
    assert_eq!(
        (set_aside.connections, set_aside.open_operations, set_aside.whole),
        (1, 1, false)
    );
    assert_eq!(
        std::fs::read(&set_aside.file).unwrap(),
        bytes,
        "set aside as it was"
    );
    desk.app.open_connection(connection).await.unwrap();
    let open = desk.app.open_operations(connection);
    let request = orgdesk_core::organizations::SendRequest {
        connection,
        review: open[0].review,
    };
    let found = desk.app.look_again(request).await.unwrap();
    assert!(found.id.is_some(), "{found:?}");
    assert_eq!((desk.seen("POST"), desk.held("Carried On")), (1, 1));
    assert_eq!(next_run(desk, connection).await.1, []);
}

async fn create_today_and_two_years_ago(desk: &Desk, connection: ConnectionId) {
    for name in ["Long Ago", "Today"] {
        desk.create(connection, named(name)).await.unwrap();
    }
    assert_eq!(list(desk, HistoryFilter::default()).await.total, Some(2));
    let long_ago = "UPDATE operations SET began = began - 730 * 86400000 WHERE name = 'Long Ago'";
    assert_eq!(sql(desk, long_ago), 1);
}

#[tokio::test]
async fn a_history_that_is_kept_for_ever_stays_where_that_cannot_be_read_any_more() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.app.keep_history(KeepTime::Forever).await.unwrap();
    create_today_and_two_years_ago(&desk, connection).await;
    let desk = desk.restarted();
    damage(&data(&desk), "settings");
    assert_eq!(problem(&desk.app.start().await), Some(LocalDataProblem::Damaged));
    desk.app.open_connection(connection).await.unwrap();
    desk.app.drop_old_history_once_open().await;
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(2));
    assert_eq!(
        desk.app.history_keep_time().await.unwrap(),
        KeepTime::Forever,
        "until another time is chosen"
    );
}

#[tokio::test]
async fn a_time_to_keep_the_history_that_cannot_be_read_drops_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.app.keep_history(KeepTime::ThreeYears).await.unwrap();
    create_today_and_two_years_ago(&desk, connection).await;
    let later = "UPDATE settings SET value = '\"of_a_later_version\"' WHERE name = 'history_keep'";
    assert_eq!(sql(&desk, later), 1);
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk.app.drop_old_history_once_open().await;
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(2));
}
