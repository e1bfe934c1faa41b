//! What a step came to, and the table all steps end in.

use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Why a step did not go to its end.
#[derive(Debug)]
pub(crate) enum Stop {
    /// Something is wrong.
    Failed(String),
    /// This system cannot do it; the reason is for the reader. Never counted as passed.
    Skipped(String),
}

impl Stop {
    pub(crate) fn failed(message: impl Into<String>) -> Self {
        Self::Failed(message.into())
    }

    pub(crate) fn skipped(reason: impl Into<String>) -> Self {
        Self::Skipped(reason.into())
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What a step counted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    /// One `name: reason` for each thing that could not run here.
    pub(crate) skipped: Vec<String>,
}

impl Counts {
    /// The count of a step that is one check by itself.
    pub(crate) fn one_passed() -> Self {
        Self {
            passed: 1,
            ..Self::default()
        }
    }
}

struct Step {
    name: &'static str,
    took: Duration,
    counts: Counts,
}

/// The steps so far. A failed step does not end the run: the ones after it are asked all the same.
pub(crate) struct Report {
    started: Instant,
    steps: Vec<Step>,
}

impl Report {
    pub(crate) fn new() -> Self {
        Self {
            started: Instant::now(),
            steps: Vec::new(),
        }
    }

    /// Runs one step, times it and keeps what it came to. True when nothing in it failed or was left out whole.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Counts, Stop>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let counts = match work() {
            Ok(counts) => counts,
            Err(Stop::Failed(message)) => {
                println!("   failed: {message}");
                Counts {
                    failed: 1,
                    ..Counts::default()
                }
            }
            Err(Stop::Skipped(reason)) => {
                println!("   skipped: {reason}");
                Counts {
                    skipped: vec![format!("{name}: {reason}")],
                    ..Counts::default()
                }
            }
        };
        let took = started.elapsed();
        let Counts {
            passed,
            failed,
            skipped,
        } = &counts;
        println!(
            "   {name}: {}; {passed} passed, {failed} failed, {} skipped here",
            seconds(took),
            skipped.len()
        );
        let good = counts.failed == 0 && (counts.passed > 0 || counts.skipped.is_empty());
        self.steps.push(Step { name, took, counts });
        good
    }

    /// Prints the table, what was skipped and why, and the closing line.
    pub(crate) fn close(&self) -> ExitCode {
        print!("{}", self.text());
        if self.total().failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn text(&self) -> String {
        let mut lines = vec![String::new()];
        lines.push(format!(
            "{:<34} {:>8} {:>7} {:>7} {:>8}",
            "step", "time", "passed", "failed", "skipped"
        ));
        for step in &self.steps {
            lines.push(format!(
                "{:<34} {:>8} {:>7} {:>7} {:>8}",
                step.name,
                seconds(step.took),
                step.counts.passed,
                step.counts.failed,
                step.counts.skipped.len()
            ));
        }
        lines.push(format!("{:<34} {:>8}", "all", seconds(self.started.elapsed())));
        let total = self.total();
        if !total.skipped.is_empty() {
            lines.push("\nskipped here:".to_owned());
            lines.extend(total.skipped.iter().map(|skipped| format!("  {skipped}")));
        }
        let skipped = total.skipped.len();
        lines.push(format!(
            "\n{} passed, {} failed, {skipped} skipped\n",
            total.passed, total.failed
        ));
        lines.join("\n")
    }

    fn total(&self) -> Counts {
        self.steps.iter().fold(Counts::default(), |mut sum, step| {
            sum.passed += step.counts.passed;
            sum.failed += step.counts.failed;
            sum.skipped.extend(step.counts.skipped.iter().cloned());
            sum
        })
    }
}

fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    if whole < 60 {
        format!("{:.1} s", duration.as_secs_f64())
    } else {
        format!("{}:{:02} min", whole / 60, whole % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_holds_the_sums_and_stands_alone() {
        let mut report = Report::new();
        report.step("one", || {
            Ok(Counts {
                passed: 4,
                failed: 1,
                skipped: vec!["a: no b".to_owned()],
            })
        });
        report.step("two", || Ok(Counts::one_passed()));
        let text = report.text();
        assert_eq!(text.lines().last(), Some("5 passed, 1 failed, 1 skipped"));
        assert!(text.contains("  a: no b\n"));
    }

    #[test]
    fn a_step_that_stops_is_failed_and_one_that_cannot_run_is_skipped_never_passed() {
        let mut report = Report::new();
        assert!(!report.step("broken", || Err(Stop::failed("no"))));
        assert!(!report.step("elsewhere", || Err(Stop::skipped("not here"))));
        let total = report.total();
        assert_eq!((total.passed, total.failed), (0, 1));
        assert_eq!(total.skipped, ["elsewhere: not here"]);
    }
}
