//! What a person may type or paste, and what becomes of it.

use super::*;

fn parsed(text: &str) -> String {
    PortalAddress::parse(text).map_or_else(|error| format!("{error:?}"), |address| address.to_string())
}

#[test]
fn addresses_are_brought_to_one_form() {
    for (text, expected) in [
        ("https://portal.example.com", "https://portal.example.com"),
        (
            " HTTPS://Portal.Example.COM:443/ \n",
            "https://portal.example.com",
        ),
        (
            "https://portal.example.com:8443/API/",
            "https://portal.example.com:8443/API",
        ),
        (
            "https://portal.example.com/API/v2",
            "https://portal.example.com/API",
        ),
        (
            "https://portal.example.com/api/V2//",
            "https://portal.example.com/api",
        ),
        ("https://portal.example.com/v2", "https://portal.example.com"),
        (
            "https://portal.example.com/apiv2",
            "https://portal.example.com/apiv2",
        ),
        (
            "https://portal.example.com/v2/x",
            "https://portal.example.com/v2/x",
        ),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
    ] {
        assert_eq!(parsed(text), expected, "{text}");
    }
}

#[test]
fn addresses_that_lead_to_the_same_place_are_equal() {
    let parse = |text| PortalAddress::parse(text).unwrap();
    assert_eq!(
        parse("https://A.example:443/API/v2/"),
        parse("https://a.example/API")
    );
    assert_ne!(parse("https://a.example/API"), parse("https://a.example/api"));
}

#[test]
fn http_is_for_this_computer_alone() {
    for text in [
        "http://localhost:3000",
        "http://127.0.0.1",
        "http://127.8.9.1:80/x",
        "http://[::1]:3000",
    ] {
        assert!(
            PortalAddress::parse(text).is_ok_and(|address| address.is_loopback()),
            "{text}"
        );
    }
    for (text, host) in [
        ("http://portal.example.com/API", "portal.example.com"),
        ("http://localhost.example.com", "localhost.example.com"),
        ("http://192.168.1.1:8080", "192.168.1.1:8080"),
        ("http://128.0.0.1", "128.0.0.1"),
        ("http://[::2]", "[::2]"),
    ] {
        let error = AddressError::InsecureHttp {
            host: host.to_owned(),
        };
        assert_eq!(PortalAddress::parse(text), Err(error), "{text}");
    }
}

#[test]
fn what_is_no_address_is_refused_with_its_reason() {
    let unsupported = |scheme: &str| AddressError::UnsupportedScheme {
        scheme: scheme.to_owned(),
    };
    for (text, error) in [
        ("", AddressError::Empty),
        (" \t", AddressError::Empty),
        ("portal.example.com", AddressError::NoScheme),
        ("portal.example.com:8443/API", AddressError::NoScheme),
        ("localhost:3000", AddressError::NoScheme),
        ("://portal.example.com", AddressError::NoScheme),
        ("ftp://portal.example.com", unsupported("ftp")),
        ("FILE:///etc/passwd", unsupported("file")),
        ("https://", AddressError::NoHost),
        ("https:///API", AddressError::NoHost),
        ("https://:8443", AddressError::NoHost),
        ("https://anna:pw@portal.example.com", AddressError::HasUserInfo),
        ("https://@portal.example.com", AddressError::HasUserInfo),
        ("https://portal.example.com?x=1", AddressError::HasQuery),
        ("https://portal.example.com/API#top", AddressError::HasQuery),
        ("https:portal.example.com", AddressError::Malformed),
        ("https:/portal.example.com", AddressError::Malformed),
        ("https://por tal.example.com", AddressError::Malformed),
        ("https://portal.example.com\\API", AddressError::Malformed),
        ("https://portal.example.com:port", AddressError::Malformed),
        ("https://[::1", AddressError::Malformed),
        ("https://portal\u{0}.example.com", AddressError::Malformed),
    ] {
        assert_eq!(PortalAddress::parse(text), Err(error), "{text:?}");
    }
}

#[test]
fn the_api_is_looked_for_as_given_and_then_under_its_usual_names() {
    let of = |text: &str| -> Vec<String> {
        let address = PortalAddress::parse(text).unwrap();
        address.candidates().iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        of("https://a.example"),
        [
            "https://a.example",
            "https://a.example/API",
            "https://a.example/api"
        ]
    );
    assert_eq!(
        of("https://a.example/x")[1..],
        ["https://a.example/x/API", "https://a.example/x/api"]
    );
    assert_eq!(of("https://a.example/API/v2/"), ["https://a.example/API"]);
    assert_eq!(of("https://a.example/x/api"), ["https://a.example/x/api"]);
}

#[test]
fn an_address_tells_its_parts() {
    let address = PortalAddress::parse("https://a.example:8443/API").unwrap();
    assert_eq!(address.host(), "a.example:8443");
    assert_eq!(address.origin(), "https://a.example:8443");
    assert_eq!(address.path("/v2/user/me"), "/API/v2/user/me");
    let plain = PortalAddress::parse("http://localhost:80").unwrap();
    assert_eq!(
        (plain.host().as_str(), plain.origin().as_str()),
        ("localhost", "http://localhost")
    );
}
