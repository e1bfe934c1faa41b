//! How long the history takes to answer with 100,000 operations in it, beside 1,000: `cargo xtask bench history`.
//!
//! Fails where an answer takes longer than three frames of a screen (50 ms), in the middle of its runs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement fails by panicking, and prints what it found"
)]

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_trait::async_trait;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::history::{HistoryDates, HistoryFilter, HistoryKind, HistoryPageRequest, OperationOutcome};
use orgdesk_core::step::OperationProgress;
use orgdesk_core::{
    KeyringState, Orgdesk, Outside, PracticeAddress, PracticeHost, PracticeNotStarted, ProgressSink,
    SecretStore, Timings,
};
use secrecy::SecretString;
use tokio::runtime::Runtime;

const SIZES: [u32; 2] = [1_000, 100_000];
const RUNS: usize = 15;
const LIMIT: Duration = Duration::from_millis(50);

struct Nothing;

#[async_trait]
impl SecretStore for Nothing {
    async fn check(&self) -> KeyringState {
        KeyringState::Absent
    }
    async fn set(&self, _: ConnectionId, _: SecretString) -> Result<(), KeyringState> {
        Err(KeyringState::Absent)
    }
    async fn get(&self, _: ConnectionId) -> Result<Option<SecretString>, KeyringState> {
        Err(KeyringState::Absent)
    }
    async fn remove(&self, _: ConnectionId) -> Result<(), KeyringState> {
        Err(KeyringState::Absent)
    }
}

#[async_trait]
impl PracticeHost for Nothing {
    async fn start(&self) -> Result<PracticeAddress, PracticeNotStarted> {
        Err(PracticeNotStarted)
    }
}

impl ProgressSink for Nothing {
    fn progress(&self, _: OperationProgress) {}
}

fn main() {
    let runtime = Runtime::new().unwrap();
    let columns = SIZES.map(|size| {
        let folder = tempfile::tempdir().unwrap();
        let app = app(folder.path());
        // Opens the file, and makes its tables.
        assert_eq!(runtime.block_on(app.history_connections()).unwrap(), []);
        fill(&folder.path().join("orgdesk.sqlite"), size);
        questions().map(|(_, filter, quarter)| {
            let before = quarter.map(|quarter| i64::from(size / 4 * quarter));
            median(&runtime, &app, &filter, before)
        })
    });
    println!("{:<40}{:>12}{:>12}", "median of 15, in ms", "1,000", "100,000");
    for (index, (what, ..)) in questions().into_iter().enumerate() {
        let [few, many] = [0, 1].map(|size: usize| millis(columns[size][index]));
        println!("{what:<40}{few:>12.2}{many:>12.2}");
    }
    let slowest = columns[1].into_iter().max().unwrap();
    println!(
        "The slowest: {:.2} ms, at most {} ms",
        millis(slowest),
        LIMIT.as_millis()
    );
    assert!(slowest <= LIMIT, "slower than three frames");
}

fn app(folder: &Path) -> Orgdesk {
    let outside = Outside {
        secrets: Arc::new(Nothing),
        practice: Arc::new(Nothing),
        progress: Arc::new(Nothing),
        data_folder: folder.to_owned(),
        lock: None,
    };
    Orgdesk::new(outside, Timings::default())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn median(runtime: &Runtime, app: &Orgdesk, filter: &HistoryFilter, before: Option<i64>) -> Duration {
    let mut times = [(); RUNS].map(|()| {
        let filter = filter.clone();
        let begun = Instant::now();
        runtime
            .block_on(app.history(HistoryPageRequest { filter, before }))
            .unwrap();
        begun.elapsed()
    });
    times.sort_unstable();
    times[RUNS / 2]
}

/// What is asked, in words; the filter; and behind which quarter of the list the page begins.
fn questions() -> [(&'static str, HistoryFilter, Option<u32>); 14] {
    let all = HistoryFilter::default;
    let words = |text: &str| HistoryFilter {
        text: text.to_owned(),
        ..all()
    };
    let rejected = |text: &str| HistoryFilter {
        outcomes: vec![OperationOutcome::Rejected],
        ..words(text)
    };
    let created = HistoryFilter {
        kinds: vec![HistoryKind::Create],
        ..all()
    };
    let elsewhere = HistoryFilter {
        connection: Some(ConnectionId::new()),
        ..all()
    };
    let practice = HistoryFilter {
        practice: true,
        ..all()
    };
    let last_30 = HistoryFilter {
        dates: HistoryDates::Last30,
        ..all()
    };
    let updated = HistoryFilter {
        kinds: vec![HistoryKind::Update],
        ..last_30.clone()
    };
    [
        ("the newest", all(), None),
        ("a page from the middle", all(), Some(2)),
        ("rejected, one in 1,000", rejected(""), None),
        ("created, none", created, None),
        ("another connection, none", elsewhere, None),
        ("practice, none", practice, None),
        ("the last 30 days", last_30, None),
        ("updated, the last 30 days", updated, None),
        ("a word of one, “number777”", words("number777"), None),
        ("a word of none, “nobody”", words("nobody"), None),
        ("a word of all, “rotterdam”", words("rotterdam"), None),
        ("one letter, in all", words("r"), None),
        (
            "words and an address, in all",
            words("kestrel city m.keller@halden.example"),
            None,
        ),
        ("a word of all, and rejected", rejected("rotterdam"), None),
    ]
}

/// Writes operations of the size and shape the journal writes.
fn fill(file: &Path, size: u32) {
    let fields = |city: &str| {
        format!(
            r#"{{"name":"Kestrel Freight","company_name":"Kestrel Freight B.V.","description":"Road and inland water freight. Scanned quarterly.","address":"Waalhaven Oostzijde 12","city":"{city}","zipcode":"3089 JH","country":"Netherlands","phone":"+31 10 555 0100","website":"www.kestrel-freight.example","email":"office@kestrel.example","contact_name":"Daan Visser","contact_title":"Operations manager","contact_phone":"+31 10 555 0177","contact_email":"daan@kestrel.example"}}"#
        )
    };
    let (before, after) = (fields("Schiedam"), fields("Rotterdam"));
    let work = format!(
        r#"{{"kind":"update","base":{before},"mine":{after},"sent":{after},"held":{before},"undoes":null}}"#
    );
    let step = r#"{"title":"Saved","detail":"200, no body","state":"done","took_ms":380,"at":"2026-08-27T14:41:12Z"}"#;
    let requests = serde_json::json!([{
        "title": "save changes", "method": "PUT", "path": "/API/v2/organizations/5d702bf8-e908-41df-92de-feea0acf2f4e",
        "headers": [{"name": "Authorization", "value": "Basic $ORGDESK_USER_TOKEN"}], "body": after, "curl": after,
    }]);
    let identity =
        r#"{"id":"7","username":"m.keller","email":null,"role":null,"partner":null,"partner_id":null}"#;
    let sql = rusqlite::Connection::open(file).unwrap();
    sql.execute(
        "WITH RECURSIVE many (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < ?1)
         INSERT INTO operations (id, connection, connection_name, address, identity, stage, name, organization, work,
             requests, steps, after, began, ended, kind, outcome)
         SELECT printf('%08x-0000-4000-8000-000000000000', n), '11111111-1111-4111-8111-111111111111',
             'Halden Secure', 'https://scan.halden.example/API', ?2, '\"done\"', 'Kestrel Freight number' || n,
             printf('%08x-0000-4000-8000-000000000001', n % 2500), ?3, ?4, ?5, ?6,
             (unixepoch() - (?1 - n) * 300) * 1000, (unixepoch() - (?1 - n) * 300) * 1000 + 900, 'update',
             iif(n % 1000 = 7, 'rejected', 'done')
         FROM many",
        rusqlite::params![size, identity, work, requests.to_string(), format!("[{step},{step},{step}]"), after],
    )
    .unwrap();
    sql.execute(
        "INSERT INTO operation_words (rowid, words)
         SELECT seq, concat_ws(char(10), name, connection_name, 'scan.halden.example', 'm.keller@halden.example',
             organization, 'City', 'Schiedam', 'Rotterdam')
         FROM operations",
        [],
    )
    .unwrap();
}
