//! Creating: review, send, read back.

use orgdesk_core::AppError;
use orgdesk_core::error::Gone;
use orgdesk_core::organizations::{
    Compared, CreateForm, CreateOutcome, Interval, OrganizationField, PlanForm, SendRequest,
};
use practice_portal::{Fault, Options, Target};

use crate::support::{Desk, named};

pub(crate) fn plan(code: &str) -> PlanForm {
    PlanForm {
        plan: code.to_owned(),
        interval: Interval::Yearly,
        start_date: "2026-09-01".to_owned(),
        end_date: String::new(),
        partner: None,
    }
}

pub(crate) fn with_details(name: &str) -> CreateForm {
    let mut form = CreateForm {
        description: "Second surgery.".to_owned(),
        ..named(name)
    };
    for (field, value) in [
        (OrganizationField::CompanyName, "Brightwater Dental Ltd"),
        (OrganizationField::City, "Bath"),
        (OrganizationField::ContactEmail, "imogen@brightwater.example"),
    ] {
        form.details.insert(field, value.to_owned());
    }
    form
}

#[tokio::test]
async fn a_review_sends_nothing_and_shows_the_exact_requests_without_secrets() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_details("Brightwater Dental Bath"))
        .await
        .unwrap();
    assert_eq!(desk.seen("POST") + desk.seen("PUT"), 0);
    assert_eq!(review.requests.len(), 2);
    assert_eq!(review.requests[1].path, "/v2/organizations/{id}");
    for request in &review.requests {
        assert!(request.curl.contains("$ORGDESK_USER_TOKEN") && request.curl.contains("$ORGDESK_API_KEY"));
        assert!(!request.curl.contains(desk.portal.user_token()));
    }
    assert_eq!(review.destination.username, desk.portal.username());
}

#[tokio::test]
async fn each_step_of_a_review_carries_its_warnings_with_the_field_they_are_about() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = with_details("Warned Of");
    form.plans = vec![plan("pci-basic"), plan("pci-plus")];
    for field in [OrganizationField::Email, OrganizationField::ContactEmail] {
        form.details.insert(field, "imogen@brightwater".to_owned());
    }
    let review = desk.review(connection, form).await.unwrap();
    let fields: Vec<Vec<_>> = review
        .steps
        .iter()
        .map(|step| {
            step.warnings
                .iter()
                .filter_map(|one| one.field.as_deref())
                .collect()
        })
        .collect();
    let of_details = vec!["details.email", "details.contact_email"];
    assert_eq!(fields, [vec![], vec!["plans.1.plan"], of_details, vec![]]);
    let words = review.steps[2].warnings.iter().map(|one| one.message.as_str());
    assert!(
        words
            .zip(["Email: ", "Contact email: "])
            .all(|(words, label)| words.starts_with(label))
    );
}

#[tokio::test]
async fn a_create_with_a_plan_and_details_is_created_once_and_read_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = with_details("Brightwater Dental Bath");
    form.skip_default_subscription = true;
    form.plans = vec![plan("pci-basic")];
    let result = desk.create(connection, form).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created, "{result:?}");
    assert!(
        result.comparison.iter().all(|row| row.state == Compared::Same),
        "{:?}",
        result.comparison
    );
    let held = desk.portal.organization(&result.id.unwrap().to_string()).unwrap();
    assert_eq!(
        (held.fields["city"].as_str(), held.fields["description"].as_str()),
        ("Bath", "Second surgery.")
    );
    assert_eq!(held.plans[0].plan, "pci-basic");
    assert_eq!(desk.held("Brightwater Dental Bath"), 1);
    assert_eq!(desk.app.plan_codes(connection).await.unwrap(), ["pci-basic"]);
    assert!(
        desk.heard
            .0
            .lock()
            .unwrap()
            .iter()
            .any(|title| title == "Created")
    );
}

#[tokio::test]
async fn a_second_plan_that_the_portal_ignored_is_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = named("Two Plans");
    form.skip_default_subscription = true;
    form.plans = vec![plan("pci-basic"), plan("pci-plus")];
    let result = desk.create(connection, form).await.unwrap();
    assert_eq!(result.comparison[0].state, Compared::Differs);
    assert!(
        result.notices[0].title.contains("pci-plus"),
        "{:?}",
        result.notices
    );
}

#[tokio::test]
async fn without_a_default_plan_the_missing_subscription_is_told() {
    let options = Options {
        default_plans: Vec::new(),
        organizations: 1,
        ..Options::default()
    };
    let desk = Desk::with(options).await;
    let connection = desk.connected().await;
    let result = desk.create(connection, named("No Plan")).await.unwrap();
    assert_eq!(result.notices[0].title, "The organization has no subscription");
}

#[tokio::test]
async fn the_same_name_on_the_portal_is_shown_in_the_review() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.add("Café Lumière");
    let review = desk.review(connection, named("café lumière ")).await.unwrap();
    assert_eq!(review.same_name.len(), 1);
}

#[tokio::test]
async fn a_name_that_appears_after_the_review_stops_the_create() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, named("Kestrel Freight"))
        .await
        .unwrap()
        .review;
    desk.portal.add("Kestrel Freight");
    let error = desk
        .app
        .send_create(SendRequest { connection, review })
        .await
        .unwrap_err();
    assert!(
        matches!(&error, AppError::NameAppeared { found, sent_before: false } if found.len() == 1),
        "{error:?}"
    );
    assert_eq!(desk.seen("POST"), 0);
}

#[tokio::test]
async fn a_review_is_carried_out_once_even_when_asked_twice_at_the_same_time() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Once")).await.unwrap().review;
    let twice = || desk.app.send_create(SendRequest { connection, review });
    let (first, second) = tokio::join!(twice(), twice());
    assert_eq!(
        [&first, &second].iter().filter(|result| result.is_ok()).count(),
        1
    );
    let gone = AppError::Gone {
        what: Gone::ReviewedWrite,
    };
    assert!(
        [first.err(), second.err()]
            .into_iter()
            .flatten()
            .all(|error| error == gone)
    );
    assert_eq!(desk.held("Once"), 1);
}

#[tokio::test]
async fn a_rejection_puts_the_portals_words_at_the_field() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let form = CreateForm {
        description: "x".repeat(1_001),
        ..named("Too Long")
    };
    let error = desk.create(connection, form).await.unwrap_err();
    let AppError::Rejected {
        status: 422,
        problems,
        ..
    } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(problems[0].field.as_deref(), Some("description"), "{problems:?}");
    assert!(
        problems[0]
            .message
            .starts_with("The portal says of Description: “")
    );
    assert_eq!(desk.held("Too Long"), 0);
}

#[tokio::test]
async fn a_parent_the_portal_does_not_know_is_a_problem_of_the_review() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let form = CreateForm {
        parent_organization: "5d702bf8-e908-41df-92de-feea0acf2f4e".to_owned(),
        ..named("Orphan")
    };
    let error = desk.review(connection, form).await.unwrap_err();
    let AppError::Invalid { problems } = error else {
        panic!("{error:?}")
    };
    assert_eq!(problems[0].field.as_deref(), Some("parent_organization"));
}

#[tokio::test]
async fn why_it_cannot_be_read_back_is_told_as_it_is() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let fault = Fault::Status(401, r#"{"status_text":"Token revoked"}"#.to_owned());
    desk.portal.faults().next_for(Target::Retrieve, fault);
    let result = desk.create(connection, named("Not Read")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotReadBack);
    assert!(matches!(
        result.not_read,
        Some(AppError::Rejected { status: 401, .. })
    ));
    let last = result.steps.last().unwrap();
    assert_eq!(last.detail.as_deref(), Some("The portal refused the sign-in"));
}

#[tokio::test]
async fn a_portal_that_says_later_is_asked_again_and_creates_once() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal
        .faults()
        .next_for(Target::Create, Fault::TooMany { retry_after: Some(0) });
    let result = desk.create(connection, named("Later")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created);
    assert_eq!(desk.held("Later"), 1);
}

#[tokio::test]
async fn a_portal_that_goes_on_saying_later_is_told_and_the_review_stays_good() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Much Later")).await.unwrap().review;
    desk.portal.faults().next_for(
        Target::Create,
        Fault::TooMany {
            retry_after: Some(3_600),
        },
    );
    let error = desk
        .app
        .send_create(SendRequest { connection, review })
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            AppError::Refused {
                retry_after_seconds: Some(3_600),
                ..
            }
        ),
        "{error:?}"
    );
    let result = desk
        .app
        .send_create(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created);
}

#[tokio::test]
async fn a_create_the_portal_did_not_allow_can_be_sent_again_as_it_was_reviewed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Not Yet")).await.unwrap().review;
    let words = r#"{"status":403,"status_text":"Not yet"}"#.to_owned();
    desk.portal
        .faults()
        .next_for(Target::Create, Fault::Status(403, words));
    let send = || desk.app.send_create(SendRequest { connection, review });
    assert!(matches!(
        send().await,
        Err(AppError::Rejected { status: 403, .. })
    ));
    assert_eq!(send().await.unwrap().outcome, CreateOutcome::Created);
}

#[tokio::test]
async fn reviews_that_are_never_sent_do_not_stay_in_memory_for_ever() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.review(connection, named("First")).await.unwrap().review;
    let mut last = first;
    for number in 0..20 {
        let form = named(&format!("Number {number}"));
        last = desk.review(connection, form).await.unwrap().review;
    }
    let send = |review| desk.app.send_create(SendRequest { connection, review });
    let gone = AppError::Gone {
        what: Gone::ReviewedWrite,
    };
    assert_eq!(send(first).await.unwrap_err(), gone);
    assert_eq!(send(last).await.unwrap().outcome, CreateOutcome::Created);
}
