//! What is open on connections that are not in front is looked at as well, where that asks nobody for anything and sends nothing.

use std::sync::atomic::Ordering;

use orgdesk_core::KeyringState;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::operations::{LookedElsewhereView, LookedFound};
use practice_portal::{Fault, Target};

use crate::support::Desk;

/// Two connections with a create each of which nobody knows what became, in the next run, with the first of them in front.
async fn next_run() -> (Desk, ConnectionId, ConnectionId) {
    let desk = Desk::new().await;
    let (front, other) = (desk.connected().await, desk.connected_as("Tarn & Vale").await);
    desk.lost(front, "In Front").await;
    desk.lost(other, "Elsewhere").await;
    let desk = desk.restarted();
    desk.app.open_connection(front).await.unwrap();
    (desk, front, other)
}

async fn look(desk: &Desk, front: ConnectionId) -> Vec<LookedElsewhereView> {
    desk.app.look_elsewhere(front).await.unwrap()
}

async fn counted(desk: &Desk, connection: ConnectionId) -> Option<u32> {
    let counts = desk.app.connections().await.unwrap().open_operations?;
    let of = counts.into_iter().find(|one| one.connection == connection);
    of.map(|one| one.count)
}

#[tokio::test]
async fn what_is_open_there_says_what_the_portal_holds_and_the_one_in_front_stays_so() {
    let (desk, front, other) = next_run().await;
    let sent = desk.seen("POST");
    let looked = look(&desk, front).await;
    let [there] = looked.as_slice() else {
        panic!("{looked:?}")
    };
    assert_eq!((there.connection, there.open.len()), (other, 1));
    let found = there.open[0].looked.as_ref().map(|looked| &looked.found);
    assert_eq!(found, Some(&LookedFound::NoneNew));
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (sent, 0));
    let start = desk.app.start().await.connections;
    assert_eq!(start.last_opened, Some(front));
}

#[tokio::test]
async fn what_is_found_there_is_settled_and_counted_no_more() {
    let (desk, front, other) = next_run().await;
    desk.portal.add("Elsewhere");
    let looked = look(&desk, front).await;
    let settled: Vec<_> = looked[0].settled.iter().map(|one| one.name.as_str()).collect();
    assert_eq!((looked[0].open.len(), settled), (0, vec!["Elsewhere"]));
    assert_eq!(
        (counted(&desk, front).await, counted(&desk, other).await),
        (Some(1), None)
    );
}

#[tokio::test]
async fn a_keyring_that_would_ask_is_not_asked() {
    let (desk, _, other) = next_run().await;
    let desk = desk.restarted();
    desk.keyring.is(KeyringState::Locked);
    let asked = desk.keyring.asked.load(Ordering::Relaxed);
    assert_eq!(look(&desk, ConnectionId::PRACTICE).await, []);
    assert_eq!(desk.keyring.asked.load(Ordering::Relaxed), asked);
    assert_eq!(counted(&desk, other).await, Some(1));
}

#[tokio::test]
async fn one_that_was_locked_meanwhile_is_asked_once() {
    let (desk, front, _) = next_run().await;
    let third = desk.connected_as("Third").await;
    desk.lost(third, "On The Third").await;
    let desk = desk.restarted();
    desk.app.open_connection(front).await.unwrap();
    desk.keyring.is(KeyringState::Locked);
    let asked = desk.keyring.asked.load(Ordering::Relaxed);
    assert_eq!(look(&desk, front).await, []);
    assert_eq!(desk.keyring.asked.load(Ordering::Relaxed), asked + 1);
}

#[tokio::test]
async fn nothing_is_looked_at_as_somebody_else() {
    let (desk, front, other) = next_run().await;
    desk.portal.replace_user("a.other", "Another Partner");
    assert_eq!(look(&desk, front).await, []);
    assert!(desk.app.open_operations(other).is_empty(), "it is not open");
    assert_eq!(counted(&desk, other).await, Some(1));
}

#[tokio::test]
async fn one_that_cannot_be_reached_holds_up_no_other() {
    let (desk, front, other) = next_run().await;
    let third = desk.connected_as("Third").await;
    desk.lost(third, "On The Third").await;
    let desk = desk.restarted();
    desk.app.open_connection(front).await.unwrap();
    let forbidden = Fault::Status(403, String::new());
    desk.portal.faults().next_for(Target::UserMe, forbidden);
    let looked = look(&desk, front).await;
    assert_eq!(looked.len(), 1, "{looked:?}");
    assert_eq!(
        (counted(&desk, other).await, counted(&desk, third).await),
        (Some(1), Some(1))
    );
}
