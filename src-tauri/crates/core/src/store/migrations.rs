//! The shape of the file, step by step. Forward only: each step is run once, in a transaction with the number that
//! says so.

use rusqlite::{Connection, Transaction, TransactionBehavior};

/// The steps. A step that has been released is never changed; a new one is added at the end.
const STEPS: [&str; 8] = [
    "
    CREATE TABLE connections (
        id        TEXT PRIMARY KEY,
        name      TEXT NOT NULL,
        colour    TEXT NOT NULL,
        address   TEXT NOT NULL,
        method    TEXT NOT NULL,
        scheme    TEXT NOT NULL,
        kept      TEXT NOT NULL,
        identity  TEXT NOT NULL
    ) STRICT;
    CREATE TABLE settings (
        name   TEXT PRIMARY KEY,
        value  TEXT NOT NULL
    ) STRICT;
    CREATE TABLE plan_codes (
        connection  TEXT NOT NULL,
        code        TEXT NOT NULL,
        last_used   INTEGER NOT NULL,
        PRIMARY KEY (connection, code)
    ) STRICT;
",
    "
    CREATE TABLE keyring_leftovers (
        connection  TEXT PRIMARY KEY
    ) STRICT;
",
    "
    CREATE TABLE operations (
        id            TEXT PRIMARY KEY,
        connection    TEXT NOT NULL,
        address       TEXT NOT NULL,
        identity      TEXT NOT NULL,
        stage         TEXT NOT NULL,
        name          TEXT NOT NULL,
        organization  TEXT,
        work          TEXT NOT NULL,
        steps         TEXT NOT NULL,
        after         TEXT,
        batch         TEXT,
        row           INTEGER,
        began         INTEGER NOT NULL,
        ended         INTEGER
    ) STRICT;
    CREATE INDEX operations_open ON operations (connection, began) WHERE ended IS NULL;
    CREATE INDEX operations_by_time ON operations (began);
",
    // `seq` is the order they began in, whatever the clock says. Of `operation_words` only the index is kept. All that the history is
    // filtered by is in `operations_listed`, so that a filter reads that alone.
    "
    CREATE TABLE operations_in_order (
        seq              INTEGER PRIMARY KEY AUTOINCREMENT,
        id               TEXT NOT NULL UNIQUE,
        connection       TEXT NOT NULL,
        connection_name  TEXT NOT NULL DEFAULT '',
        address          TEXT NOT NULL,
        identity         TEXT NOT NULL,
        stage            TEXT NOT NULL,
        name             TEXT NOT NULL,
        organization     TEXT,
        work             TEXT NOT NULL,
        requests         TEXT NOT NULL DEFAULT '[]',
        steps            TEXT NOT NULL,
        after            TEXT,
        error            TEXT,
        undoes           TEXT,
        adopted_by       TEXT,
        unread           TEXT NOT NULL DEFAULT '[]',
        batch            TEXT,
        row              INTEGER,
        began            INTEGER NOT NULL,
        ended            INTEGER,
        kind             TEXT NOT NULL,
        outcome          TEXT NOT NULL,
        practice         INTEGER NOT NULL
            GENERATED ALWAYS AS (connection = '00000000-0000-0000-0000-000000000000') VIRTUAL
    ) STRICT;
    INSERT INTO operations_in_order
        (id, connection, address, identity, stage, name, organization, work, steps, after, batch, row, began, ended,
         kind, outcome)
        SELECT id, connection, address, identity, stage, name, organization, work, steps, after, batch, row, began, ended,
            work ->> '$.kind',
            CASE stage ->> '$'
                WHEN 'done' THEN 'done_not_read'
                WHEN 'left' THEN 'settled'
                WHEN 'details_left' THEN 'details_left'
                WHEN 'rejected' THEN 'rejected'
                WHEN 'not_sent' THEN 'not_sent'
                ELSE 'not_known'
            END
        FROM operations ORDER BY began, rowid;
    DROP TABLE operations;
    ALTER TABLE operations_in_order RENAME TO operations;
    CREATE INDEX operations_open ON operations (connection, seq) WHERE ended IS NULL;
    CREATE INDEX operations_by_time ON operations (began);
    CREATE INDEX operations_listed ON operations (practice, seq, began, outcome, kind, connection, organization);
    CREATE INDEX operations_by_outcome ON operations (practice, outcome, seq);
    CREATE INDEX operations_by_kind ON operations (practice, kind, seq);
    CREATE INDEX operations_by_connection ON operations (connection, seq);
    CREATE INDEX operations_by_organization ON operations (organization, seq);
    CREATE INDEX operations_undoing ON operations (undoes) WHERE undoes IS NOT NULL;
    CREATE VIRTUAL TABLE operation_words USING fts5 (
        words, content = '', contentless_delete = 1, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 2'
    );
",
    "
    CREATE TABLE drafts (
        id          TEXT PRIMARY KEY,
        connection  TEXT NOT NULL,
        address     TEXT NOT NULL,
        identity    TEXT NOT NULL,
        form        TEXT NOT NULL,
        left_at     INTEGER NOT NULL,
        operation   TEXT
    ) STRICT;
    CREATE INDEX drafts_of_a_connection ON drafts (connection, left_at);
    CREATE INDEX drafts_being_sent ON drafts (operation) WHERE operation IS NOT NULL;
",
    // What `operations` holds, as it is written first. Nothing is found in it by anything but its number: each index would be
    // pages more in every commit.
    "
    CREATE TABLE journal (
        seq              INTEGER PRIMARY KEY,
        at               INTEGER NOT NULL,
        is_over          INTEGER NOT NULL,
        draft            TEXT,
        id               TEXT NOT NULL,
        connection       TEXT NOT NULL,
        connection_name  TEXT NOT NULL,
        address          TEXT NOT NULL,
        identity         TEXT NOT NULL,
        adopted_by       TEXT,
        name             TEXT NOT NULL,
        undoes           TEXT,
        kind             TEXT NOT NULL,
        stage            TEXT NOT NULL,
        organization     TEXT,
        work             TEXT NOT NULL,
        requests         TEXT NOT NULL,
        steps            TEXT NOT NULL,
        after            TEXT,
        error            TEXT,
        unread           TEXT NOT NULL,
        outcome          TEXT NOT NULL
    ) STRICT;
",
    // The journal again, in slots that are written over in place (see `slots`).
    "
    CREATE TABLE journal_slots (
        slot             INTEGER PRIMARY KEY,
        number           INTEGER NOT NULL,
        pages            INTEGER NOT NULL,
        at               INTEGER NOT NULL,
        is_over          INTEGER NOT NULL,
        draft            TEXT,
        id               TEXT NOT NULL,
        connection       TEXT NOT NULL,
        connection_name  TEXT NOT NULL,
        address          TEXT NOT NULL,
        identity         TEXT NOT NULL,
        adopted_by       TEXT,
        name             TEXT NOT NULL,
        undoes           TEXT,
        kind             TEXT NOT NULL,
        stage            TEXT NOT NULL,
        organization     TEXT,
        work             TEXT NOT NULL,
        requests         TEXT NOT NULL,
        steps            TEXT NOT NULL,
        after            TEXT,
        error            TEXT,
        unread           TEXT NOT NULL,
        outcome          TEXT NOT NULL,
        filling          BLOB NOT NULL
    ) STRICT;
    CREATE TABLE caught_up (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;
    INSERT INTO journal_slots
        SELECT row_number() OVER (ORDER BY seq), row_number() OVER (ORDER BY seq), 1, at, is_over, draft, id, connection, connection_name, address, identity, adopted_by, name, undoes,
            kind, stage, organization, work, requests, steps, after, error, unread, outcome, zeroblob(0)
        FROM journal;
    DROP TABLE journal;
    CREATE VIEW journal AS
        SELECT slot AS seq, at, is_over, draft, id, connection, connection_name, address, identity, adopted_by, name, undoes,
            kind, stage, organization, work, requests, steps, after, error, unread, outcome
        FROM journal_slots WHERE number = slot + (SELECT coalesce(max(number), 0) FROM caught_up);
",
    // What was discarded in this run, and can be put back until it ends.
    "
    ALTER TABLE drafts ADD COLUMN discarded INTEGER NOT NULL DEFAULT 0;
",
];

/// Why the file was not brought up to date.
pub(super) enum NotMigrated {
    /// A newer version wrote it.
    Newer,
    /// SQLite failed.
    Failed(rusqlite::Error),
}

impl From<rusqlite::Error> for NotMigrated {
    fn from(error: rusqlite::Error) -> Self {
        Self::Failed(error)
    }
}

/// Whether a newer version wrote the file. Changes nothing.
pub(super) fn is_newer(connection: &Connection) -> Result<bool, rusqlite::Error> {
    let version = version_of(connection)?;
    Ok((1..).zip(STEPS).all(|(number, _)| number < version))
}

/// Runs the steps the file does not have yet.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), NotMigrated> {
    if is_newer(connection)? {
        return Err(NotMigrated::Newer);
    }
    let version = version_of(connection)?;
    let steps = (1..).zip(STEPS);
    for (number, step) in steps.filter(|(number, _)| *number > version) {
        // Begun as a writer: of two that open a new file at the same time the second finds the step done.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version_of(&transaction)? < number {
            transaction.execute_batch(step)?;
            transaction.pragma_update(None, "user_version", number)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// Gives an empty file the shape it had in an earlier version.
pub(super) fn up_to(transaction: &Transaction<'_>, version: u32) -> Result<(), rusqlite::Error> {
    for (number, step) in (1..).zip(STEPS).take_while(|(number, _)| *number <= version) {
        transaction.execute_batch(step)?;
        transaction.pragma_update(None, "user_version", number)?;
    }
    Ok(())
}

/// The last step a file has.
pub(super) fn version_of(connection: &Connection) -> Result<u32, rusqlite::Error> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}
