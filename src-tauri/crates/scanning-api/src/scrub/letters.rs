//! The letters a text consists of, with the place of each: what nobody sees is left out.

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// As it stands.
    Plain,
    /// With the escapes of JSON, of URLs and of HTML resolved.
    Encoded,
}

/// One letter of a text.
pub(super) struct Letter {
    pub(super) is: char,
    /// Where it begins, in bytes.
    pub(super) from: usize,
    /// Where it ends, in bytes.
    pub(super) to: usize,
}

/// No escape that is resolved is longer, in bytes.
const LONGEST_ESCAPE: usize = 12;

/// The letters of a text, without control characters and what else nobody sees.
pub(super) fn letters(text: &str, writing: Writing) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    let mut rest = text.chars();
    loop {
        let from = text.len() - rest.as_str().len();
        let escape = match writing {
            Writing::Plain => None,
            Writing::Encoded => escape(rest.as_str()),
        };
        let Some(plain) = rest.next() else {
            return letters;
        };
        let (is, length) = escape.unwrap_or((plain, plain.len_utf8()));
        let to = from + length;
        rest = text[to..].chars();
        // What is no character at all stands for bytes that were none.
        if !(is.is_control() || is_invisible(is) || is == char::REPLACEMENT_CHARACTER) {
            letters.push(Letter { is, from, to });
        }
    }
}

/// Where a text ends that was cut, less an escape that was cut with it.
pub(super) fn end_of_whole(text: &str) -> usize {
    let last = text.floor_char_boundary(text.len().saturating_sub(LONGEST_ESCAPE));
    let mut begins = text[last..].match_indices(['\\', '%', '&']);
    begins
        .find(|(at, _)| escape(&text[last + at..]).is_none())
        .map_or(text.len(), |(at, _)| last + at)
}

/// Whether a character is seen: white space, controls and those that [take no room](is_invisible) are not.
pub fn is_seen(c: char) -> bool {
    !(c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// Characters that take no room, or turn the direction of those that follow (Unicode's default ignorables).
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The character an escape at the beginning stands for, and the escape's length.
fn escape(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().first()? {
        b'\\' => of_json(text),
        b'%' => of_url(text),
        b'&' => of_html(text),
        _ => None,
    }
}

fn of_json(text: &str) -> Option<(char, usize)> {
    let short = match text.as_bytes().get(1)? {
        b'u' => {
            let unit = |at: usize| {
                let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
                u16::from_str_radix(digits, 16).ok()
            };
            let first = unit(0)?;
            let pair = [first, unit(6).unwrap_or_default()];
            let is = char::decode_utf16(pair).next()?.ok()?;
            return Some((is, 6 * is.len_utf16()));
        }
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        same @ (b'"' | b'\\' | b'/') => char::from(*same),
        _ => return None,
    };
    Some((short, 2))
}

fn of_url(text: &str) -> Option<(char, usize)> {
    let byte = |at: usize| {
        let digits = text.get(at..)?.strip_prefix('%')?.get(..2)?;
        u8::from_str_radix(digits, 16).ok()
    };
    let mut bytes = [0; 4];
    for at in 0..bytes.len() {
        bytes[at] = byte(3 * at)?;
        let is = std::str::from_utf8(&bytes[..=at])
            .ok()
            .and_then(|text| text.chars().next());
        if let Some(is) = is {
            return Some((is, 3 * (at + 1)));
        }
    }
    None
}

fn of_html(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(LONGEST_ESCAPE).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let is = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "shy" => '\u{AD}',
        "zwnj" => '\u{200C}',
        "zwj" => '\u{200D}',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((is, end + 1))
}
