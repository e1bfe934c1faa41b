//! Reading what `cargo test` prints.

use crate::outcome::Counts;

/// Sums the runners' own lines. A test that is ignored is skipped, with the reason it gives.
pub(super) fn counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    for line in text.lines() {
        if let Some(summary) = line.trim().strip_prefix("test result: ") {
            counts.passed += number(summary, "passed");
            counts.failed += number(summary, "failed");
        } else if let Some(skipped) = ignored(line) {
            counts.skipped.push(skipped);
        }
    }
    counts
}

/// Takes the tests that said they could not run here (one `name: reason` a line) out of those that passed.
pub(super) fn with_skipped(mut counts: Counts, said: &str) -> Counts {
    for line in said.lines().map(str::trim).filter(|line| !line.is_empty()) {
        counts.passed = counts.passed.saturating_sub(1);
        counts.skipped.push(line.to_owned());
    }
    counts
}

fn number(summary: &str, what: &str) -> usize {
    let mut parts = summary.split([';', '.']).map(str::trim);
    parts
        .find_map(|part| part.strip_suffix(what)?.trim().parse().ok())
        .unwrap_or(0)
}

fn ignored(line: &str) -> Option<String> {
    let (name, rest) = line.trim().strip_prefix("test ")?.split_once(" ... ignored")?;
    let reason = rest.trim_start_matches(',').trim();
    Some(format!(
        "{name}: {}",
        if reason.is_empty() {
            "ignored without a reason"
        } else {
            reason
        }
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUN: &str = "\
running 3 tests
test a_name_is_kept ... ok
test a_window_opens ... ignored, no screen
test nothing_is_lost ... FAILED

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

   Doc-tests scanning_api
test src/lib.rs - (line 3) ... ok

test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s
";

    #[test]
    fn the_runners_own_sums_are_added_up() {
        let counts = counts(RUN);
        assert_eq!((counts.passed, counts.failed), (13, 1));
    }

    #[test]
    fn an_ignored_test_is_listed_with_its_reason() {
        assert_eq!(counts(RUN).skipped, ["a_window_opens: no screen"]);
    }

    #[test]
    fn a_test_that_could_not_run_is_taken_out_of_the_passed_ones() {
        let counts = with_skipped(counts(RUN), "locked_keyring: no gnome-keyring here\n\n");
        assert_eq!(counts.passed, 12);
        assert_eq!(counts.skipped[1], "locked_keyring: no gnome-keyring here");
    }
}
