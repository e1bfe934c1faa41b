//! The figures side by side, and whether they keep to the limits.

use super::run_once::Measured;

/// Against the bare window, in time and in memory.
const MOST_OF_BARE: f64 = 1.10;

/// Against Chromium, in time and in memory: below it.
const MOST_OF_CHROMIUM: f64 = 1.0;

/// Least, lower quartile, median and largest of each, the app's ratios to the others, and whether every limit is kept. The
/// app comes first, the bare window second, Chromium, if any, third.
pub(super) fn table(names: &[&str], measured: &[Vec<Measured>]) -> (String, bool) {
    let times: Vec<Spread> = measured
        .iter()
        .map(|runs| Spread::of(runs, |run| run.milliseconds))
        .collect();
    let memory: Vec<Spread> = measured
        .iter()
        .map(|runs| Spread::of(runs, |run| run.megabytes))
        .collect();
    let head = "min quartile median max";
    let mut lines = vec![format!(
        "\n{:<12} {:>28}   {:>28}",
        "",
        format!("ms: {head}"),
        format!("MB: {head}")
    )];
    for ((name, time), memory) in names.iter().zip(&times).zip(&memory) {
        lines.push(format!(
            "{name:<12} {time:>28}   {memory:>28}",
            time = time.shown(0),
            memory = memory.shown(1)
        ));
    }
    lines.push(String::new());
    let mut good = true;
    for (place, limit) in [(1, MOST_OF_BARE), (2, MOST_OF_CHROMIUM)] {
        let Some(other) = names.get(place) else { continue };
        let (time, memory) = ((&times[0], &times[place]), (&memory[0], &memory[place]));
        for (what, ratio) in [
            ("time", time.0.median / time.1.median),
            ("time of a fast start", time.0.quartile / time.1.quartile),
            ("memory", memory.0.median / memory.1.median),
        ] {
            let kept = if place == 1 { ratio <= limit } else { ratio < limit };
            good &= kept;
            let verdict = if kept { "kept" } else { "NOT KEPT" };
            let word = if place == 1 { "at most" } else { "below" };
            lines.push(format!(
                "{what} to {other}: {ratio:.3} ({word} {limit:.2}: {verdict})"
            ));
        }
    }
    (lines.join("\n") + "\n", good)
}

/// The lower quartile stands for the fast starts: where a webview now and then waits for its first frame, the median alone
/// would compare how often each one does.
struct Spread {
    least: f64,
    quartile: f64,
    median: f64,
    largest: f64,
}

impl Spread {
    fn of(runs: &[Measured], value: impl Fn(&Measured) -> f64) -> Self {
        let mut values: Vec<f64> = runs.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or(f64::NAN);
        Self {
            least: at(0),
            quartile: at(values.len() / 4),
            median: at(values.len() / 2),
            largest: at(values.len().saturating_sub(1)),
        }
    }

    fn shown(&self, decimals: usize) -> String {
        format!(
            "{:.decimals$} {:.decimals$} {:.decimals$} {:.decimals$}",
            self.least, self.quartile, self.median, self.largest
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(milliseconds: [f64; 3], megabytes: f64) -> Vec<Measured> {
        milliseconds
            .iter()
            .map(|milliseconds| Measured {
                milliseconds: *milliseconds,
                megabytes,
            })
            .collect()
    }

    #[test]
    fn the_ratio_is_of_the_medians_so_one_slow_run_does_not_decide() {
        let (text, good) = table(
            &["app", "bare"],
            &[runs([5000.0, 105.0, 100.0], 100.0), runs([100.0; 3], 100.0)],
        );
        assert!(
            text.contains("time to bare: 1.050 (at most 1.10: kept)"),
            "{text}"
        );
        assert!(good);
    }

    #[test]
    fn a_limit_that_is_passed_is_said_and_is_not_good() {
        let (text, good) = table(
            &["app", "bare"],
            &[runs([100.0; 3], 120.0), runs([100.0; 3], 100.0)],
        );
        assert!(
            text.contains("memory to bare: 1.200 (at most 1.10: NOT KEPT)"),
            "{text}"
        );
        assert!(!good);
    }

    #[test]
    fn a_peer_that_often_waits_does_not_hide_that_a_fast_start_is_slower() {
        let (text, good) = table(
            &["app", "bare"],
            &[
                runs([120.0, 120.0, 120.0], 100.0),
                runs([100.0, 600.0, 600.0], 100.0),
            ],
        );
        assert!(
            text.contains("time to bare: 0.200 (at most 1.10: kept)"),
            "{text}"
        );
        assert!(
            text.contains("time of a fast start to bare: 1.200 (at most 1.10: NOT KEPT)"),
            "{text}"
        );
        assert!(!good);
    }

    #[test]
    fn as_much_as_chromium_is_too_much() {
        let alike = runs([100.0; 3], 100.0);
        let (_, good) = table(
            &["app", "bare", "Chromium"],
            &[alike.clone(), alike.clone(), alike],
        );
        assert!(!good);
    }
}
