//! What of a name tells one organization from another. Its case, accents, punctuation, white space and legal form do not, nor
//! does the "and" between its words.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use scanning_api::is_invisible;

use super::legal_forms::without_legal_forms;

/// Words that stand between the others of a name as "&" does.
const AND: [&str; 3] = ["and", "et", "und"];

/// A name without what does not tell it from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CoreName {
    words: Vec<Word>,
}

/// A word of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// As it was written.
    pub(super) written: String,
    /// In small letters without accents.
    pub(super) plain: String,
}

impl CoreName {
    /// The core of a name. A name of signs alone is its own core, and so is one that is nothing but a legal form.
    pub(crate) fn of(name: &str) -> Self {
        let all = words(name);
        let mut words: Vec<Word> = without_legal_forms(&all).to_vec();
        let last = words.len().saturating_sub(1);
        let mut at = 0;
        words.retain(|word| {
            let between = at > 0 && at < last;
            at += 1;
            !(between && is_and(word))
        });
        for word in &mut words {
            word.plain = without_umlauts(&without_attached(&word.plain));
        }
        if words.is_empty() {
            let plain = plain(name).trim().to_owned();
            let written = plain.clone();
            words.push(Word { written, plain });
        }
        Self { words }
    }

    /// Its letters, one after the other: two organizations of the same letters have the same name.
    pub(crate) fn letters(&self) -> String {
        self.words.iter().map(|word| word.plain.as_str()).collect()
    }

    /// The same with its words in alphabetical order.
    pub(crate) fn sorted_letters(&self) -> String {
        let mut words: Vec<_> = self.words.iter().map(|word| word.plain.as_str()).collect();
        words.sort_unstable();
        words.concat()
    }

    /// Its words.
    pub(super) fn words(&self) -> &[Word] {
        &self.words
    }
}

/// Whether a word stands between others as "&" does.
pub(super) fn is_and(word: &Word) -> bool {
    AND.contains(&word.plain.as_str())
}

/// The words of a name: what stands between signs that are neither letters nor digits. An apostrophe parts no word.
fn words(name: &str) -> Vec<Word> {
    let is_apostrophe = |sign: &char| matches!(sign, '\'' | '`' | '´' | '\u{2018}' | '\u{2019}' | '\u{2bc}');
    let composed = ComposingNormalizerBorrowed::new_nfkc().normalize(name);
    let visible: String = composed
        .chars()
        .filter(|sign| !is_invisible(*sign) && !is_apostrophe(sign))
        .collect();
    visible
        .split(|sign: char| !(sign.is_alphanumeric() || is_accent(sign) || is_other_mark(sign)))
        .map(|written| Word {
            written: written.to_owned(),
            plain: plain(written),
        })
        .filter(|word| !word.plain.is_empty())
        .collect()
}

/// Small letters without accents.
fn plain(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text);
    let mut plain = String::with_capacity(text.len());
    for letter in decomposed.chars().filter(|letter| !is_accent(*letter)) {
        for small in letter.to_lowercase().filter(|letter| !is_accent(*letter)) {
            match small {
                'ß' => plain.push_str("ss"),
                'æ' => plain.push_str("ae"),
                'œ' => plain.push_str("oe"),
                'þ' => plain.push_str("th"),
                'ø' => plain.push('o'),
                'ł' => plain.push('l'),
                'đ' | 'ð' => plain.push('d'),
                'ı' => plain.push('i'),
                'ς' => plain.push('σ'),
                other => plain.push(other),
            }
        }
    }
    // Korean letters come apart above; a syllable counts as one letter.
    ComposingNormalizerBorrowed::new_nfc()
        .normalize(&plain)
        .into_owned()
}

/// "Müller" and "Mueller" are one name, and so are "Sørensen" and "Soerensen".
fn without_umlauts(plain: &str) -> String {
    let mut letters = String::with_capacity(plain.len());
    for letter in plain.chars() {
        let follows_a_vowel = letters.ends_with(['a', 'o', 'u']);
        if !(letter == 'e' && follows_a_vowel) {
            letters.push(letter);
        }
    }
    letters
}

/// A word without the legal form that some languages write without a space before or after it.
fn without_attached(plain: &str) -> String {
    const ATTACHED: [&str; 8] = [
        "株式会社",
        "有限会社",
        "合同会社",
        "股份有限公司",
        "有限责任公司",
        "有限公司",
        "주식회사",
        "유한회사",
    ];
    ATTACHED
        .iter()
        .find_map(|form| plain.strip_suffix(form).or_else(|| plain.strip_prefix(form)))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(plain)
        .to_owned()
}

/// Whether a sign puts an accent on the letter before it.
fn is_accent(sign: char) -> bool {
    matches!(sign, '\u{300}'..='\u{36f}')
}

/// Signs that belong to a word without being letters: vowels and voicing of scripts other than the Latin one.
fn is_other_mark(sign: char) -> bool {
    matches!(sign, '\u{3099}' | '\u{309a}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::CoreName;

    fn letters(name: &str) -> String {
        CoreName::of(name).letters()
    }

    #[test]
    fn what_does_not_tell_two_names_apart_is_left_out() {
        for (one, other) in [
            ("Halden Brothers Ltd", "HALDEN BROTHERS LIMITED"),
            ("Halden Brothers", "  halden\u{a0}\tbrothers  "),
            ("Halden-Brothers, Inc.", "Halden Brothers"),
            ("Bright Water", "Brightwater"),
            ("Café Lumière", "Cafe Lumiere"),
            ("Cafe\u{301} Lumie\u{300}re", "CAFÉ LUMIÈRE"),
            ("Tarn & Vale", "Tarn and Vale"),
            ("Tarn + Vale", "Tarn und Vale"),
            ("O’Neil's Bar", "ONeils Bar"),
            ("Ｈａｌｄｅｎ", "Halden"),
            ("Hal\u{200b}den", "Halden"),
            ("Grünfeld Optik GmbH", "Gruenfeld Optik"),
            ("Sørensen & Søn ApS", "Soerensen Soen"),
            ("Straße 7", "STRASSE 7"),
            ("Łódź Piekarnia Sp. z o.o.", "Lodz Piekarnia"),
            ("ΦΆΡΟΣ", "φαρος"),
            ("みほん茶房株式会社", "みほん茶房"),
            ("㈱みほん茶房", "みほん茶房"),
        ] {
            assert_eq!(letters(one), letters(other), "{one} / {other}");
        }
    }

    #[test]
    fn what_tells_two_names_apart_stays() {
        for (one, other) in [
            ("Halden Brothers", "Halden Sisters"),
            ("Store 1", "Store 2"),
            ("ガラス", "カラス"),
            ("Android", "Roid"),
            ("And", "Und"),
            ("서울", "서을"),
            ("!!!", "???"),
        ] {
            assert_ne!(letters(one), letters(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_name_of_a_legal_form_or_of_signs_alone_stays_itself() {
        assert_eq!(letters("GmbH"), "gmbh");
        assert_eq!(letters("S.A."), "sa");
        assert_eq!(letters("Limited Company"), "limited");
        assert_eq!(letters("株式会社"), "株式会社");
        assert_eq!(letters(" +++ "), "+++");
        assert_eq!(letters(""), "");
    }

    #[test]
    fn a_syllable_counts_as_one_letter() {
        assert_eq!(letters("서울").chars().count(), 2);
    }

    #[test]
    fn words_in_another_order_are_told_from_other_words() {
        let sorted = |name| CoreName::of(name).sorted_letters();
        assert_eq!(sorted("Hotel Adler"), sorted("Adler Hotel GmbH"));
        assert_ne!(letters("Hotel Adler"), letters("Adler Hotel"));
    }
}
