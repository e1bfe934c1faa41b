//! Those that may be the organization a create made, beside what was sent.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::organizations::{
    BesideCell, BesideRow, CreateForm, CreateOutcome, CreateResultView, Likeness,
};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::hostile_portal::{Asked, Hostile, ONE, Reply, json_reply, lists, organization, reply};
use crate::support::named;

const TWO: &str = "6e813c09-f019-42e0-a3ef-ffeb1bd03f5f";
const PARENT: &str = "0a4b1b1c-6f0e-4f0b-8a52-6c2f6f6f0a11";

/// An organization "Acme" below one, whose create is lost and after which two of that name are listed; each is read as given.
async fn two_are_found(
    reads: impl Fn(&str) -> Option<Reply> + Send + Sync + 'static,
) -> (Hostile, CreateResultView) {
    let is_sent = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked: &Asked| {
        if asked.method == "POST" {
            is_sent.store(true, Ordering::SeqCst);
            return Some(reply(502, ""));
        }
        if lists(asked) {
            let found = [ONE, TWO].map(|id| organization(id, "Acme"));
            let found: &[Value] = if is_sent.load(Ordering::SeqCst) {
                &found
            } else {
                &[]
            };
            return Some(json_reply(&json!({"data": found})));
        }
        let parent = json!({"data": organization(PARENT, "Above")});
        let is_parent = asked.path.ends_with(PARENT);
        if is_parent {
            Some(json_reply(&parent))
        } else {
            reads(&asked.path)
        }
    })
    .await;
    let connection = desk.connected().await;
    let form = CreateForm {
        parent_organization: PARENT.to_owned(),
        ..named("Acme")
    };
    let result = desk.create(connection, form).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::SeveralFound, "{result:?}");
    (desk, result)
}

fn row(label: &str, new: &str, others: [(&str, Likeness); 2]) -> BesideRow {
    let cell = |(value, likeness): (&str, Likeness)| BesideCell {
        value: value.to_owned(),
        likeness,
    };
    BesideRow {
        label: label.to_owned(),
        new: new.to_owned(),
        others: others.map(cell).to_vec(),
    }
}

#[tokio::test]
async fn each_is_shown_as_the_portal_holds_it_now_and_else_as_it_is_listed() {
    let (_desk, result) = two_are_found(|path| {
        let mut one = organization(ONE, "Acme");
        one["attributes"]["description"] = "Another’s".into();
        one["attributes"]["parent_id"] = PARENT.into();
        path.ends_with(ONE).then(|| json_reply(&json!({"data": one})))
    })
    .await;
    let [same, other, not_known] = [Likeness::Same, Likeness::Other, Likeness::NotKnown];
    assert_eq!(
        result.candidates_beside,
        [
            row("Organization name", "Acme", [("Acme", same), ("Acme", same)]),
            row("Parent organization", "Above", [("Above", same), ("", not_known)]),
            row("Description", "", [("Another’s", other), ("", not_known)]),
            row("Company name", "", [("C", other), ("C", other)]),
        ]
    );
}

#[tokio::test]
async fn a_portal_that_does_not_show_them_in_time_is_not_waited_for() {
    let never = Arc::new(Notify::new());
    let (desk, result) = two_are_found(move |path| {
        let is_one = path.ends_with(ONE) || path.ends_with(TWO);
        is_one.then(|| reply(200, "").behind(&never))
    })
    .await;
    assert_eq!(result.candidates_beside[0].others.len(), 2);
    let read = |id: &str| {
        desk.asked()
            .iter()
            .filter(|asked| asked.path.ends_with(id))
            .count()
    };
    assert_eq!((read(ONE), read(TWO)), (1, 1), "at once");
}
