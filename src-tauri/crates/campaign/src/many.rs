//! A campaign: many runs, some at once.

use std::time::Instant;

use tokio::task::JoinSet;

use crate::Broken;
use crate::arguments::Campaign;
use crate::run::{Ran, run};
use crate::tally::{ENOUGH, Tally};

/// How often it is told how far it is.
const TOLD_EVERY: u64 = 500;

/// Whether all was as it has to be.
pub(crate) async fn many(campaign: Campaign) -> Result<bool, Broken> {
    let began = Instant::now();
    let Campaign {
        runs,
        seed,
        at_once,
        ids_checked,
    } = campaign;
    let mut seeds = seed..seed.saturating_add(runs);
    let mut running = JoinSet::new();
    let (mut tally, mut failed) = (Tally::default(), Vec::new());
    loop {
        while running.len() < at_once.max(1)
            && let Some(seed) = seeds.next()
        {
            running.spawn(async move { (seed, run(seed, ids_checked).await) });
        }
        let Some(ended) = running.join_next().await else {
            break;
        };
        let (seed, ran) = ended?;
        let ran = ran.unwrap_or_else(|error| Ran {
            problems: vec![format!("it broke off: {error}")],
            ..Ran::default()
        });
        if runs == 1 {
            println!("{}\n", ran.course.join("\n"));
        }
        if !ran.problems.is_empty() {
            println!("seed {seed} failed:");
            for problem in &ran.problems {
                println!("  {problem}");
            }
            failed.push(seed);
        }
        tally.add(ran);
        if tally.runs.is_multiple_of(TOLD_EVERY) {
            println!("{} of {runs}, {} failed", tally.runs, failed.len());
        }
    }
    print!("{}", tally.text(began.elapsed()));
    let missed = ids_checked && tally.runs >= ENOUGH && !tally.missed().is_empty();
    println!(
        "\n{} passed, {} failed",
        tally.runs - failed.len() as u64,
        failed.len()
    );
    if let Some(seed) = failed.iter().min() {
        let switch = if ids_checked {
            ""
        } else {
            " --without-check-of-ids"
        };
        println!("again with: cargo xtask campaign --runs 1 --seed {seed}{switch}");
    }
    Ok(failed.is_empty() && !missed)
}
