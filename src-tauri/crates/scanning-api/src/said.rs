//! What a server said, in its own words, whatever shape it said them in.

mod error;
mod html;
mod words;

use std::fmt;

use crate::json;
use crate::scrub::{Scrub, is_invisible};

pub(crate) use self::error::tells_of_error;

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
    /// Reads a body, of which some may be missing. Its content type is not asked: servers and proxies
    /// mislabel error pages.
    pub(crate) fn read(body: &[u8], is_whole: bool, scrub: &Scrub) -> Said {
        if body.trim_ascii().is_empty() {
            return Said::default();
        }
        let beginning = &body[..body.len().min(MAX_LOOKED_AT)];
        let is_whole = is_whole && beginning.len() == body.len();
        let raw = shown(&String::from_utf8_lossy(beginning), is_whole, scrub);
        let said = match json::parse(body) {
            Some(value) => words::of(&value),
            None => Said {
                message: html::or_plain(&raw),
                ..Said::default()
            },
        };
        let line = |text: String, max| {
            let is_whole = text.len() <= MAX_LOOKED_AT;
            let text = &text[..text.floor_char_boundary(MAX_LOOKED_AT)];
            // Once more on one line: a secret may have a space where the text had another break.
            let line = scrub.clean(one_line(&shown(text, is_whole, scrub)));
            bounded(&line, max)
        };
        let keep = |field: FieldSaid| FieldSaid {
            field: line(field.field, MAX_FIELD),
            words: line(field.words, MAX_WORDS),
        };
        let message = said.message.map(|text| line(text, MAX_WORDS));
        Said {
            message: message.filter(|text| !text.is_empty()),
            fields: said.fields.into_iter().take(MAX_FIELDS).map(keep).collect(),
            raw: Some(bounded(&raw, MAX_RAW)),
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
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without secrets, nor half a one at a cut, and then without what could garble a screen or a log; line
/// breaks and tabs stay.
fn shown(text: &str, is_whole: bool, scrub: &Scrub) -> String {
    let text = if is_whole {
        scrub.clean(text.to_owned())
    } else {
        scrub.clean_cut(text.to_owned())
    };
    let garbles = |c: &char| (c.is_control() && !matches!(c, '\n' | '\t')) || is_invisible(*c);
    text.chars().filter(|c| !garbles(c)).collect()
}
