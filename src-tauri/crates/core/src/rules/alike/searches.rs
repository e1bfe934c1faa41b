//! What to search a portal for, so that every name that is alike is found. A portal finds what holds a text (`*` stands for
//! anything), and no name that is merely similar. But of a name with few changes some part is unchanged: cut into one piece more
//! than changes are allowed, one of the pieces is whole. And one search leaves the vowels open, for the accents that were typed on one
//! side only.
//!
//! Not found are names with two letters swapped just where a piece ends, names of more than 35 letters with a change in each of the
//! four pieces, and names whose words are divided elsewhere where that is one change too many: "Tide Water" and "Tidewater" are found,
//! and not with as many letters changed besides as are allowed.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::CoreName;

/// The most pieces a name is searched by: each is a request.
const MOST_PIECES: usize = 4;

/// The fewest consonants that are worth a search without the vowels between them.
const FEWEST_CONSONANTS: usize = 4;

/// The patterns to search names by, five at most. None where the name has no letter that can be searched for.
pub(crate) fn name_searches(name: &CoreName) -> Vec<String> {
    let signs = signs(name);
    let letters = signs.iter().filter(|sign| sign.is_some()).count();
    // A name is alike where at most one letter of ten is changed; the longer name counts, and may be the other one.
    let pieces = (name.letters().chars().count() / 9 + 1).min(MOST_PIECES);
    let mut patterns: Vec<String> = Vec::new();
    for piece in 0..pieces {
        let (from, to) = (letters * piece / pieces, letters * (piece + 1) / pieces);
        if let Some(pattern) = pattern(&signs, from, to)
            && !patterns.contains(&pattern)
        {
            patterns.push(pattern);
        }
    }
    patterns.extend(without_vowels(&signs, letters).filter(|pattern| !patterns.contains(pattern)));
    patterns
}

/// What holds the consonants of the whole name.
fn without_vowels(signs: &[Option<char>], letters: usize) -> Option<String> {
    let consonant = |sign: &Option<char>| sign.filter(|letter| !"aeiouy".contains(*letter));
    let consonants: Vec<_> = signs.iter().map(consonant).collect();
    let left = consonants.iter().flatten().count();
    (left >= FEWEST_CONSONANTS && left < letters).then(|| pattern(&consonants, 0, left))?
}

/// The letters of a name as they can be searched for; none where a portal may hold anything there: between words, for an
/// accented letter, and for an umlaut written with an e.
fn signs(name: &CoreName) -> Vec<Option<char>> {
    let mut signs = Vec::new();
    for word in name.words() {
        signs.push(None);
        for letter in word.written.chars().flat_map(char::to_lowercase) {
            let umlaut = letter == 'e' && matches!(signs.last(), Some(Some('a' | 'o' | 'u')));
            if umlaut {
                signs.pop();
            }
            signs.push((!umlaut && is_sure(letter)).then_some(letter));
        }
    }
    signs
}

/// Whether a portal can hold a letter in one way only.
fn is_sure(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    let mut bytes = [0; 4];
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(letter.encode_utf8(&mut bytes));
    let is_latin = matches!(letter, '\u{80}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}');
    letter.is_alphanumeric() && !is_latin && decomposed.chars().count() == 1
}

/// What holds the letters from one to another, counted without those that stand for anything.
fn pattern(signs: &[Option<char>], from: usize, to: usize) -> Option<String> {
    let mut pattern = String::from("*");
    let mut at = 0;
    for sign in signs {
        match sign {
            Some(letter) => {
                if (from..to).contains(&at) {
                    pattern.push(*letter);
                }
                at += 1;
            }
            None if at > from && at < to && !pattern.ends_with('*') => pattern.push('*'),
            None => {}
        }
    }
    if !pattern.ends_with('*') {
        pattern.push('*');
    }
    (pattern.len() > 1).then_some(pattern)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};
    use proptest::prop_assert;

    use super::super::percent_alike;
    use super::*;

    fn searches(name: &str) -> Vec<String> {
        name_searches(&CoreName::of(name))
    }

    /// Whether a portal that searches as it is documented finds a name.
    fn finds(pattern: &str, name: &str) -> bool {
        let mut rest = name.to_lowercase();
        pattern
            .split('*')
            .filter(|part| !part.is_empty())
            .all(|part| match rest.find(part) {
                Some(at) => {
                    rest = rest[at + part.len()..].to_owned();
                    true
                }
                None => false,
            })
    }

    #[test]
    fn a_name_is_searched_by_one_piece_more_than_it_may_have_changes() {
        assert_eq!(searches("Tide"), ["*tide*"]);
        assert_eq!(searches("Tide AG"), ["*tide*"]);
        assert_eq!(searches("bcdfghjk"), ["*bcdfghjk*"]);
        assert_eq!(searches("bcdfghjkl"), ["*bcdf*", "*ghjkl*"]);
        assert_eq!(
            searches("bcdfghjklmnpqrstvw"),
            ["*bcdfgh*", "*jklmnp*", "*qrstvw*"]
        );
        assert_eq!(searches(&"bcdfghjkl".repeat(9)).len(), 4);
    }

    #[test]
    fn the_last_search_leaves_the_vowels_open() {
        assert_eq!(searches("Kestrel"), ["*kestrel*", "*k*str*l*"]);
        assert_eq!(
            searches("Halden Brothers Ltd."),
            ["*halden*b*", "*rothers*", "*h*ld*n*br*th*rs*"]
        );
    }

    #[test]
    fn what_a_portal_may_hold_in_another_way_is_searched_for_as_anything() {
        assert_eq!(searches("Café"), ["*caf*"]);
        assert_eq!(searches("Müller"), ["*m*ller*", "*m*ll*r*"]);
        assert_eq!(searches("Mueller"), searches("Müller"));
        assert_eq!(searches("A & B"), ["*a*b*"]);
        assert_eq!(searches("Ωmega 7"), ["*ωmega*7*", "*ωm*g*7*"]);
        assert_eq!(searches("ガラス"), ["*ラス*"]);
        assert!(searches("!!!").is_empty());
        assert!(searches("").is_empty());
    }

    #[test]
    fn a_name_that_is_alike_is_found() {
        for (name, there) in [
            ("Halden Brothers Ltd", "HALDEN-BROTHERS LIMITED"),
            ("Halden Brothers", "Halden Bothers GmbH"),
            ("Halden Brothers", "Holden Brothers"),
            ("Gruenfeld Optik", "Grünfeld Optik GmbH"),
            ("Grünfeld Optik", "Gruenfeld Optik"),
            ("Tarn and Vale Partners", "Tarn & Vale Partners"),
            ("Cafe Lumiere Nantes", "Café Lumière Nantes"),
        ] {
            assert!(
                searches(name).iter().any(|pattern| finds(pattern, there)),
                "{name} / {there}"
            );
        }
    }

    proptest! {
        #[test]
        fn of_letters_that_are_changed_left_out_or_put_in_none_goes_unseen(
            name in "[b-df-z]{4,12} [b-df-z]{3,14}",
            changes in proptest::collection::vec((any::<usize>(), "[b-df-z]", 0..3_u8), 0..4),
        ) {
            let mut other: Vec<char> = name.chars().collect();
            for (at, letter, kind) in changes {
                let at = at % other.len();
                match kind {
                    0 => other[at] = letter.chars().next().unwrap(),
                    1 => { other.remove(at); }
                    _ => other.insert(at, letter.chars().next().unwrap()),
                }
            }
            let other: String = other.into_iter().collect();
            let (mine, theirs) = (CoreName::of(&name), CoreName::of(&other));
            // Two letters that come out swapped count once as alike, and may lie in two pieces. Where the words are divided does not
            // count as alike, and does in a piece.
            let changed = strsim::levenshtein(&name, other.trim());
            let longer = mine.letters().chars().count().max(theirs.letters().chars().count());
            let swapped = changed * 10 > longer;
            let otherwise = mine.sorted_letters() != theirs.sorted_letters();
            if otherwise && !swapped && percent_alike(&mine, &theirs).is_some() {
                prop_assert!(searches(&name).iter().any(|pattern| finds(pattern, &other)), "{} / {}", name, other);
            }
        }
    }
}
