//! The history as a file, and for how long it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use orgdesk_core::AppError;
use orgdesk_core::error::LocalDataUse;
use orgdesk_core::history::{
    ExportFormat, HistoryExportRequest, HistoryExportView, HistoryFilter, HistoryKind, KeepTime,
};
use orgdesk_core::organizations::OrganizationFields;
use serde_json::Value;

use crate::history::{list, sql};
use crate::support::{Desk, named};
use crate::update::{loaded, save};

/// An app with a folder for its files, a created organization, and one whose city would be worked out by a spreadsheet.
async fn exporting() -> (Desk, PathBuf) {
    let desk = Desk::new().await;
    let folder = desk.folder.path().join("Downloads");
    let Desk {
        app,
        keyring,
        heard,
        folder: data,
        portal,
    } = desk;
    let desk = Desk {
        app: app.exporting_to(folder.clone()),
        keyring,
        heard,
        folder: data,
        portal,
    };
    let connection = desk.connected().await;
    desk.create(connection, named("Nordhavn Apotek")).await.unwrap();
    let base = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        city: "=HYPERLINK(\"http://evil.example\")".to_owned(),
        phone: "+31 10 555 0142".to_owned(),
        ..base.fields.clone()
    };
    save(&desk, connection, &base, mine).await;
    (desk, folder)
}

async fn export(
    desk: &Desk,
    format: ExportFormat,
    filter: HistoryFilter,
) -> Result<HistoryExportView, AppError> {
    desk.app
        .export_history(HistoryExportRequest { filter, format })
        .await
}

fn files(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap();
    files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect()
}

fn is_csv(file: &str) -> bool {
    Path::new(file).extension() == Some("csv".as_ref())
}

#[tokio::test]
async fn a_spreadsheet_gets_a_row_for_each_field_and_nothing_it_would_work_out() {
    let (desk, folder) = exporting().await;
    let exported = export(&desk, ExportFormat::Csv, HistoryFilter::default())
        .await
        .unwrap();
    assert_eq!(exported.operations, 2);
    let file = exported.file.unwrap();
    assert!(Path::new(&file).starts_with(&folder) && is_csv(&file), "{file}");
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.starts_with('\u{feff}'), "Excel is told that it is UTF-8");
    let mut rows = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let head = rows.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|one| one == name).unwrap();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let of = |field: &str| {
        let row = rows.iter().find(|row| &row[column("Field")] == field).unwrap();
        (row[column("Before")].to_owned(), row[column("Sent")].to_owned())
    };
    assert_eq!(of("City").1, "'=HYPERLINK(\"http://evil.example\")");
    assert_eq!(of("Phone"), (String::new(), "'+31 10 555 0142".to_owned()));
    assert!(
        rows.iter()
            .any(|row| &row[column("Organization")] == "Nordhavn Apotek")
    );
    for secret in [desk.portal.user_token(), desk.portal.api_key()] {
        assert!(!text.contains(secret));
    }
}

#[tokio::test]
async fn a_program_gets_all_that_is_known_of_what_the_filter_shows() {
    let (desk, _) = exporting().await;
    let updates = HistoryFilter {
        kinds: vec![HistoryKind::Update],
        ..HistoryFilter::default()
    };
    let exported = export(&desk, ExportFormat::Json, updates).await.unwrap();
    let text = fs::read_to_string(exported.file.unwrap()).unwrap();
    let operations: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(operations.len(), 1);
    assert_eq!(operations[0]["outcome"], "done");
    assert_eq!(operations[0]["requests"][0]["method"], "PUT");
    assert!(text.contains("$ORGDESK_USER_TOKEN") && !text.contains(desk.portal.user_token()));
    let nothing = HistoryFilter {
        text: "nobody".to_owned(),
        ..HistoryFilter::default()
    };
    let empty = export(&desk, ExportFormat::Json, nothing).await.unwrap();
    let text = fs::read_to_string(empty.file.unwrap()).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Value>>(&text).unwrap().len(), 0);
}

#[tokio::test]
async fn an_operation_that_cannot_be_read_is_left_out_of_the_file_and_counted() {
    let (desk, _) = exporting().await;
    let all = || export(&desk, ExportFormat::Json, HistoryFilter::default());
    let whole = all().await.unwrap();
    assert_eq!(whole.unread, 0);
    sql(
        &desk,
        "UPDATE operations SET stage = '\"later\"' WHERE kind = 'update'",
    );
    let exported = all().await.unwrap();
    assert_eq!((exported.operations, exported.unread), (whole.operations - 1, 1));
    let text = fs::read_to_string(exported.file.unwrap()).unwrap();
    let operations: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(operations.len(), usize::try_from(exported.operations).unwrap());
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_said_and_leaves_no_half_a_file() {
    let (desk, folder) = exporting().await;
    fs::write(&folder, b"a file where the folder should be").unwrap();
    let failed = export(&desk, ExportFormat::Csv, HistoryFilter::default())
        .await
        .unwrap_err();
    assert!(
        matches!(
            failed,
            AppError::LocalData {
                during: LocalDataUse::Exporting,
                ..
            }
        ),
        "{failed:?}"
    );
    fs::remove_file(&folder).unwrap();
    export(&desk, ExportFormat::Csv, HistoryFilter::default())
        .await
        .unwrap();
    export(&desk, ExportFormat::Csv, HistoryFilter::default())
        .await
        .unwrap();
    let files = files(&folder);
    assert_eq!(files.len(), 2, "one does not take the other's place: {files:?}");
    assert!(files.iter().all(|file| is_csv(file)), "{files:?}");
}

/// Makes many operations of the newest one.
fn multiply(desk: &Desk, times: u32) {
    sql(
        desk,
        &format!(
            "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < {times})
             INSERT INTO operations (id, connection, connection_name, address, identity, stage, name, organization, work,
                 requests, steps, after, unread, began, ended, kind, outcome)
             SELECT lower(hex(randomblob(4)) || '-0000-4000-8000-' || hex(randomblob(6))), connection, connection_name,
                 address, identity, stage, name, organization, work, requests, steps, after, unread, began, ended, kind, outcome
             FROM many, (SELECT * FROM operations ORDER BY seq DESC LIMIT 1)"
        ),
    );
}

#[tokio::test]
async fn an_export_that_is_stopped_leaves_nothing() {
    let (desk, folder) = exporting().await;
    multiply(&desk, 20_000);
    let running = export(&desk, ExportFormat::Json, HistoryFilter::default());
    let stop = async {
        let is_begun = || folder.is_dir() && !files(&folder).is_empty();
        crate::support::once(is_begun, || desk.app.stop_export()).await;
    };
    let (exported, ()) = tokio::join!(running, stop);
    assert_eq!(exported.unwrap().file, None);
    assert_eq!(files(&folder), Vec::<String>::new());
    let whole = export(&desk, ExportFormat::Csv, HistoryFilter::default())
        .await
        .unwrap();
    assert_eq!(whole.operations, 20_002, "the next one is not stopped");
}

#[tokio::test]
async fn a_shorter_time_says_first_how_many_are_older_and_then_drops_them() {
    let (desk, _) = exporting().await;
    assert_eq!(desk.app.history_keep_time().await.unwrap(), KeepTime::Year);
    sql(
        &desk,
        "UPDATE operations SET began = began - 40 * 86400000 WHERE kind = 'create'",
    );
    let check = desk.app.history_keep_check(KeepTime::Month).await.unwrap();
    assert_eq!(check.older, 1);
    assert_eq!(
        list(&desk, HistoryFilter::default()).await.total,
        Some(2),
        "asking drops nothing"
    );
    desk.app.keep_history(KeepTime::Month).await.unwrap();
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(1));
    let desk = desk.restarted();
    assert_eq!(desk.app.history_keep_time().await.unwrap(), KeepTime::Month);
}

#[tokio::test]
async fn what_is_too_old_is_dropped_once_a_connection_is_open_and_not_before() {
    let (desk, _) = exporting().await;
    let connection = desk.app.connections().await.unwrap().connections[0].id;
    sql(
        &desk,
        "UPDATE operations SET began = began - 400 * 86400000 WHERE kind = 'create'",
    );
    let desk = desk.restarted();
    let dropping = desk.app.drop_old_history_once_open();
    let meanwhile = async {
        assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(2));
        desk.app.open_connection(connection).await.unwrap();
    };
    tokio::join!(dropping, meanwhile);
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(1));
}

#[tokio::test]
async fn a_clock_that_is_years_ahead_drops_nothing() {
    let (desk, _) = exporting().await;
    let connection = desk.app.connections().await.unwrap().connections[0].id;
    // As it looks to a clock that is ahead: all of it was long ago.
    sql(&desk, "UPDATE operations SET began = began - 4000 * 86400000");
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk.app.drop_old_history_once_open().await;
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(2));
}
