//! What is open is taken up when a connection is opened, while a write of this run ends: whatever the journal said a moment before,
//! what this run knows of its own writes stands.

use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::OpenOperationView;
use orgdesk_core::organizations::{CreateOutcome, ReviewId, SendRequest, UpdateResultView};
use practice_portal::{Fault, Target};
use tokio::sync::Notify;

use crate::journal::{data, next_run, stages};
use crate::not_noted::NotNoted;
use crate::support::{Desk, named, stopped_once};
use crate::update::{loaded, save};

const NAME: &str = "Ends Meanwhile";
/// So many open operations take a while to be read.
const MANY: u32 = 300;

struct Woken(Notify);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.notify_one();
    }
}

/// Lets something take one step, and then until it could take the next one.
async fn until_it_can_go_on<F: Future>(going: &mut Pin<Box<F>>) {
    let woken = Arc::new(Woken(Notify::new()));
    let waker = Waker::from(woken.clone());
    let stands = going.as_mut().poll(&mut Context::from_waker(&waker));
    assert!(stands.is_pending(), "it was to be stopped before its end");
    woken.0.notified().await;
}

fn sql(data: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(data.join("orgdesk.sqlite")).unwrap()
}

/// The one open operation of the local data, many times more.
fn many_more_are_open(data: &Path) {
    let sql = sql(data);
    sql.execute_batch("CREATE TEMP TABLE one AS SELECT * FROM operations WHERE ended IS NULL")
        .unwrap();
    for _ in 0..MANY {
        let id = uuid::Uuid::new_v4().to_string();
        sql.execute("UPDATE one SET id = ?1, seq = NULL", [id]).unwrap();
        let columns: Vec<String> = sql
            .prepare("SELECT name FROM pragma_table_info('operations')")
            .and_then(|mut names| names.query_map([], |row| row.get(0))?.collect())
            .unwrap();
        let columns = columns.join(", ");
        sql.execute(
            &format!("INSERT INTO operations ({columns}) SELECT {columns} FROM one"),
            [],
        )
        .unwrap();
    }
}

fn is_open(open: &[OpenOperationView], review: ReviewId) -> bool {
    open.iter().any(|one| one.review == review)
}

#[tokio::test]
async fn a_create_that_ends_while_what_is_open_is_taken_up_is_not_open_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lost(connection, "Of An Earlier Run").await;
    desk.app.check_removal(connection).await.unwrap();
    many_more_are_open(&data(&desk));
    desk.connected_as("The Second").await;
    let review = desk.review(connection, named(NAME)).await.unwrap().review;
    let sending = desk.app.send_create(SendRequest { connection, review });
    let sending = stopped_once(sending, || desk.seen("POST") == 2).await;

    let opening = desk.app.open_connection(connection);
    let mut opening = stopped_once(opening, || last_opened(&data(&desk)) == connection).await;
    until_it_can_go_on(&mut opening).await;
    let created = sending.await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    opening.await.unwrap();
    let open = desk.app.open_operations(connection);
    assert_eq!(open.len(), MANY as usize + 1, "what was left is taken up");
    assert!(!is_open(&open, review));
}

fn last_opened(data: &Path) -> ConnectionId {
    let text: String = sql(data)
        .query_row(
            "SELECT value FROM settings WHERE name = 'last_opened'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    ConnectionId(text.parse().unwrap())
}

#[tokio::test]
async fn a_create_whose_end_could_not_be_noted_is_not_open_where_its_connection_is_opened_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let full = NotNoted::stage(&data(&desk), "done");
    let created = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(stages(&data(&desk)), ["sent"]);
    let counts = desk.app.connections().await.unwrap().open_operations;
    assert_eq!(counts, Some(Vec::new()), "nor counted as open");
    desk.app.open_connection(connection).await.unwrap();
    assert_eq!(desk.app.open_operations(connection), []);
    full.ends();
    let (_, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1, "the next run does not know better");
}

#[tokio::test]
async fn of_two_looks_at_one_update_what_the_one_saw_is_not_written_over_by_the_one_that_saw_less() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::LostAnswer);
    // Read before it is saved, and after it.
    desk.portal.faults().nth_for(Target::Retrieve, 1, Fault::CutBody);
    let mut mine = base.fields.clone();
    mine.city = "Rotterdam".to_owned();
    let saved = save(&desk, connection, &base, mine).await;
    assert!(matches!(saved, UpdateResultView::Unclear(_)), "{saved:?}");
    let review = desk.app.open_operations(connection)[0].review;
    let look = || desk.app.look_at_update(SendRequest { connection, review });
    let heard = |title: &str| {
        let heard = desk.heard.0.lock().unwrap();
        heard.last().is_some_and(|last| last == title)
    };

    let before = desk.seen("GET");
    for fault in [Fault::Latency(Duration::from_millis(500)), Fault::CutBody] {
        desk.portal.faults().next_for(Target::Retrieve, fault);
    }
    let sees_less = stopped_once(look(), || desk.seen("GET") > before).await;
    // Each is about to note what it saw, this one first, and nothing is noted before both are.
    let file = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    file.execute_batch("BEGIN IMMEDIATE").unwrap();
    let sees_it = stopped_once(look(), || heard("Read back")).await;
    let sees_less = stopped_once(sees_less, || heard("Could not read it back")).await;
    file.execute_batch("ROLLBACK").unwrap();
    let (saved, unclear) = tokio::join!(sees_it, sees_less);
    assert!(matches!(saved.unwrap(), UpdateResultView::Saved(_)));
    assert!(matches!(unclear.unwrap(), UpdateResultView::Unclear(_)));
    assert_eq!(stages(&data(&desk)), ["done"]);
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(next_run(desk, connection).await.1, []);
}
