//! Details that a look by itself finds missing: which they are, what is there in the place of others, and how they are settled.

use orgdesk_core::operations::{LookedFound, OpenWork};
use orgdesk_core::organizations::CreateOutcome;
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::looked_unasked::{found, looked_at, lost, of};
use crate::support::Desk;
use crate::update::save_details_mended;

/// None of the details is there.
const ALL_MISSING: [(&str, Option<&str>); 3] = [
    ("Company name", Some("")),
    ("City", Some("")),
    ("Contact email", Some("")),
];

/// The details that are not there as they were asked for, each with what the portal holds.
pub(crate) fn details_missing(found: &LookedFound) -> Vec<(&str, Option<&str>)> {
    match found {
        LookedFound::DetailsMissing { differs } => differs
            .iter()
            .map(|row| (row.label.as_str(), row.held.as_deref()))
            .collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn details_of_a_create_that_is_found_wait_for_the_user_and_are_saved_by_one_press() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost(&desk, connection, with_details("Found With Details")).await;
    let (desk, open) = looked_at(desk, connection).await;
    assert_eq!(details_missing(found(&open)), ALL_MISSING);
    assert!(
        matches!(&open[0].work, OpenWork::Create(create) if create.id.is_some() && create.details_waiting == 3)
    );
    assert_eq!(desk.seen("PUT"), 0, "a look sends nothing");

    let (desk, open) = looked_at(desk, connection).await;
    assert_eq!(details_missing(found(&open)), ALL_MISSING, "also a run later");
    let saved = desk.app.look_again(of(connection, &open)).await.unwrap();
    assert_eq!(saved.outcome, CreateOutcome::Created, "{saved:?}");
    assert_eq!((desk.seen("POST"), desk.seen("PUT")), (1, 1));
    assert_eq!(desk.app.open_operations(connection), []);
}

#[tokio::test]
async fn details_that_are_missing_are_told_beside_what_somebody_filled_in_meanwhile() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    lost(&desk, connection, with_details("Filled In")).await;
    let there = desk
        .portal
        .organizations()
        .into_iter()
        .find(|one| one.name == "Filled In");
    desk.portal.edit(&there.unwrap().id, "city", "Modena");
    let (_desk, open) = looked_at(desk, connection).await;
    let mut told = details_missing(found(&open));
    told.sort_unstable();
    assert_eq!(
        told,
        [
            ("City", Some("Modena")),
            ("Company name", Some("")),
            ("Contact email", Some(""))
        ]
    );
}

#[tokio::test]
async fn details_the_portal_rejected_stay_open_and_are_settled_by_saving_them_from_the_edit_form() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, rejected);
    let result = desk
        .create(connection, with_details("Rejected Details"))
        .await
        .unwrap();
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
    let open = desk.app.open_operations(connection);
    assert_eq!(details_missing(found(&open)), ALL_MISSING, "as it was read back");
    let (desk, open) = looked_at(desk, connection).await;
    assert_eq!(details_missing(found(&open)), ALL_MISSING);

    assert_eq!(open[0].review, result.review);
    save_details_mended(&desk, connection, result).await;
    assert_eq!(desk.app.open_operations(connection), []);
    assert_eq!(looked_at(desk, connection).await.1, []);
}
