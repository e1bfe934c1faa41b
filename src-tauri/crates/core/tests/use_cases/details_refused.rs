//! Details of a new organization that the portal says no to: what it is seen to hold of them all the same is told.

use std::sync::atomic::{AtomicBool, Ordering};

use orgdesk_core::AppError;
use orgdesk_core::error::UnclearReason;
use orgdesk_core::operations::{OpenDetails, OpenOperationView, OpenWork};
use orgdesk_core::organizations::{Compared, CreateOutcome, CreateResultView, OrganizationField};
use serde_json::{Value, json};

use crate::create::with_details;
use crate::hostile_portal::{Hostile, ONE, json_reply, lists, reply};

const NAME: &str = "Details Refused";

/// Creates one with details, with this company among them, at a portal that says no to them, and holds this from then on.
async fn refused(
    status: u16,
    asked: &str,
    company: &'static str,
    details: Value,
) -> (Hostile, Vec<OpenOperationView>, CreateResultView) {
    let was_asked = AtomicBool::new(false);
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "POST" => Some(reply(201, json!({"data": {"id": ONE}}).to_string())),
        "PUT" => {
            was_asked.store(true, Ordering::SeqCst);
            Some(reply(status, "{}"))
        }
        _ if lists(asked) => Some(json_reply(&json!([]))),
        _ => asked.path.ends_with(ONE).then(|| {
            let (company, details) = if was_asked.load(Ordering::SeqCst) {
                (company, details.clone())
            } else {
                ("", json!({"city": "", "contact_email": ""}))
            };
            let shown = json!({"name": NAME, "description": "Second surgery.", "company_name": company, "details": details});
            json_reply(&json!({"data": {"id": ONE, "attributes": shown}}))
        }),
    })
    .await;
    let connection = desk.connected().await;
    let mut form = with_details(NAME);
    form.details
        .insert(OrganizationField::CompanyName, asked.to_owned());
    let result = desk.create(connection, form).await.unwrap();
    let open = desk.app.open_operations(connection);
    (desk, open, result)
}

const COMPANY: &str = "Brightwater Dental Ltd";
const EMAIL: &str = "imogen@brightwater.example";

#[tokio::test]
async fn where_all_of_them_are_there_nothing_is_left_and_all_is_as_it_was_sent() {
    let all = json!({"city": "Bath", "contact_email": EMAIL});
    let (_desk, open, result) = refused(409, COMPANY, COMPANY, all).await;
    assert_eq!(result.outcome, CreateOutcome::Created, "{result:?}");
    assert!(result.details_left.is_none() && result.details_found && !result.stays_open);
    let differs = result
        .comparison
        .iter()
        .find(|row| row.state == Compared::Differs);
    assert_eq!(differs, None);
    assert_eq!(open, []);
}

#[tokio::test]
async fn where_some_of_them_are_there_that_is_told_and_they_are_not_sent_again_as_they_are() {
    let some = json!({"city": "", "contact_email": EMAIL});
    let (_desk, open, result) = refused(422, COMPANY, "", some).await;
    let left = result.details_left.as_ref().unwrap();
    let why = UnclearReason::TakenInPart;
    assert!(
        matches!(&left.error, AppError::Unclear { reason, status: Some(422), .. } if *reason == why),
        "{:?}",
        left.error
    );
    assert!(!left.can_be_saved_as_they_are && result.stays_open);
    let city = result.comparison.iter().find(|row| row.label == "City").unwrap();
    assert_eq!((city.sent.as_str(), city.held.as_deref()), ("Bath", Some("")));
    let OpenWork::Create(create) = &open[0].work else {
        panic!("{open:?}")
    };
    assert_eq!(create.details, OpenDetails::InPart);
}

#[tokio::test]
async fn where_they_are_there_in_the_portals_own_way_they_are_not_called_unsaved() {
    let own = json!({"city": "BATH", "contact_email": "IMOGEN@BRIGHTWATER.EXAMPLE"});
    let (_desk, open, result) = refused(422, COMPANY, "BRIGHTWATER DENTAL LTD", own).await;
    let left = result.details_left.as_ref().unwrap();
    let why = UnclearReason::ChangedAllTheSame;
    assert!(matches!(&left.error, AppError::Unclear { reason, .. } if *reason == why));
    assert!(left.is_in_part && left.others_are_there && !left.can_be_saved_as_they_are);
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
    let OpenWork::Create(create) = &open[0].work else {
        panic!("{open:?}")
    };
    assert_eq!(create.details, OpenDetails::InPart);
    assert_eq!(create.details_to_change.as_ref(), Some(&left.fields));
    assert!(create.details_are_changed_first);
}

#[tokio::test]
async fn a_no_before_anything_is_carried_out_is_no_part() {
    let some = json!({"city": "", "contact_email": EMAIL});
    let (.., result) = refused(403, COMPANY, "", some).await;
    let left = result.details_left.unwrap();
    assert!(matches!(left.error, AppError::Rejected { status: 403, .. }));
}

#[tokio::test]
async fn a_company_that_is_called_by_the_name_itself_may_be_the_portals_own_doing() {
    let (.., result) = refused(422, NAME, NAME, json!({"city": "", "contact_email": ""})).await;
    let left = result.details_left.unwrap();
    assert!(
        matches!(left.error, AppError::Rejected { status: 422, .. }),
        "{:?}",
        left.error
    );
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
}
