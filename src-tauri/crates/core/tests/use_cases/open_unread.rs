//! A write of an earlier run that is open and cannot be read here, such as one of another version: it needs the user, and is in
//! the way of another of its name, until they say that it is settled.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::HistoryFilter;
use orgdesk_core::operations::{OpenOperationView, OpenWork};
use orgdesk_core::organizations::{
    CreateOutcome, LikelyWhere, Likeness, OrganizationField, ReviewId, SendRequest,
};
use practice_portal::{Fault, Target};

use crate::history::{list, sql};
use crate::journal::next_run;
use crate::support::{Desk, named};

const NAME: &str = "Of Another Version";

/// A create that was lost, of which one column is written as no version knows it, and the next run.
async fn unread(column: &str, value: &str) -> (Desk, ConnectionId, Vec<OpenOperationView>) {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named(NAME)).await.unwrap();
    // What waits in the journal is there now.
    list(&desk, HistoryFilter::default()).await;
    assert_eq!(
        sql(&desk, &format!("UPDATE operations SET {column} = '{value}'")),
        1
    );
    let (desk, open) = next_run(desk, connection).await;
    (desk, connection, open)
}

fn of(connection: ConnectionId, review: ReviewId) -> SendRequest {
    SendRequest { connection, review }
}

#[tokio::test]
async fn one_that_cannot_be_read_needs_the_user_whatever_of_it_it_is() {
    for (column, value) in [
        ("stage", "\"paused\""),
        ("work", "{\"kind\":\"create\",\"later\":true}"),
        ("identity", "{}"),
        ("address", "nowhere"),
        ("steps", "{}"),
        ("requests", "{}"),
    ] {
        let (desk, connection, open) = unread(column, value).await;
        let [one] = open.as_slice() else {
            panic!("{column}: {open:?}")
        };
        assert_eq!(
            (one.name.as_str(), &one.work),
            (NAME, &OpenWork::Unread),
            "{column}"
        );
        assert!(one.sent_at.is_some() && one.made_as.is_none() && one.made_at.is_none());
        let looked = desk.app.look_at_open_operations(connection).await.unwrap();
        assert_eq!((looked.open, looked.settled), (open, Vec::new()), "{column}");
    }
}

#[tokio::test]
async fn another_of_its_name_is_warned_of_it_until_it_is_settled() {
    let (desk, connection, open) = unread("stage", "\"paused\"").await;
    let review = desk.review(connection, named(NAME)).await.unwrap();
    assert!(review.unresolved, "one of its name was sent before");
    let settle = of(connection, open[0].review);
    desk.app.leave_operation(settle).await.unwrap();
    assert_eq!(desk.app.open_operations(connection), []);
    assert!(!desk.review(connection, named(NAME)).await.unwrap().unresolved);
    let (_desk, open) = next_run(desk, connection).await;
    assert_eq!(open, [], "and it stays settled");
}

#[tokio::test]
async fn what_appears_on_the_portal_later_is_not_taken_for_another_of_its_name() {
    let (desk, connection, _) = unread("stage", "\"paused\"").await;
    let review = desk.lost(connection, NAME).await;
    desk.portal.add(NAME);
    let looked = desk.app.look_again(of(connection, review)).await.unwrap();
    assert_eq!(looked.outcome, CreateOutcome::SeveralFound, "it may be either");
}

#[tokio::test]
async fn it_is_among_what_is_nearly_the_same() {
    let (desk, connection, open) = unread("stage", "\"paused\"").await;
    let review = desk
        .review(connection, named("Of Another Version Ltd"))
        .await
        .unwrap();
    let places: Vec<_> = review.alike.found.into_iter().map(|one| one.place).collect();
    let place = LikelyWhere::NotSettled {
        review: open[0].review,
        underway: false,
    };
    assert_eq!(places, [place]);
}

#[tokio::test]
async fn it_is_not_gone_on_with_by_any_command() {
    let (desk, connection, open) = unread("stage", "\"paused\"").await;
    let it = of(connection, open[0].review);
    let writes = desk.portal.writes().len();
    assert!(desk.app.send_create(it.clone()).await.is_err());
    assert!(desk.app.look_again(it.clone()).await.is_err());
    assert!(desk.app.adopt_operation(it).await.is_err());
    assert_eq!(desk.portal.writes().len(), writes);
    assert_eq!(desk.app.open_operations(connection), open, "it is as it was");
}

#[tokio::test]
async fn an_update_that_cannot_be_read_is_no_create_of_its_name() {
    let (desk, connection, _) = unread("kind", "update").await;
    sql(&desk, "UPDATE operations SET stage = '\"paused\"'");
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open[0].work, OpenWork::Unread);
    assert!(!desk.review(connection, named(NAME)).await.unwrap().unresolved);
}

#[tokio::test]
async fn what_cannot_be_read_of_it_is_not_called_empty_beside_a_new_one() {
    let (desk, connection, _) = unread("stage", "\"paused\"").await;
    let mut form = named(NAME);
    let website = "www.version.example".to_owned();
    form.details.insert(OrganizationField::Website, website);
    form.details
        .insert(OrganizationField::CompanyName, NAME.to_owned());
    let review = desk.review(connection, form).await.unwrap();
    let likeness = |label| {
        let rows = &review.alike.beside;
        let row = rows.iter().find(|row| row.label == label).unwrap();
        row.others[0].likeness
    };
    assert_eq!(likeness("Website"), Likeness::NotKnown);
    assert_eq!(likeness("Organization name"), Likeness::Same);
}
