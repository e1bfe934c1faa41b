//! The journal's commits beside SQLite's own: durable entries per second, one after the other, and many at once. All write to
//! files on the same disk, in turn, with the same settings (write-ahead, `synchronous = FULL`).

mod sqlite;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use orgdesk_core::campaign::{Creation, Journal};
use sqlite::Sqlite;
use tokio::task::JoinSet;

use crate::Broken;

/// Odd, so that the median is a round and not a mean.
const ROUNDS: usize = 61;
/// Entries in a round, one after the other.
const ENTRIES: u32 = 200;
/// Who write at once, where many do.
const AT_ONCE: u32 = 64;
/// The least the journal is to reach of what SQLite does, one entry after the other.
const LEAST: f64 = 0.8;

/// Measures below a folder. Whether the limit is kept.
pub(crate) async fn journal(below: &Path) -> Result<bool, Broken> {
    let folder = tempfile::tempdir_in(below)?;
    let journal = Arc::new(Journal::in_folder(folder.path().join("journal")));
    let mut numbers = 0_u32;
    let some = creations(&journal, &mut numbers, ENTRIES / 2)?;
    one_by_one(&journal, &some).await?;
    let file = folder.path().join("journal").join("orgdesk.sqlite");
    let bytes = sqlite::bytes_of_an_entry(&file)?;
    let mut alike = Sqlite::open(&folder.path().join("alike.sqlite"), bytes)?;
    let mut tiny = Sqlite::open(&folder.path().join("tiny.sqlite"), 16)?;

    let (mut own, mut large, mut small, mut together) = (vec![], vec![], vec![], vec![]);
    let (mut caught_up, mut waited, mut together_caught_up) = (vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        large.push(alike.commits_per_second(ENTRIES)?);
        let some = creations(&journal, &mut numbers, ENTRIES / 2)?;
        journal.bring_up_to_date().await?;
        let alone = one_by_one(&journal, &some).await?;
        waited.push(f64::from(sqlite::waiting(&file)?));
        let whole = alone + caught_up_in(&journal).await?;
        own.push(f64::from(ENTRIES) / alone);
        caught_up.push(f64::from(ENTRIES) / whole);
        small.push(tiny.commits_per_second(ENTRIES)?);
        let at_once = many_at_once(&journal, &mut numbers).await?;
        let whole = at_once + caught_up_in(&journal).await?;
        together.push(f64::from(AT_ONCE * 2) / at_once);
        together_caught_up.push(f64::from(AT_ONCE * 2) / whole);
    }
    println!("durable entries per second, median of {ROUNDS} rounds of {ENTRIES}, in turn, on the same disk");
    println!("  an entry of the journal: {bytes} bytes");
    line("SQLite, one row as large in a commit", &large, &large);
    line("SQLite, one row of 16 bytes in a commit", &small, &large);
    line("the journal, one entry after the other", &own, &large);
    let and_up_to_date = |waited| format!("the same, and the {waited} that wait brought up to date");
    line(&and_up_to_date(median(waited)), &caught_up, &large);
    line(
        &format!("the journal, two each of {AT_ONCE} at once"),
        &together,
        &large,
    );
    let waited = f64::from(AT_ONCE * 2);
    line(&and_up_to_date(waited), &together_caught_up, &large);
    let kept = beside(&own, &large) >= LEAST;
    let word = if kept { "KEPT" } else { "NOT KEPT" };
    println!("one after the other at least {LEAST} of SQLite's own: {word}");
    Ok(kept)
}

fn line(what: &str, rounds: &[f64], large: &[f64]) {
    let per_second = median(rounds.to_vec());
    println!("  {what:<54} {per_second:>8.0}   {:>5.2}", beside(rounds, large));
}

/// What part of SQLite's own, in the median: each round beside that of the same turn, since a disk is faster at one time than
/// at another.
fn beside(rounds: &[f64], large: &[f64]) -> f64 {
    let parts = rounds.iter().zip(large).map(|(round, large)| round / large);
    median(parts.collect())
}

/// What is to be kept, made before the clock runs: two entries each.
fn creations(journal: &Journal, numbers: &mut u32, count: u32) -> Result<Vec<Creation>, Broken> {
    let first = *numbers;
    *numbers += count;
    let creations = (first..*numbers).map(|number| journal.creation(u128::from(number)));
    Ok(creations.collect::<Result<_, _>>()?)
}

/// How long it takes, in seconds, to bring up to date what waits.
async fn caught_up_in(journal: &Journal) -> Result<f64, Broken> {
    let began = Instant::now();
    journal.bring_up_to_date().await?;
    Ok(began.elapsed().as_secs_f64())
}

/// How long it takes, in seconds, with what is brought up to date meanwhile.
async fn one_by_one(journal: &Journal, creations: &[Creation]) -> Result<f64, Broken> {
    let began = Instant::now();
    for creation in creations {
        journal.keep(creation).await?;
    }
    Ok(began.elapsed().as_secs_f64())
}

/// The same for what so many keep at once, a creation each.
async fn many_at_once(journal: &Arc<Journal>, numbers: &mut u32) -> Result<f64, Broken> {
    let all = creations(journal, numbers, AT_ONCE)?;
    let began = Instant::now();
    let mut writing = JoinSet::new();
    for creation in all {
        let journal = journal.clone();
        writing.spawn(async move { journal.keep(&creation).await });
    }
    while let Some(written) = writing.join_next().await {
        written??;
    }
    Ok(began.elapsed().as_secs_f64())
}

fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}
