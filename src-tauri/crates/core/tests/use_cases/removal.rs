//! Removing a connection takes all of it or nothing, and says before what goes with it.

use orgdesk_core::connections::RemovalView;
use practice_portal::{Fault, Target};

use crate::drafts::{created, keep, names};
use crate::journal::data;
use crate::not_noted::NotNoted;
use crate::support::{Desk, named};

#[tokio::test]
async fn a_connection_is_not_removed_without_ending_what_is_open_on_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    desk.create(connection, named("Not Removed")).await.unwrap();
    // What waits in the journal is there now.
    desk.app.check_removal(connection).await.unwrap();
    let _full = NotNoted::changed(&data(&desk));
    desk.app.remove_connection(connection).await.unwrap_err();
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}

#[tokio::test]
async fn a_draft_that_cannot_be_read_goes_with_its_connection_and_is_counted() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    keep(&desk, connection, None, created(named("Of A Later Version"))).await;
    let file = rusqlite::Connection::open(data(&desk).join("orgdesk.sqlite")).unwrap();
    file.execute("UPDATE drafts SET form = '\"later\"'", []).unwrap();
    assert!(names(&desk, connection).await.is_empty());
    let goes = RemovalView {
        open_operations: 0,
        drafts: 1,
    };
    assert_eq!(desk.app.check_removal(connection).await.unwrap(), goes);
}
