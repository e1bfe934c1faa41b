//! What is open is looked at by itself when its connection is opened: nothing is sent, and what needs the user says what the
//! portal holds now.

use orgdesk_core::AppError;
use orgdesk_core::connections::{ConfirmIdentityRequest, ConnectionId};
use orgdesk_core::error::Gone;
use orgdesk_core::operations::{LookedFound, OpenOperationView, OpenWork};
use orgdesk_core::organizations::{
    Compared, CreateFormRequest, CreateOutcome, OrganizationFields, ResolveRequest, SendRequest,
    UpdateResultView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::journal::cut_off;
use crate::support::{Desk, named, once};
use crate::update::{loaded, save};

/// The next run: the connection is opened, and what is open is looked at.
pub(crate) async fn looked_at(desk: Desk, connection: ConnectionId) -> (Desk, Vec<OpenOperationView>) {
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let open = desk.app.look_at_open_operations(connection).await.unwrap().open;
    (desk, open)
}

pub(crate) fn found(open: &[OpenOperationView]) -> &LookedFound {
    assert_eq!(open.len(), 1, "{open:?}");
    &open[0].looked.as_ref().expect("looked at").found
}

/// How many may be the one.
pub(crate) fn how_many(found: &LookedFound) -> usize {
    match found {
        LookedFound::Several { ids } => ids.len(),
        other => panic!("{other:?}"),
    }
}

pub(crate) fn of(connection: ConnectionId, open: &[OpenOperationView]) -> SendRequest {
    SendRequest {
        connection,
        review: open[0].review,
    }
}

/// A create whose answer is lost, and which the portal lists only after some requests.
pub(crate) async fn lost(
    desk: &Desk,
    connection: ConnectionId,
    form: orgdesk_core::organizations::CreateForm,
) {
    desk.loses_a_create(5);
    let result = desk.create(connection, form).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    // It is listed by now.
    for _ in 0..5 {
        desk.review(connection, named("Something Else")).await.unwrap();
    }
}

#[tokio::test]
async fn a_create_that_is_found_is_settled_without_the_user() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost(&desk, connection, named("Found Alone")).await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.open, []);
    let [settled] = looked.settled.as_slice() else {
        panic!("{looked:?}")
    };
    assert!(
        settled.created && settled.name == "Found Alone",
        "it is told: {settled:?}"
    );
    assert_eq!((desk.held("Found Alone"), desk.seen("POST")), (1, 1));
    assert_eq!(looked_at(desk, connection).await.1, [], "for good");
}

#[tokio::test]
async fn a_create_that_is_not_there_says_so_and_can_be_created_again_after_a_review() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Never Arrived")).await.unwrap();
    let (desk, open) = looked_at(desk, connection).await;
    assert_eq!(found(&open), &LookedFound::NoneNew);
    assert!(matches!(&open[0].work, OpenWork::Create(create) if !create.was_created));

    let again = |instead_of| CreateFormRequest {
        connection,
        form: named("Never Arrived"),
        instead_of,
        draft: None,
    };
    let warned = desk.app.review_create(again(None)).await.unwrap();
    assert!(warned.unresolved, "without the user's word it is warned of");
    let review = desk.app.review_create(again(Some(open[0].review))).await.unwrap();
    assert!(!review.unresolved);
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "open until it is sent"
    );
    let request = SendRequest {
        connection,
        review: review.review,
    };
    let created = desk.app.send_create(request).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!((desk.held("Never Arrived"), desk.seen("POST")), (1, 2));
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(looked_at(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_create_that_is_sent_again_and_refused_leaves_the_first_one_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Twice Refused")).await.unwrap();
    let (desk, open) = looked_at(desk, connection).await;
    let request = CreateFormRequest {
        connection,
        form: named("Twice Refused"),
        instead_of: Some(open[0].review),
        draft: None,
    };
    let review = desk.app.review_create(request).await.unwrap().review;
    let refused = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::Create, refused);
    let request = SendRequest { connection, review };
    desk.app.send_create(request).await.unwrap_err();
    assert_eq!(desk.app.open_operations(connection)[0].review, open[0].review);
}

#[tokio::test]
async fn several_of_the_name_are_counted_and_none_is_chosen() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Counted")).await.unwrap();
    desk.portal.add("Counted");
    desk.portal.add("Counted");
    let (_desk, open) = looked_at(desk, connection).await;
    assert_eq!(how_many(found(&open)), 2);
}

/// A column of the only operation, once what the journal holds of it is there.
async fn row(desk: &Desk, column: &str) -> String {
    desk.app.check_removal(ConnectionId::PRACTICE).await.unwrap();
    let file = desk.folder.path().join("data").join("orgdesk.sqlite");
    let sql = rusqlite::Connection::open(file).unwrap();
    let query = format!("SELECT {column} FROM operations");
    sql.query_row(&query, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn what_a_look_finds_is_not_told_as_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost(&desk, connection, with_details("Only Found")).await;
    let (desk, _open) = looked_at(desk, connection).await;
    let requests = row(&desk, "requests").await;
    assert!(
        requests.contains("POST") && !requests.contains("PUT"),
        "{requests}"
    );
}

#[tokio::test]
async fn one_that_is_being_looked_for_is_not_settled_meanwhile_and_its_details_stay() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost(&desk, connection, with_details("Looked For")).await;
    let open = desk.app.open_operations(connection);
    let late = Fault::Latency(std::time::Duration::from_millis(300));
    desk.portal.faults().next_for(Target::List, late);
    let looking = desk.app.look_again(of(connection, &open));
    let leaving = async {
        once(|| desk.looks_for_one(connection), || ()).await;
        desk.app.leave_operation(of(connection, &open)).await
    };
    let (looked, left) = tokio::join!(looking, leaving);
    assert_eq!(
        left.unwrap_err(),
        AppError::Gone {
            what: Gone::OpenWrite
        }
    );
    assert_eq!(looked.unwrap().outcome, CreateOutcome::Created);
    assert_eq!(looked_at(desk, connection).await.1, []);
}

#[tokio::test]
async fn a_write_of_another_connection_is_not_ended_by_its_id() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Of This One")).await.unwrap();
    let open = desk.app.open_operations(connection);
    let another = SendRequest {
        connection: ConnectionId::PRACTICE,
        review: open[0].review,
    };
    let refused = desk.app.leave_operation(another).await.unwrap_err();
    assert_eq!(
        refused,
        AppError::Gone {
            what: Gone::OpenWrite
        }
    );
    assert_eq!(row(&desk, "stage").await, "\"unknown\"");
}

#[tokio::test]
async fn an_update_that_is_being_saved_is_not_taken_for_one_that_is_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let late = Fault::Latency(std::time::Duration::from_millis(500));
    desk.portal.faults().next_for(Target::Update, late);
    let saving = save(&desk, connection, &base, moved(&base.fields));
    let opening = async {
        once(|| desk.seen("PUT") > 0, || ()).await;
        desk.app.open_connection(connection).await.unwrap();
        desk.app.look_at_open_operations(connection).await.unwrap().open
    };
    let (saved, open) = tokio::join!(saving, opening);
    assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
    assert_eq!(open, []);
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(row(&desk, "stage").await, "\"done\"");
}

fn moved(base: &OrganizationFields) -> OrganizationFields {
    OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.clone()
    }
}

#[tokio::test]
async fn an_update_that_was_saved_is_settled_without_the_user() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    cut_off(&desk, connection, &base).await;
    let (desk, open) = looked_at(desk, connection).await;
    assert_eq!(open, []);
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn an_update_that_did_not_arrive_says_that_the_portal_holds_what_was_there_before() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, moved(&base.fields)).await;
    let (_desk, open) = looked_at(desk, connection).await;
    assert_eq!(found(&open), &LookedFound::AsBefore);
    assert!(may_be_saved_again(&open[0]));
}

fn may_be_saved_again(open: &OpenOperationView) -> bool {
    matches!(&open.work, OpenWork::Update(update) if update.can_be_saved_again)
}

#[tokio::test]
async fn an_update_may_be_saved_again_only_where_the_portal_is_seen_to_hold_what_was_there_before() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, moved(&base.fields)).await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let open = desk.app.open_operations(connection);
    assert!(!may_be_saved_again(&open[0]), "not looked at yet");
    desk.portal.edit(&base.id.to_string(), "city", "Delft");
    let (_desk, open) = looked_at(desk, connection).await;
    let LookedFound::Otherwise { differs, .. } = found(&open) else {
        panic!("{open:?}")
    };
    let [city] = differs.as_slice() else {
        panic!("{differs:?}")
    };
    assert_eq!(
        (city.label.as_str(), city.held.as_deref(), city.state),
        ("City", Some("Delft"), Compared::Differs)
    );
    assert!(!may_be_saved_again(&open[0]));
}

#[tokio::test]
async fn what_was_made_as_somebody_else_is_not_looked_for_before_the_user_says_so() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost(&desk, connection, named("Of Another")).await;
    let desk = desk.restarted();
    desk.portal.replace_user("a.other", "Other Partner");
    let AppError::IdentityChanged { now, .. } = desk.app.open_connection(connection).await.unwrap_err()
    else {
        panic!()
    };
    let confirm = |identity| ConfirmIdentityRequest { connection, identity };
    let mut third = (*now).clone();
    third.id = Some("a third".to_owned());
    let refused = desk.app.confirm_identity(confirm(third)).await.unwrap_err();
    assert!(matches!(refused, AppError::IdentityChanged { .. }), "{refused:?}");
    desk.app.confirm_identity(confirm(*now.clone())).await.unwrap();

    let open = desk.app.look_at_open_operations(connection).await.unwrap().open;
    assert_eq!(open[0].looked, None, "{open:?}");
    assert_eq!(open[0].made_as.as_ref().unwrap().username, "Practice user");
    let refused = desk.app.look_again(of(connection, &open)).await.unwrap_err();
    assert!(matches!(refused, AppError::IdentityChanged { .. }), "{refused:?}");

    let open = desk.app.adopt_operation(of(connection, &open)).await.unwrap();
    assert_eq!(open[0].made_as, None);
    let request = of(connection, &open);
    let looked = desk.app.look_at_open_operation(request).await.unwrap();
    assert_eq!((looked.settled, how_many(found(&looked.open))), (vec![], 1));
    let made_as = row(&desk, "identity").await;
    assert!(
        made_as.contains("Practice user") && !made_as.contains("a.other"),
        "{made_as}"
    );
    let (desk, open) = looked_at(desk, connection).await;
    assert_eq!(open[0].made_as, None, "the word of the user lasts");
    // What is shown to somebody else may have been there before.
    assert_eq!(how_many(found(&open)), 1);
    let id = desk.portal.organizations().pop().unwrap().id.parse().unwrap();
    let SendRequest { connection, review } = of(connection, &open);
    let word = ResolveRequest {
        connection,
        review,
        id,
    };
    desk.app.resolve_create(word).await.unwrap();
    assert_eq!(
        (desk.app.open_operations(connection), desk.seen("POST")),
        (vec![], 1)
    );
}
