//! What was never shown and never sent is nobody's change: neither the result of an update nor the history tells it as one.

use std::sync::atomic::{AtomicU32, Ordering};

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest, HistoryRowView, OperationOutcome};
use orgdesk_core::operations::OpenWork;
use orgdesk_core::organizations::{
    CarryOverRequest, Compared, LoadedBy, OrganizationField, OrganizationFields, OrganizationView,
    SendRequest, UpdateFormRequest, UpdateResultView, UpdateReviewView, UpdateSavedView,
};
use orgdesk_core::step::StepState;
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::history::newest;
use crate::hostile_portal::{Hostile, ONE, json_reply, reply};
use crate::scripted_portal::{Shown, portal};
use crate::support::Desk;
use crate::update::{loaded, review};

/// The two names alone: what is filled in of an organization that cannot be read.
fn names(company: &str) -> OrganizationFields {
    OrganizationFields {
        name: "Kestrel Freight".to_owned(),
        company_name: company.to_owned(),
        ..OrganizationFields::default()
    }
}

/// Updates an organization with more than two fields without seeing it, and meets a fault.
async fn updated_unseen(desk: &Desk, company: &str, fault: Fault) -> (ConnectionId, UpdateResultView) {
    let connection = desk.connected().await;
    let id = loaded(desk, connection).await.id;
    let review = review(desk, connection, id, None, names(company)).await.review;
    desk.portal.faults().next_for(Target::Update, fault);
    let request = SendRequest { connection, review };
    (connection, desk.app.send_update(request).await.unwrap())
}

#[tokio::test]
async fn an_update_sent_unseen_whose_answer_was_lost_is_saved_where_all_that_was_sent_is_there() {
    let desk = Desk::new().await;
    let (connection, result) = updated_unseen(&desk, "Kestrel Freight Ltd", Fault::LostAnswer).await;
    let UpdateResultView::Saved(saved) = result else {
        panic!("{result:?}")
    };
    assert!(saved.answer_lost);
    assert_eq!(saved.prevailed.another, []);
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(newest(&desk).await.outcome, OperationOutcome::Done);
}

#[tokio::test]
async fn one_that_never_arrived_is_not_called_saved() {
    let desk = Desk::new().await;
    let (connection, result) = updated_unseen(&desk, "Kestrel Freight Ltd", Fault::Reset).await;
    assert!(matches!(result, UpdateResultView::Unclear(_)), "{result:?}");
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}

/// A portal that shows the city, Bath, only once it was read so often: it is read when it is loaded, before it is saved, and after.
/// It saves nothing, and says nothing clear, where it fails.
async fn shows_the_city_from(first: u32, fails: bool) -> Hostile {
    let reads = AtomicU32::new(0);
    Hostile::answering(move |asked| {
        if asked.method == "PUT" {
            return Some(reply(if fails { 502 } else { 200 }, ""));
        }
        if !asked.path.ends_with(ONE) {
            return None;
        }
        let count = reads.fetch_add(1, Ordering::SeqCst) + 1;
        let details = if count < first {
            json!({})
        } else {
            json!({"city": "Bath"})
        };
        let description = if fails || count < 3 { "d" } else { "Mine" };
        let attributes =
            json!({"name": "N", "company_name": "C", "description": description, "details": details});
        Some(json_reply(
            &json!({"data": {"id": ONE, "attributes": attributes}}),
        ))
    })
    .await
}

/// Changes the description of what is loaded without its city.
async fn describes(desk: &Hostile) -> (UpdateResultView, HistoryRowView) {
    let connection = desk.connected().await;
    let loaded: OrganizationView = desk.read(connection).await.unwrap();
    assert!(loaded.unread.contains(&OrganizationField::City));
    let request = UpdateFormRequest {
        connection,
        id: loaded.id,
        mine: OrganizationFields {
            description: "Mine".to_owned(),
            ..loaded.fields.clone()
        },
        base: Some(loaded.fields),
        unread: loaded.unread,
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!("the description changed")
    };
    let review = ready.review;
    let sent = desk.app.send_update(SendRequest { connection, review });
    let sent = sent.await.unwrap();
    let request = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    (sent, desk.app.history(request).await.unwrap().rows.remove(0))
}

/// What came of it where the portal saves it.
async fn described_where_the_city_is_shown_from(first: u32) -> (UpdateSavedView, HistoryRowView) {
    let desk = shows_the_city_from(first, false).await;
    match describes(&desk).await {
        (UpdateResultView::Saved(saved), row) => (*saved, row),
        (other, _) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_was_not_shown_when_it_was_loaded_and_is_before_it_is_saved_is_not_told_as_changed_since() {
    let (saved, row) = described_where_the_city_is_shown_from(2).await;
    assert_eq!(saved.theirs_kept, []);
    assert_eq!(saved.prevailed.another, []);
    assert_eq!(saved.organization.unwrap().fields.city, "Bath", "it stays");
    assert_eq!(row.outcome, OperationOutcome::Done);
}

#[tokio::test]
async fn what_is_shown_only_after_it_was_saved_did_not_prevail_over_anything() {
    let (saved, row) = described_where_the_city_is_shown_from(3).await;
    assert_eq!(saved.prevailed.another, []);
    assert!(saved.comparison.iter().all(|row| row.state == Compared::Same));
    assert_eq!((row.outcome, row.differing), (OperationOutcome::Done, vec![]));
}

#[tokio::test]
async fn what_is_shown_only_after_a_save_that_failed_is_no_reason_not_to_save_again() {
    let desk = shows_the_city_from(3, true).await;
    let (UpdateResultView::Unclear(unclear), _) = describes(&desk).await else {
        panic!("nothing was saved")
    };
    assert!(unclear.not_applied, "what was to be changed is as it was");
}

#[tokio::test]
async fn what_was_not_shown_when_it_was_loaded_is_told_with_the_changes_that_may_be_saved_again() {
    let desk = shows_the_city_from(2, true).await;
    let (sent, row) = describes(&desk).await;
    assert!(matches!(sent, UpdateResultView::Unclear(_)), "{sent:?}");
    let mut open = desk.app.open_operations(row.connection);
    let OpenWork::Update(update) = open.remove(0).work else {
        panic!("an update is open")
    };
    assert!(
        update.unread.contains(&OrganizationField::City),
        "{:?}",
        update.unread
    );
    assert!(!update.unread.contains(&OrganizationField::Description));

    let request = CarryOverRequest {
        connection: row.connection,
        id: update.id,
        base: update.base,
        unread: update.unread,
        mine: update.mine,
        chosen: Vec::new(),
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
    };
    let over = desk.app.carry_over(request).await.unwrap();
    assert_eq!(over.collisions, []);
    assert!(
        over.no_choice
            .iter()
            .all(|row| row.field != OrganizationField::City)
    );
    assert_eq!(over.merged.city, "Bath");
}

#[tokio::test]
async fn what_an_update_never_showed_is_not_known_to_its_undo_either_though_it_is_shown_by_then() {
    let desk = shows_the_city_from(4, false).await;
    let (_, row) = describes(&desk).await;
    let undo = desk.app.prepare_undo(row.id).await.unwrap();
    assert_eq!(undo.merged.theirs.fields.city, "Bath");
    assert!(
        undo.unread.contains(&OrganizationField::City),
        "{:?}",
        undo.unread
    );
    assert!(!undo.unread.contains(&OrganizationField::Description));
    let told = &undo.merged.no_choice;
    assert!(
        told.iter().all(|row| row.field != OrganizationField::City),
        "{told:?}"
    );
}

#[tokio::test]
async fn what_is_filled_in_and_is_not_shown_any_more_is_told_as_it_is_written() {
    let shown = |details: Value| {
        Shown::As(json!({"name": "N", "company_name": "C", "description": "", "details": details}))
    };
    let (desk, connection, portal) = portal(shown(json!({"city": ""}))).await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        city: "Bath".to_owned(),
        ..base.clone()
    };
    portal.shows(shown(json!({})));
    let UpdateResultView::Saved(saved) = desk.save(connection, base, mine).await.unwrap() else {
        panic!("nothing collides")
    };
    let read = saved
        .steps
        .iter()
        .find(|step| step.title == "Read once more")
        .unwrap();
    assert_eq!(read.state, StepState::Warning);
    let told = read.detail.as_deref().unwrap();
    assert!(
        told.ends_with("Not shown any more, and written all the same: City"),
        "{told}"
    );
}
