//! What a server said, in its own words, whatever shape it said them in.

mod html;
mod words;

use std::fmt;

use crate::json;
use crate::scrub::Scrub;

/// A server's own words. Secrets are masked, control characters dropped, and every length is bounded.
///
/// `Debug` leaves the raw text out, which may hold a customer's data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// What it said about the request as a whole; 500 characters at most.
    pub message: Option<String>,
    /// What it said about single fields; 50 at most.
    pub fields: Vec<FieldSaid>,
    /// The beginning of the body as text: 4 kB at most. `None` when there was none.
    pub raw: Option<String>,
}

/// What a server said about one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSaid {
    /// The field's key, such as `company_name`, or a path, such as `plans.0.plan`.
    pub field: String,
    /// The words about it; several are joined by `; `.
    pub words: String,
}

/// What is no JSON is looked at no further than this.
const MAX_LOOKED_AT: usize = 64 * 1024;
const MAX_RAW: usize = 4 * 1024;
const MAX_WORDS: usize = 500;
const MAX_FIELD: usize = 100;
const MAX_FIELDS: usize = 50;

impl Said {
    /// Reads a body. Its content type is not asked: servers and proxies mislabel error pages.
    pub(crate) fn read(body: &[u8], scrub: &Scrub) -> Said {
        if body.trim_ascii().is_empty() {
            return Said::default();
        }
        let beginning = &body[..body.len().min(MAX_LOOKED_AT)];
        let said = match json::parse(body) {
            Some(value) => words::of(&value),
            None => Said {
                message: html::or_plain(&String::from_utf8_lossy(beginning)),
                ..Said::default()
            },
        };
        // Cleaned before it is cut, so that no half of a secret is left at the end.
        let raw = scrub.clean(String::from_utf8_lossy(beginning).into_owned());
        let keep = |field: FieldSaid| FieldSaid {
            field: bounded(&one_line(&scrub.clean(field.field)), MAX_FIELD),
            words: bounded(&one_line(&scrub.clean(field.words)), MAX_WORDS),
        };
        let message = said
            .message
            .map(|text| bounded(&one_line(&scrub.clean(text)), MAX_WORDS));
        Said {
            message: message.filter(|text| !text.is_empty()),
            fields: said.fields.into_iter().take(MAX_FIELDS).map(keep).collect(),
            raw: Some(bounded(&without_controls(&raw), MAX_RAW)),
        }
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Said")
            .field("message", &self.message)
            .field("fields", &self.fields)
            .field(
                "raw",
                &self.raw.as_ref().map(|raw| format!("{} bytes", raw.len())),
            )
            .finish()
    }
}

/// At most `max` bytes, cut between characters.
fn bounded(text: &str, max: usize) -> String {
    text[..text.floor_char_boundary(max)].to_owned()
}

fn one_line(text: &str) -> String {
    without_controls(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Without what could garble a screen or a log; line breaks and tabs stay.
fn without_controls(text: &str) -> String {
    let garbles = |c: &char| c.is_control() && !matches!(c, '\n' | '\t');
    // These turn the direction of the text that follows.
    let turns =
        |c: &char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !garbles(c) && !turns(c)).collect()
}
