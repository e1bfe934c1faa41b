//! A portal that says yes to an update and leaves all as it was: nothing is over by that.

use std::sync::Mutex;

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::{HistoryFilter, HistoryKind, HistoryPageRequest, HistoryPageView, UndoState};
use orgdesk_core::organizations::{
    LoadedBy, OrganizationFields, OrganizationView, ReviewId, SendRequest, UpdateFormRequest,
    UpdateResultView, UpdateReviewView, UpdateSavedView,
};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::create::with_details;
use crate::history::{list, open};
use crate::history_undo::{carry_out, changed};
use crate::hostile_portal::{Hostile, ONE, json_reply, reply};
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

/// A portal that takes a city, and no phone.
async fn takes_no_phone() -> Hostile {
    let held = Mutex::new(json!("Bath"));
    Hostile::answering(move |asked| {
        let mut city = held.lock().unwrap();
        if asked.method == "PUT" {
            let put: Value = serde_json::from_str(&asked.body).unwrap();
            *city = put["organization"]["city"].clone();
            return Some(reply(200, ""));
        }
        let details = json!({"city": *city, "phone": ""});
        let attributes = json!({"name": "N", "company_name": "C", "details": details});
        let shown = json!({"data": {"id": ONE, "attributes": attributes}});
        asked.path.ends_with(ONE).then(|| json_reply(&shown))
    })
    .await
}

async fn history(desk: &Hostile) -> HistoryPageView {
    let filter = HistoryFilter::default();
    let request = HistoryPageRequest { filter, before: None };
    desk.app.history(request).await.unwrap()
}

#[tokio::test]
async fn an_update_is_undone_also_where_only_what_was_typed_into_the_undo_did_not_take() {
    let desk = takes_no_phone().await;
    let connection = desk.connected().await;
    let bath = desk.read(connection).await.unwrap().fields;
    let hull = OrganizationFields {
        city: "Hull".to_owned(),
        ..bath.clone()
    };
    desk.save(connection, bath, hull).await.unwrap();
    let operation = history(&desk).await.rows[0].id;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    let form = UpdateFormRequest {
        connection,
        id: undo.organization,
        base: Some(undo.merged.theirs.fields),
        unread: undo.merged.theirs.unread,
        mine: OrganizationFields {
            phone: "1".to_owned(),
            ..undo.merged.merged
        },
        undoes: Some(operation),
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(form).await.unwrap() else {
        panic!("the city and the phone change")
    };
    let review = ready.review;
    let sent = desk.app.send_update(SendRequest { connection, review });
    assert!(matches!(sent.await.unwrap(), UpdateResultView::Saved(_)));
    let rows = history(&desk).await.rows;
    assert_eq!((rows[0].kind, rows[1].undone), (HistoryKind::Undo, true));
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
