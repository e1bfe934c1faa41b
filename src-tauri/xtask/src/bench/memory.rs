//! The memory of a program and everything it started, as Linux accounts for it.

use std::collections::BTreeMap;
use std::fs;
use std::thread;
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(250);

/// So many readings within one hundredth of each other are a program at rest.
const AT_REST: usize = 12;
const MOST_READINGS: usize = 80;

/// The memory of the tree under this process once it has stopped changing, in units of 1024 × 1024 bytes. Each shared
/// page counts in proportion to how many share it, so that the sum is what would be freed.
pub(super) fn settled(process: u32) -> f64 {
    let mut readings: Vec<f64> = Vec::new();
    while readings.len() < MOST_READINGS && !is_at_rest(&readings) {
        thread::sleep(PAUSE);
        readings.push(of_tree(process));
    }
    readings.last().copied().unwrap_or_default()
}

/// Every process below this one.
pub(super) fn descendants(process: u32) -> Vec<u32> {
    below(process, &parents())
}

/// How many webviews run on this machine.
pub(super) fn others_with_a_webview() -> usize {
    let named = |process: &u32| fs::read_to_string(format!("/proc/{process}/comm"));
    // Linux cuts the name of a process after fifteen letters.
    parents()
        .keys()
        .filter(|process| named(process).is_ok_and(|name| name.trim() == "WebKitWebProces"))
        .count()
}

fn of_tree(process: u32) -> f64 {
    let tree = std::iter::once(process).chain(descendants(process));
    let kilobytes: u32 = tree
        .filter_map(|process| fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok())
        .filter_map(|rollup| proportional(&rollup))
        .sum();
    f64::from(kilobytes) / 1024.0
}

fn is_at_rest(readings: &[f64]) -> bool {
    let Some(latest) = readings
        .len()
        .checked_sub(AT_REST)
        .map(|start| &readings[start..])
    else {
        return false;
    };
    let largest = latest.iter().copied().fold(f64::MIN, f64::max);
    let least = latest.iter().copied().fold(f64::MAX, f64::min);
    largest - least <= largest / 100.0
}

fn proportional(rollup: &str) -> Option<u32> {
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn parents() -> BTreeMap<u32, u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbers
        .filter_map(|number| {
            Some((
                number,
                parent(&fs::read_to_string(format!("/proc/{number}/stat")).ok()?)?,
            ))
        })
        .collect()
}

/// The fourth field; the second, the name, is in brackets and may hold anything.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn below(process: u32, parents: &BTreeMap<u32, u32>) -> Vec<u32> {
    let children = parents
        .iter()
        .filter(|(_, parent)| **parent == process)
        .map(|(child, _)| *child);
    children
        .flat_map(|child| std::iter::once(child).chain(below(child, parents)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_below_a_process_belongs_to_its_tree_and_nothing_beside_it() {
        let parents = BTreeMap::from([(2, 1), (3, 2), (4, 2), (5, 4), (6, 1)]);
        assert_eq!(below(2, &parents), [3, 4, 5]);
    }

    #[test]
    fn the_parent_is_found_behind_a_name_with_brackets_and_spaces() {
        assert_eq!(parent("12 (a) b (c) S 7 12 12 0"), Some(7));
    }

    #[test]
    fn the_proportional_size_is_read_from_the_rollup() {
        assert_eq!(
            proportional("55-7f ---p [rollup]\nRss:  1756 kB\nPss:   422 kB\nPss_Dirty: 1 kB\n"),
            Some(422)
        );
    }

    #[test]
    fn memory_is_at_rest_when_it_has_stopped_changing() {
        let still = [100.0, 100.5].repeat(AT_REST / 2);
        assert!(is_at_rest(&[&[50.0], still.as_slice()].concat()));
        assert!(!is_at_rest(&still[1..]));
        assert!(!is_at_rest(&[&still[1..], &[90.0]].concat()));
    }
}
