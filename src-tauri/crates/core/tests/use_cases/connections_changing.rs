//! Connections that change while something else is under way, and what is left behind of their secrets.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::connections::{
    Colour, ConnectionEditRequest, ConnectionId, ConnectionTestView, KeptSignIn, SessionView,
};
use orgdesk_core::error::Gone;
use orgdesk_core::{AppError, KeyringState};
use tokio::sync::Notify;

use crate::hostile_portal::{Hostile, identity};
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
