//! Lists of a portal that does not turn pages, counts oddly, or names other organizations inside.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    CreateForm, CreateOutcome, OrganizationField, OrganizationsPageView, OrganizationsRequest,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::hostile_portal::{Hostile, ONE, harmless, json_reply, lists, organization, reply};
use crate::support::named;

const PARTNER: &str = "0b1c2d3e-1111-4222-8333-444455556666";

fn many(count: usize) -> Vec<Value> {
    (1..=count)
        .map(|number| organization(&Uuid::from_u128(number as u128).to_string(), &named_by(number)))
        .collect()
}

/// The first pages of a portal that lists so, 25 to a page.
async fn pages(body: Value) -> Vec<OrganizationsPageView> {
    let desk = Hostile::answering(move |asked| lists(asked).then(|| json_reply(&body))).await;
    let connection = desk.connected().await;
    first_pages(&desk, connection).await
}

async fn first_pages(desk: &Hostile, connection: ConnectionId) -> Vec<OrganizationsPageView> {
    let mut pages = Vec::new();
    for page in 1..=4 {
        let request = OrganizationsRequest {
            connection,
            search: String::new(),
            page,
            per_page: 25,
        };
        pages.push(desk.app.list_organizations(request).await.unwrap());
    }
    pages
}

fn names(pages: &[OrganizationsPageView]) -> Vec<String> {
    let rows = pages.iter().flat_map(|page| &page.rows);
    rows.map(|row| row.name.clone()).collect()
}

fn named_by(number: usize) -> String {
    format!("Number {number}")
}

fn more(pages: &[OrganizationsPageView]) -> Vec<bool> {
    pages.iter().map(|page| page.more).collect()
}

#[tokio::test]
async fn a_portal_that_repeats_a_page_has_no_more_whatever_it_says() {
    let repeats = pages(json!({ "data": many(25) })).await;
    assert_eq!(more(&repeats)[..2], [true, false]);
    let stuck = json!({"data": many(25), "pagination": {"total_pages": 9, "current_page": 1}});
    assert_eq!(more(&pages(stuck).await)[..2], [true, false]);
}

#[tokio::test]
async fn a_portal_that_gives_everything_at_once_is_shown_a_page_at_a_time() {
    for pagination in [json!({}), json!({"total_pages": 1}), json!({"total_count": 40})] {
        let shown = pages(json!({"data": many(40), "pagination": pagination})).await;
        let numbers: Vec<_> = shown.iter().map(|page| page.rows.len()).collect();
        assert_eq!(numbers[..2], [25, 15]);
        assert_eq!(names(&shown[..2]), (1..=40).map(named_by).collect::<Vec<_>>());
        assert!(shown[0].more);
        assert!(
            !shown[2].more || !shown[1].more,
            "{pagination}: it comes to an end"
        );
        assert!(shown.iter().all(|page| page.skipped == 0));
    }
}

#[tokio::test]
async fn all_is_reached_of_a_portal_that_gives_more_to_each_page_than_it_is_asked_for() {
    let desk = Hostile::answering(|asked| {
        let page = usize::from(asked.path.contains("page=2&"));
        let all = many(70);
        let data = if page == 0 { &all[..40] } else { &all[40..] };
        lists(asked).then(|| json_reply(&json!({"data": data, "pagination": {"total_pages": 2}})))
    })
    .await;
    let connection = desk.connected().await;
    let shown = first_pages(&desk, connection).await;
    assert_eq!(names(&shown), (1..=70).map(named_by).collect::<Vec<_>>());
    assert_eq!(more(&shown), [true, true, true, false]);
}

#[tokio::test]
async fn what_is_beyond_a_later_page_is_counted_as_not_shown() {
    let desk = Hostile::answering(|asked| {
        let later = asked.path.contains("page=2&");
        let data = if later {
            many(125)[25..125].to_vec()
        } else {
            many(25)
        };
        lists(asked).then(|| json_reply(&json!({ "data": data })))
    })
    .await;
    let connection = desk.connected().await;
    let second = &first_pages(&desk, connection).await[1];
    assert_eq!((second.rows.len(), second.skipped), (25, 75));
}

#[tokio::test]
async fn the_page_that_was_asked_for_decides_which_is_the_last() {
    let desk = Hostile::answering(|asked| {
        let fresh = organization(&Uuid::new_v4().to_string(), "Fresh");
        let body = json!({"data": [fresh], "pagination": {"total_pages": 2, "current_page": 1}});
        lists(asked).then(|| json_reply(&body))
    })
    .await;
    let connection = desk.connected().await;
    for (page, more) in [(1, true), (2, false)] {
        let request = OrganizationsRequest {
            connection,
            search: String::new(),
            page,
            per_page: 25,
        };
        assert_eq!(desk.app.list_organizations(request).await.unwrap().more, more);
    }
}

#[tokio::test]
async fn an_organization_that_is_listed_twice_is_one_row() {
    let twice = json!({"data": [organization(ONE, "One"), organization(ONE, "One")]});
    assert_eq!(pages(twice).await[0].rows.len(), 1);
}

#[tokio::test]
async fn a_name_without_an_end_does_not_cross_to_the_screen() {
    let endless = json!({"data": [organization(ONE, &"ﷺ".repeat(300_000))]});
    let name = pages(endless).await[0].rows[0].name.clone();
    assert_eq!((name.chars().count(), name.ends_with('…')), (501, true));
}

#[tokio::test]
async fn a_look_is_complete_only_where_all_that_was_told_of_was_seen() {
    let cases = [
        (
            json!({"data": many(25), "pagination": {"total_count": 250}}),
            false,
        ),
        (
            json!({"data": many(25), "pagination": {"total_pages": 10}}),
            false,
        ),
        (
            json!({"data": many(25), "pagination": {"total_pages": 1, "total_count": 250}}),
            false,
        ),
        (json!({"data": many(100)}), false),
        (json!({"data": many(25), "meta": {"count": 250}}), false),
        (json!({"data": many(25), "pagination": {"total_count": 25}}), true),
        (json!({"data": many(25), "meta": {"count": 25}}), false),
        (json!({"data": many(10)}), false),
        (json!({"data": many(25)}), false),
        (json!({"data": many(9)}), true),
        (json!({"data": many(137)}), true),
        (json!({"data": many(250)}), false),
        (
            json!({"data": many(100), "pagination": {"total_count": 0}}),
            false,
        ),
        (
            json!({"data": many(100), "pagination": {"total_pages": 0}}),
            false,
        ),
    ];
    for (body, complete) in cases {
        let told = body["pagination"].clone();
        let desk = Hostile::answering(move |asked| lists(asked).then(|| json_reply(&body))).await;
        let connection = desk.connected().await;
        let review = desk.review(connection, named("Not There")).await.unwrap();
        let text = review.steps[0].text.clone().unwrap();
        assert_eq!(
            text.contains("did not list everything"),
            !complete,
            "{told} {text}"
        );
    }
}

#[tokio::test]
async fn a_look_at_a_list_that_changes_while_it_is_read_is_not_complete() {
    let desk = Hostile::answering(|asked| {
        let first = !asked.path.contains("page=2");
        let data = if first {
            many(100)
        } else {
            many(150)[101..].to_vec()
        };
        let total = if first { 151 } else { 149 };
        lists(asked).then(|| json_reply(&json!({"data": data, "pagination": {"total_count": total}})))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Not There")).await.unwrap();
    let text = review.steps[0].text.clone().unwrap();
    assert!(text.contains("did not list everything"), "{text}");
}

#[tokio::test]
async fn a_name_is_found_however_its_accents_are_put_together() {
    let desk = Hostile::answering(|asked| {
        let there = organization(ONE, "Caf\u{e9} Noir");
        let sought = !asked.path.contains("%C3%A9") && !asked.path.contains("%CC%81");
        let data = if sought { vec![there] } else { Vec::new() };
        lists(asked).then(|| json_reply(&json!({ "data": data })))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Cafe\u{301} Noir")).await.unwrap();
    assert_eq!(review.same_name.len(), 1);
}

#[tokio::test]
async fn the_size_of_a_page_is_not_taken_for_the_number_of_all() {
    let desk = Hostile::answering(|asked| {
        let first = !asked.path.contains("page=2");
        let data = if first {
            many(100)
        } else {
            vec![organization(ONE, "On Page Two")]
        };
        let count = data.len();
        lists(asked).then(|| json_reply(&json!({"data": data, "meta": {"count": count}})))
    })
    .await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("On Page Two")).await.unwrap();
    assert_eq!(review.same_name.len(), 1);
}

#[tokio::test]
async fn what_an_organization_names_inside_is_not_taken_for_it() {
    let flat = json!({"id": ONE, "name": "Ours", "organization": {"id": PARTNER, "name": "Partner"}});
    let page = &pages(json!({ "data": [flat] })).await[0];
    assert_eq!(
        (page.rows[0].id.to_string().as_str(), page.rows[0].name.as_str()),
        (ONE, "Ours")
    );
}

#[tokio::test]
async fn an_id_that_may_not_be_read_is_not_believed_and_nothing_is_saved_to_it() {
    for (status, outcome) in [
        (403, CreateOutcome::NotListed),
        (500, CreateOutcome::NotListed),
        (404, CreateOutcome::NotReadBack),
    ] {
        let desk = Hostile::answering(move |asked| match asked.method.as_str() {
            "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
            "PUT" => Some(reply(200, "")),
            _ if lists(asked) => Some(json_reply(&json!({"data": []}))),
            _ => asked.path.contains(ONE).then(|| reply(status, "")),
        })
        .await;
        let connection = desk.connected().await;
        let mut form: CreateForm = named("Ours");
        form.details
            .insert(OrganizationField::CompanyName, "Ours Ltd".to_owned());
        let result = desk.create(connection, form).await.unwrap();
        assert_eq!(result.outcome, outcome, "{status}");
        assert_eq!(desk.seen("PUT"), usize::from(status == 404), "{status}");
    }
}

#[tokio::test]
async fn words_about_the_whole_record_are_told_as_the_portals_message() {
    let desk = Hostile::answering(|asked| match asked.method.as_str() {
        "POST" => {
            let errors = json!({"errors": {"organization": ["must exist"], "name": ["is taken"]}});
            Some(reply(422, errors.to_string()))
        }
        _ => lists(asked).then(|| json_reply(&json!({"data": []}))),
    })
    .await;
    let connection = desk.connected().await;
    let error = harmless(desk.create(connection, named("Whole")).await);
    let AppError::Rejected { said, problems, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(said.message.as_deref(), Some("must exist"));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].field.as_deref(), Some("name"));
}

#[tokio::test]
async fn the_words_of_a_long_answer_are_told() {
    let desk = Hostile::answering(|asked| match asked.method.as_str() {
        "POST" => {
            let errors = json!({"errors": {"name": ["is taken"]}, "trace": "x".repeat(200_000)});
            Some(reply(422, errors.to_string()))
        }
        _ => lists(asked).then(|| json_reply(&json!({"data": []}))),
    })
    .await;
    let connection = desk.connected().await;
    let error = harmless(desk.create(connection, named("Long")).await);
    let AppError::Rejected { problems, .. } = error else {
        panic!("{error:?}")
    };
    assert_eq!(problems[0].field.as_deref(), Some("name"));
}

#[tokio::test]
async fn details_that_an_answer_may_leave_out_are_not_called_empty() {
    let attributes = |incomplete: Value, details: Value| json!({"name": "N", "company_name": "C", "description": "", "details": details, "incomplete_details": incomplete});
    for (incomplete, details, unread) in [
        (json!(false), json!({}), 12),
        (Value::Null, json!({}), 12),
        (json!(true), json!({}), 0),
        (json!(false), json!({"city": "Bath"}), 0),
    ] {
        let shown = json!({"data": {"id": ONE, "attributes": attributes(incomplete, details)}});
        let desk =
            Hostile::answering(move |asked| asked.path.ends_with(ONE).then(|| json_reply(&shown))).await;
        let connection = desk.connected().await;
        assert_eq!(desk.read(connection).await.unwrap().unread.len(), unread);
    }
}

#[tokio::test]
async fn where_a_sign_in_by_password_is_redirected_to_is_told() {
    let desk = Hostile::answering(|asked| {
        let signs_in = asked.path.ends_with("/auth/sign_in");
        signs_in.then(|| reply(302, "").header("location", "https://elsewhere.example/login"))
    })
    .await;
    let error = harmless(desk.app.test_connection(desk.password_request()).await);
    let AppError::NotAPortal { tried } = error else {
        panic!("{error:?}")
    };
    assert!(tried[0].what.contains("https://elsewhere.example"), "{tried:?}");
}
