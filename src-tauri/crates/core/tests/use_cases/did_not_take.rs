//! A portal that says yes to an update and leaves all as it was: nothing is over by that.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::{HistoryFilter, UndoState};
use orgdesk_core::organizations::{
    OrganizationFields, OrganizationView, ReviewId, UpdateResultView, UpdateSavedView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::history::{list, open};
use crate::history_undo::{carry_out, changed};
use crate::journal::next_run;
use crate::support::Desk;
use crate::update::{loaded, save, save_details_mended};

/// The next update is answered with yes, and nothing else.
pub(crate) fn ignores_the_next(desk: &Desk) {
    let yes = Fault::Status(200, String::new());
    desk.portal.faults().next_for(Target::Update, yes);
}

/// A changed organization, and what was told of an undo that the portal ignored.
async fn undo_ignored(
    desk: &Desk,
    connection: ConnectionId,
) -> (OrganizationView, ReviewId, UpdateSavedView) {
    let (base, operation) = changed(desk, connection).await;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    ignores_the_next(desk);
    let saved = carry_out(desk, connection, operation, undo).await;
    (base, operation, saved)
}

fn city(desk: &Desk, base: &OrganizationView) -> String {
    let held = desk.portal.organization(&base.id.to_string()).unwrap();
    held.fields["city"].clone()
}

fn moved_to(base: &OrganizationView, city: &str) -> OrganizationFields {
    OrganizationFields {
        city: city.to_owned(),
        ..base.fields.clone()
    }
}

#[tokio::test]
async fn an_update_is_not_told_as_undone_where_nothing_was_put_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation, saved) = undo_ignored(&desk, connection).await;
    assert_eq!(saved.prevailed.as_before.len(), 2);
    assert_eq!(city(&desk, &base), "Rotterdam");
    let first = open(&desk, operation, Some(connection)).await;
    let again = desk.app.prepare_undo(operation).await;
    assert_eq!(
        first.undo,
        UndoState::Possible,
        "row says undone: {}; tried again: {:?}",
        first.row.undone,
        again.err()
    );
}

#[tokio::test]
async fn nor_is_it_in_the_next_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation, _) = undo_ignored(&desk, connection).await;
    let (desk, _) = next_run(desk, connection).await;
    assert_eq!(city(&desk, &base), "Rotterdam");
    assert!(!open(&desk, operation, Some(connection)).await.row.undone);
}

#[tokio::test]
async fn details_that_the_portal_ignored_are_not_told_as_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, rejected);
    let result = desk
        .create(connection, with_details("Ignored Details"))
        .await
        .unwrap();
    let create = result.review;
    ignores_the_next(&desk);
    let UpdateResultView::Saved(saved) = save_details_mended(&desk, connection, result).await else {
        panic!("the portal said yes")
    };
    assert!(!saved.prevailed.another.is_empty() || !saved.prevailed.as_before.is_empty());
    let opened = open(&desk, create, Some(connection)).await;
    let last = opened.steps.last().unwrap();
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "nothing of it is on the portal; journal: {last:?}"
    );
}

#[tokio::test]
async fn an_update_nobody_knows_of_is_not_settled_by_one_that_did_not_take() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, moved_to(&base, "Rotterdam")).await;
    assert_eq!(desk.app.open_operations(connection).len(), 1);
    ignores_the_next(&desk);
    let sent = save(&desk, connection, &base, moved_to(&base, "Delft")).await;
    let UpdateResultView::Saved(saved) = sent else {
        panic!("the portal said yes")
    };
    assert_eq!(saved.prevailed.as_before.len(), 1);
    let rows = list(&desk, HistoryFilter::default()).await.rows;
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "the portal holds neither; history: {:?}",
        rows.iter().map(|row| row.outcome).collect::<Vec<_>>()
    );
}
