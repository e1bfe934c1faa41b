//! A file of each shape there was: what was written in it is there after an update of Orgdesk.

use std::path::Path;

use super::tests_of_clocks::create;
use super::tests_of_damage::store;
use super::tests_of_memory::{draft, drafts, history};
use super::*;
use crate::connections::ConnectionId;

/// The columns a table has in a file, or would have.
fn columns(sql: &Connection, of: &str, table: &str) -> Vec<String> {
    let mut columns = sql
        .prepare(&format!("SELECT name FROM {of}.pragma_table_info('{table}')"))
        .unwrap();
    let columns = columns.query_map([], |row| row.get(0)).unwrap();
    columns.map(Result::unwrap).collect()
}

/// Makes a file of an earlier shape, with what one of now has in these tables.
fn of_an_earlier_shape(folder: &Path, version: u32, now: &Path, tables: &[&str]) {
    let mut sql = Connection::open(folder.join("orgdesk.sqlite")).unwrap();
    let transaction = sql.transaction().unwrap();
    migrations::up_to(&transaction, version).unwrap();
    transaction.commit().unwrap();
    let now = now.join("orgdesk.sqlite").display().to_string();
    sql.execute("ATTACH ?1 AS now", [now]).unwrap();
    for table in tables {
        let mut there = columns(&sql, "main", table);
        let has = columns(&sql, "now", table);
        there.retain(|column| has.contains(column));
        let there = there.join(", ");
        let copied = format!("INSERT INTO main.{table} ({there}) SELECT {there} FROM now.{table}");
        assert_eq!(sql.execute(&copied, []).unwrap(), 1, "{table} of {version}");
    }
}

#[tokio::test]
async fn a_draft_and_an_open_operation_of_each_shape_there_was_are_there_after_the_update() {
    let now = tempfile::tempdir().unwrap();
    let connection = ConnectionId::new();
    let run = store(now.path());
    run.keep_operation(&create(connection, "Under Way"))
        .await
        .unwrap();
    let kept = run.keep_draft(draft(connection, "Half Typed")).await.unwrap();
    assert_eq!(history(&run).await.0, ["Under Way"]);
    run.close();
    drop(run);
    for version in 3..=7 {
        let has_drafts = version >= 5;
        let tables: &[_] = if has_drafts {
            &["operations", "drafts"]
        } else {
            &["operations"]
        };
        let folder = tempfile::tempdir().unwrap();
        of_an_earlier_shape(folder.path(), version, now.path(), tables);
        let updated = store(folder.path());
        let open = updated.open_operations(connection).await.unwrap();
        assert_eq!(open.len(), 1, "{version}");
        let open = open.into_iter().next().unwrap();
        assert_eq!(
            open.map(|open| open.name).ok().as_deref(),
            Some("Under Way"),
            "{version}"
        );
        assert_eq!(
            history(&updated).await,
            (vec!["Under Way".to_owned()], 0),
            "{version}"
        );
        let there = drafts(&updated, connection).await;
        assert_eq!(
            there,
            [kept].into_iter().filter(|_| has_drafts).collect::<Vec<_>>(),
            "{version}"
        );
    }
}
