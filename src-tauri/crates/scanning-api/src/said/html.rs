//! The words in a page that a proxy or web server sent instead of an answer.

/// An HTML page's title, else its first text; of anything else, the text itself.
///
/// JSON that was cut off is no words for anybody.
pub(super) fn or_plain(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{FEFF}').trim();
    if text.starts_with(['{', '[']) {
        return None;
    }
    let found = if text.starts_with('<') {
        title(text).or_else(|| first_text(text))
    } else {
        Some(text.to_owned())
    };
    found
        .map(|text| decoded(text.trim()))
        .filter(|text| !text.is_empty())
}

fn title(page: &str) -> Option<String> {
    // ASCII only, so that places in the one are places in the other.
    let lower = page.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    Some(page[start..end].to_owned()).filter(|title| !title.trim().is_empty())
}

/// The first text between two tags that is not in a script, a style or a comment.
fn first_text(page: &str) -> Option<String> {
    const HIDDEN: [(&str, &str); 3] = [("<script", "</script"), ("<style", "</style"), ("<!--", "--")];
    let lower = page.to_ascii_lowercase();
    let find = |what: char, from: usize| lower[from..].find(what).map(|at| from + at);
    let mut at = 0;
    loop {
        let open = find('<', at)?;
        let hidden = HIDDEN.iter().find(|(begin, _)| lower[open..].starts_with(begin));
        let last_tag = match hidden {
            Some((begin, end)) => open + begin.len() + lower[open + begin.len()..].find(end)?,
            None => open,
        };
        let start = find('>', last_tag)? + 1;
        let end = find('<', start).unwrap_or(page.len());
        if !page[start..end].trim().is_empty() {
            return Some(page[start..end].to_owned());
        }
        at = start;
    }
}

/// The few entities such pages use.
fn decoded(text: &str) -> String {
    const ENTITIES: [(&str, &str); 7] = [
        ("&nbsp;", " "),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ];
    ENTITIES.iter().fold(text.to_owned(), |text, (entity, plain)| {
        text.replace(entity, plain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_title() {
        let page = "<!DOCTYPE html><html><head><TITLE lang=en>502 Bad &amp; Gateway</TITLE></head></html>";
        assert_eq!(or_plain(page).as_deref(), Some("502 Bad & Gateway"));
    }

    #[test]
    fn a_page_without_a_title_is_known_by_its_first_text_that_is_no_script() {
        let page = "<html><!-- <b>no</b> --><title> </title><script>var x = '<b>no</b>';</script>\
                    <style>p{}</style><h1>Sign in</h1>";
        assert_eq!(or_plain(page).as_deref(), Some("Sign in"));
    }

    #[test]
    fn broken_markup_says_nothing() {
        for page in [
            "<",
            "<title",
            "<title>",
            "<script",
            "<script>x",
            "<b><",
            "<a>",
            "<!--",
            "<!-->",
        ] {
            assert_eq!(or_plain(page), None, "{page}");
        }
    }

    #[test]
    fn plain_text_is_its_own_words() {
        assert_eq!(
            or_plain(" upstream timed out\n").as_deref(),
            Some("upstream timed out")
        );
        assert_eq!(or_plain("  "), None);
    }

    #[test]
    fn json_that_was_cut_off_says_nothing() {
        assert_eq!(or_plain(r#"{"message":"half a w"#), None);
    }
}
