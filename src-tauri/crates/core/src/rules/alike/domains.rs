//! The domain of a website and of a mail address: what somebody registered, such as `example.co.uk`, below a suffix under which
//! anybody may register (the public suffix list). A domain that many share tells nothing, and is none.

use std::collections::BTreeSet;

use url::{Host, Url};

use super::shared_domains::{has_many_mailboxes, has_many_pages};

/// Longer is no address: a URL has 2,000 letters at most where it is meant to work.
const MOST_LETTERS: usize = 2_000;

/// The domain of a website, written as a URL or as a host alone. In small letters; one with letters beyond ASCII in punycode.
pub(crate) fn website_domain(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    let rest = ["https://", "http://"]
        .iter()
        .find(|scheme| lower.starts_with(**scheme))
        .map_or(text, |scheme| &text[scheme.len()..]);
    registrable(rest.trim_start_matches('/')).filter(|domain| !has_many_pages(domain))
}

/// The domains of the mail addresses in a text: there may be several, and a name beside each.
pub(crate) fn mail_domains(text: &str) -> BTreeSet<String> {
    if text.len() > MOST_LETTERS {
        return BTreeSet::new();
    }
    text.split([',', ';'])
        .filter_map(|address| address.rsplit_once('@'))
        .filter_map(|(_, domain)| registrable(domain.trim_end().trim_end_matches('>')))
        .filter(|domain| !has_many_mailboxes(domain))
        .collect()
}

/// The domain somebody registered, of a host with a port and a path perhaps. None of a suffix alone, nor of a number.
fn registrable(rest: &str) -> Option<String> {
    if rest.is_empty() || rest.len() > MOST_LETTERS || rest.contains(char::is_whitespace) {
        return None;
    }
    // The URL's own rules put the host into small letters and punycode, and tell it from what is around it.
    let url = Url::parse(&format!("https://{rest}")).ok()?;
    let Some(Host::Domain(host)) = url.host() else {
        return None;
    };
    let host = host.trim_end_matches('.');
    let domain = psl2::lookup(host)?.registrable_domain()?;
    Some(domain.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_website_has_the_same_domain_however_it_is_written() {
        for text in [
            "halden.example",
            "www.halden.example",
            " https://www.halden.example/de/kontakt?x=1#top ",
            "HTTP://HALDEN.EXAMPLE",
            "https://halden.example:8443",
            "halden.example/",
            "halden.example.",
            "//halden.example",
            "https://shop.halden.example/basket",
        ] {
            assert_eq!(website_domain(text).as_deref(), Some("halden.example"), "{text}");
        }
    }

    #[test]
    fn what_is_registered_depends_on_the_suffix() {
        for (text, domain) in [
            ("www.example.co.uk", Some("example.co.uk")),
            ("https://other.co.uk", Some("other.co.uk")),
            ("co.uk", None),
            ("shop.halden.com.au", Some("halden.com.au")),
            ("halden.github.io", Some("halden.github.io")),
            (
                "haldenbrothers.wixsite.com/home",
                Some("haldenbrothers.wixsite.com"),
            ),
            ("bücher.example", Some("xn--bcher-kva.example")),
            ("XN--BCHER-KVA.example", Some("xn--bcher-kva.example")),
            ("食狮.公司.cn", Some("xn--85x722f.xn--55qx5d.cn")),
        ] {
            assert_eq!(website_domain(text).as_deref(), domain, "{text}");
        }
    }

    #[test]
    fn what_is_no_domain_is_none() {
        for text in [
            "",
            " ",
            "n/a",
            "halden",
            "localhost",
            "192.168.0.1",
            "https://[::1]/",
            "none yet",
            "https://",
            "ftp://halden.example",
        ] {
            assert_eq!(website_domain(text), None, "{text}");
        }
        assert_eq!(website_domain(&"a".repeat(3_000)), None);
    }

    #[test]
    fn a_page_on_a_host_that_many_share_tells_nothing() {
        for text in [
            "facebook.com/haldenbrothers",
            "https://www.linkedin.com/company/halden",
            "de.linkedin.com/x",
        ] {
            assert_eq!(website_domain(text), None, "{text}");
        }
    }

    #[test]
    fn a_mail_address_has_the_domain_after_its_last_at() {
        for (text, domains) in [
            ("a.halden@halden.example", &["halden.example"][..]),
            ("A <a@MAIL.Halden.example>", &["halden.example"]),
            (
                "a@halden.example; b@tarn.example",
                &["halden.example", "tarn.example"],
            ),
            ("\"a@b\"@halden.co.uk", &["halden.co.uk"]),
            ("halden.example", &[]),
            ("a@", &[]),
            ("", &[]),
        ] {
            assert_eq!(
                mail_domains(text).into_iter().collect::<Vec<_>>(),
                domains,
                "{text}"
            );
        }
    }

    #[test]
    fn a_free_mailbox_tells_nothing() {
        for text in [
            "halden@gmail.com",
            "halden@yahoo.co.uk",
            "a@GMX.at, b@web.de",
            "x@mail.ru",
        ] {
            assert!(mail_domains(text).is_empty(), "{text}");
        }
    }
}
