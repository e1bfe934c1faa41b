//! Likely duplicates in the review of a new organization: found by name, website and mail on the portal, among what was seen and
//! among what is not settled; and said where something could not be looked at.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    AlikeReason, CreateForm, CreateReviewView, LikelyDuplicateView, LikelyWhere, Likeness, OrganizationField,
    OrganizationsRequest, SendRequest,
};
use practice_portal::{Fault, Options, Target};

use crate::support::{Desk, named, stopped_once};

fn with(name: &str, details: &[(OrganizationField, &str)]) -> CreateForm {
    let mut form = named(name);
    form.details
        .insert(OrganizationField::CompanyName, "A Company".to_owned());
    for (field, value) in details {
        form.details.insert(*field, (*value).to_owned());
    }
    form
}

fn names(review: &CreateReviewView) -> Vec<&str> {
    review.alike.found.iter().map(|one| one.name.as_str()).collect()
}

fn first(review: &CreateReviewView) -> &LikelyDuplicateView {
    &review.alike.found[0]
}

/// A portal of these alone, and a connection to it.
async fn holding(organizations: &[(&str, &[(&str, &str)])]) -> (Desk, ConnectionId) {
    let options = Options {
        organizations: 0,
        ..Options::default()
    };
    let desk = Desk::with(options).await;
    for (name, fields) in organizations {
        let id = desk.portal.add(name);
        for (key, value) in *fields {
            desk.portal.edit(&id, key, value);
        }
    }
    let connection = desk.connected().await;
    (desk, connection)
}

#[tokio::test]
async fn nearly_the_same_name_is_found_and_shown_beside_the_new_one() {
    let (desk, connection) = holding(&[
        (
            "Halden Brothers Limited",
            &[("city", "Bath"), ("website", "https://halden.example")],
        ),
        ("Halden Sisters Ltd", &[]),
        ("Tarn & Vale", &[]),
    ])
    .await;
    let form = with(
        "Halden Brothers Ltd",
        &[
            (OrganizationField::City, "BATH"),
            (OrganizationField::Country, "United Kingdom"),
        ],
    );
    let review = desk.review(connection, form).await.unwrap();
    assert!(review.same_name.is_empty());
    assert_eq!(names(&review), ["Halden Brothers Limited"]);
    assert_eq!(first(&review).reasons, [AlikeReason::SameCoreName]);
    assert!(matches!(
        first(&review).place,
        LikelyWhere::OnThePortal {
            seen_before: None,
            ..
        }
    ));
    let rows: Vec<_> = review
        .alike
        .beside
        .iter()
        .map(|row| {
            (
                row.label.as_str(),
                row.new.as_str(),
                row.others[0].value.as_str(),
                row.others[0].likeness,
            )
        })
        .collect();
    assert_eq!(
        rows,
        [
            (
                "Organization name",
                "Halden Brothers Ltd",
                "Halden Brothers Limited",
                Likeness::Alike
            ),
            ("Company name", "A Company", "", Likeness::Other),
            ("Website", "", "https://halden.example", Likeness::Other),
            ("City", "BATH", "Bath", Likeness::Same),
            ("Country", "United Kingdom", "", Likeness::Other),
        ]
    );
    assert!(
        review.alike.not_looked_at.is_empty(),
        "{:?}",
        review.alike.not_looked_at
    );
    assert_eq!(
        review.steps[0].text.as_deref(),
        Some("Nothing by this name is on the portal.")
    );
    assert_eq!(desk.seen("POST") + desk.seen("PUT"), 0);
}

#[tokio::test]
async fn slips_other_accents_and_other_spellings_are_found() {
    let there = [
        "Halden Bothers GmbH",
        "Holden Brothers",
        "HALDEN-BROTHERS, Inc.",
        "Café Lumière",
        "Grünfeld Optik",
        "Brothers Halden",
    ];
    let (desk, connection) = holding(&there.map(|name| (name, &[][..]))).await;
    let review = desk.review(connection, named("Halden Brothers")).await.unwrap();
    assert_eq!(
        names(&review),
        [
            "HALDEN-BROTHERS, Inc.",
            "Brothers Halden",
            "Halden Bothers GmbH",
            "Holden Brothers"
        ]
    );
    for (new, found) in [
        ("Cafe Lumiere SARL", "Café Lumière"),
        ("Gruenfeld Optik", "Grünfeld Optik"),
    ] {
        let review = desk.review(connection, named(new)).await.unwrap();
        assert_eq!(names(&review), [found]);
    }
}

#[tokio::test]
async fn the_same_website_and_the_same_mail_domain_are_found_whatever_the_names() {
    let (desk, connection) = holding(&[
        (
            "Kestrel",
            &[
                ("website", "HTTPS://www.halden.example/shop"),
                ("contact_email", "k@gmail.com"),
            ],
        ),
        ("Osteria", &[("contact_email", "chiara@mail.halden.example")]),
        (
            "Nordhavn",
            &[("website", "nothalden.example"), ("email", "x@nothalden.example")],
        ),
        ("Pelican", &[("email", "x@gmail.com")]),
    ])
    .await;
    let form = with(
        "Tarn",
        &[
            (OrganizationField::Website, "halden.example"),
            (OrganizationField::ContactEmail, "a@halden.example"),
            (OrganizationField::Email, "tarn@gmail.com"),
        ],
    );
    let review = desk.review(connection, form).await.unwrap();
    assert_eq!(names(&review), ["Kestrel", "Osteria"]);
    let domain = || "halden.example".to_owned();
    assert_eq!(
        first(&review).reasons,
        [AlikeReason::SameWebsite { domain: domain() }]
    );
    assert_eq!(
        review.alike.found[1].reasons,
        [AlikeReason::SameMailDomain { domain: domain() }]
    );
}

#[tokio::test]
async fn the_organization_above_is_no_duplicate_for_its_website_alone() {
    let details: &[_] = &[
        ("website", "brightwater.example"),
        ("email", "a@brightwater.example"),
    ];
    let (desk, connection) = holding(&[("Brightwater", details), ("Another", details)]).await;
    let mut form = with(
        "Bath Surgery",
        &[(OrganizationField::Website, "www.brightwater.example")],
    );
    let all = desk.portal.organizations();
    form.parent_organization = all
        .iter()
        .find(|one| one.name == "Brightwater")
        .unwrap()
        .id
        .clone();
    let review = desk.review(connection, form.clone()).await.unwrap();
    assert_eq!(names(&review), ["Another"]);
    form.name = "Brightwater Ltd".to_owned();
    let review = desk.review(connection, form).await.unwrap();
    assert_eq!(names(&review), ["Brightwater", "Another"]);
}

#[tokio::test]
async fn those_of_the_very_name_are_the_first() {
    let (desk, connection) = holding(&[
        ("Halden Brothers GmbH", &[]),
        ("Halden Brothers Ltd", &[]),
        ("halden brothers  ltd", &[]),
    ])
    .await;
    let review = desk
        .review(connection, named("Halden Brothers Ltd"))
        .await
        .unwrap();
    assert_eq!(review.same_name.len(), 2);
    assert_eq!(
        names(&review),
        [
            "Halden Brothers Ltd",
            "halden brothers  ltd",
            "Halden Brothers GmbH"
        ]
    );
    assert_eq!(first(&review).reasons, [AlikeReason::SameName]);
}

#[tokio::test]
async fn where_nothing_is_alike_that_is_said_and_nothing_is_read() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let before = desk.portal.requests().len();
    let review = desk.review(connection, named("Zzyzx Quarry")).await.unwrap();
    assert!(review.alike.found.is_empty() && review.alike.beside.is_empty());
    let text = review.steps[0].text.as_deref();
    assert_eq!(
        text,
        Some("Nothing by this name is on the portal, and nothing like it was found.")
    );
    let requests = desk.portal.requests().len() - before;
    assert!(
        requests <= 6,
        "one look for the name and five for what is like it: {requests}"
    );
}

#[tokio::test]
async fn what_was_seen_before_counts_where_no_search_finds_it_and_is_looked_at_again() {
    let (desk, connection) = holding(&[("Harbour Lights", &[("email", "a@harbour.example")])]).await;
    let id = desk.portal.organizations()[0].id.clone();
    desk.app
        .list_organizations(OrganizationsRequest {
            connection,
            search: String::new(),
            page: 1,
            per_page: 25,
        })
        .await
        .unwrap();
    // Renamed meanwhile: what was seen is not what is there.
    desk.portal.edit(&id, "name", "Beacon Lights");
    let review = desk
        .review(connection, named("Harbour Lights Ltd"))
        .await
        .unwrap();
    assert!(names(&review).is_empty(), "{:?}", review.alike);
    desk.portal.edit(&id, "name", "Harbour Lights");
    let review = desk
        .review(connection, named("Harbour Lights Ltd"))
        .await
        .unwrap();
    assert_eq!(names(&review), ["Harbour Lights"]);
}

#[tokio::test]
async fn a_create_that_is_not_settled_is_a_likely_duplicate_of_another_also_after_a_restart() {
    let (desk, connection) = holding(&[]).await;
    let form = with(
        "Halden Brothers Limited",
        &[(OrganizationField::Website, "halden.example")],
    );
    let sent = desk.review(connection, form).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let _ = desk
        .app
        .send_create(SendRequest {
            connection,
            review: sent,
        })
        .await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let review = desk
        .review(connection, named("Halden Brothers Ltd"))
        .await
        .unwrap();
    assert_eq!(names(&review), ["Halden Brothers Limited"]);
    let place = LikelyWhere::NotSettled {
        review: sent,
        underway: false,
    };
    assert_eq!(first(&review).place, place);
    assert!(!review.unresolved, "it is not of the very name");
    assert!(
        review
            .alike
            .beside
            .iter()
            .any(|row| row.others[0].value == "halden.example")
    );
}

#[tokio::test]
async fn no_more_than_twenty_are_shown_and_the_others_are_counted() {
    let (desk, connection) = holding(&[]).await;
    for number in 0..25 {
        let id = desk.portal.add(&format!("Other {number}"));
        desk.portal.edit(&id, "website", "halden.example");
    }
    let form = with("Tarn", &[(OrganizationField::Website, "halden.example")]);
    let review = desk.review(connection, form).await.unwrap();
    assert_eq!((review.alike.found.len(), review.alike.more), (20, 5));
    assert!(review.alike.beside.iter().all(|row| row.others.len() == 20));
}

#[tokio::test]
async fn one_that_is_looked_for_just_now_is_found_by_its_website_as_well() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let website = &[(OrganizationField::Website, "second.example")];
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let lost = desk.create(connection, with("Quite Another", website)).await;
    let review = lost.unwrap().review;
    desk.heard.0.lock().unwrap().clear();
    let heard = || {
        let heard = desk.heard.0.lock().unwrap();
        heard
            .last()
            .is_some_and(|title| title.starts_with("Looking for it"))
    };
    let look = desk.app.look_again(SendRequest { connection, review });
    let _looking = stopped_once(look, heard).await;
    let during = desk.review(connection, with("Tarn", website)).await.unwrap();
    assert_eq!(names(&during), ["Quite Another"]);
}
