//! What memory held in place of the file goes into it once it can be written: what was written there, and what was taken out.
//!
//! Memory may hold less than the file, or what it held before: what of it could not be read. So nothing of the file goes but what
//! memory took out, and nothing comes over it but what memory wrote. A row is known by its key, not by its number: in memory that may
//! have been given to another.

use rusqlite::types::Value;
use rusqlite::{Connection, Transaction, TransactionBehavior, params_from_iter};

use super::take_over::tables;
use super::{journal, operations, slots};

/// From now on memory remembers what is written to it, and what is taken out of it.
pub(super) fn remember_changes(memory: &Connection) -> Result<(), rusqlite::Error> {
    let tables = tables(memory)?;
    for changes in ["written", "taken_out"] {
        memory.execute_batch(&format!(
            "CREATE TABLE {changes} (in_table TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (in_table, key)) STRICT"
        ))?;
    }
    for table in tables {
        let key = key_of(memory, &table)?;
        if key.is_empty() {
            continue;
        }
        for (change, row, changes) in [
            ("INSERT", "NEW", "written"),
            ("UPDATE", "NEW", "written"),
            ("DELETE", "OLD", "taken_out"),
        ] {
            let key: Vec<_> = key.iter().map(|column| format!("{row}.{column}")).collect();
            // Not `OR IGNORE`: SQLite does not heed that where the trigger is run by an upsert.
            memory.execute_batch(&format!(
                "CREATE TRIGGER {change}_of_{table} AFTER {change} ON {table} BEGIN
                     INSERT INTO {changes} VALUES ('{table}', json_array({})) ON CONFLICT DO NOTHING;
                 END",
                key.join(", ")
            ))?;
        }
    }
    Ok(())
}

/// Does to a file of the same shape what was done in memory. All or nothing of it. What the file's journal holds is older than
/// what memory does, and must not come after it.
pub(super) fn into_file(memory: &Connection, file: &mut Connection) -> Result<(), rusqlite::Error> {
    journal::bring_up_to_date(memory)?;
    journal::bring_up_to_date(file)?;
    let transaction = file.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for table in tables(&transaction)? {
        let key = key_of(&transaction, &table)?;
        // The slots of the journal have none, and none of them waits.
        if !key.is_empty() {
            take_out(memory, &transaction, &table, &key)?;
            write(memory, &transaction, &table, &key)?;
        }
    }
    slots::clear(&transaction)?;
    transaction.execute(
        "DELETE FROM operation_words WHERE rowid NOT IN (SELECT seq FROM operations)",
        [],
    )?;
    operations::index_again(&transaction)?;
    transaction.commit()
}

/// The columns a row is known by, whatever its number.
pub(super) fn key_of(sql: &Connection, table: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut columns = sql.prepare(
        "SELECT part.name FROM pragma_index_list(?1) AS list, pragma_index_info(list.name) AS part
         WHERE list.\"unique\" AND list.origin IN ('pk', 'u') ORDER BY list.seq, part.seqno",
    )?;
    let names = columns.query_map([table], |row| row.get(0))?;
    names.collect()
}

fn columns_but_the_number(sql: &Connection, table: &str) -> Result<Vec<String>, rusqlite::Error> {
    let mut columns =
        sql.prepare("SELECT name FROM pragma_table_info(?1) WHERE NOT (pk AND type = 'INTEGER')")?;
    let names = columns.query_map([table], |row| row.get(0))?;
    names.collect()
}

fn take_out(
    memory: &Connection,
    file: &Transaction<'_>,
    table: &str,
    key: &[String],
) -> Result<(), rusqlite::Error> {
    let is_it: Vec<_> = key
        .iter()
        .enumerate()
        .map(|(at, column)| format!("{column} = ?1 ->> {at}"))
        .collect();
    let mut taking_out = file.prepare(&format!("DELETE FROM {table} WHERE {}", is_it.join(" AND ")))?;
    let mut taken_out = memory.prepare("SELECT key FROM taken_out WHERE in_table = ?1")?;
    let mut rows = taken_out.query([table])?;
    while let Some(row) = rows.next()? {
        taking_out.execute([row.get::<_, String>(0)?])?;
    }
    Ok(())
}

/// Writes what was written to memory over what the file holds of the same key, which keeps its number; what is new comes after all
/// that is there, in the order it came in.
fn write(
    memory: &Connection,
    file: &Transaction<'_>,
    table: &str,
    key: &[String],
) -> Result<(), rusqlite::Error> {
    let columns = columns_but_the_number(file, table)?;
    let changes: Vec<_> = columns
        .iter()
        .filter(|column| !key.contains(column))
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    let or = if changes.is_empty() {
        "NOTHING".to_owned()
    } else {
        format!("UPDATE SET {}", changes.join(", "))
    };
    let mut writing = file.prepare(&format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT ({}) DO {or}",
        columns.join(", "),
        vec!["?"; columns.len()].join(", "),
        key.join(", ")
    ))?;
    let mut reading = memory.prepare(&format!(
        "SELECT {} FROM {table}
         WHERE json_array({}) IN (SELECT key FROM written WHERE in_table = ?1) ORDER BY rowid",
        columns.join(", "),
        key.join(", ")
    ))?;
    let mut rows = reading.query([table])?;
    while let Some(row) = rows.next()? {
        let values: Vec<Value> = (0..columns.len())
            .map(|column| row.get(column))
            .collect::<Result<_, _>>()?;
        writing.execute(params_from_iter(values))?;
    }
    Ok(())
}
