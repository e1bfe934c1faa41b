//! A real disk that is full, or read-only: small, in memory, and mounted in a namespace of the test's own. Each test runs itself
//! there once more.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::{LocalDataProblem, LocalDataUse, SetAsideView};
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest};
use orgdesk_core::organizations::{CreateOutcome, ReviewId, SendRequest};
use practice_portal::{Fault, Target};

use crate::journal::{data, next_run, stages};
use crate::local_data::damage;
use crate::support::{Desk, named, once};
use crate::update::{loaded, save};

const DISK: &str = "ORGDESK_SMALL_DISK";

/// Mounts a disk of 2 MiB and runs the rest of its arguments there.
const MOUNTED: &str =
    r#"mount -t tmpfs -o size=2m orgdesk-test "$1" && export ORGDESK_SMALL_DISK="$1" && shift && exec "$@""#;

/// The small disk, inside. Outside it runs the test there, and gives none.
fn small_disk(test: &str) -> Option<PathBuf> {
    if let Some(place) = std::env::var_os(DISK) {
        return Some(place.into());
    }
    let place = tempfile::tempdir().unwrap();
    let inside = |program: &[&str]| {
        let mut command = Command::new("unshare");
        command.args(["--mount", "--map-root-user", "--user", "sh", "-c", MOUNTED, "sh"]);
        command.arg(place.path()).args(program);
        command
    };
    let can = inside(&["true"]).output();
    if !can.is_ok_and(|can| can.status.success()) {
        skip(test);
        return None;
    }
    let this = std::env::current_exe().unwrap();
    let again = [
        this.to_str().unwrap(),
        "--exact",
        &format!("small_disk::{test}"),
        "--nocapture",
    ]
    .map(str::to_owned);
    let done = inside(&again.each_ref().map(String::as_str)).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.contains("1 passed"), "{said}");
    None
}

/// Counts a test as skipped; where nobody counts, it fails.
fn skip(test: &str) {
    let reason = format!("small_disk::{test}: no disk can be mounted in a namespace here");
    let Some(file) = std::env::var_os("ORGDESK_SKIPPED") else {
        panic!("{reason}");
    };
    let mut file = fs::File::options().create(true).append(true).open(file).unwrap();
    writeln!(file, "{reason}").unwrap();
}

/// Takes all the room there is; removing the file makes room again.
fn fill(place: &Path) -> PathBuf {
    let path = place.join("filling");
    let mut file = fs::File::create(&path).unwrap();
    for size in [64 * 1024, 4096, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
    path
}

fn mount(options: &str, place: &Path) {
    let done = Command::new("mount").args(["-o", options]).arg(place).status();
    assert!(done.unwrap().success());
}

/// The app, with its local data on the small disk.
async fn desk_on(place: &Path) -> Desk {
    let mut desk = Desk::new().await;
    desk.folder = Arc::new(tempfile::tempdir_in(place).unwrap());
    desk.restarted()
}

async fn trouble(desk: &Desk) -> Option<LocalDataProblem> {
    match desk.app.start().await.trouble {
        Some(AppError::LocalData {
            during: LocalDataUse::Opening,
            problem,
            set_aside: None,
        }) => Some(problem),
        None => None,
        other => panic!("{other:?}"),
    }
}

fn is_no_room(problem: Option<LocalDataProblem>) -> bool {
    matches!(
        problem,
        Some(LocalDataProblem::Full | LocalDataProblem::NotWritable)
    )
}

#[tokio::test]
async fn a_disk_that_is_full_at_the_start_is_said_and_all_works_and_is_kept_once_there_is_room() {
    let Some(place) =
        small_disk("a_disk_that_is_full_at_the_start_is_said_and_all_works_and_is_kept_once_there_is_room")
    else {
        return;
    };
    let desk = desk_on(&place).await;
    let filling = fill(&place);
    assert!(is_no_room(trouble(&desk).await));
    let connection = desk.connected().await;
    let review = desk.review(connection, named("No Room")).await.unwrap().review;
    let request = || SendRequest { connection, review };
    let refused = desk.app.send_create(request()).await.unwrap_err();
    assert!(matches!(refused, AppError::NotNoted { problem } if is_no_room(Some(problem))));
    assert_eq!(desk.seen("POST"), 0, "nothing is sent");

    fs::remove_file(filling).unwrap();
    let created = desk.app.send_create(request()).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(trouble(&desk).await, None);
    let desk = desk.restarted();
    let kept = desk.app.start().await.connections.connections;
    assert_eq!(
        kept.len(),
        1,
        "the connection that was made without room is there"
    );
    assert_eq!(
        (desk.held("No Room"), stages(&data(&desk))),
        (1, vec!["done".to_owned()])
    );
}

#[tokio::test]
async fn a_disk_that_fills_up_later_keeps_anything_from_being_sent_until_there_is_room() {
    let Some(place) =
        small_disk("a_disk_that_fills_up_later_keeps_anything_from_being_sent_until_there_is_room")
    else {
        return;
    };
    let desk = desk_on(&place).await;
    let connection = desk.connected().await;
    assert_eq!(trouble(&desk).await, None);
    let review = desk.review(connection, named("Filled Up")).await.unwrap().review;
    let request = || SendRequest { connection, review };
    let filling = fill(&place);
    let refused = desk.app.send_create(request()).await.unwrap_err();
    assert_eq!(
        refused,
        AppError::NotNoted {
            problem: LocalDataProblem::Full
        }
    );
    assert_eq!(desk.seen("POST"), 0);
    fs::remove_file(filling).unwrap();
    desk.app.send_create(request()).await.unwrap();
    assert_eq!((desk.seen("POST"), desk.held("Filled Up")), (1, 1));
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_damaged_file_on_a_full_disk_stays_as_it_is_and_gives_way_at_the_next_start_with_room() {
    let Some(place) =
        small_disk("a_damaged_file_on_a_full_disk_stays_as_it_is_and_gives_way_at_the_next_start_with_room")
    else {
        return;
    };
    let (desk, ..) = with_one_under_way(&place).await;
    let damaged = damage(&data(&desk), "plan_codes");
    let filling = fill(&place);
    assert!(is_no_room(trouble(&desk).await));
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);
    let file = |name: &str| data(&desk).join(name);
    assert_eq!(fs::read(file("orgdesk.sqlite")).unwrap(), damaged);
    assert!(
        !file("orgdesk.sqlite.begun").exists(),
        "it takes no room from others"
    );

    fs::remove_file(filling).unwrap();
    let desk = desk.restarted();
    let set_aside = set_aside(&desk).await;
    assert_eq!((set_aside.connections, set_aside.open_operations), (1, 1));
    assert_eq!(fs::read(&set_aside.file).unwrap(), damaged);
}

#[tokio::test]
async fn a_damaged_file_on_a_full_disk_gives_way_without_a_restart_once_there_is_room() {
    let Some(place) =
        small_disk("a_damaged_file_on_a_full_disk_gives_way_without_a_restart_once_there_is_room")
    else {
        return;
    };
    let (desk, connection, under_way) = with_one_under_way(&place).await;
    let damaged = damage(&data(&desk), "plan_codes");
    let filling = fill(&place);
    assert!(is_no_room(trouble(&desk).await));
    desk.app.open_connection(connection).await.unwrap();
    fs::remove_file(filling).unwrap();

    let review = desk.review(connection, named("Sent After")).await.unwrap().review;
    let sent = loop {
        // After a try in vain it rests for a while.
        match desk.app.send_create(SendRequest { connection, review }).await {
            Err(AppError::NotNoted { .. }) => {}
            sent => break sent.unwrap(),
        }
    };
    assert_eq!(sent.outcome, CreateOutcome::Created);
    desk.app.close();
    let (desk, open) = next_run(desk, connection).await;
    let set_aside = set_aside(&desk).await;
    assert_eq!(
        fs::read(&set_aside.file).unwrap(),
        damaged,
        "said also where it was not on the screen"
    );
    let open: Vec<_> = open.iter().map(|one| one.review).collect();
    assert_eq!(open, [under_way]);
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);
}

/// The run after one that has left a create under way.
async fn with_one_under_way(place: &Path) -> (Desk, ConnectionId, ReviewId) {
    let desk = desk_on(place).await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let under_way = desk.create(connection, named("Under Way")).await.unwrap().review;
    (desk.restarted(), connection, under_way)
}

async fn set_aside(desk: &Desk) -> SetAsideView {
    let Some(AppError::LocalData {
        set_aside: Some(set_aside),
        ..
    }) = desk.app.start().await.trouble
    else {
        panic!("it is damaged")
    };
    *set_aside
}

/// Fills the disk as soon as the request has arrived: the intent is noted, what comes of it cannot be.
async fn filled_while_sending(desk: &Desk, place: &Path, method: &'static str) -> PathBuf {
    once(|| desk.seen(method) > 0, || fill(place)).await
}

#[tokio::test]
async fn what_came_of_a_write_is_shown_also_where_it_cannot_be_noted_and_the_next_run_reads_the_portal() {
    let Some(place) = small_disk(
        "what_came_of_a_write_is_shown_also_where_it_cannot_be_noted_and_the_next_run_reads_the_portal",
    ) else {
        return;
    };
    let desk = desk_on(&place).await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mine = orgdesk_core::organizations::OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let slow = Fault::Latency(std::time::Duration::from_millis(300));
    desk.portal.faults().next_for(Target::Update, slow);
    let (saved, filling) = tokio::join!(
        save(&desk, connection, &base, mine),
        filled_while_sending(&desk, &place, "PUT")
    );
    let orgdesk_core::organizations::UpdateResultView::Saved(saved) = saved else {
        panic!("{saved:?}")
    };
    let last = saved.steps.last().unwrap();
    assert_eq!(last.title, "Not noted on this computer", "{:?}", saved.steps);
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1, "it is looked at again: {open:?}");
    fs::remove_file(filling).unwrap();
    let request = SendRequest {
        connection,
        review: open[0].review,
    };
    desk.app.look_at_update(request).await.unwrap();
    assert_eq!(
        (desk.seen("PUT"), desk.app.open_operations(connection)),
        (1, Vec::new())
    );
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn what_came_of_a_write_is_noted_with_the_next_one_once_there_is_room() {
    let Some(place) = small_disk("what_came_of_a_write_is_noted_with_the_next_one_once_there_is_room") else {
        return;
    };
    let desk = desk_on(&place).await;
    let connection = desk.connected().await;
    let slow = Fault::Latency(std::time::Duration::from_millis(300));
    desk.portal.faults().next_for(Target::Create, slow);
    let (created, filling) = tokio::join!(
        desk.create(connection, named("First")),
        filled_while_sending(&desk, &place, "POST")
    );
    let created = created.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(created.steps.last().unwrap().title, "Not noted on this computer");
    assert_eq!(stages(&data(&desk)), ["intent"]);
    let newest = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    let history = desk.app.history(newest).await.unwrap();
    assert_eq!(
        history.rows.len(),
        1,
        "what is in the journal is shown also on a full disk"
    );
    fs::remove_file(filling).unwrap();
    desk.create(connection, named("Second")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["done", "done"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_read_only_disk_shows_what_is_kept_on_it_and_sends_nothing_until_it_can_be_written() {
    let Some(place) =
        small_disk("a_read_only_disk_shows_what_is_kept_on_it_and_sends_nothing_until_it_can_be_written")
    else {
        return;
    };
    let (desk, connection, _) = with_one_under_way(&place).await;
    let before = files(&data(&desk));
    mount("remount,ro", &place);

    assert_eq!(trouble(&desk).await, Some(LocalDataProblem::NotWritable));
    let kept: Vec<_> = desk
        .app
        .connections()
        .await
        .unwrap()
        .connections
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(kept, [connection], "what is kept can be seen and opened");
    desk.app.open_connection(connection).await.unwrap();
    assert_eq!(desk.app.open_operations(connection)[0].name, "Under Way");
    refuses_to_send(&desk, connection).await;
    assert_eq!(files(&data(&desk)), before, "not a byte of it is changed");

    mount("remount,rw", &place);
    desk.create(connection, named("Writable")).await.unwrap();
    assert_eq!(trouble(&desk).await, None);
    let (desk, open) = next_run(desk, connection).await;
    let names: Vec<_> = open.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Under Way"], "nothing is lost");
    assert_eq!(desk.held("Writable"), 1);
}

async fn refuses_to_send(desk: &Desk, connection: ConnectionId) {
    let sent = desk.seen("POST");
    let refused = desk.create(connection, named("Not Noted")).await.unwrap_err();
    let problem = LocalDataProblem::NotWritable;
    assert_eq!(refused, AppError::NotNoted { problem });
    assert_eq!(desk.seen("POST"), sent);
}

/// The file and its log, byte by byte. What SQLite keeps beside them to share them is made anew each time.
pub(crate) fn files(data: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let names = ["orgdesk.sqlite", "orgdesk.sqlite-wal"];
    let there = names
        .map(|name| data.join(name))
        .into_iter()
        .filter(|path| path.exists());
    there
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}
