//! Looks for likely duplicates on a portal that refuses them, ignores them, shows little or takes its time: they are bounded, what
//! they did not see is said, and the review goes on.

use std::sync::Arc;
use std::time::{Duration, Instant};

use orgdesk_core::organizations::{CreateForm, CreateReviewView, Likeness, OrganizationField};
use serde_json::{Value, json};
use tokio::sync::Notify;
use uuid::Uuid;

use crate::hostile_portal::{Asked, Hostile, Reply, json_reply, lists, organization, reply};
use crate::support::{LONGEST_LOOK, named, once};

/// The one look that is as strict as ever: for the name as it is typed.
const NAME: &str = "Halden Brothers";

fn is_for_the_name(asked: &Asked) -> bool {
    lists(asked) && asked.path.contains("=*Halden*Brothers*&")
}

fn is_by(asked: &Asked, column: &str) -> bool {
    lists(asked) && asked.path.contains(&format!("q%5B{column}%5D="))
}

fn none() -> Reply {
    json_reply(&json!({"data": [], "pagination": {"total_count": 0, "total_pages": 0}}))
}

fn some(organizations: &[Value], total: usize) -> Reply {
    json_reply(&json!({"data": organizations, "pagination": {"total_count": total}}))
}

fn id(number: usize) -> String {
    Uuid::from_u128(number as u128 + 1).to_string()
}

fn form() -> CreateForm {
    let mut form = named(NAME);
    for (field, value) in [
        (OrganizationField::CompanyName, "Halden"),
        (OrganizationField::Website, "www.halden.example"),
        (OrganizationField::ContactEmail, "a@halden.example"),
    ] {
        form.details.insert(field, value.to_owned());
    }
    form
}

async fn reviewed(
    answer: impl Fn(&Asked) -> Option<Reply> + Send + Sync + 'static,
) -> (Hostile, CreateReviewView) {
    let desk = Hostile::answering(answer).await;
    let connection = desk.connected().await;
    let review = desk.review(connection, form()).await.unwrap();
    (desk, review)
}

fn reads(desk: &Hostile) -> usize {
    let is_read = |asked: &&Asked| asked.method == "GET" && asked.path.contains("/v2/organizations/");
    desk.asked().iter().filter(is_read).count()
}

#[tokio::test]
async fn looks_that_fail_are_said_and_the_review_goes_on() {
    for status in [403, 404, 422, 500] {
        let (desk, review) = reviewed(move |asked| {
            if is_for_the_name(asked) {
                return Some(none());
            }
            lists(asked).then(|| reply(status, "{}"))
        })
        .await;
        assert!(review.alike.found.is_empty());
        assert_eq!(
            review.steps[0].text.as_deref(),
            Some(
                "Nothing by this name is on the portal. The portal could not be searched for names that are alike. \
                 The portal could not be searched by website. The portal could not be searched by mail domain."
            ),
            "{status}"
        );
        assert_eq!(review.requests.len(), 2, "and it can be sent");
        assert_eq!(desk.seen("POST"), 0);
    }
}

#[tokio::test]
async fn where_the_name_itself_cannot_be_looked_for_the_review_fails_as_ever() {
    let desk = Hostile::answering(|asked| {
        if is_for_the_name(asked) {
            return Some(reply(500, ""));
        }
        lists(asked).then(none)
    })
    .await;
    let connection = desk.connected().await;
    assert!(desk.review(connection, form()).await.is_err());
}

#[tokio::test]
async fn a_portal_that_lists_everything_whatever_the_column_is_not_taken_at_its_word() {
    let (desk, review) = reviewed(|asked| {
        let mut other = organization(&id(0), "Tarn");
        other["attributes"]["details"] = json!({"website": "tarn.example", "email": "", "contact_email": ""});
        lists(asked).then(|| some(&[other], 1))
    })
    .await;
    assert!(review.alike.found.is_empty());
    let text = review.steps[0].text.clone().unwrap();
    assert!(
        text.ends_with("could not be searched by website. The portal could not be searched by mail domain."),
        "{text}"
    );
    assert_eq!(reads(&desk), 0);
}

#[tokio::test]
async fn what_the_list_does_not_show_is_read_ten_at_most_and_the_others_are_said() {
    let (desk, review) = reviewed(|asked| {
        let all: Vec<_> = (0..34)
            .map(|n| organization(&id(n), &format!("Other {n}")))
            .collect();
        if is_by(asked, "website") {
            return Some(some(&all, 34));
        }
        if lists(asked) {
            return Some(none());
        }
        let at = (0..34).find(|n| asked.path.ends_with(&id(*n)))?;
        let mut whole = all[at].clone();
        let host = if at.is_multiple_of(2) { "halden" } else { "tarn" };
        whole["attributes"]["details"] = json!({"website": format!("https://{host}.example")});
        Some(json_reply(&json!({ "data": whole })))
    })
    .await;
    assert_eq!(reads(&desk), 10);
    assert_eq!(
        review.alike.found.len(),
        5,
        "those of the ten whose website it is"
    );
    let said = ["24 organizations the portal found by website or mail domain could not be read."];
    assert_eq!(review.alike.not_looked_at, said);
}

#[tokio::test]
async fn one_that_cannot_be_read_is_shown_as_far_as_it_is_known_and_one_that_is_gone_is_not() {
    for (status, found) in [(403, 1), (404, 0)] {
        let (_, review) = reviewed(move |asked| {
            if is_by(asked, "name") && !is_for_the_name(asked) {
                return Some(some(&[organization(&id(0), "Halden Bothers")], 1));
            }
            if lists(asked) {
                return Some(none());
            }
            asked.path.ends_with(&id(0)).then(|| reply(status, ""))
        })
        .await;
        assert_eq!(review.alike.found.len(), found, "{status}");
        let website = review.alike.beside.iter().find(|row| row.label == "Website");
        let likeness = website.map(|row| row.others[0].likeness);
        assert_eq!(likeness, (found > 0).then_some(Likeness::NotKnown));
    }
}

#[tokio::test]
async fn of_very_many_with_a_part_of_the_name_some_are_looked_at_and_it_is_said_how_many() {
    let (desk, review) = reviewed(|asked| {
        if is_for_the_name(asked)
            || is_by(asked, "website")
            || is_by(asked, "contact_email")
            || is_by(asked, "email")
        {
            return Some(none());
        }
        let page: usize = (1..=9).find(|page| asked.path.contains(&format!("page={page}&")))?;
        let all: Vec<_> = (0..100)
            .map(|n| organization(&id(page * 100 + n), "Other"))
            .collect();
        lists(asked).then(|| some(&all, 340))
    })
    .await;
    let text = review.steps[0].text.clone().unwrap();
    assert!(
        text.contains("200 of 340 with “halden…b”; 200 of 340 with “rothers”"),
        "{text}"
    );
    let pages = desk
        .asked()
        .iter()
        .filter(|asked| is_by(asked, "name") && !is_for_the_name(asked))
        .count();
    assert_eq!(pages, 6, "three searches of two pages");
}

#[tokio::test]
async fn a_slow_portal_is_waited_for_as_long_as_that_and_no_longer() {
    let (desk, begun) = (
        Hostile::answering(|asked| {
            if is_for_the_name(asked) {
                return Some(none());
            }
            lists(asked).then(|| none().after(Duration::from_mins(1)))
        })
        .await,
        Instant::now(),
    );
    let connection = desk.connected().await;
    let review = desk.review(connection, form()).await.unwrap();
    assert!(
        begun.elapsed() < LONGEST_LOOK + Duration::from_secs(3),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(review.alike.not_looked_at.len(), 3);
}

#[tokio::test]
async fn the_looks_go_on_beside_the_one_for_the_name() {
    let gate = Arc::new(Notify::new());
    let behind = gate.clone();
    let desk = Hostile::answering(move |asked| {
        if is_for_the_name(asked) {
            return Some(none().behind(&behind));
        }
        lists(asked).then(none)
    })
    .await;
    let connection = desk.connected().await;
    // The name, its three parts, the website, and two fields for the mail domain.
    let all_out = || desk.asked().iter().filter(|asked| lists(asked)).count() == 1 + 3 + 1 + 2;
    let (review, ()) = tokio::join!(
        desk.review(connection, form()),
        once(all_out, || gate.notify_one())
    );
    assert!(review.unwrap().alike.not_looked_at.is_empty());
}
