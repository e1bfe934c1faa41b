//! An organization that was there before a create was sent, and has its name only since, is not taken for the new one: the user decides.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    CreateForm, CreateOutcome, OrganizationRequest, ReviewId, SendRequest, UpdateResultView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::history::newest;
use crate::journal::next_run;
use crate::looked_unasked::{found, how_many};
use crate::support::{Desk, named};
use crate::update::{loaded, save};

pub(crate) fn req(connection: ConnectionId, review: ReviewId) -> SendRequest {
    SendRequest { connection, review }
}

/// Details and no description.
pub(crate) fn undescribed(name: &str) -> CreateForm {
    CreateForm {
        description: String::new(),
        ..with_details(name)
    }
}

#[tokio::test]
async fn one_i_renamed_in_orgdesk_is_not_told_as_created() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.lost(connection, "Kestrel Freight Group").await;
    let mut mine = base.fields.clone();
    "Kestrel Freight Group".clone_into(&mut mine.name);
    assert!(matches!(
        save(&desk, connection, &base, mine).await,
        UpdateResultView::Saved(_)
    ));
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
}

#[tokio::test]
async fn details_are_not_written_over_one_i_renamed_in_orgdesk() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = desk.portal.add("Kestrel Freight");
    let request = OrganizationRequest {
        connection,
        id: id.clone(),
    };
    let base = desk.app.get_organization(request).await.unwrap();
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let lost = desk
        .create(connection, undescribed("Kestrel Freight Group"))
        .await
        .unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    let mut mine = base.fields.clone();
    "Kestrel Freight Group".clone_into(&mut mine.name);
    "Kestrel Freight Group".clone_into(&mut mine.company_name);
    assert!(matches!(
        save(&desk, connection, &base, mine).await,
        UpdateResultView::Saved(_)
    ));
    let (desk, _) = next_run(desk, connection).await;
    desk.app.look_at_open_operations(connection).await.unwrap();
    let pressed = desk.app.look_again(req(connection, lost.review)).await.unwrap();
    let held = desk.portal.organization(&id).unwrap();
    assert_eq!(
        held.fields["company_name"], "Kestrel Freight Group",
        "{:?}",
        pressed.outcome
    );
}

/// A create that never arrives, and whose review shows an organization as a likely duplicate: that one's id on the portal.
async fn lost_beside_a_likely_duplicate(desk: &Desk, connection: ConnectionId) -> (String, ReviewId) {
    let old = desk.portal.add("Kestrel Freight Ltd");
    let reviewed = desk.review(connection, undescribed(MISSPELT)).await.unwrap();
    assert_eq!(reviewed.alike.found.len(), 1, "it is on the screen");
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let lost = desk
        .app
        .send_create(req(connection, reviewed.review))
        .await
        .unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    (old, lost.review)
}

const MISSPELT: &str = "Kestrel Freigth GmbH";

#[tokio::test]
async fn the_likely_duplicate_its_own_review_showed_is_not_the_new_one_once_a_colleague_renames_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (old, lost) = lost_beside_a_likely_duplicate(&desk, connection).await;
    desk.portal.edit(&old, "name", MISSPELT);
    let pressed = desk.app.look_again(req(connection, lost)).await.unwrap();
    assert_eq!(desk.seen("PUT"), 0, "{:?}", pressed.outcome);
}

#[tokio::test]
async fn nor_in_the_next_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (old, _) = lost_beside_a_likely_duplicate(&desk, connection).await;
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1);
    desk.portal.edit(&old, "name", MISSPELT);
    assert_waits_for_the_user(&desk, connection).await;
}

#[tokio::test]
async fn one_that_was_seen_in_a_list_is_not_the_new_one_once_a_colleague_renames_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let old = desk.portal.add("Brae Dental");
    desk.review(connection, named("Brae Dental")).await.unwrap();
    desk.lost(connection, "Kestrel Freight Group").await;
    desk.portal.edit(&old, "name", "Kestrel Freight Group");
    assert_waits_for_the_user(&desk, connection).await;
}

/// The one that was found may be it, and is settled by nobody but the user.
async fn assert_waits_for_the_user(desk: &Desk, connection: ConnectionId) {
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
    assert_eq!(how_many(found(&looked.open)), 1);
}

#[tokio::test]
async fn an_undo_of_a_rename_does_not_settle_a_create_of_the_old_name() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mut mine = base.fields.clone();
    "Kestrel Freight Holding".clone_into(&mut mine.name);
    save(&desk, connection, &base, mine).await;
    let renaming = newest(&desk).await.id;
    desk.lost(connection, "Kestrel Freight").await;
    let undo = desk.app.prepare_undo(renaming).await.unwrap();
    crate::history_undo::carry_out(&desk, connection, renaming, undo).await;
    let (desk, _) = next_run(desk, connection).await;
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
}

#[tokio::test]
async fn one_that_was_seen_before_its_connection_was_opened_anew_is_not_told_as_created() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let old = desk.portal.add("Brae Dental");
    desk.review(connection, named("Brae Dental")).await.unwrap();
    desk.app.open_connection(connection).await.unwrap();
    desk.lost(connection, "Kestrel Freight Group").await;
    desk.portal.edit(&old, "name", "Kestrel Freight Group");
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, []);
}
