//! The UI's unit tests.

use serde_json::Value;

use crate::command;
use crate::outcome::{Counts, Stop};
use crate::{places, ui};

/// Runs vitest, which leaves its counts in a file.
pub(super) fn vitest() -> Result<Counts, Stop> {
    let file = places::scratch("vitest")?.join("results.json");
    if file.exists() {
        std::fs::remove_file(&file)?;
    }
    let output = format!("--outputFile.json={}", file.display());
    let mut npm = ui::npm(&[
        "run",
        "--silent",
        "test",
        "--",
        "--reporter=default",
        "--reporter=json",
        &output,
    ])?;
    let ended = command::run(&mut npm);
    let Ok(results) = std::fs::read(&file) else {
        return Err(ended
            .err()
            .unwrap_or_else(|| Stop::failed("vitest left no results")));
    };
    let results: Value = serde_json::from_slice(&results).map_err(|error| Stop::failed(error.to_string()))?;
    let mut counts = counts(&results);
    if ended.is_err() && counts.failed == 0 {
        println!("   the run broke off: it did not end well, though no test said that it failed");
        counts.failed = 1;
    }
    Ok(counts)
}

fn counts(results: &Value) -> Counts {
    let number = |name: &str| {
        results[name]
            .as_u64()
            .and_then(|count| usize::try_from(count).ok())
            .unwrap_or(0)
    };
    let tests = results["testResults"].as_array().into_iter().flatten();
    let skipped = tests
        .flat_map(|file| file["assertionResults"].as_array().into_iter().flatten())
        .filter(|test| {
            matches!(
                test["status"].as_str(),
                Some("pending" | "skipped" | "todo" | "disabled")
            )
        })
        .map(|test| {
            format!(
                "{}: marked to be skipped in the UI's tests",
                test["fullName"].as_str().unwrap_or("?").trim()
            )
        });
    Counts {
        passed: number("numPassedTests"),
        failed: number("numFailedTests"),
        skipped: skipped.collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_vitest_counted_is_taken_over_and_what_it_left_out_is_listed() {
        let results = json!({
            "numPassedTests": 2, "numFailedTests": 1, "numPendingTests": 1,
            "testResults": [{"assertionResults": [
                {"fullName": "a b", "status": "passed"},
                {"fullName": " form keeps what was typed", "status": "skipped"},
            ]}],
        });
        let counts = counts(&results);
        assert_eq!((counts.passed, counts.failed), (2, 1));
        assert_eq!(
            counts.skipped,
            ["form keeps what was typed: marked to be skipped in the UI's tests"]
        );
    }
}
