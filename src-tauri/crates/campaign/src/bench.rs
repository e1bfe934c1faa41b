//! The journal's commits beside SQLite's own: durable entries per second, one after the other, and many at once. All write to
//! files on the same disk, in turn, with the same settings (write-ahead, `synchronous = FULL`).

mod sqlite;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use orgdesk_core::campaign::Journal;
use sqlite::Sqlite;
use tokio::task::JoinSet;

use crate::Broken;

/// Odd, so that the median is a round and not a mean.
const ROUNDS: usize = 15;
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
    one_by_one(&journal, &mut numbers).await?;
    let bytes = sqlite::bytes_of_an_entry(&folder.path().join("journal").join("orgdesk.sqlite"))?;
    let mut alike = Sqlite::open(&folder.path().join("alike.sqlite"), bytes)?;
    let mut tiny = Sqlite::open(&folder.path().join("tiny.sqlite"), 16)?;

    let (mut own, mut large, mut small, mut together) = (vec![], vec![], vec![], vec![]);
    for _ in 0..ROUNDS {
        large.push(alike.commits_per_second(ENTRIES)?);
        own.push(one_by_one(&journal, &mut numbers).await?);
        small.push(tiny.commits_per_second(ENTRIES)?);
        together.push(many_at_once(&journal, &mut numbers).await?);
    }
    let (own, large, small, together) = (median(own), median(large), median(small), median(together));
    println!("durable entries per second, median of {ROUNDS} rounds of {ENTRIES}, in turn, on the same disk");
    println!("  an entry of the journal: {bytes} bytes, and what it is found by");
    line("SQLite, one row as large in a commit", large, large);
    line("SQLite, one row of 16 bytes in a commit", small, large);
    line("the journal, one entry after the other", own, large);
    line(&format!("the journal, {AT_ONCE} at once"), together, large);
    let kept = own >= LEAST * large;
    let word = if kept { "KEPT" } else { "NOT KEPT" };
    println!("one after the other at least {LEAST} of SQLite's own: {word}");
    Ok(kept)
}

fn line(what: &str, per_second: f64, of: f64) {
    println!("  {what:<42} {per_second:>8.0}   {:>5.2}", per_second / of);
}

async fn one_by_one(journal: &Journal, numbers: &mut u32) -> Result<f64, Broken> {
    let began = Instant::now();
    // Each keeps two entries.
    for _ in 0..ENTRIES / 2 {
        *numbers += 1;
        journal.keep(u128::from(*numbers)).await?;
    }
    Ok(f64::from(ENTRIES) / began.elapsed().as_secs_f64())
}

async fn many_at_once(journal: &Arc<Journal>, numbers: &mut u32) -> Result<f64, Broken> {
    let began = Instant::now();
    let each = ENTRIES.div_ceil(AT_ONCE);
    let mut writing = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (journal, first) = (journal.clone(), *numbers);
        *numbers += each;
        writing.spawn(async move {
            for number in first + 1..=first + each {
                journal.keep(u128::from(number)).await?;
            }
            Ok::<(), orgdesk_core::AppError>(())
        });
    }
    while let Some(written) = writing.join_next().await {
        written??;
    }
    Ok(f64::from(AT_ONCE * each * 2) / began.elapsed().as_secs_f64())
}

fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds.get(rounds.len() / 2).copied().unwrap_or_default()
}
