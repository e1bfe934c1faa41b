//! A portal with one organization, which answers updates and shows what it holds as a test has it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use orgdesk_core::connections::ConnectionId;
use serde_json::{Value, json};

use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};

/// How the organization is read.
#[derive(Clone)]
pub(crate) enum Shown {
    As(Value),
    Not(u16),
}

#[derive(Default)]
struct Script {
    shown: Option<Shown>,
    answers: VecDeque<(u16, Option<Shown>)>,
    subscriptions: Option<Value>,
}

/// What it does next.
#[derive(Clone, Default)]
pub(crate) struct Scripted(Arc<Mutex<Script>>);

impl Scripted {
    /// The next update is answered so, and what is given is shown from then on.
    pub(crate) fn answers(&self, status: u16, then: impl Into<Option<Shown>>) {
        let next = (status, then.into());
        self.0.lock().unwrap().answers.push_back(next);
    }

    /// The subscriptions; none, as at first, cannot be read.
    pub(crate) fn has_subscriptions(&self, all: Option<Value>) {
        self.0.lock().unwrap().subscriptions = all;
    }

    /// From now on it is shown so.
    pub(crate) fn shows(&self, shown: Shown) {
        self.0.lock().unwrap().shown = Some(shown);
    }
}

/// One that shows this; what is created is the same organization.
pub(crate) async fn portal(shown: Shown) -> (Hostile, ConnectionId, Scripted) {
    let script = Scripted::default();
    script.shows(shown);
    let at = script.clone();
    let desk = Hostile::answering(move |asked| {
        let mut script = at.0.lock().unwrap();
        match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
            "PUT" => {
                let (status, then) = script.answers.pop_front().unwrap_or((200, None));
                script.shown = then.or(script.shown.take());
                Some(reply(status, "{}"))
            }
            _ if asked.path.contains("subscriptions") => script.subscriptions.as_ref().map(json_reply),
            _ if lists(asked) => Some(json_reply(&json!([]))),
            _ if asked.path.ends_with(ONE) => match script.shown.as_ref()? {
                Shown::As(attributes) => Some(json_reply(
                    &json!({"data": {"id": ONE, "attributes": attributes}}),
                )),
                Shown::Not(status) => Some(reply(*status, "{}")),
            },
            _ => None,
        }
    })
    .await;
    let connection = desk.connected().await;
    (desk, connection, script)
}
