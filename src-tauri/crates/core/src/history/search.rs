//! What was typed, as a question to the index of words. Everything typed is data: quotes, brackets and the words of FTS5's own
//! language are looked for as they are.

use scanning_api::OrganizationId;

/// Characters of what was typed that are looked at.
const LONGEST: usize = 300;
/// Words of it that are looked for.
const MOST_WORDS: usize = 24;

/// A question to the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Search(String);

impl Search {
    /// The question for what was typed; none where no letter and no digit was. Each word has to be there, or one that begins with
    /// it. What is written together (an address, a host, an id, a plan code) is looked for together.
    pub(crate) fn of(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(LONGEST).collect();
        let words = typed.split(|letter: char| letter.is_whitespace() || letter.is_control());
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        let asked: Vec<_> = words.take(MOST_WORDS).map(asked).collect();
        (!asked.is_empty()).then(|| Self(asked.join(" AND ")))
    }

    /// As FTS5 reads it.
    pub(crate) fn matching(&self) -> &str {
        &self.0
    }
}

/// One word, quoted. An id is looked for as it was noted, however it was pasted.
fn asked(word: &str) -> String {
    let id = word.parse::<OrganizationId>().ok().map(|id| id.to_string());
    format!("\"{}\"*", id.as_deref().unwrap_or(word).replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::Search;

    fn asked(typed: &str) -> String {
        Search::of(typed).map(|search| search.0).unwrap_or_default()
    }

    #[test]
    fn words_are_beginnings_and_all_have_to_be_there() {
        assert_eq!(asked("  kestrel\tZIP "), r#""kestrel"* AND "ZIP"*"#);
        assert_eq!(asked("k"), r#""k"*"#);
    }

    #[test]
    fn what_fts5_has_a_meaning_for_is_data() {
        assert_eq!(asked(r#"a" OR b"#), r#""a"""* AND "OR"* AND "b"*"#);
        assert_eq!(
            asked("name:x* (y) ^z NOT"),
            r#""name:x*"* AND "(y)"* AND "^z"* AND "NOT"*"#
        );
        assert_eq!(asked("a\u{0}b"), r#""a"* AND "b"*"#);
    }

    #[test]
    fn signs_alone_ask_for_nothing() {
        for nothing in ["", "  ", "-", "& @ \"", "**"] {
            assert_eq!(Search::of(nothing), None, "{nothing}");
        }
        assert_eq!(asked("Tarn & Vale"), r#""Tarn"* AND "Vale"*"#);
    }

    #[test]
    fn an_id_is_looked_for_as_it_was_noted() {
        let noted = r#""5d702bf8-e908-41df-92de-feea0acf2f4e"*"#;
        assert_eq!(asked("5D702BF8-E908-41DF-92DE-FEEA0ACF2F4E"), noted);
        assert_eq!(asked("5d702bf8e90841df92defeea0acf2f4e"), noted);
    }
}
