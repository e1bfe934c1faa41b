//! A write that breaks off in the middle, by a panic or because nobody waits for it any more, is not lost with it: in the same
//! run it can be sent as it was reviewed where nothing was sent, and looked for where something may have been.

use std::sync::Arc;
use std::time::Duration;

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::{OpenOperationView, OpenWork};
use orgdesk_core::organizations::{
    CreateOutcome, CreateResultView, LoadedBy, OrganizationFields, OrganizationView, ReviewId, SendRequest,
    UpdateFormRequest, UpdateResultView, UpdateReviewView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::support::{Desk, once};
use crate::update::loaded;

/// Carries out a reviewed create in which something of the app panics at a step.
async fn create_panics_at(desk: &Arc<Desk>, request: SendRequest, step: &'static str) {
    desk.heard.panics_at(step);
    let desk = desk.clone();
    let broken = tokio::spawn(async move { desk.app.send_create(request).await.map(drop) });
    assert!(broken.await.unwrap_err().is_panic(), "at {step}");
}

fn only(open: Vec<OpenOperationView>) -> OpenOperationView {
    assert_eq!(open.len(), 1, "{open:?}");
    open.into_iter().next().unwrap()
}

async fn look(desk: &Desk, connection: ConnectionId) -> CreateResultView {
    let review = only(desk.app.open_operations(connection)).review;
    let request = SendRequest { connection, review };
    desk.app.look_again(request).await.unwrap()
}

#[tokio::test]
async fn a_create_that_panics_before_anything_is_sent_can_be_sent_as_it_was_reviewed() {
    let desk = Arc::new(Desk::new().await);
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Broken"))
        .await
        .unwrap()
        .review;
    let request = || SendRequest { connection, review };
    create_panics_at(&desk, request(), "Looking for the name").await;
    assert_eq!(
        (desk.seen("POST"), desk.app.open_operations(connection)),
        (0, Vec::new())
    );
    let created = desk.app.send_create(request()).await.unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
    assert_eq!((desk.seen("POST"), desk.held("Broken")), (1, 1));
}

#[tokio::test]
async fn a_create_that_panics_once_it_may_have_been_sent_is_open_in_this_run_and_never_sent_again() {
    for step in [
        "Created",
        "Looking for it",
        "Saving ",
        "Saved ",
        "Reading it back",
    ] {
        let desk = Arc::new(Desk::new().await);
        let connection = desk.connected().await;
        let review = desk
            .review(connection, with_details("Broken"))
            .await
            .unwrap()
            .review;
        let request = || SendRequest { connection, review };
        if step == "Looking for it" {
            desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
        }
        create_panics_at(&desk, request(), step).await;
        let open = only(desk.app.open_operations(connection));
        let OpenWork::Create(create) = open.work else {
            panic!("{step}")
        };
        assert_eq!(create.form, with_details("Broken"));
        let again = desk.app.send_create(request()).await;
        assert!(again.is_err(), "{step}: {again:?}");
        let warned = desk.review(connection, with_details("Broken")).await.unwrap();
        assert_eq!(
            warned.unresolved,
            create.id.is_none(),
            "{step}: another of the name is warned of until it is known"
        );
        let found = look(&desk, connection).await;
        assert!(found.id.is_some(), "{step}: {found:?}");
        assert_eq!((desk.seen("POST"), desk.held("Broken")), (1, 1), "{step}");
        assert_eq!(desk.app.open_operations(connection), [], "{step}");
    }
}

async fn review_city(desk: &Desk, connection: ConnectionId, base: &OrganizationView) -> ReviewId {
    let request = UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(base.fields.clone()),
        unread: Vec::new(),
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
        mine: OrganizationFields {
            city: "Rotterdam".to_owned(),
            ..base.fields.clone()
        },
    };
    match desk.app.review_update(request).await.unwrap() {
        UpdateReviewView::Ready(ready) => ready.review,
        UpdateReviewView::NothingChanged => panic!("something changed"),
    }
}

#[tokio::test]
async fn an_update_that_panics_before_it_is_sent_can_be_sent_as_it_was_reviewed() {
    let desk = Arc::new(Desk::new().await);
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let review = review_city(&desk, connection, &base).await;
    desk.heard.panics_at("Reading it once more");
    let (breaking, request) = (desk.clone(), SendRequest { connection, review });
    let broken = tokio::spawn(async move { breaking.app.send_update(request).await.map(drop) });
    assert!(broken.await.unwrap_err().is_panic());
    assert_eq!(desk.seen("PUT"), 0);
    let saved = desk
        .app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    assert!(matches!(saved, UpdateResultView::Saved(_)));
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn an_update_that_panics_once_it_may_have_been_sent_is_read_back_in_this_run() {
    for step in ["Saved", "Reading it back"] {
        let desk = Arc::new(Desk::new().await);
        let connection = desk.connected().await;
        let base = loaded(&desk, connection).await;
        let review = review_city(&desk, connection, &base).await;
        desk.heard.panics_at(step);
        let (breaking, request) = (desk.clone(), SendRequest { connection, review });
        let broken = tokio::spawn(async move { breaking.app.send_update(request).await.map(drop) });
        assert!(broken.await.unwrap_err().is_panic());
        let open = only(desk.app.open_operations(connection));
        assert!(matches!(&open.work, OpenWork::Update(update) if update.id == base.id));
        let request = SendRequest { connection, review };
        let looked = desk.app.look_at_update(request).await.unwrap();
        let UpdateResultView::Saved(saved) = looked else {
            panic!("{looked:?}")
        };
        let words = saved.steps.iter().filter_map(|step| step.detail.as_deref());
        assert!(
            words.clone().any(|words| words == "It broke off in the middle"),
            "{:?}",
            saved.steps
        );
        assert_eq!(
            (desk.seen("PUT"), desk.app.open_operations(connection)),
            (1, Vec::new())
        );
    }
}

#[tokio::test]
async fn a_write_that_nobody_waits_for_any_more_is_open_in_this_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let review = review_city(&desk, connection, &base).await;
    let slow = Fault::Latency(Duration::from_secs(3));
    desk.portal.faults().next_for(Target::Update, slow);
    {
        let mut sending = Box::pin(desk.app.send_update(SendRequest { connection, review }));
        let arrived = once(|| desk.seen("PUT") > 0, || ());
        tokio::select! {
            _ = &mut sending => panic!("it waits"),
            () = arrived => {}
        }
    }
    assert_eq!(only(desk.app.open_operations(connection)).review, review);

    let review = desk
        .review(connection, with_details("Dropped"))
        .await
        .unwrap()
        .review;
    let slow = Fault::Latency(Duration::from_secs(3));
    desk.portal.faults().next_for(Target::Create, slow);
    {
        let mut sending = Box::pin(desk.app.send_create(SendRequest { connection, review }));
        let arrived = once(|| desk.held("Dropped") > 0, || ());
        tokio::select! {
            _ = &mut sending => panic!("it waits"),
            () = arrived => {}
        }
    }
    let open = desk.app.open_operations(connection);
    assert_eq!(open.last().map(|open| open.review), Some(review), "{open:?}");
    let request = SendRequest { connection, review };
    let found = desk.app.look_again(request).await.unwrap();
    assert_eq!((found.outcome, desk.seen("POST")), (CreateOutcome::Created, 1));
}

#[tokio::test]
async fn a_look_that_panics_once_the_organization_is_found_leaves_it_known() {
    let desk = Arc::new(Desk::new().await);
    let connection = desk.connected().await;
    desk.loses_a_create(5);
    let lost = desk.create(connection, with_details("Found Late")).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    while desk
        .review(connection, with_details("Found Late"))
        .await
        .unwrap()
        .same_name
        .is_empty()
    {}
    let request = SendRequest {
        connection,
        review: lost.review,
    };
    desk.heard.panics_at("Saved ");
    let (breaking, again) = (desk.clone(), request.clone());
    let broken = tokio::spawn(async move { breaking.app.look_again(again).await.map(drop) });
    assert!(broken.await.unwrap_err().is_panic());
    let open = only(desk.app.open_operations(connection));
    let OpenWork::Create(create) = open.work else {
        panic!("{open:?}")
    };
    assert!(create.id.is_some() && !create.can_be_created_again);
    let found = desk.app.look_again(request).await.unwrap();
    assert_eq!((found.outcome, desk.seen("POST")), (CreateOutcome::Created, 1));
    assert!(found.requests.iter().any(|sent| sent.method == "PUT"));
}
