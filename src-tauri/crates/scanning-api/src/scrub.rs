//! Taking secrets out of what a server said: some repeat what they were sent.

mod letters;

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

use self::letters::{Letter, Writing, letters};

pub use self::letters::{is_invisible, is_seen};

/// What stands where a secret stood.
pub const MASK: &str = "•••";

/// Secrets that may not appear in any words handed on; made by [`Credentials::into_scrub`](crate::Credentials::into_scrub).
#[derive(Clone, Default)]
pub struct Scrub {
    /// What is looked for in a text as it stands, and in what it stands for.
    sought: Arc<[(Writing, SecretString)]>,
}

impl Scrub {
    pub(crate) fn new(secrets: impl IntoIterator<Item = SecretString>) -> Self {
        // Shorter ones would blank out ordinary words; a one-time password has six digits.
        let long = |(_, secret): &(Writing, SecretString)| secret.expose_secret().len() >= 4;
        Self {
            sought: secrets
                .into_iter()
                .flat_map(|secret| forms(secret.expose_secret()))
                .filter(long)
                .collect(),
        }
    }

    /// `text` with every secret masked: as it is, with what nobody sees between its letters, and as JSON,
    /// a URL or HTML may write it.
    pub fn clean(&self, text: String) -> String {
        let mut found = self.find(&text);
        if found.is_empty() {
            return text;
        }
        found.sort_unstable();
        let mut cleaned = String::with_capacity(text.len());
        let mut at = 0;
        for (from, to) in found {
            // One that begins within the last is masked already, as far as that goes.
            if from >= at {
                cleaned.push_str(&text[at..from]);
                cleaned.push_str(MASK);
            }
            at = at.max(to);
        }
        cleaned.push_str(&text[at..]);
        cleaned
    }

    /// [`clean`](Self::clean) of a text that was cut, less what may be the beginning of a secret at its end.
    pub(crate) fn clean_cut(&self, text: String) -> String {
        let mut text = self.clean(text);
        if !self.sought.is_empty() {
            text.truncate(letters::end_of_whole(&text));
        }
        for (writing, secret) in self.sought.iter() {
            let letters = letters(&text, *writing);
            let secret: Vec<char> = secret.expose_secret().chars().collect();
            let longest = (1..secret.len())
                .rev()
                .filter(|length| *length <= letters.len())
                .map(|length| &letters[letters.len() - length..])
                .find(|end| is(end, &secret));
            if let Some(from) = longest.and_then(|end| Some(end.first()?.from)) {
                text.truncate(from);
            }
        }
        text
    }

    /// The places of all secrets, from byte to byte; some may overlap.
    fn find(&self, text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for writing in [Writing::Plain, Writing::Encoded] {
            let sought = || self.sought.iter().filter(|(of, _)| *of == writing);
            if sought().next().is_none() {
                continue;
            }
            let letters = letters(text, writing);
            for (_, secret) in sought() {
                let secret: Vec<char> = secret.expose_secret().chars().collect();
                let places = letters.windows(secret.len()).filter(|place| is(place, &secret));
                found.extend(places.filter_map(|place| Some((place.first()?.from, place.last()?.to))));
            }
        }
        found
    }
}

/// Whether these letters are the first of a secret, or all of it.
fn is(letters: &[Letter], secret: &[char]) -> bool {
    letters
        .iter()
        .zip(secret)
        .all(|(letter, sought)| letter.is == *sought)
}

/// A secret as it is, in small letters as a host's name has them, as JSON quotes it, and what is left when it is itself taken
/// for encoded.
fn forms(secret: &str) -> Vec<(Writing, SecretString)> {
    let read = |text: &str, writing| {
        let text: String = letters(text, writing).iter().map(|letter| letter.is).collect();
        SecretString::from(text)
    };
    let quoted = serde_json::Value::from(secret).to_string();
    let inner = quoted
        .strip_prefix('"')
        .and_then(|quoted| quoted.strip_suffix('"'));
    vec![
        (Writing::Plain, read(secret, Writing::Plain)),
        (Writing::Plain, read(&secret.to_lowercase(), Writing::Plain)),
        (Writing::Plain, read(inner.unwrap_or(secret), Writing::Plain)),
        (Writing::Encoded, read(secret, Writing::Plain)),
        (Writing::Encoded, read(secret, Writing::Encoded)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(secret: &str, text: &str) -> String {
        Scrub::new([secret.to_owned().into()]).clean(text.to_owned())
    }

    fn clean_cut(secret: &str, text: &str) -> String {
        Scrub::new([secret.to_owned().into()]).clean_cut(text.to_owned())
    }

    #[test]
    fn a_secret_is_masked_as_it_is_and_as_json_writes_it() {
        assert_eq!(clean("pass\"word", "pass\"word"), "•••");
        assert_eq!(
            clean("pass\"word", r#"{"sent":"pass\"word"}"#),
            r#"{"sent":"•••"}"#
        );
    }

    #[test]
    fn an_empty_secret_masks_nothing() {
        assert_eq!(clean("", "words"), "words");
    }

    #[test]
    fn a_secret_is_masked_however_it_is_written() {
        for text in [
            r"\u0068\u006F\u0073\u0074",
            r"h\u0001o\u200bs\tt",
            "%68%6f%73%74",
            "h%00o%E2%80%8Bst",
            "&#104;&#x6F;s&#x200b;t",
            "h\u{1}o\u{202e}s\u{200b}t",
            "h\u{fffd}o\u{ad}s\u{e0041}t",
        ] {
            assert_eq!(clean("host", &format!("a {text}: b")), "a •••: b", "{text}");
        }
    }

    #[test]
    fn a_secret_that_looks_encoded_is_masked_all_the_same() {
        for secret in ["a%41b", r"a\u0041b", "a&amp;b", r"a\\b", "\"ab\"", "a%41\"b"] {
            let quoted = serde_json::to_string(secret).unwrap();
            assert_eq!(clean(secret, secret), "•••", "{secret}");
            assert_eq!(clean(secret, &quoted), "\"•••\"", "{secret}");
        }
    }

    #[test]
    fn a_secret_with_signs_nobody_sees_and_beyond_ascii_is_masked() {
        assert_eq!(clean("a\u{200d}bcé", "<abcé> <abc%C3%A9>"), "<•••> <•••>");
        assert_eq!(clean("abc😀", r"<abc\ud83d\ude00>"), "<•••>");
    }

    #[test]
    fn secrets_that_overlap_are_masked_together() {
        assert_eq!(clean("abab", "xabababx"), "x•••x");
    }

    #[test]
    fn what_may_begin_a_secret_is_dropped_where_the_text_was_cut() {
        for cut in [
            "s",
            "secre",
            "s\u{1}e\u{1}cre",
            r"s\u0065cre",
            r"secr\u00",
            "secr%7",
        ] {
            assert_eq!(clean_cut("secret", &format!("words {cut}")), "words ", "{cut}");
        }
        assert_eq!(clean_cut("secret", "a secret word"), "a ••• word");
    }
}
