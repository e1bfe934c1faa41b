//! A form of changes that somebody else loaded: what is shown empty to who saves it may only not be shown, is not told as cleared, and is
//! not emptied.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::{DraftForm, DraftKeepRequest, DraftOpenRequest, UpdateTyped, WhichDraft};
use orgdesk_core::history::{HistoryFilter, HistoryPageRequest, UndoView};
use orgdesk_core::operations::OpenWork;
use orgdesk_core::organizations::{
    CarryOverRequest, LoadedBy, OrganizationField, OrganizationView, ReviewId, SendRequest,
    UpdateFormRequest, UpdateResultView, UpdateReviewView,
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
    /// This is shown to both.
    phone: Arc<Mutex<String>>,
    /// How the next writes are answered.
    is_lost: Arc<AtomicBool>,
}

impl Hides {
    async fn new() -> Self {
        let city = Arc::new(Mutex::new("Bath".to_owned()));
        let phone = Arc::new(Mutex::new("1".to_owned()));
        let held_phone = phone.clone();
        let is_lost = Arc::new(AtomicBool::new(false));
        let (held, lost) = (city.clone(), is_lost.clone());
        let (desk, connection, is_other) = portal(move |asked, is_other| {
            if asked.method == "PUT" {
                if lost.load(Ordering::SeqCst) {
                    return Some(reply(502, ""));
                }
                let body: Value = serde_json::from_str(&asked.body).unwrap();
                for (key, held) in [("city", &held), ("phone", &held_phone)] {
                    let sent = body["organization"][key].as_str().unwrap_or_default();
                    sent.clone_into(&mut held.lock().unwrap());
                }
                return Some(reply(200, ""));
            }
            let city = if is_other {
                String::new()
            } else {
                held.lock().unwrap().clone()
            };
            let details = json!({"city": city, "phone": *held_phone.lock().unwrap()});
            let shown = json!({"name": "N", "company_name": "C", "details": details});
            let one = asked.path.ends_with(ONE);
            one.then(|| json_reply(&json!({"data": {"id": ONE, "attributes": shown}})))
        })
        .await;
        Self {
            desk,
            connection,
            is_other,
            city,
            phone,
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
            loaded_by: LoadedBy::Oneself,
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
            undoes: typed.undoes,
            saves_details_of: None,
            loaded_by: typed.loaded_by,
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

    /// Changes that somebody else loaded, laid over what is shown by now.
    async fn laid_over(&self, typed: UpdateTyped) -> UpdateTyped {
        let over = self.desk.app.carry_over(CarryOverRequest {
            connection: self.connection,
            id: typed.id,
            base: typed.base,
            unread: typed.unread,
            mine: typed.mine,
            chosen: Vec::new(),
            undoes: None,
            saves_details_of: None,
            loaded_by: typed.loaded_by,
        });
        let over = over.await.unwrap();
        assert_eq!(over.merged.city, "Bath", "{over:?}");
        assert_eq!(over.collisions, []);
        UpdateTyped {
            base: Some(over.theirs.fields),
            unread: over.theirs.unread,
            mine: over.merged,
            loaded_by: LoadedBy::LaidOver,
            ..Self::typed(&self.desk.read(self.connection).await.unwrap())
        }
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
    assert_eq!(typed.loaded_by, LoadedBy::Another);
    hides.keeps_the_city(*typed).await;
}

/// Typed by the first user, and gone on with by the other one.
async fn gone_on_with() -> (Hides, UpdateTyped) {
    let hides = Hides::new().await;
    let base = hides.desk.read(hides.connection).await.unwrap();
    let typed = UpdateTyped {
        loaded_by: LoadedBy::Another,
        ..Hides::typed(&base)
    };
    hides.turns().await;
    (hides, typed)
}

#[tokio::test]
async fn what_is_not_shown_to_who_goes_on_is_not_carried_over_as_cleared_and_is_sent_as_what_it_was() {
    let (hides, typed) = gone_on_with().await;
    let laid = hides.laid_over(typed).await;
    // They are shown the form as they see the organization, and what is filled in over that.
    assert_eq!(laid.base.as_ref().unwrap().city, "");
    assert!(laid.unread.contains(&OrganizationField::City));
    hides.keeps_the_city(laid).await;
}

#[tokio::test]
async fn nor_where_it_is_left_and_gone_on_with_once_more() {
    let (hides, typed) = gone_on_with().await;
    let laid = hides.laid_over(typed).await;
    let once_more = hides.laid_over(laid).await;
    hides.keeps_the_city(once_more).await;
}

#[tokio::test]
async fn nor_where_something_is_to_be_chosen_first() {
    let (hides, typed) = gone_on_with().await;
    "3".clone_into(&mut hides.phone.lock().unwrap());
    let UpdateResultView::Collision(asked) = hides.sends(typed.clone()).await else {
        panic!("the phone is to be chosen")
    };
    assert_eq!(asked.collisions.len(), 1, "{asked:?}");
    let chosen = UpdateTyped {
        base: Some(asked.theirs.fields),
        unread: asked.theirs.unread,
        mine: asked.merged,
        loaded_by: LoadedBy::LaidOver,
        ..typed
    };
    hides.keeps_the_city(chosen).await;
}

#[tokio::test]
async fn what_somebody_clears_that_was_shown_to_who_goes_on_stays_cleared() {
    let (hides, typed) = gone_on_with().await;
    let mut mine = typed.base.clone().unwrap();
    "D".clone_into(&mut mine.company_name);
    let laid = hides.laid_over(UpdateTyped { mine, ..typed }).await;
    hides.phone.lock().unwrap().clear();
    let UpdateResultView::Saved(saved) = hides.sends(laid).await else {
        panic!("nothing collides")
    };
    assert_eq!(saved.theirs_kept.len(), 1, "{saved:?}");
    assert_eq!(hides.phone.lock().unwrap().as_str(), "");
    assert_eq!(hides.city.lock().unwrap().as_str(), "Bath");
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
    assert_eq!(update.loaded_by, LoadedBy::Another);
    hides
        .keeps_the_city(UpdateTyped {
            loaded_by: LoadedBy::Another,
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
    for is_anothers in [false, true] {
        if is_anothers {
            desk.portal.replace_user("somebody.else", "Another partner");
            confirmed(&desk.app, connection).await;
        }
        let prepared = UpdateFormRequest {
            base: Some(undo.theirs.fields.clone()),
            ..form(connection, &base, undo.merged.clone(), Some(operation))
        };
        let UpdateReviewView::Ready(ready) = desk.app.review_update(prepared).await.unwrap() else {
            panic!("something changed")
        };
        assert_eq!(ready.undoes, !is_anothers);
    }
}

/// Saved by who did not load it; what undoing that would come to once something is done on the portal.
async fn to_be_undone(meanwhile: impl FnOnce(&Hides)) -> (Hides, ReviewId, UndoView) {
    let (hides, typed) = gone_on_with().await;
    let laid = hides.laid_over(typed).await;
    hides.keeps_the_city(laid).await;
    meanwhile(&hides);
    let newest = HistoryPageRequest {
        filter: HistoryFilter::default(),
        before: None,
    };
    let operation = hides.desk.app.history(newest).await.unwrap().rows[0].id;
    let undo = hides.desk.app.prepare_undo(operation).await.unwrap();
    let told = |field| undo.merged.no_choice.iter().any(|row| row.field == field);
    assert!(!told(OrganizationField::City), "nobody has cleared it: {undo:?}");
    (hides, operation, undo)
}

#[tokio::test]
async fn an_undo_of_what_somebody_else_loaded_empties_nothing_that_is_not_shown() {
    let (hides, operation, undo) = to_be_undone(|_| ()).await;
    let theirs = undo.merged.theirs;
    let undone = hides.sends(UpdateTyped {
        unread: theirs.unread.clone(),
        mine: undo.merged.merged,
        loaded_by: undo.loaded_by,
        undoes: Some(operation),
        ..Hides::typed(&theirs)
    });
    let UpdateResultView::Saved(saved) = undone.await else {
        panic!("nothing collides")
    };
    assert!(saved.theirs_kept.is_empty(), "{saved:?}");
    assert_eq!(hides.phone.lock().unwrap().as_str(), "1", "it is undone");
    assert_eq!(hides.city.lock().unwrap().as_str(), "Bath");
}

#[tokio::test]
async fn nor_where_something_is_to_be_chosen_first_in_it() {
    let (hides, _, undo) = to_be_undone(|hides| "3".clone_into(&mut hides.phone.lock().unwrap())).await;
    assert_eq!(undo.merged.collisions.len(), 1, "{undo:?}");
    assert!(undo.unread.contains(&OrganizationField::City));
    let typed = UpdateTyped {
        base: Some(undo.base),
        unread: undo.unread,
        mine: undo.mine,
        loaded_by: undo.loaded_by,
        ..Hides::typed(&undo.merged.theirs)
    };
    let UpdateResultView::Collision(asked) = hides.sends(typed.clone()).await else {
        panic!("the phone is to be chosen")
    };
    hides
        .keeps_the_city(UpdateTyped {
            base: Some(asked.theirs.fields),
            unread: asked.theirs.unread,
            mine: asked.merged,
            ..typed
        })
        .await;
}

#[tokio::test]
async fn what_somebody_clears_that_was_shown_to_who_undoes_stays_cleared() {
    let (_, _, undo) = to_be_undone(|hides| hides.phone.lock().unwrap().clear()).await;
    let asked: Vec<_> = undo
        .merged
        .collisions
        .iter()
        .map(|row| row.theirs.as_str())
        .collect();
    assert_eq!(asked, [""], "it is asked: {undo:?}");
}
