//! A portal that says between a reading and the write that rests on it that one is somebody else: nothing is written, and nothing is
//! told by what somebody else was shown.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{SendRequest, UpdateResultView};
use serde_json::json;

use crate::hostile_portal::{Asked, Hostile, ONE, Reply, json_reply, lists, organization, reply};
use crate::support::named;

/// Who one is, and from when on that is somebody else.
#[derive(Clone, Default)]
struct Turn {
    is_armed: Arc<AtomicBool>,
    is_other: Arc<AtomicBool>,
    /// For each write, whether it was somebody else’s.
    writes: Arc<Mutex<Vec<bool>>>,
}

impl Turn {
    fn is_other(&self) -> bool {
        self.is_other.load(Ordering::SeqCst)
    }

    /// The next reading is answered to somebody else.
    fn arm(&self) {
        self.is_armed.store(true, Ordering::SeqCst);
    }

    /// Whether it is turned by this reading.
    fn reads(&self) -> bool {
        let turns = self.is_armed.swap(false, Ordering::SeqCst);
        self.is_other.fetch_or(turns, Ordering::SeqCst);
        turns
    }

    fn user(&self) -> Reply {
        let partner = if self.is_other() { "P2" } else { "P1" };
        let user =
            json!({"id": "7", "username": "m.keller", "organization": {"id": partner, "name": partner}});
        json_reply(&json!({"data": {"attributes": user}}))
    }

    /// A portal that turns with a reading.
    async fn portal(
        &self,
        read: impl Fn(&Self, &Asked) -> Option<Reply> + Send + Sync + 'static,
    ) -> (Hostile, ConnectionId) {
        let turn = self.clone();
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "GET" if asked.path.ends_with("/user/me") => Some(turn.user()),
            "GET" => read(&turn, asked),
            _ => {
                turn.writes.lock().unwrap().push(turn.is_other());
                Some(reply(200, ""))
            }
        })
        .await;
        let connection = desk.connected().await;
        (desk, connection)
    }

    fn nothing_is_written(&self) {
        assert_eq!(*self.writes.lock().unwrap(), Vec::<bool>::new());
    }
}

async fn saves(desk: &Hostile, connection: ConnectionId, turn: &Turn) -> Result<UpdateResultView, AppError> {
    let base = desk.read(connection).await.unwrap().fields;
    let mut mine = base.clone();
    "2".clone_into(&mut mine.phone);
    turn.arm();
    desk.save(connection, base, mine).await
}

#[tokio::test]
async fn a_create_is_not_sent_as_somebody_else_than_looked_for_its_name() {
    let turn = Turn::default();
    let (desk, connection) = turn
        .portal(|turn, asked| {
            turn.reads();
            lists(asked).then(|| json_reply(&json!({"data": []})))
        })
        .await;
    let review = desk.review(connection, named("Midway")).await.unwrap().review;
    turn.arm();
    let sent = desk.app.send_create(SendRequest { connection, review }).await;
    assert!(matches!(sent, Err(AppError::IdentityChanged { .. })), "{sent:?}");
    turn.nothing_is_written();
}

/// What one who is somebody else is shown under the name was not seen in the review, and did not appear since.
#[tokio::test]
async fn a_name_that_is_shown_to_somebody_else_is_not_said_to_have_appeared() {
    let turn = Turn::default();
    let (desk, connection) = turn
        .portal(|turn, asked| {
            turn.reads();
            let others = turn.is_other().then(|| organization(ONE, "Midway"));
            lists(asked).then(|| json_reply(&json!({"data": Vec::from_iter(others)})))
        })
        .await;
    let review = desk.review(connection, named("Midway")).await.unwrap().review;
    turn.arm();
    let sent = desk.app.send_create(SendRequest { connection, review }).await;
    assert!(matches!(sent, Err(AppError::IdentityChanged { .. })), "{sent:?}");
}

#[tokio::test]
async fn an_update_does_not_rest_on_what_somebody_else_was_shown() {
    let turn = Turn::default();
    let (desk, connection) = turn
        .portal(|turn, asked| {
            let city = if turn.reads() { "" } else { "Bath" };
            let shown = json!({"name": "N", "company_name": "C", "details": {"city": city, "phone": "1"}});
            let one = asked.path.ends_with(ONE);
            one.then(|| json_reply(&json!({"data": {"id": ONE, "attributes": shown}})))
        })
        .await;
    let saved = saves(&desk, connection, &turn).await;
    assert!(
        matches!(saved, Err(AppError::IdentityChanged { .. })),
        "{saved:?}"
    );
    turn.nothing_is_written();
}

#[tokio::test]
async fn an_update_is_not_sent_as_somebody_else_than_its_reading_was_put_off_for() {
    let turn = Turn::default();
    let (desk, connection) = turn
        .portal(|turn, asked| {
            if turn.reads() {
                return Some(reply(429, "").header("retry-after", "0"));
            }
            let one = asked.path.ends_with(ONE);
            one.then(|| json_reply(&json!({"data": organization(ONE, "N")})))
        })
        .await;
    let saved = saves(&desk, connection, &turn).await;
    assert!(
        matches!(saved, Err(AppError::IdentityChanged { .. })),
        "{saved:?}"
    );
    turn.nothing_is_written();
}
