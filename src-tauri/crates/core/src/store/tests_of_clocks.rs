//! A clock that is set back, or forward and back, mixes nothing up.

use std::collections::BTreeSet;

use super::*;
use crate::connections::{ConnectionId, IdentityView};
use crate::operations::{CreateWork, OpenDetails, Operation, Stage, Work};
use crate::organizations::{AtOnce, Before, CreateForm, ReviewId};
use crate::rules;

/// A create that begins now.
pub(crate) fn create(connection: ConnectionId, name: &str) -> Operation {
    let form = CreateForm {
        name: name.to_owned(),
        ..CreateForm::default()
    };
    Operation {
        id: ReviewId::new(),
        connection,
        connection_name: "Halden".to_owned(),
        address: scanning_api::PortalAddress::parse("https://scan.halden.example").unwrap(),
        identity: IdentityView {
            id: None,
            username: "m.keller".to_owned(),
            email: None,
            role: None,
            partner: None,
            partner_id: None,
        },
        stage: Stage::Intent,
        name: name.to_owned(),
        organization: None,
        work: Work::Create(Box::new(CreateWork {
            draft: rules::create_draft(&form).unwrap().0,
            form,
            parent_name: None,
            before: Before {
                ids: BTreeSet::new(),
                complete: true,
                ..Before::default()
            },
            answer_lost: false,
            only_likely_ours: false,
            details_sent: false,
            details: OpenDetails::default(),
            details_put: None,
            at_once: AtOnce::default(),
            others_differ: None,
            instead_of: None,
        })),
        steps: Vec::new(),
        kept_as: None,
        instead_of: None,
        adopted_by: None,
        unread: Vec::new(),
        after: None,
        requests: Vec::new(),
        error: None,
        undoes: None,
    }
}

/// What was noted so far was noted by a clock that went ahead by a day.
async fn the_clock_is_set_back(store: &Store) {
    let ahead = |sql: &mut Connection| {
        sql.execute("UPDATE operations SET began = began + 86400000", [])?;
        sql.execute("UPDATE plan_codes SET last_used = last_used + 86400000", [])
    };
    store.write(ahead).await.unwrap();
}

#[tokio::test]
async fn operations_keep_the_order_they_were_noted_in_when_the_clock_is_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path().to_owned(), None);
    let connection = ConnectionId::new();
    let first = create(connection, "First");
    store.keep_operation(&first).await.unwrap();
    the_clock_is_set_back(&store).await;
    store.keep_operation(&create(connection, "Second")).await.unwrap();
    store
        .keep_operation(&first.at(Stage::Unknown, Vec::new()))
        .await
        .unwrap();
    let open = store.open_operations(connection).await.unwrap();
    let names: Vec<_> = open
        .iter()
        .map(|one| one.as_ref().unwrap().name.as_str())
        .collect();
    assert_eq!(names, ["First", "Second"]);
}

#[tokio::test]
async fn no_operation_ends_before_it_began_when_the_clock_is_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path().to_owned(), None);
    let connection = ConnectionId::new();
    let [done, left] = ["Done", "Left"].map(|name| create(connection, name));
    for operation in [&done, &left] {
        store.keep_operation(operation).await.unwrap();
    }
    the_clock_is_set_back(&store).await;
    store.end_operation(left.connection, left.id).await.unwrap();
    store
        .keep_operation(&done.at(Stage::Done, Vec::new()))
        .await
        .unwrap();
    let negative: i64 = store
        .read(|sql| {
            sql.query_row(
                "SELECT count(*) FROM operations WHERE ended IS NULL OR ended < began",
                [],
                |row| row.get(0),
            )
        })
        .await
        .unwrap();
    assert_eq!(negative, 0);
}

#[tokio::test]
async fn the_plan_code_used_last_is_offered_first_when_the_clock_is_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::in_folder(folder.path().to_owned(), None);
    let connection = ConnectionId::new();
    let used = |code: &str| store.remember_plan_codes(connection, vec![code.to_owned()]);
    used("pci-basic").await.unwrap();
    the_clock_is_set_back(&store).await;
    used("pci-open").await.unwrap();
    assert_eq!(
        store.plan_codes(connection).await.unwrap(),
        ["pci-open", "pci-basic"]
    );
}
