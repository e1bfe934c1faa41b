//! Connections that change while something else is under way, and what is left behind of their secrets.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::connections::{
    Colour, ConnectionEditRequest, ConnectionId, ConnectionTestView, KeptSignIn, SessionView,
};
use orgdesk_core::error::Gone;
use orgdesk_core::{AppError, KeyringState};
use serde_json::json;
use tokio::sync::Notify;

use crate::hostile_portal::{Hostile, identity, json_reply};
use crate::support::{Desk, save};

/// What an opening came to when something else was done while its answer was on the way.
async fn opened_while(act: impl AsyncFnOnce(Arc<Hostile>, ConnectionId)) -> (Arc<Hostile>, Opened) {
    let gate = Arc::new(Notify::new());
    let slow = Arc::new(AtomicBool::new(false));
    let (behind, is_slow) = (gate.clone(), slow.clone());
    let desk =
        Hostile::answering(move |_| is_slow.load(Ordering::SeqCst).then(|| identity().behind(&behind)));
    let desk = Arc::new(desk.await);
    let id = desk.connected().await;
    slow.store(true, Ordering::SeqCst);
    let asked = desk.asked().len();
    let (opened, ()) = tokio::join!(desk.app.open_connection(id), async {
        while desk.asked().len() == asked {
            tokio::task::yield_now().await;
        }
        act(desk.clone(), id).await;
        gate.notify_one();
    });
    (desk, opened)
}

type Opened = Result<SessionView, AppError>;

#[tokio::test]
async fn a_connection_that_is_removed_while_it_opens_stays_removed() {
    let remove = async |desk: Arc<Hostile>, id| {
        desk.app.remove_connection(id).await.unwrap();
    };
    let (desk, opened) = opened_while(remove).await;
    let gone = AppError::Gone {
        what: Gone::Connection,
    };
    assert_eq!(opened.unwrap_err(), gone);
    assert!(desk.app.connections().await.unwrap().connections.is_empty());
}

#[tokio::test]
async fn a_connection_that_is_renamed_while_it_opens_keeps_its_new_name() {
    let rename = async |desk: Arc<Hostile>, id| {
        let edit = ConnectionEditRequest {
            id,
            name: "Halden".to_owned(),
            colour: Colour::Pine,
            draft: None,
        };
        desk.app.edit_connection(edit).await.unwrap();
    };
    let (_, opened) = opened_while(rename).await;
    assert_eq!(opened.unwrap().connection.name, "Halden");
}

#[tokio::test]
async fn a_sign_in_that_is_saved_twice_at_the_same_time_is_one_connection() {
    let desk = Desk::new().await;
    let tested = desk.app.test_connection(desk.token_request()).await.unwrap();
    let twice = || {
        desk.app
            .save_connection(save(tested.clone(), KeptSignIn::Keyring))
    };
    let (first, second) = tokio::join!(twice(), twice());
    assert!(first.is_ok());
    assert_eq!(
        second.unwrap_err(),
        AppError::Gone {
            what: Gone::TestedSignIn
        }
    );
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);
}

#[tokio::test]
async fn a_second_test_forgets_the_first() {
    let desk = Desk::new().await;
    let first = desk.app.test_connection(desk.token_request()).await.unwrap();
    let second = desk.app.test_connection(desk.token_request()).await.unwrap();
    assert!(matches!(second, ConnectionTestView::Accepted { .. }));
    assert_eq!(
        desk.app
            .save_connection(save(first, KeptSignIn::Keyring))
            .await
            .unwrap_err(),
        AppError::Gone {
            what: Gone::TestedSignIn
        }
    );
}

#[tokio::test]
async fn a_sign_in_replaced_for_this_run_leaves_no_older_one_in_the_keyring() {
    for locked_meanwhile in [false, true] {
        let desk = Desk::new().await;
        let id = desk.connected().await;
        let mut request = desk.token_request();
        request.replaces = Some(id);
        let tested = desk.app.test_connection(request).await.unwrap();
        if locked_meanwhile {
            desk.keyring.is(KeyringState::Locked);
        }
        desk.app
            .save_connection(save(tested, KeptSignIn::ThisRun))
            .await
            .unwrap();
        assert_eq!(
            desk.keyring.kept.lock().unwrap().is_empty(),
            !locked_meanwhile,
            "what can be forgotten at once is"
        );
        desk.keyring.is(KeyringState::Ready);
        desk.app.remove_connection(id).await.unwrap();
        assert!(desk.keyring.kept.lock().unwrap().is_empty());
    }
}

/// A connection whose sign-in was replaced for one run while the keyring, which holds the older one, was locked.
async fn replaced_while_locked() -> (Desk, ConnectionId) {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    replace(&desk, id, KeyringState::Locked, KeptSignIn::ThisRun).await;
    (desk, id)
}

async fn replace(desk: &Desk, id: ConnectionId, keyring: KeyringState, keep: KeptSignIn) {
    let mut request = desk.token_request();
    request.replaces = Some(id);
    let tested = desk.app.test_connection(request).await.unwrap();
    desk.keyring.is(keyring);
    desk.app.save_connection(save(tested, keep)).await.unwrap();
}

#[tokio::test]
async fn an_older_sign_in_that_a_locked_keyring_still_holds_is_not_used_at_the_next_start() {
    let (desk, id) = replaced_while_locked().await;
    let desk = desk.restarted();
    desk.keyring.is(KeyringState::Ready);
    assert!(!desk.keyring.kept.lock().unwrap().is_empty());
    assert_eq!(
        desk.app.open_connection(id).await.unwrap_err(),
        AppError::SignInNeeded { connection: id }
    );
}

#[tokio::test]
async fn an_older_sign_in_goes_as_soon_as_the_keyring_opens_also_in_the_next_run() {
    for removed in [false, true] {
        let (desk, id) = replaced_while_locked().await;
        if removed {
            desk.app.remove_connection(id).await.unwrap();
        }
        let desk = desk.restarted();
        assert_eq!(desk.app.check_keyring().await, KeyringState::Locked);
        assert_eq!(desk.keyring.kept.lock().unwrap().len(), 1);
        desk.keyring.is(KeyringState::Ready);
        assert_eq!(desk.app.check_keyring().await, KeyringState::Ready);
        assert!(desk.keyring.kept.lock().unwrap().is_empty(), "removed: {removed}");
    }
}

#[tokio::test]
async fn opening_another_connection_lets_an_older_sign_in_go_as_well() {
    let (desk, _) = replaced_while_locked().await;
    desk.keyring.is(KeyringState::Ready);
    let mut request = desk.token_request();
    request.name = "Another".to_owned();
    let tested = desk.app.test_connection(request).await.unwrap();
    let mut another = save(tested, KeptSignIn::Keyring);
    another.name = "Another".to_owned();
    let another = desk.app.save_connection(another).await.unwrap().connection.id;
    assert_eq!(desk.keyring.kept.lock().unwrap().len(), 2);
    desk.app.open_connection(another).await.unwrap();
    let kept: Vec<_> = desk.keyring.kept.lock().unwrap().keys().copied().collect();
    assert_eq!(kept, [another]);
}

#[tokio::test]
async fn a_sign_in_that_is_kept_in_the_keyring_again_stays_there() {
    let (desk, id) = replaced_while_locked().await;
    replace(&desk, id, KeyringState::Ready, KeptSignIn::Keyring).await;
    assert_eq!(desk.app.check_keyring().await, KeyringState::Ready);
    let desk = desk.restarted();
    desk.app.open_connection(id).await.unwrap();
}

#[tokio::test]
async fn a_keyring_that_is_left_alone_on_purpose_is_not_asked_again() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    // It would answer now, perhaps after asking the user once more.
    desk.app.remove_connection_leaving_sign_in(id).await.unwrap();
    assert!(desk.keyring.kept.lock().unwrap().contains_key(&id));
}

#[tokio::test]
async fn a_connection_that_cannot_be_kept_leaves_no_secret_in_the_keyring() {
    let desk = Desk::new().await;
    std::fs::write(
        desk.folder.path().join("data"),
        b"a file where the folder should be",
    )
    .unwrap();
    let id = desk.connected().await;
    let kept = desk.app.connections().await.unwrap().connections[0].kept;
    assert_eq!(kept, KeptSignIn::ThisRun);
    assert!(desk.keyring.kept.lock().unwrap().is_empty());
    desk.app.open_connection(id).await.unwrap();
}

/// Replaces a connection's sign-in while the disk takes no connection.
async fn replace_on_a_full_disk(desk: &Desk, id: ConnectionId, keep: KeptSignIn) {
    let mut request = desk.token_request();
    request.replaces = Some(id);
    let tested = desk.app.test_connection(request).await.unwrap();
    let file = rusqlite::Connection::open(desk.folder.path().join("data/orgdesk.sqlite")).unwrap();
    file.execute_batch(
        "CREATE TRIGGER full BEFORE UPDATE ON connections BEGIN SELECT RAISE(ABORT, 'disk'); END",
    )
    .unwrap();
    desk.app.save_connection(save(tested, keep)).await.unwrap_err();
}

#[tokio::test]
async fn a_sign_in_of_this_run_that_could_not_be_replaced_is_used_on_and_none_is_left_in_the_keyring() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    replace(&desk, id, KeyringState::Ready, KeptSignIn::ThisRun).await;
    replace_on_a_full_disk(&desk, id, KeptSignIn::Keyring).await;
    assert!(desk.keyring.kept.lock().unwrap().is_empty());
    desk.app.open_connection(id).await.unwrap();
}

#[tokio::test]
async fn a_sign_in_in_the_keyring_that_could_not_be_replaced_for_this_run_is_used_on() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    let before = desk.keyring.kept.lock().unwrap().clone();
    replace_on_a_full_disk(&desk, id, KeptSignIn::ThisRun).await;
    assert_eq!(*desk.keyring.kept.lock().unwrap(), before);
    // Nothing of the failed one lies in the memory: the keyring is asked.
    desk.keyring.is(KeyringState::Locked);
    assert_eq!(
        desk.app.open_connection(id).await.unwrap_err(),
        AppError::Keyring {
            state: KeyringState::Locked
        }
    );
}

#[tokio::test]
async fn a_sign_in_in_the_keyring_that_could_not_be_replaced_there_is_put_back() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    let before = desk.keyring.kept.lock().unwrap().clone();
    let marked = before[&id].replacen("user_token", "older\":1,\"user_token", 1);
    desk.keyring.kept.lock().unwrap().insert(id, marked.clone());
    replace_on_a_full_disk(&desk, id, KeptSignIn::Keyring).await;
    assert_eq!(desk.keyring.kept.lock().unwrap()[&id], marked);
    desk.app.open_connection(id).await.unwrap();
}

#[tokio::test]
async fn a_changed_role_that_cannot_be_remembered_is_no_reason_not_to_open_a_connection() {
    let changed = Arc::new(AtomicBool::new(false));
    let now = changed.clone();
    let desk = Hostile::answering(move |asked| {
        let role = if now.load(Ordering::SeqCst) {
            "admin"
        } else {
            "partner"
        };
        let user = json!({"data": {"attributes": {"id": "7", "username": "m.keller", "role": role}}});
        asked.path.ends_with("/user/me").then(|| json_reply(&user))
    })
    .await;
    let id = desk.connected().await;
    let file = rusqlite::Connection::open(desk.data().join("orgdesk.sqlite")).unwrap();
    file.execute_batch(
        "CREATE TRIGGER full BEFORE UPDATE ON connections BEGIN SELECT RAISE(ABORT, 'disk'); END",
    )
    .unwrap();
    changed.store(true, Ordering::SeqCst);
    desk.app.open_connection(id).await.unwrap();
}

#[tokio::test]
async fn a_connection_that_cannot_be_removed_keeps_its_sign_in_of_this_run() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    replace(&desk, id, KeyringState::Ready, KeptSignIn::ThisRun).await;
    let file = rusqlite::Connection::open(desk.folder.path().join("data/orgdesk.sqlite")).unwrap();
    file.execute_batch(
        "CREATE TRIGGER full BEFORE DELETE ON connections BEGIN SELECT RAISE(ABORT, 'disk'); END",
    )
    .unwrap();
    desk.app.remove_connection(id).await.unwrap_err();
    desk.app.open_connection(id).await.unwrap();
}
