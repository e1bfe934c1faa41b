//! What a saved update settles of others of the same organization, and what it leaves open.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{OrganizationFields, OrganizationView, SendRequest, UpdateResultView};
use practice_portal::{Fault, Target};

use crate::journal::{data, next_run};
use crate::support::Desk;
use crate::update::{loaded, save};

async fn desk() -> (Desk, ConnectionId, OrganizationView) {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    (desk, connection, base)
}

fn city(base: &OrganizationView) -> OrganizationFields {
    OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    }
}

fn state(base: &OrganizationView) -> OrganizationFields {
    OrganizationFields {
        state: "Utrecht".to_owned(),
        ..base.fields.clone()
    }
}

#[tokio::test]
async fn a_later_save_of_other_fields_leaves_open_what_is_not_known_of_the_first() {
    let (desk, connection, base) = desk().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, city(&base)).await;
    let open = desk.app.open_operations(connection);
    let later = save(&desk, connection, &base, state(&base)).await;
    assert!(matches!(later, UpdateResultView::Saved(_)));
    let still = desk.app.open_operations(connection);
    assert_eq!(
        still.len(),
        1,
        "the city is not saved, and nobody has said that it need not be"
    );
    assert_eq!(still[0].review, open[0].review);
}

#[tokio::test]
async fn a_later_save_of_the_same_field_settles_the_first() {
    let (desk, connection, base) = desk().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, city(&base)).await;
    let other = OrganizationFields {
        city: "Delft".to_owned(),
        ..base.fields.clone()
    };
    save(&desk, connection, &base, other).await;
    assert_eq!(desk.app.open_operations(connection), []);
}

#[tokio::test]
async fn an_earlier_update_that_turns_out_to_be_saved_leaves_a_later_one_open() {
    let (desk, connection, base) = desk().await;
    desk.portal.faults().next_for(Target::Update, Fault::LostAnswer);
    desk.portal.faults().nth_for(Target::Retrieve, 1, Fault::CutBody);
    save(&desk, connection, &base, city(&base)).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, state(&base)).await;
    let open = desk.app.open_operations(connection);
    assert_eq!(open.len(), 2, "{open:?}");
    let review = open[0].review;
    let looked = desk.app.look_at_update(SendRequest { connection, review }).await;
    assert!(matches!(looked.unwrap(), UpdateResultView::Saved(_)));
    let still = desk.app.open_operations(connection);
    assert_eq!(still.len(), 1, "{still:?}");
    assert_eq!(still[0].review, open[1].review);
}

#[tokio::test]
async fn a_later_save_settles_the_first_also_where_the_clock_was_set_back_between_them() {
    let (desk, connection, base) = desk().await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    save(&desk, connection, &base, city(&base)).await;
    desk.app.check_removal(connection).await.unwrap();
    let file = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    let a_century_ahead = r#"UPDATE operations SET steps = replace(steps, '"at":"20', '"at":"21') WHERE steps LIKE '%"at":"20%'"#;
    assert_eq!(file.execute(a_century_ahead, []).unwrap(), 1);
    let (desk, open) = next_run(desk, connection).await;
    assert_eq!(open.len(), 1);
    let other = OrganizationFields {
        city: "Delft".to_owned(),
        ..base.fields.clone()
    };
    save(&desk, connection, &base, other).await;
    assert_eq!(desk.app.open_operations(connection), []);
}
