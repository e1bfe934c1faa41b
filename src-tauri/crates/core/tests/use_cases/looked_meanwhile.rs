//! What is done with a write while a look that nobody asked for is at it.

use std::time::Duration;

use orgdesk_core::organizations::{OrganizationFields, UpdateResultView};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::support::Desk;
use crate::update::{loaded, save, save_details_mended};

/// The next time an organization is read, that takes long enough for something else.
fn reads_slowly(desk: &Desk) -> u64 {
    let slow = Fault::Latency(Duration::from_secs(2));
    let held = desk.portal.faults().held();
    desk.portal.faults().next_for(Target::Retrieve, slow);
    held
}

#[tokio::test]
async fn an_update_that_a_later_one_settles_meanwhile_is_not_told_as_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let in_city = |city: &str| OrganizationFields {
        city: city.to_owned(),
        ..base.fields.clone()
    };
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, in_city("Rotterdam")).await;
    assert_eq!(desk.app.open_operations(connection).len(), 1);

    let held = reads_slowly(&desk);
    let looking = desk.app.look_at_open_operations(connection);
    let saving = async {
        desk.portal.faults().holds_more_than(held).await;
        save(&desk, connection, &base, in_city("Delft")).await
    };
    let (looked, saved) = tokio::join!(looking, saving);
    assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
    let looked = looked.unwrap();
    assert_eq!((looked.open, looked.settled), (vec![], vec![]));
}

#[tokio::test]
async fn details_that_are_saved_from_the_edit_form_meanwhile_are_settled() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, r#"{"errors": {"city": ["is too odd"]}}"#.to_owned());
    desk.portal.faults().next_for(Target::Update, rejected);
    let created = desk.create(connection, with_details("Raced")).await.unwrap();
    assert_eq!(desk.app.open_operations(connection).len(), 1);

    let held = reads_slowly(&desk);
    let looking = desk.app.look_at_open_operations(connection);
    let saving = async {
        desk.portal.faults().holds_more_than(held).await;
        save_details_mended(&desk, connection, created).await
    };
    let (looked, saved) = tokio::join!(looking, saving);
    assert!(matches!(saved, UpdateResultView::Saved(_)), "{saved:?}");
    looked.unwrap();
    assert_eq!(desk.app.open_operations(connection), []);
}
