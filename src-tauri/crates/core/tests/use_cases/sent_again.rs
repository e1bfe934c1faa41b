//! A write that did not happen, and is sent once more from the same review, is a write of its own: the first stays in the history.

use orgdesk_core::history::{HistoryFilter, OperationOutcome};
use orgdesk_core::organizations::{OrganizationFields, ReviewId, SendRequest, UpdateResultView};
use practice_portal::{Fault, Target};

use crate::history::{list, open};
use crate::support::{Desk, named};
use crate::update::{loaded, review, save};

#[tokio::test]
async fn a_create_that_was_rejected_stays_with_what_the_portal_said() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Again")).await.unwrap().review;
    let refused = Fault::Status(403, r#"{"error":"no licence left"}"#.to_owned());
    desk.portal.faults().next_for(Target::Create, refused);
    let request = || SendRequest { connection, review };
    desk.app.send_create(request()).await.unwrap_err();
    let first = open(&desk, review, Some(connection)).await;
    desk.app.send_create(request()).await.unwrap();

    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let rows = list(&desk, HistoryFilter::default()).await.rows;
    let outcomes: Vec<_> = rows.iter().map(|row| row.outcome).collect();
    assert_eq!(outcomes, [OperationOutcome::Done, OperationOutcome::Rejected]);
    assert_eq!(rows[0].id, review);
    let kept = open(&desk, rows[1].id, Some(connection)).await;
    assert_eq!((kept.row.began, kept.error), (first.row.began, first.error));
    assert_eq!((kept.steps, kept.requests), (first.steps, first.requests));
    let again = open(&desk, review, Some(connection)).await;
    assert!(again.row.began >= kept.row.began && again.error.is_none());
}

/// Reviews a change of the state.
async fn change(desk: &Desk, request: &Loaded, value: &str) -> ReviewId {
    let base = &request.base;
    let mine = OrganizationFields {
        state: value.to_owned(),
        ..base.fields.clone()
    };
    let reviewed = review(desk, request.connection, base.id, Some(base.fields.clone()), mine);
    reviewed.await.review
}

struct Loaded {
    connection: orgdesk_core::connections::ConnectionId,
    base: orgdesk_core::organizations::OrganizationView,
}

impl Loaded {
    async fn by(desk: &Desk) -> Self {
        let connection = desk.connected().await;
        let base = loaded(desk, connection).await;
        Self { connection, base }
    }

    fn of(&self, review: ReviewId) -> SendRequest {
        let connection = self.connection;
        SendRequest { connection, review }
    }
}

#[tokio::test]
async fn an_update_that_is_sent_again_is_the_newest_of_the_history() {
    let desk = Desk::new().await;
    let loaded = Loaded::by(&desk).await;
    let change = change(&desk, &loaded, "Utrecht").await;
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(403, String::new()));
    desk.app.send_update(loaded.of(change)).await.unwrap_err();
    let other = OrganizationFields {
        phone: "1".to_owned(),
        ..loaded.base.fields.clone()
    };
    save(&desk, loaded.connection, &loaded.base, other).await;
    desk.app.send_update(loaded.of(change)).await.unwrap();
    let rows = list(&desk, HistoryFilter::default()).await.rows;
    assert_eq!((rows.len(), rows[0].id), (3, change));
}

#[tokio::test]
async fn an_update_that_is_sent_again_is_not_settled_by_what_was_sent_before_it() {
    let desk = Desk::new().await;
    let loaded = Loaded::by(&desk).await;
    let again = change(&desk, &loaded, "Again").await;
    desk.portal
        .faults()
        .next_for(Target::Update, Fault::Status(403, String::new()));
    desk.app.send_update(loaded.of(again)).await.unwrap_err();
    let other = change(&desk, &loaded, "Other").await;
    for change in [other, again] {
        desk.portal.faults().next_for(Target::Update, Fault::Reset);
        let not_read = Fault::Status(403, String::new());
        desk.portal.faults().nth_for(Target::Retrieve, 1, not_read);
        let sent = desk.app.send_update(loaded.of(change)).await.unwrap();
        assert!(matches!(sent, UpdateResultView::Unclear(_)), "{sent:?}");
    }
    // The one that was sent first arrives after all.
    desk.portal.edit(&loaded.base.id.to_string(), "state", "Other");
    let looked = desk.app.look_at_update(loaded.of(other)).await.unwrap();
    assert!(matches!(looked, UpdateResultView::Saved(_)));
    let open = desk.app.open_operations(loaded.connection);
    let open: Vec<_> = open.iter().map(|one| one.review).collect();
    assert_eq!(open, [again]);
}
