//! A create that was sent and may still be listed: none of its name, and none in its place, is sent before it would be, in the next run
//! as well.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{
    CreateFormRequest, CreateOutcome, CreateResultView, ReviewId, SendRequest,
};
use serde_json::json;
use tokio::sync::Notify;

use crate::hostile_portal::{Asked, Hostile, ONE, Reply, json_reply, listing, lists, organization, reply};
use crate::journal::stages;
use crate::refused_before::has_appeared_of_what_was_sent;
use crate::support::{named, stopped_once};

const TWO: &str = "6e813c09-f019-42e0-a3ef-ffeb1bd03f5f";
const SHORT: Duration = Duration::from_millis(1);
const HOUR: Duration = Duration::from_hours(1);
/// Longer than anything takes that does not wait for an hour.
const AT_MOST: Duration = Duration::from_secs(20);

/// A portal that carries out a create, answers it with this, and lists it, under this name, only at the third look after another is
/// pressed.
struct ListedLate {
    desk: Hostile,
    connection: ConnectionId,
    is_pressed: Arc<AtomicBool>,
}

impl ListedLate {
    async fn answering(status: u16, listed_as: &'static str) -> Self {
        let (is_pressed, looks) = (Arc::new(AtomicBool::new(false)), AtomicUsize::new(0));
        let pressed = is_pressed.clone();
        let desk = Hostile::answering(move |asked| {
            if asked.method == "POST" {
                let says = if status == 201 {
                    json!({"data": {"id": ONE}})
                } else {
                    json!({"status_text": "no"})
                };
                return Some(reply(status, says.to_string()));
            }
            if status == 201 && asked.path.ends_with(ONE) {
                return Some(json_reply(&json!({"data": organization(ONE, listed_as)})));
            }
            let is_there =
                lists(asked) && pressed.load(Ordering::SeqCst) && looks.fetch_add(1, Ordering::SeqCst) >= 2;
            let one = is_there.then(|| organization(ONE, listed_as));
            lists(asked).then(|| listing(one))
        })
        .await;
        let connection = desk.connected().await;
        Self {
            desk,
            connection,
            is_pressed,
        }
    }

    /// The next run, on a portal that may list what is new an hour later.
    async fn next_run(self) -> Self {
        let desk = self.desk.listing_within(vec![SHORT, SHORT, HOUR]);
        desk.app.open_connection(self.connection).await.unwrap();
        Self { desk, ..self }
    }

    async fn review(&self, instead_of: Option<ReviewId>) -> ReviewId {
        let request = CreateFormRequest {
            connection: self.connection,
            form: named("Acme"),
            instead_of,
            draft: None,
        };
        self.desk.app.review_create(request).await.unwrap().review
    }

    async fn send(&self, review: ReviewId) -> Result<CreateResultView, AppError> {
        let connection = self.connection;
        let sending = self.desk.app.send_create(SendRequest { connection, review });
        let sent = tokio::time::timeout(AT_MOST, sending).await;
        sent.expect("it does not wait for an hour")
    }

    /// Pressed while the first may still be listed.
    async fn press(&self, review: ReviewId) -> AppError {
        self.is_pressed.store(true, Ordering::SeqCst);
        self.send(review).await.unwrap_err()
    }
}

#[tokio::test]
async fn what_was_refused_in_the_run_before_is_found_first() {
    let late = ListedLate::answering(422, "Acme").await;
    let first = late.review(None).await;
    late.send(first).await.unwrap_err();
    let late = late.next_run().await;
    let error = late.press(late.review(None).await).await;
    has_appeared_of_what_was_sent(&error);
    assert_eq!(late.desk.seen("POST"), 1);
}

#[tokio::test]
async fn what_was_created_in_the_run_before_is_found_first() {
    let late = ListedLate::answering(201, "Acme").await;
    let first = late.review(None).await;
    assert_eq!(late.send(first).await.unwrap().outcome, CreateOutcome::Created);
    let late = late.next_run().await;
    let error = late.press(late.review(None).await).await;
    let AppError::NameAppeared { sent_before, .. } = error else {
        panic!("{error:?}")
    };
    assert!(!sent_before, "the portal did say that it was created");
    assert_eq!(late.desk.seen("POST"), 1);
}

#[tokio::test]
async fn what_was_lost_in_the_run_before_is_found_before_another_stands_in_its_place() {
    let late = ListedLate::answering(502, "Acme").await;
    let first = late.review(None).await;
    assert_eq!(late.send(first).await.unwrap().outcome, CreateOutcome::NotFound);
    let late = late.next_run().await;
    late.desk
        .app
        .look_at_open_operations(late.connection)
        .await
        .unwrap();
    let error = late.press(late.review(Some(first)).await).await;
    let what = Gone::OpenWrite;
    assert_eq!(error, AppError::Gone { what });
    assert_eq!(late.desk.seen("POST"), 1);
    assert_eq!(stages(&late.desk.data()), ["done"], "it is settled by that");
}

#[tokio::test]
async fn what_broke_off_as_it_was_sent_is_found_before_another_of_its_name_is_sent() {
    let late = ListedLate::answering(502, "Acme").await.next_run().await;
    let first = late.review(None).await;
    let (app, connection) = (&late.desk.app, late.connection);
    let sending = app.send_create(SendRequest {
        connection,
        review: first,
    });
    drop(stopped_once(sending, || late.desk.seen("POST") == 1).await);
    let error = late.press(late.review(None).await).await;
    has_appeared_of_what_was_sent(&error);
    assert_eq!(late.desk.seen("POST"), 1);
}

#[tokio::test]
async fn for_the_answer_of_what_broke_off_nobody_waits() {
    let is_first = AtomicBool::new(true);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            let says = json!({"data": {"id": TWO}}).to_string();
            let answers = is_first.swap(false, Ordering::SeqCst);
            return Some(if answers { reply(502, "") } else { reply(201, says) });
        }
        lists(asked).then(|| listing(None))
    })
    .await
    .listing_within(vec![SHORT]);
    let connection = desk.connected().await;
    let sending = desk.create(connection, named("Acme"));
    drop(stopped_once(sending, || desk.seen("POST") == 1).await);
    let created = tokio::time::timeout(AT_MOST, desk.create(connection, named("Acme"))).await;
    assert!(created.expect("an end").is_ok());
    assert_eq!(desk.seen("POST"), 2);
}

#[tokio::test]
async fn where_the_portal_does_not_list_all_that_is_told_and_nothing_is_sent() {
    let late = ListedLate::answering(422, "").await.next_run().await;
    let first = late.review(None).await;
    late.send(first).await.unwrap_err();
    let error = late.press(first).await;
    let AppError::Invalid { problems } = error else {
        panic!("{error:?}")
    };
    assert!(problems[0].message.contains("does not list everything"));
    assert_eq!(late.desk.seen("POST"), 1);
}

/// A create of "Acne" that is lost, and one of "Acme" that is reviewed in its place, on a portal that answers as given.
async fn in_place_of_acne(
    answers: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static,
) -> (Hostile, SendRequest) {
    let is_lost = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| {
        let is_first = asked.method == "POST" && !is_lost.swap(true, Ordering::SeqCst);
        if is_first {
            return Some(reply(502, ""));
        }
        answers(asked).or_else(|| match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": TWO}}).to_string())),
            _ if lists(asked) => Some(listing(None)),
            _ => {
                let second = json!({"data": organization(TWO, "Acme")});
                asked.path.ends_with(TWO).then(|| json_reply(&second))
            }
        })
    })
    .await;
    let connection = desk.connected().await;
    let first = desk.create(connection, named("Acne")).await.unwrap();
    assert_eq!(first.outcome, CreateOutcome::NotFound);
    let request = CreateFormRequest {
        connection,
        form: named("Acme"),
        instead_of: Some(first.review),
        draft: None,
    };
    let second = desk.app.review_create(request).await.unwrap();
    assert!(second.instead);
    let review = second.review;
    (desk, SendRequest { connection, review })
}

#[tokio::test]
async fn one_in_place_of_another_rests_on_a_look_after_that_for_the_first() {
    let (is_sending, has_appeared) = (Arc::new(AtomicBool::new(false)), AtomicBool::new(false));
    let sending = is_sending.clone();
    let (desk, second) = in_place_of_acne(move |asked| {
        if !lists(asked) || !sending.load(Ordering::SeqCst) {
            return None;
        }
        if !asked.path.contains("Acne") {
            let theirs = has_appeared.load(Ordering::SeqCst);
            return Some(listing(theirs.then(|| organization(ONE, "Acme"))));
        }
        // The look for the first has to wait, and a colleague creates one of the name of the second meanwhile.
        let waits = !has_appeared.swap(true, Ordering::SeqCst);
        waits.then(|| reply(429, "").header("Retry-After", "0"))
    })
    .await;
    is_sending.store(true, Ordering::SeqCst);
    let error = desk.app.send_create(second).await.unwrap_err();
    assert!(matches!(error, AppError::NameAppeared { .. }), "{error:?}");
    assert_eq!(desk.seen("POST"), 1, "the first alone");
}

#[tokio::test]
async fn the_first_is_looked_for_before_each_time_another_is_sent_in_its_place() {
    let is_listed = AtomicBool::new(false);
    let (desk, second) = in_place_of_acne(move |asked| {
        if asked.method == "POST" {
            // It is put off, and the first is listed meanwhile.
            let is_put_off = !is_listed.swap(true, Ordering::SeqCst);
            return is_put_off.then(|| reply(429, "").header("Retry-After", "0"));
        }
        let is_there = lists(asked) && asked.path.contains("Acne") && is_listed.load(Ordering::SeqCst);
        is_there.then(|| listing(Some(organization(ONE, "Acne"))))
    })
    .await;
    let connection = second.connection;
    let error = desk.app.send_create(second).await.unwrap_err();
    let what = Gone::OpenWrite;
    assert_eq!(error, AppError::Gone { what });
    assert_eq!(desk.seen("POST"), 2);
    assert_eq!(
        desk.app.open_operations(connection).len(),
        1,
        "the first is open again"
    );
}

#[tokio::test]
async fn that_the_first_was_looked_for_is_a_step_of_the_one_in_its_place() {
    let (desk, second) = in_place_of_acne(|_| None).await;
    let created = desk.app.send_create(second).await.unwrap();
    let told = created
        .steps
        .iter()
        .map(|step| (step.title.as_str(), step.detail.as_deref()));
    let told: Vec<_> = told.take(2).collect();
    let first = ("Looked for the one it stands in place of", Some("Not there"));
    assert_eq!(told, [first, ("Looked for the name", Some("None found"))]);
}

#[tokio::test]
async fn while_the_first_is_being_looked_for_none_in_its_place_is() {
    let (is_looked_for, gate) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    let looks = is_looked_for.clone();
    let (desk, second) = in_place_of_acne(move |asked| {
        let of_the_first = lists(asked) && asked.path.contains("Acne") && looks.load(Ordering::SeqCst);
        of_the_first.then(|| listing(None).behind(&gate))
    })
    .await;
    let connection = second.connection;
    let first = desk.app.open_operations(connection)[0].review;
    is_looked_for.store(true, Ordering::SeqCst);
    let asked = desk.asked().len();
    let looking = desk.app.look_again(SendRequest {
        connection,
        review: first,
    });
    let _looking = stopped_once(looking, || desk.asked()[asked..].iter().any(lists)).await;
    let error = desk.app.send_create(second).await.unwrap_err();
    let what = Gone::OpenWrite;
    assert_eq!(error, AppError::Gone { what });
    assert_eq!(
        (desk.looks_for("Acme"), desk.seen("POST")),
        (1, 1),
        "in the review alone"
    );
}

/// Sent once and answered so, found or known, and listed an hour later; then another of its name, which the user wants all the same.
async fn another_is_sent_at_once(status: u16, is_listed: bool) {
    let sent = AtomicUsize::new(0);
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            let id = [ONE, TWO][sent.fetch_add(1, Ordering::SeqCst)];
            let is_first = id == ONE;
            let status = if is_first { status } else { 201 };
            return Some(reply(status, json!({"data": {"id": id}}).to_string()));
        }
        let is_there = sent.load(Ordering::SeqCst) > 0;
        if lists(asked) {
            return Some(listing(
                (is_there && is_listed).then(|| organization(ONE, "Acme")),
            ));
        }
        let of_this = |id: &&str| asked.path.ends_with(*id);
        let id = [ONE, TWO].into_iter().find(of_this)?;
        Some(json_reply(&json!({"data": organization(id, "Acme")})))
    })
    .await
    .listing_within(vec![Duration::ZERO, HOUR]);
    let connection = desk.connected().await;
    for _ in 0..2 {
        let sending = tokio::time::timeout(AT_MOST, desk.create(connection, named("Acme")));
        let created = sending.await.expect("it does not wait for an hour").unwrap();
        assert_eq!(created.outcome, CreateOutcome::Created);
    }
    assert_eq!(desk.seen("POST"), 2);
}

#[tokio::test]
async fn another_of_the_name_of_one_that_was_lost_and_found_is_sent_at_once() {
    another_is_sent_at_once(502, true).await;
}

#[tokio::test]
async fn another_of_the_name_of_one_that_is_known_and_not_yet_listed_is_sent_at_once() {
    another_is_sent_at_once(201, false).await;
}

#[tokio::test]
async fn another_of_the_name_of_one_that_was_found_by_itself_in_the_next_run_is_sent_at_once() {
    let sent = Arc::new(AtomicUsize::new(0));
    let (posts, is_listed) = (sent.clone(), Arc::new(AtomicBool::new(false)));
    let listed = is_listed.clone();
    let desk = Hostile::answering(move |asked| {
        if asked.method == "POST" {
            let is_first = posts.fetch_add(1, Ordering::SeqCst) == 0;
            let says = json!({"data": {"id": TWO}}).to_string();
            return Some(if is_first {
                reply(502, "")
            } else {
                reply(201, says)
            });
        }
        if lists(asked) {
            let is_there = listed.load(Ordering::SeqCst);
            return Some(listing(is_there.then(|| organization(ONE, "Acme"))));
        }
        let of_this = |id: &&str| asked.path.ends_with(*id);
        let id = [ONE, TWO].into_iter().find(of_this)?;
        Some(json_reply(&json!({"data": organization(id, "Acme")})))
    })
    .await;
    let connection = desk.connected().await;
    let lost = desk.create(connection, named("Acme")).await.unwrap();
    assert_eq!(lost.outcome, CreateOutcome::NotFound);
    is_listed.store(true, Ordering::SeqCst);
    let desk = desk.listing_within(vec![Duration::ZERO, HOUR]);
    desk.app.open_connection(connection).await.unwrap();
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!((looked.open.len(), looked.settled.len()), (0, 1));
    let sending = tokio::time::timeout(AT_MOST, desk.create(connection, named("Acme")));
    let created = sending.await.expect("it does not wait for an hour").unwrap();
    assert_eq!(created.outcome, CreateOutcome::Created);
}
