//! A form of changes that somebody else loaded: what is shown empty to who saves it may only not be shown, is not told as cleared, and is
//! not emptied.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::{DraftForm, DraftKeepRequest, DraftOpenRequest, UpdateTyped, WhichDraft};
use orgdesk_core::operations::OpenWork;
use orgdesk_core::organizations::{
    CarryOverRequest, OrganizationView, SendRequest, UpdateFormRequest, UpdateResultView, UpdateReviewView,
};
use serde_json::{Value, json};

use crate::another_user::{confirmed, portal};
use crate::history_undo::{changed, form};
use crate::hostile_portal::{Hostile, ONE, json_reply, reply};
use crate::support::Desk;

/// A portal that empties what is left out, and shows the city to the first user alone.
struct Hides {
    desk: Hostile,
    connection: ConnectionId,
    is_other: Arc<AtomicBool>,
    city: Arc<Mutex<String>>,
    /// How the next writes are answered.
    is_lost: Arc<AtomicBool>,
}

impl Hides {
    async fn new() -> Self {
        let city = Arc::new(Mutex::new("Bath".to_owned()));
        let is_lost = Arc::new(AtomicBool::new(false));
        let (held, lost) = (city.clone(), is_lost.clone());
        let (desk, connection, is_other) = portal(move |asked, is_other| {
            if asked.method == "PUT" {
                if lost.load(Ordering::SeqCst) {
                    return Some(reply(502, ""));
                }
                let body: Value = serde_json::from_str(&asked.body).unwrap();
                let sent = body["organization"]["city"].as_str().unwrap_or_default();
                sent.clone_into(&mut held.lock().unwrap());
                return Some(reply(200, ""));
            }
            let city = if is_other {
                String::new()
            } else {
                held.lock().unwrap().clone()
            };
            let shown = json!({"name": "N", "company_name": "C", "details": {"city": city, "phone": "1"}});
            let one = asked.path.ends_with(ONE);
            one.then(|| json_reply(&json!({"data": {"id": ONE, "attributes": shown}})))
        })
        .await;
        Self {
            desk,
            connection,
            is_other,
            city,
            is_lost,
        }
    }

    async fn turns(&self) {
        self.is_other.store(true, Ordering::SeqCst);
        confirmed(&self.desk.app, self.connection).await;
    }

    /// Changes of the phone, as they were loaded and typed.
    fn typed(base: &OrganizationView) -> UpdateTyped {
        let mut mine = base.fields.clone();
        "2".clone_into(&mut mine.phone);
        UpdateTyped {
            id: base.id,
            base: Some(base.fields.clone()),
            unread: base.unread.clone(),
            mine,
            saves_details_of: None,
            loaded_by_another: false,
            undoes: None,
            chosen: Vec::new(),
        }
    }

    async fn sends(&self, typed: UpdateTyped) -> UpdateResultView {
        let form = UpdateFormRequest {
            connection: self.connection,
            id: typed.id,
            base: typed.base,
            unread: typed.unread,
            mine: typed.mine,
            undoes: None,
            saves_details_of: None,
            loaded_by_another: typed.loaded_by_another,
            draft: None,
        };
        let UpdateReviewView::Ready(ready) = self.desk.app.review_update(form).await.unwrap() else {
            panic!("something changed")
        };
        let request = SendRequest {
            connection: self.connection,
            review: ready.review,
        };
        self.desk.app.send_update(request).await.unwrap()
    }

    /// Saved, and the city is as it was: nobody has cleared it.
    async fn keeps_the_city(&self, typed: UpdateTyped) {
        let result = self.sends(typed).await;
        let UpdateResultView::Saved(saved) = result else {
            panic!("{result:?}")
        };
        assert!(saved.theirs_kept.is_empty(), "{:?}", saved.theirs_kept);
        assert_eq!(self.city.lock().unwrap().as_str(), "Bath");
    }
}

#[tokio::test]
async fn a_draft_that_is_taken_over_is_one_that_somebody_else_loaded() {
    let hides = Hides::new().await;
    let (app, connection) = (&hides.desk.app, Some(hides.connection));
    let base = hides.desk.read(hides.connection).await.unwrap();
    let form = DraftForm::Update(Box::new(Hides::typed(&base)));
    let kept = app.keep_draft(DraftKeepRequest {
        id: None,
        connection,
        form: Some(form),
    });
    let kept = kept.await.unwrap().unwrap();
    hides.turns().await;
    let which = WhichDraft::One {
        id: kept.id,
        confirmed: true,
    };
    let draft = app
        .open_draft(DraftOpenRequest { connection, which })
        .await
        .unwrap()
        .unwrap();
    let DraftForm::Update(typed) = draft.form else {
        panic!("changes")
    };
    assert!(typed.loaded_by_another);
    hides.keeps_the_city(*typed).await;
}

#[tokio::test]
async fn what_is_not_shown_to_who_goes_on_is_not_carried_over_as_cleared() {
    let hides = Hides::new().await;
    let base = hides.desk.read(hides.connection).await.unwrap();
    let typed = Hides::typed(&base);
    hides.turns().await;
    let over = hides.desk.app.carry_over(CarryOverRequest {
        connection: hides.connection,
        id: typed.id,
        base: typed.base,
        unread: typed.unread,
        mine: typed.mine,
        chosen: Vec::new(),
        undoes: None,
        saves_details_of: None,
        loaded_by_another: true,
    });
    let over = over.await.unwrap();
    assert_eq!(
        (over.merged.city.as_str(), over.no_choice.len()),
        ("Bath", 1),
        "{over:?}"
    );
}

#[tokio::test]
async fn changes_that_are_taken_over_are_ones_that_somebody_else_loaded() {
    let hides = Hides::new().await;
    let connection = hides.connection;
    let base = hides.desk.read(connection).await.unwrap();
    hides.is_lost.store(true, Ordering::SeqCst);
    hides.sends(Hides::typed(&base)).await;
    hides.is_lost.store(false, Ordering::SeqCst);
    hides.turns().await;
    let app = &hides.desk.app;
    let review = app.open_operations(connection)[0].review;
    let open = app
        .adopt_operation(SendRequest { connection, review })
        .await
        .unwrap();
    let OpenWork::Update(update) = &open[0].work else {
        panic!("{open:?}")
    };
    assert!(update.loaded_by_another);
    hides
        .keeps_the_city(UpdateTyped {
            loaded_by_another: true,
            ..Hides::typed(&base)
        })
        .await;
}

#[tokio::test]
async fn an_undo_that_somebody_else_prepared_undoes_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    let undo = desk.app.prepare_undo(operation).await.unwrap().merged;
    let prepared = |loaded_by_another| UpdateFormRequest {
        loaded_by_another,
        base: Some(undo.theirs.fields.clone()),
        ..form(connection, &base, undo.merged.clone(), Some(operation))
    };
    for is_anothers in [false, true] {
        let review = desk.app.review_update(prepared(is_anothers)).await.unwrap();
        let UpdateReviewView::Ready(ready) = review else {
            panic!("something changed")
        };
        assert_eq!(ready.undoes, !is_anothers);
    }
}
