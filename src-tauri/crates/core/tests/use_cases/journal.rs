//! The journal: what is to be sent is on the disk first, and what is open when Orgdesk ends is taken up in the next run.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::{Gone, LocalDataProblem};
use orgdesk_core::operations::{OpenOperationView, OpenWork};
use orgdesk_core::organizations::{
    CreateOutcome, LoadedBy, OrganizationFields, OrganizationView, ReviewId, SendRequest, UpdateFormRequest,
    UpdateResultView, UpdateReviewView,
};
use practice_portal::{Fault, Target};
use serde_json::json;
use tokio::sync::Notify;

use crate::create::with_details;
use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};
use crate::not_noted::NotNoted;
use crate::support::{Desk, named, once};
use crate::update::{loaded, save};

/// The open operations of the next run, on the same connection.
pub(crate) async fn next_run(desk: Desk, connection: ConnectionId) -> (Desk, Vec<OpenOperationView>) {
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let open = desk.app.open_operations(connection);
    (desk, open)
}

fn of(connection: ConnectionId, open: &[OpenOperationView]) -> SendRequest {
    assert_eq!(open.len(), 1, "{open:?}");
    SendRequest {
        connection,
        review: open[0].review,
    }
}

/// The methods of requests as they arrived, and the stages of all operations at that moment.
type Seen = Vec<(String, Vec<String>)>;

/// The stages of all operations in a file, in the order they began. What stands in the journal is on the disk, and has not
/// reached the operations yet.
pub(crate) fn stages(data: &Path) -> Vec<String> {
    let sql = rusqlite::Connection::open(data.join("orgdesk.sqlite")).unwrap();
    let mut statement = sql
        .prepare(
            "WITH noted AS (SELECT id, min(seq) AS first, max(seq) AS last FROM journal GROUP BY id)
             SELECT coalesce(journal.stage, operations.stage)
             FROM operations FULL JOIN noted ON noted.id = operations.id LEFT JOIN journal ON journal.seq = noted.last
             ORDER BY operations.seq NULLS LAST, noted.first",
        )
        .unwrap();
    let rows = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
    rows.map(|stage| stage.unwrap().trim_matches('"').to_owned())
        .collect()
}

pub(crate) fn data(desk: &Desk) -> PathBuf {
    desk.folder.path().join("data")
}

#[tokio::test]
async fn the_intent_of_a_create_and_of_its_details_is_on_the_disk_when_their_requests_arrive() {
    let seen: Arc<Mutex<Seen>> = Arc::default();
    let folder: Arc<Mutex<PathBuf>> = Arc::default();
    let (told, place) = (seen.clone(), folder.clone());
    let desk = Hostile::answering(move |asked| {
        let note = || {
            let stages = stages(&place.lock().unwrap());
            told.lock().unwrap().push((asked.method.clone(), stages));
        };
        match asked.method.as_str() {
            "POST" => {
                note();
                Some(reply(201, json!({"data": {"id": ONE}}).to_string()))
            }
            "PUT" => {
                note();
                Some(reply(200, ""))
            }
            _ => lists(asked).then(|| json_reply(&json!({"data": []}))),
        }
    })
    .await;
    *folder.lock().unwrap() = desk.data();
    let connection = desk.connected().await;
    desk.create(connection, with_details("Noted First"))
        .await
        .unwrap();
    let stage = |stage: &str| vec![stage.to_owned()];
    assert_eq!(
        *seen.lock().unwrap(),
        [
            ("POST".to_owned(), stage("intent")),
            ("PUT".to_owned(), stage("details"))
        ]
    );
}

#[tokio::test]
async fn what_cannot_be_noted_is_not_sent_and_can_be_sent_once_it_can() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let review = desk.review(connection, named("Not Noted")).await.unwrap().review;
    let full = NotNoted::anything(&data(&desk));
    let request = || SendRequest { connection, review };
    let refused = desk.app.send_create(request()).await.unwrap_err();
    let problem = LocalDataProblem::Failed;
    assert_eq!(refused, AppError::NotNoted { problem });
    let update = review_city(&desk, connection, &base).await;
    let refused = desk
        .app
        .send_update(SendRequest {
            connection,
            review: update,
        })
        .await;
    assert_eq!(refused.unwrap_err(), AppError::NotNoted { problem });
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (0, 0));

    full.ends();
    let created = desk.app.send_create(request()).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!(desk.held("Not Noted"), 1);
}

#[tokio::test]
async fn nothing_is_written_to_a_portal_while_the_local_data_lies_in_memory_alone() {
    let desk = Desk::new().await;
    std::fs::write(data(&desk), b"a file where the folder should be").unwrap();
    let connection = desk.connected().await;
    let refused = desk.create(connection, named("In Memory")).await.unwrap_err();
    assert!(matches!(refused, AppError::NotNoted { .. }), "{refused:?}");
    assert_eq!(desk.seen("POST"), 0);
}

async fn review_city(desk: &Desk, connection: ConnectionId, base: &OrganizationView) -> ReviewId {
    let mine = moved(base);
    let request = UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(base.fields.clone()),
        unread: Vec::new(),
        mine,
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!()
    };
    ready.review
}

#[tokio::test]
async fn a_create_whose_answer_was_lost_is_found_in_the_next_run_and_never_sent_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(5);
    let result = desk.create(connection, with_details("Carried On")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound);

    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open[0].name, "Carried On");
    assert!(matches!(&open[0].work, OpenWork::Create(create)
        if create.details_waiting > 0 && create.id.is_none() && create.form == with_details("Carried On")));
    let found = desk.app.look_again(of(connection, &open)).await.unwrap();
    assert_eq!(found.outcome, CreateOutcome::Created, "{found:?}");
    assert!(found.answer_lost);
    let titles: Vec<_> = found.steps.iter().map(|step| step.title.as_str()).collect();
    assert_eq!(
        titles[..2],
        ["Looked for the name", "Sent the request, no clear answer"]
    );
    assert_eq!(
        (desk.held("Carried On"), desk.seen("POST"), desk.seen("PUT")),
        (1, 1, 1)
    );
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(next_run(desk, connection).await.1, [], "it is settled for good");
}

#[tokio::test]
async fn an_older_one_of_the_name_is_not_taken_for_the_new_one_in_the_next_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let older = desk.portal.add("Twin");
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Twin")).await.unwrap();
    let (desk, open) = next_run(desk, connection).await;
    let looked = desk.app.look_again(of(connection, &open)).await.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::NotFound, "not {older}: {looked:?}");
}

/// Ends the app while a request of this method waits for its answer, and starts the next run.
async fn ended_at(method: &'static str) -> (Hostile, ConnectionId) {
    let gate = Arc::new(Notify::new());
    let closed = gate.clone();
    let first = AtomicBool::new(true);
    let saved = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| {
        let answer = match asked.method.as_str() {
            "POST" => reply(201, json!({"data": {"id": ONE}}).to_string()),
            "PUT" => reply(200, ""),
            _ if lists(asked) => json_reply(&json!({"data": []})),
            _ if asked.path.ends_with(ONE) => {
                let shown = if saved.load(Ordering::SeqCst) {
                    json!({"name": "Ended", "company_name": "Brightwater Dental Ltd"})
                } else {
                    json!({"name": "Ended", "company_name": ""})
                };
                json_reply(&json!({"data": {"id": ONE, "attributes": shown}}))
            }
            _ => return None,
        };
        let waits = asked.method == method && first.swap(false, Ordering::SeqCst);
        saved.fetch_or(asked.method == "PUT" && !waits, Ordering::SeqCst);
        Some(if waits { answer.behind(&closed) } else { answer })
    })
    .await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Ended"))
        .await
        .unwrap()
        .review;
    let request = SendRequest { connection, review };
    {
        let mut sending = Box::pin(desk.app.send_create(request));
        let arrived = once(|| desk.seen(method) > 0, || ());
        tokio::select! {
            _ = &mut sending => panic!("it waits"),
            () = arrived => {}
        }
    }
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    gate.notify_waiters();
    (desk, connection)
}

#[tokio::test]
async fn a_create_that_was_cut_off_by_the_end_of_orgdesk_is_open_in_the_next_run() {
    let (desk, connection) = ended_at("POST").await;
    let open = desk.app.open_operations(connection);
    let looked = desk.app.look_again(of(connection, &open)).await.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::NotFound, "{looked:?}");
    assert!(looked.answer_lost);
    let cut_off = &looked.steps[1];
    assert_eq!(
        cut_off.detail.as_deref(),
        Some("Orgdesk ended in the middle of it")
    );
    assert_eq!(desk.seen("POST"), 1);
}

#[tokio::test]
async fn details_that_were_cut_off_by_the_end_of_orgdesk_are_saved_in_the_next_run_to_the_one_that_was_created()
 {
    let (desk, connection) = ended_at("PUT").await;
    let open = desk.app.open_operations(connection);
    assert!(matches!(&open[0].work, OpenWork::Create(create) if create.id.unwrap().to_string() == ONE));
    let saved = desk.app.look_again(of(connection, &open)).await.unwrap();
    assert_eq!(saved.id.unwrap().to_string(), ONE, "{saved:?}");
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (1, 2));
    assert_eq!(desk.app.open_operations(connection), []);
}

/// The form with another city.
fn moved(base: &OrganizationView) -> OrganizationFields {
    OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    }
}

/// Saves the move of an organization to another city, and ends in the middle: the portal has saved it, and nobody hears so.
pub(crate) async fn cut_off(desk: &Desk, connection: ConnectionId, base: &OrganizationView) {
    let review = review_city(desk, connection, base).await;
    // Done at once, and answered when nobody listens any more.
    let late = Fault::Latency(Duration::from_secs(3));
    desk.portal.faults().next_for(Target::Update, late);
    let request = SendRequest { connection, review };
    let mut sending = Box::pin(desk.app.send_update(request));
    let written = once(
        || desk.portal.organization(&base.id.to_string()).unwrap().fields["city"] == "Rotterdam",
        || (),
    );
    tokio::select! {
        _ = &mut sending => panic!("it waits"),
        () = written => {}
    }
}

#[tokio::test]
async fn an_update_that_was_cut_off_by_the_end_of_orgdesk_is_read_back_in_the_next_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    cut_off(&desk, connection, &base).await;
    let (desk, open) = next_run(desk, connection).await;
    assert!(matches!(&open[0].work, OpenWork::Update(update) if update.id == base.id));
    let looked = desk.app.look_at_update(of(connection, &open)).await.unwrap();
    let UpdateResultView::Saved(saved) = looked else {
        panic!("{looked:?}")
    };
    assert!(saved.answer_lost);
    assert_eq!(desk.seen("PUT"), 1, "never sent again");
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn an_update_that_did_not_arrive_stays_open_until_the_user_settles_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, moved(&base)).await;

    let (desk, open) = next_run(desk, connection).await;
    let request = || of(connection, &open);
    let UpdateResultView::Unclear(unclear) = desk.app.look_at_update(request()).await.unwrap() else {
        panic!()
    };
    assert!(unclear.not_applied, "{unclear:?}");
    assert_eq!(desk.app.open_operations(connection)[0].review, open[0].review);
    desk.app.leave_operation(request()).await.unwrap();
    assert_eq!(desk.seen("PUT"), 1, "never sent again");
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_later_save_of_the_same_organization_settles_one_that_was_not_clear() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, moved(&base)).await;
    assert_eq!(desk.app.open_operations(connection).len(), 1);
    let again = save(&desk, connection, &base, moved(&base)).await;
    assert!(matches!(again, UpdateResultView::Saved(_)));
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn what_the_portal_refused_or_never_got_is_not_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal
        .faults()
        .next_for(Target::Create, Fault::Status(403, String::new()));
    desk.create(connection, named("Refused")).await.unwrap_err();
    assert_eq!(stages(&data(&desk)), ["rejected"]);
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_create_the_user_leaves_is_not_looked_for_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = desk.create(connection, named("Left")).await.unwrap();
    let request = || SendRequest {
        connection,
        review: result.review,
    };
    desk.app.leave_operation(request()).await.unwrap();
    assert_eq!(
        desk.app.look_again(request()).await.unwrap_err(),
        AppError::Gone {
            what: Gone::OpenWrite
        }
    );
    assert_eq!(next_run(desk, connection).await.1, []);
}

#[tokio::test]
async fn what_is_open_on_a_connection_that_is_removed_ends_with_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Removed")).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["unknown"]);
    desk.app.remove_connection(connection).await.unwrap();
    assert_eq!(stages(&data(&desk)), ["left"]);
}
