//! How alike two names are: which share of the longer one's letters stays when the one is made into the other by the fewest
//! changes, each of which puts in, leaves out or replaces a letter, or swaps two beside one another (Damerau-Levenshtein).
//!
//! So "90 % alike" is a thing one can count: of ten letters nine are the same. Of a name of fewer than ten letters every change
//! is more than a tenth: "Aspen" and "Aspin" are two names. Jaro-Winkler, which favours a common beginning, would find "Halden
//! Bakery" and "Halden Barbers" 93 % alike, and of customers of one town or trade half the portal.

use super::CoreName;

/// Two names are alike from here on, in per cent.
const ALIKE: usize = 90;

/// Letters that are compared. The longest known company name has under 200; an answer of the portal may have eight million.
const MOST_LETTERS: usize = 200;

/// How alike two names are, in whole per cent; none below 90. Their words may stand in any order.
pub(crate) fn percent_alike(one: &CoreName, other: &CoreName) -> Option<u8> {
    let as_written = of_letters(&one.letters(), &other.letters());
    let in_order = of_letters(&one.sorted_letters(), &other.sorted_letters());
    as_written.max(in_order)
}

fn of_letters(one: &str, other: &str) -> Option<u8> {
    if one == other {
        return Some(100);
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longest = one.len().max(other.len());
    if longest > MOST_LETTERS || !is_enough(at_least(&one, &other), longest) {
        return None;
    }
    let changes = strsim::generic_damerau_levenshtein(&one, &other);
    // A name that differs is never quite the same, and one that is alike never less than 90.
    is_enough(changes, longest).then(|| u8::try_from(100 * (longest - changes) / longest).unwrap_or(99))
}

fn is_enough(changes: usize, longest: usize) -> bool {
    changes * 100 <= longest * (100 - ALIKE)
}

/// So many changes are needed at the least, cheaply counted: a change brings or takes one kind of letter at most.
fn at_least(one: &[char], other: &[char]) -> usize {
    let kinds = |letters: &[char]| {
        letters
            .iter()
            .fold(0_u64, |kinds, letter| kinds | 1 << (u32::from(*letter) % 64))
    };
    let (one_has, other_has) = (kinds(one), kinds(other));
    let missing = (one_has & !other_has)
        .count_ones()
        .max((other_has & !one_has).count_ones());
    one.len().abs_diff(other.len()).max(missing as usize)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Strategy, any, proptest};
    use proptest::{prop_assert, prop_assert_eq};

    use super::*;

    fn alike(one: &str, other: &str) -> Option<u8> {
        percent_alike(&CoreName::of(one), &CoreName::of(other))
    }

    #[test]
    fn nine_of_ten_letters_are_enough_and_eight_of_nine_are_not() {
        assert_eq!(alike("abcdefghij", "abcdefghix"), Some(90));
        assert_eq!(alike("abcdefghi", "abcdefghx"), None);
        // Of twenty letters two may differ, of nineteen one.
        assert_eq!(alike("abcdefghijklmnopqrst", "xbcdefghijklmnopqrsy"), Some(90));
        assert_eq!(alike("abcdefghijklmnopqrs", "xbcdefghijklmnopqry"), None);
        // The longer of the two counts: nine letters and one more.
        assert_eq!(alike("abcdefghi", "abcdefghij"), Some(90));
        assert_eq!(alike("abcdefgh", "abcdefghi"), None);
        assert_eq!(alike("abcdefghijk", "abcdefghixx"), None);
    }

    #[test]
    fn usual_slips_are_alike() {
        for (one, other, percent) in [
            ("Halden Brothers Ltd", "Halden Bothers Limited", 92),
            ("Brightwater Dental", "Brightwatre Dental", 94),
            ("Brightwater Dental", "Brigthwater Dental Ltd", 94),
            ("Osteria Bellarosa", "Osteria Belarosa S.r.l.", 93),
            ("Hotel Adler", "Adler Hotel", 100),
            ("Kestrel", "kestrel", 100),
        ] {
            assert_eq!(alike(one, other), Some(percent), "{one} / {other}");
        }
    }

    #[test]
    fn other_names_are_not_alike() {
        for (one, other) in [
            ("Halden Bakery", "Halden Barbers"),
            ("Halden Brothers", "Halden Sisters"),
            ("Aspen", "Aspin"),
            ("Brightwater Dental", "Brightwater Dental Bath"),
            ("Nord", "Nordhavn"),
            ("", "A"),
        ] {
            assert_eq!(alike(one, other), None, "{one} / {other}");
        }
    }

    #[test]
    fn very_long_names_are_the_same_or_not_and_take_no_time() {
        let long = "a b".repeat(20_000);
        assert_eq!(alike(&long, &long), Some(100));
        assert_eq!(alike(&long, &format!("{long}c")), None);
    }

    fn names() -> impl Strategy<Value = String> {
        "[a-eÄßø &.'-]{0,24}"
    }

    proptest! {
        #[test]
        fn it_does_not_matter_which_of_two_is_asked_about(one in names(), other in names()) {
            prop_assert_eq!(alike(&one, &other), alike(&other, &one));
        }

        #[test]
        fn a_name_is_as_it_is_in_capitals_and_with_a_legal_form(name in "[a-z]{4,12} [a-z]{4,12}") {
            prop_assert_eq!(alike(&name, &format!("{} GmbH & Co. KG", name.to_uppercase())), Some(100));
        }

        #[test]
        fn what_is_said_is_never_under_90_nor_over_100(one in any::<String>(), other in any::<String>()) {
            prop_assert!(alike(&one, &other).is_none_or(|percent| (90..=100).contains(&percent)));
            prop_assert_eq!(alike(&one, &one), Some(100));
        }

        #[test]
        fn the_cheap_count_is_never_more_than_the_changes(one in "[a-h]{0,30}", other in "[a-h]{0,30}") {
            let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
            prop_assert!(at_least(&one, &other) <= strsim::generic_damerau_levenshtein(&one, &other));
        }
    }
}
