//! The history: what was written is found and opened again, whatever is open and whichever connections are still there.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::history::{
    HistoryFilter, HistoryKind, HistoryOperationView, HistoryPageRequest, HistoryPageView, HistoryRequest,
    HistoryRowView, OperationOutcome, UndoState,
};
use orgdesk_core::organizations::{OrganizationField, OrganizationFields, OrganizationView, ReviewId};
use practice_portal::{Fault, Target};

use crate::create::{plan, with_details};
use crate::support::{Desk, named};
use crate::update::{loaded, save};

pub(crate) async fn list(desk: &Desk, filter: HistoryFilter) -> HistoryPageView {
    let request = HistoryPageRequest { filter, before: None };
    desk.app.history(request).await.unwrap()
}

pub(crate) async fn newest(desk: &Desk) -> HistoryRowView {
    list(desk, HistoryFilter::default()).await.rows.remove(0)
}

pub(crate) async fn open(
    desk: &Desk,
    operation: ReviewId,
    front: Option<ConnectionId>,
) -> HistoryOperationView {
    let request = HistoryRequest { operation, front };
    desk.app.history_operation(request).await.unwrap()
}

/// Another city, and no state any more.
pub(crate) fn moved(base: &OrganizationView) -> OrganizationFields {
    OrganizationFields {
        city: "Rotterdam".to_owned(),
        state: String::new(),
        ..base.fields.clone()
    }
}

#[tokio::test]
async fn an_update_is_opened_with_what_was_before_and_after_and_with_what_was_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    save(&desk, connection, &base, moved(&base)).await;

    let row = newest(&desk).await;
    assert_eq!(
        (row.kind, row.outcome),
        (HistoryKind::Update, OperationOutcome::Done)
    );
    assert_eq!(row.changed, [OrganizationField::City, OrganizationField::State]);
    let opened = open(&desk, row.id, Some(connection)).await;
    let changed: Vec<_> = opened.fields.iter().filter(|field| field.changed).collect();
    assert_eq!(
        opened.fields[..2].iter().collect::<Vec<_>>(),
        changed,
        "what changed stands first"
    );
    let state = &opened.fields[1];
    assert_eq!(
        (
            state.before.as_deref(),
            state.sent.as_str(),
            state.after.as_deref()
        ),
        (Some("Zuid-Holland"), "", Some(""))
    );
    assert!(opened.took_ms.is_some_and(|took| took >= 0));
    let curl = &opened.requests[0].curl;
    assert!(
        curl.contains("--request PUT") && curl.contains("$ORGDESK_USER_TOKEN"),
        "{curl}"
    );
    assert!(!curl.contains(desk.portal.user_token()) && !curl.contains(desk.portal.api_key()));
    assert!(opened.steps.iter().all(|step| step.at.is_some()));
    assert_eq!(opened.undo, UndoState::Possible);
}

#[tokio::test]
async fn what_the_portal_said_is_told_in_the_row_and_as_it_arrived_when_it_is_opened() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let body = r#"{"status":422,"error":"Country is not included in the list"}"#;
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(422, body.to_owned()));
    let review = crate::history_undo::review(&desk, connection, &base, moved(&base), None).await;
    let request = orgdesk_core::organizations::SendRequest { connection, review };
    desk.app.send_update(request).await.unwrap_err();

    let row = newest(&desk).await;
    assert_eq!(row.outcome, OperationOutcome::Rejected);
    let Some(AppError::Rejected { said, .. }) = &row.error else {
        panic!("{row:?}")
    };
    assert_eq!(said.raw, None, "a list carries no answers");
    assert!(
        said.message
            .as_deref()
            .is_some_and(|words| words.contains("Country"))
    );
    let opened = open(&desk, row.id, Some(connection)).await;
    let Some(AppError::Rejected { said, .. }) = &opened.error else {
        panic!()
    };
    assert_eq!(said.raw.as_deref(), Some(body));
    assert_eq!(opened.undo, UndoState::NotDone);
}

#[tokio::test]
async fn a_create_is_there_with_its_details_and_plans_and_cannot_be_undone() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.create(connection, with_details("Nordhavn Apotek"))
        .await
        .unwrap();
    let row = newest(&desk).await;
    assert_eq!(
        (row.kind, row.outcome),
        (HistoryKind::Create, OperationOutcome::Done)
    );
    assert!(row.details > 0);
    let opened = open(&desk, row.id, Some(connection)).await;
    assert_eq!(opened.requests.len(), 2);
    assert_eq!(opened.undo, UndoState::NotAnUpdate);
}

#[tokio::test]
async fn the_history_of_a_removed_connection_stays_and_says_that_it_cannot_be_undone() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    save(&desk, connection, &base, moved(&base)).await;
    let row = newest(&desk).await;
    assert_eq!(open(&desk, row.id, None).await.undo, UndoState::NotInFront);

    desk.app.remove_connection(connection).await.unwrap();
    let filter = HistoryFilter {
        text: "kestrel rotterdam halden".to_owned(),
        connection: Some(connection),
        organization: Some(base.id),
        ..HistoryFilter::default()
    };
    let found = list(&desk, filter).await;
    assert_eq!((found.total, found.counted), (Some(1), true));
    assert_eq!(open(&desk, row.id, None).await.undo, UndoState::ConnectionRemoved);
    let known = desk.app.history_connections().await.unwrap();
    assert_eq!(known[0].name, "Halden Secure");
}

#[tokio::test]
async fn an_operation_that_took_less_than_no_time_did_not_take_any_that_is_known() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.create(connection, named("Put Back")).await.unwrap();
    let row = newest(&desk).await;
    let took = async || open(&desk, row.id, None).await.took_ms;
    assert!(took().await.is_some());
    // As it is kept where the clock is put back after it was sent: the steps have their times, and nothing ends before it began.
    sql(
        &desk,
        "UPDATE operations SET ended = began, steps = json_set(steps, '$[#-1].at', '2001-02-03T04:05:06Z')",
    );
    assert_eq!(took().await, None);
    let opened = open(&desk, row.id, None).await;
    assert!(opened.ended.is_some());
}

#[tokio::test]
async fn an_operation_that_was_dropped_meanwhile_is_said_to_be_gone() {
    let desk = Desk::new().await;
    let nothing = HistoryRequest {
        operation: ReviewId("11111111-2222-4333-8444-555555555555".parse().unwrap()),
        front: None,
    };
    assert_eq!(
        desk.app.history_operation(nothing).await.unwrap_err(),
        AppError::Gone {
            what: Gone::Operation
        }
    );
}

/// Changes the local data behind the app's back.
pub(crate) fn sql(desk: &Desk, statement: &str) -> usize {
    let file = desk.folder.path().join("data/orgdesk.sqlite");
    let sql = rusqlite::Connection::open(file).unwrap();
    sql.execute(statement, []).unwrap()
}

#[tokio::test]
async fn a_create_is_found_by_the_fields_it_sent_and_by_what_the_portal_made_of_them() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let form = orgdesk_core::organizations::CreateForm {
        description: "Opened in Leeds".to_owned(),
        plans: vec![plan("pci-basic")],
        ..with_details("Found By Field")
    };
    let slow = Fault::Latency(std::time::Duration::from_millis(500));
    desk.portal.faults().next_for(Target::Update, slow);
    let edited = async {
        desk.portal.faults().holds_more_than(0).await;
        let mut there = desk.portal.organizations().into_iter();
        let created = there.find(|one| one.name == "Found By Field").unwrap();
        desk.portal.edit(&created.id, "city", "York");
    };
    let (created, ()) = tokio::join!(desk.create(connection, form), edited);
    created.unwrap();
    for (text, found) in [
        ("Description", 1),
        ("Organization name", 1),
        ("State", 0),
        ("Leeds", 1),
        ("Bath", 1),
        ("York", 1),
        ("Plan pci-basic", 1),
        ("Parent organization", 0),
    ] {
        let filter = HistoryFilter {
            text: text.to_owned(),
            ..HistoryFilter::default()
        };
        assert_eq!(list(&desk, filter).await.total, Some(found), "{text}");
    }
}
