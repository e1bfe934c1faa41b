//! Finding operations again, and how: never by a look at each of them.

use crate::organizations::LoadedBy;
use scanning_api::{OrganizationFields, OrganizationId, PortalAddress};
use uuid::Uuid;

use super::*;
use crate::connections::IdentityView;
use crate::history::{HistoryDates, HistoryFilter, HistoryKind, OperationOutcome};
use crate::operations::{Stage, UpdateWork, Work};

const ORGANIZATION: &str = "5d702bf8-e908-41df-92de-feea0acf2f4e";

fn fields(city: &str) -> OrganizationFields {
    OrganizationFields {
        name: "Café Lumière".to_owned(),
        company_name: "Lumière Nantes SARL".to_owned(),
        city: city.to_owned(),
        contact_email: "m.keller@halden.example".to_owned(),
        ..OrganizationFields::default()
    }
}

/// A saved change of the city.
fn update(connection: ConnectionId, stage: Stage, city: &str) -> Operation {
    let work = UpdateWork {
        base: Some(fields("Nantes")),
        not_loaded: Vec::new(),
        mine: fields(city),
        sent: fields(city),
        loaded_by: LoadedBy::Oneself,
        unread: Vec::new(),
        held: Some(OrganizationFields {
            contact_email: String::new(),
            ..fields("Nantes")
        }),
        undoes: None,
        puts_back: Vec::new(),
        saves_details_of: None,
    };
    Operation {
        id: ReviewId(Uuid::new_v4()),
        connection,
        connection_name: "Halden Secure".to_owned(),
        address: PortalAddress::parse("https://scan.halden.example/API").unwrap(),
        identity: IdentityView {
            id: Some("7".to_owned()),
            username: "m.keller".to_owned(),
            email: None,
            role: None,
            partner: None,
            partner_id: None,
        },
        stage,
        name: "Café Lumière".to_owned(),
        organization: Some(OrganizationId(ORGANIZATION.parse().unwrap())),
        work: Work::Update(Box::new(work)),
        requests: Vec::new(),
        kept_as: None,
        instead_of: None,
        adopted_by: None,
        steps: Vec::new(),
        after: (stage == Stage::Done).then(|| fields(city)),
        unread: Vec::new(),
        error: None,
        undoes: None,
    }
}

fn portal() -> ConnectionId {
    ConnectionId(Uuid::from_u128(7))
}

async fn store(folder: &tempfile::TempDir, operations: &[Operation]) -> Store {
    let store = Store::in_folder(folder.path().to_owned(), None);
    for operation in operations {
        let intent = operation.clone().at(Stage::Intent, Vec::new());
        store.keep_operation(&intent).await.unwrap();
        store.keep_operation(operation).await.unwrap();
    }
    store
}

async fn page(store: &Store, filter: HistoryFilter) -> HistoryPageView {
    let wanted = Wanted::of(filter).unwrap();
    store.history_page(wanted, None, 100).await.unwrap()
}

async fn found(store: &Store, text: &str) -> usize {
    let filter = HistoryFilter {
        text: text.to_owned(),
        ..HistoryFilter::default()
    };
    page(store, filter).await.rows.len()
}

fn every_filter() -> Vec<HistoryFilter> {
    let mut all = Vec::new();
    for text in ["", "lum"] {
        let words = HistoryFilter {
            text: text.to_owned(),
            ..HistoryFilter::default()
        };
        all.extend([
            words.clone(),
            HistoryFilter {
                outcomes: vec![OperationOutcome::Rejected, OperationOutcome::NotSent],
                ..words.clone()
            },
            HistoryFilter {
                kinds: vec![HistoryKind::Create],
                ..words.clone()
            },
            HistoryFilter {
                outcomes: vec![OperationOutcome::Done],
                ..words.clone()
            },
            HistoryFilter {
                connection: Some(portal()),
                ..words.clone()
            },
            HistoryFilter {
                organization: Some(OrganizationId(Uuid::from_u128(1))),
                ..words.clone()
            },
            HistoryFilter {
                dates: HistoryDates::Last7,
                practice: true,
                ..words
            },
        ]);
    }
    all
}

fn plan(sql: &Connection, (query, values): (String, Vec<rusqlite::types::Value>)) -> String {
    let mut statement = sql.prepare(&format!("EXPLAIN QUERY PLAN {query}")).unwrap();
    let steps = statement.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3));
    let steps: Vec<_> = steps.unwrap().map(Result::unwrap).collect();
    steps.join("\n")
}

#[tokio::test]
async fn what_is_open_is_counted_from_the_index_of_what_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, &[update(portal(), Stage::Done, "Brest")]).await;
    let values = ["[]".to_owned().into(), String::new().into()];
    let plan = store
        .read(|sql| {
            Ok(plan(
                sql,
                (crate::store::operations::OPEN_COUNTS.to_owned(), values.into()),
            ))
        })
        .await
        .unwrap();
    assert!(plan.contains("operations_open"), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
}

#[tokio::test]
async fn whatever_is_asked_no_table_is_gone_through_and_nothing_is_sorted() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, &[update(portal(), Stage::Done, "Brest")]).await;
    let plans = store.read(|sql| {
        let plans = every_filter().into_iter().flat_map(|filter| {
            let asked = Asked::of(&Wanted::of(filter).unwrap());
            [
                plan(sql, asked.query(None, 101)),
                plan(sql, asked.query(Some(50), 101)),
                plan(sql, asked.count()),
            ]
        });
        Ok(plans.collect::<Vec<_>>())
    });
    for plan in plans.await.unwrap() {
        assert!(!plan.contains("TEMP B-TREE"), "sorted:\n{plan}");
        assert!(
            !plan.contains("SCAN operations\n") && !plan.ends_with("SCAN operations"),
            "{plan}"
        );
        let by_words = plan.contains("operation_words");
        let by_index = plan.contains("operations_listed") || plan.contains("operations_by_");
        assert!(by_index, "{plan}");
        assert!(!by_words || plan.contains("MERGE (INTERSECT)"), "{plan}");
    }
}

#[tokio::test]
async fn what_is_asked_of_dates_is_found_in_the_index_that_holds_when_an_operation_began() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, &[update(portal(), Stage::Done, "Brest")]).await;
    let plans = store.read(|sql| {
        let plans = every_filter().into_iter().flat_map(|filter| {
            let dated = HistoryFilter {
                dates: HistoryDates::Last30,
                ..filter
            };
            let asked = Asked::of(&Wanted::of(dated).unwrap());
            [plan(sql, asked.query(None, 101)), plan(sql, asked.count())]
        });
        Ok(plans.collect::<Vec<_>>())
    });
    for plan in plans.await.unwrap() {
        // Not called covering: SQLite does not count a column that is worked out, though it is in the index.
        assert!(plan.contains("INDEX operations_listed (practice=?"), "{plan}");
    }
}

#[tokio::test]
async fn an_operation_is_found_by_all_that_it_was_about_and_each_word_counts() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(&folder, &[update(portal(), Stage::Done, "Brest-Sud")]).await;
    for typed in [
        "lumiere",
        "LUMIÈRE caf",
        "cafe\u{301}",
        "b",
        "city",
        "nantes",
        "brest-s",
        "contact email",
        "m.keller@halden.example",
        "scan.halden.example",
        "halden m.keller",
        ORGANIZATION,
        "5D702BF8E90841DF92DEFEEA0ACF2F4E",
    ] {
        assert_eq!(found(&store, typed).await, 1, "{typed}");
    }
    for typed in [
        "lumiere paris",
        "sarl",
        "umiere",
        "\"brest-s",
        "brest\" OR \"x",
        "NOT paris",
        "city:brest",
    ] {
        let one = usize::from(typed == "\"brest-s");
        assert_eq!(found(&store, typed).await, one, "{typed}");
    }
}

#[tokio::test]
async fn pages_follow_the_order_of_the_operations_and_not_the_clock() {
    let folder = tempfile::tempdir().unwrap();
    let all: Vec<_> = (0..250)
        .map(|number| update(portal(), Stage::Done, &format!("City {number}")))
        .collect();
    let store = store(&folder, &all).await;
    let shuffled = store.write(|sql| sql.execute("UPDATE operations SET began = (seq * 7919) % 1000", []));
    shuffled.await.unwrap();
    let mut ids = Vec::new();
    let mut before = None;
    loop {
        let wanted = Wanted::of(HistoryFilter::default()).unwrap();
        let page = store.history_page(wanted, before, 100).await.unwrap();
        assert_eq!(page.total, before.is_none().then_some(250));
        ids.extend(page.rows.iter().map(|row| row.id));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    let newest_first: Vec<_> = all.iter().rev().map(|one| one.id).collect();
    assert_eq!(ids, newest_first);
}

#[tokio::test]
async fn practice_stands_in_no_list_with_a_portal() {
    let folder = tempfile::tempdir().unwrap();
    let operations = [
        update(portal(), Stage::Done, "Brest"),
        update(ConnectionId::PRACTICE, Stage::Done, "Brest"),
    ];
    let store = store(&folder, &operations).await;
    for (practice, id) in [(false, operations[0].id), (true, operations[1].id)] {
        for text in ["", "brest"] {
            let filter = HistoryFilter {
                practice,
                text: text.to_owned(),
                ..HistoryFilter::default()
            };
            let page = page(&store, filter).await;
            let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
            assert_eq!((ids, page.total), (vec![id], Some(1)));
        }
    }
}

#[tokio::test]
async fn a_filter_by_outcome_follows_what_becomes_of_an_operation() {
    let folder = tempfile::tempdir().unwrap();
    let open = update(portal(), Stage::Unknown, "Brest");
    let store = store(
        &folder,
        &[open.clone(), update(portal(), Stage::Rejected, "Brest")],
    )
    .await;
    let of = async |outcome| {
        let filter = HistoryFilter {
            outcomes: vec![outcome],
            ..HistoryFilter::default()
        };
        page(&store, filter).await.rows.len()
    };
    assert_eq!(of(OperationOutcome::NotKnown).await, 1);
    assert_eq!(of(OperationOutcome::Rejected).await, 1);
    store.end_operation(open.connection, open.id).await.unwrap();
    assert_eq!(of(OperationOutcome::NotKnown).await, 0);
    assert_eq!(of(OperationOutcome::Settled).await, 1);
}

#[tokio::test]
async fn how_an_operation_ended_is_told_from_what_was_sent_and_what_is_held() {
    let done = update(portal(), Stage::Done, "Brest");
    assert_eq!(done.outcome(), OperationOutcome::Done);
    let mut shortened = done.clone();
    shortened.after = Some(fields("Bres"));
    assert_eq!(shortened.outcome(), OperationOutcome::Differs);
    assert_eq!(shortened.differing(), [scanning_api::OrganizationField::City]);
    shortened.unread = vec![scanning_api::OrganizationField::City];
    assert_eq!(shortened.outcome(), OperationOutcome::Done, "it is not shown");
    let unread = Operation { after: None, ..done };
    assert_eq!(unread.outcome(), OperationOutcome::DoneNotRead);
}

#[tokio::test]
async fn one_that_cannot_be_read_is_counted_and_does_not_stand_in_the_way() {
    let folder = tempfile::tempdir().unwrap();
    let all = ["Brest", "Lyon", "Nice"].map(|city| update(portal(), Stage::Done, city));
    let store = store(&folder, &all).await;
    let later = store.write(|sql| {
        sql.execute(
            "UPDATE operations SET stage = '\"of a later version\"' WHERE rowid = (SELECT seq FROM operations ORDER BY seq LIMIT 1 OFFSET 1)",
            [],
        )
    });
    later.await.unwrap();
    let page = page(&store, HistoryFilter::default()).await;
    assert_eq!((page.rows.len(), page.unread), (2, 1));
}

#[tokio::test]
async fn connections_are_known_by_what_they_were_called_last() {
    let folder = tempfile::tempdir().unwrap();
    let renamed = Operation {
        connection_name: "Halden".to_owned(),
        ..update(portal(), Stage::Done, "Lyon")
    };
    let practice = update(ConnectionId::PRACTICE, Stage::Done, "Lyon");
    let store = store(
        &folder,
        &[update(portal(), Stage::Done, "Brest"), renamed, practice],
    )
    .await;
    let known = store.history_connections().await.unwrap();
    let portal = known.iter().find(|one| one.id == portal()).unwrap();
    assert_eq!(
        (portal.name.as_str(), portal.host.as_str()),
        ("Halden", "scan.halden.example")
    );
    assert_eq!(known.len(), 2, "the practice portal is left out by the use case");
}

#[tokio::test]
async fn what_is_old_is_dropped_in_order_with_its_words_and_what_is_open_stays() {
    let folder = tempfile::tempdir().unwrap();
    let all = [
        update(portal(), Stage::Done, "Old"),
        update(portal(), Stage::Unknown, "Old"),
        update(portal(), Stage::Done, "Old"),
        update(portal(), Stage::Done, "New"),
        // Its clock was put back; it began after the one before it all the same.
        update(portal(), Stage::Done, "Young"),
    ];
    let store = store(&folder, &all).await;
    let aged = store.write(|sql| {
        sql.execute(
            "UPDATE operations SET began = CASE WHEN seq = (SELECT seq FROM operations ORDER BY seq LIMIT 1 OFFSET 3) THEN 5000 ELSE 10 END",
            [],
        )
    });
    aged.await.unwrap();
    assert_eq!(store.history_older(1_000).await.unwrap(), 2);
    assert_eq!(store.drop_history_before(1_000, 1).await.unwrap(), 1);
    assert_eq!(store.drop_history_before(1_000, 10).await.unwrap(), 1);
    assert_eq!(store.drop_history_before(1_000, 10).await.unwrap(), 0);
    assert_eq!(found(&store, "old").await, 1, "the open one");
    assert_eq!(found(&store, "young").await, 1);
    let words = store.read(|sql| {
        sql.query_row(
            "SELECT count(*) FROM operation_words WHERE operation_words MATCH 'lumiere'",
            [],
            |row| row.get::<_, u32>(0),
        )
    });
    assert_eq!(words.await.unwrap(), 3, "no words are left of what was dropped");
}
