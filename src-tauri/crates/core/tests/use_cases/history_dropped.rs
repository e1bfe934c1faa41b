//! What is older than the history is kept goes, but for what an open create is told apart by.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::{HistoryFilter, KeepTime};
use orgdesk_core::operations::LookedFound;
use orgdesk_core::organizations::{CreateForm, CreateOutcome, ResolveRequest, SendRequest};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::history::{list, sql};
use crate::journal::next_run;
use crate::support::{Desk, named};

const NAME: &str = "Kept For Another";

/// Another of its name is created, all that is so many days ago, and something young is there beside it.
async fn another_long_ago(desk: &Desk, connection: ConnectionId, days: u32) {
    let another = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(another.outcome, CreateOutcome::Created, "{another:?}");
    // What waits in the journal is there now.
    list(desk, HistoryFilter::default()).await;
    let long_ago = format!("UPDATE operations SET began = began - {days} * 86400000");
    sql(desk, &long_ago);
    desk.create(connection, named("Something Young")).await.unwrap();
}

#[tokio::test]
async fn a_lost_create_is_not_settled_by_another_of_its_name_that_the_history_has_dropped() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.lost(connection, NAME).await;
    another_long_ago(&desk, connection, 40).await;
    desk.app.keep_history(KeepTime::Month).await.unwrap();
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(3));
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1, "{open:?}");
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    let looked2 = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(
        looked.settled,
        [],
        "settled by the other's organization, {looked2:?}"
    );
    assert_eq!(
        looked.open[0].looked.as_ref().unwrap().found,
        LookedFound::NoneNew
    );
}

#[tokio::test]
async fn details_of_a_lost_create_are_not_written_to_one_whose_create_the_history_has_dropped() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let form = CreateForm {
        description: String::new(),
        ..with_details(NAME)
    };
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let lost = desk.create(connection, form).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    another_long_ago(&desk, connection, 40).await;
    desk.app.keep_history(KeepTime::Month).await.unwrap();
    let request = SendRequest {
        connection,
        review: lost.review,
    };
    let looked = desk.app.look_again(request).await.unwrap();
    assert_eq!(
        (looked.outcome, desk.seen("PUT")),
        (CreateOutcome::NotFound, 0),
        "{:?}",
        looked.steps
    );
}

/// The default year, at a start: what was kept too short without anybody asking for it.
#[tokio::test]
async fn nor_by_one_that_was_dropped_at_a_start_without_anybody_asking_for_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lost(connection, NAME).await;
    another_long_ago(&desk, connection, 380).await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk.app.drop_old_history_once_open().await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
}

/// One that was sent before it, and listed only after it was sent as well.
#[tokio::test]
async fn nor_by_one_that_was_sent_before_it_and_listed_after_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.loses_a_create(60);
    let before = desk.create(connection, named(NAME)).await.unwrap();
    assert_eq!(before.outcome, CreateOutcome::NotFound);
    let lost = desk.lost(connection, NAME).await;
    while desk
        .review(connection, named(NAME))
        .await
        .unwrap()
        .same_name
        .is_empty()
    {}
    let all = desk.portal.organizations();
    let listed = all.iter().find(|one| one.name == NAME).unwrap();
    let said = ResolveRequest {
        connection,
        review: before.review,
        id: listed.id.parse().unwrap(),
    };
    let said = desk.app.resolve_create(said).await.unwrap();
    assert_eq!(said.outcome, CreateOutcome::Created);
    list(&desk, HistoryFilter::default()).await;
    sql(&desk, "UPDATE operations SET began = began - 40 * 86400000");
    desk.create(connection, named("Something Young")).await.unwrap();
    desk.app.keep_history(KeepTime::Month).await.unwrap();
    let (desk, _) = next_run(desk, connection).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, [], "settled by the other's organization");
    assert_eq!(looked.open[0].review, lost);
    let found = &looked.open[0].looked.as_ref().unwrap().found;
    assert_eq!(found, &LookedFound::NoneNew);
    let request = SendRequest {
        connection,
        review: lost,
    };
    desk.app.leave_operation(request).await.unwrap();
    desk.app.keep_history(KeepTime::Month).await.unwrap();
    let kept = list(&desk, HistoryFilter::default()).await.total;
    assert_eq!(kept, Some(1), "nothing is looked for any more");
}
