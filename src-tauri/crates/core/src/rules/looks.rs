//! What looks wrong in a mail address, a web address or a phone number. Never in the way: the API takes any string.

use scanning_api::OrganizationField;

/// What looks wrong about a field's value, as a sentence; none where nothing does, or where it is empty.
pub(super) fn wrong(field: OrganizationField, value: &str) -> Option<&'static str> {
    let value = value.trim();
    if value.is_empty() {
        return None;
    }
    match field {
        OrganizationField::Email | OrganizationField::ContactEmail => mail(value),
        OrganizationField::Website => web(value),
        OrganizationField::Phone | OrganizationField::ContactPhone => phone(value),
        _ => None,
    }
}

fn mail(value: &str) -> Option<&'static str> {
    let Some((local, domain)) = value.rsplit_once('@') else {
        return Some("No @ as in name@company.com. Sent as it is.");
    };
    if local.is_empty() || local.contains('@') || value.contains(char::is_whitespace) || domain.is_empty() {
        return Some("This does not look like a mail address. Sent as it is.");
    }
    (!has_ending(domain)).then_some("No ending such as .com. Sent as it is.")
}

fn web(value: &str) -> Option<&'static str> {
    let lower = value.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"))
        .unwrap_or(&lower);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    if rest.contains("://") || value.contains(char::is_whitespace) || host.contains('@') {
        return Some("This does not look like a web address. Sent as it is.");
    }
    (!has_ending(host)).then_some("No ending such as .com. Sent as it is.")
}

fn phone(value: &str) -> Option<&'static str> {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let extension = value.to_ascii_lowercase();
    let rest = extension.split("ext").next().unwrap_or_default();
    let odd = rest
        .chars()
        .any(|c| !(c.is_ascii_digit() || c.is_whitespace() || "+()-./#x".contains(c)));
    (odd || !(5..=20).contains(&digits)).then_some("This does not look like a phone number. Sent as it is.")
}

fn has_ending(domain: &str) -> bool {
    domain
        .trim_end_matches('.')
        .rsplit_once('.')
        .is_some_and(|(name, ending)| {
            !name.is_empty() && !name.starts_with('.') && ending.chars().count() >= 2
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_values_look_right() {
        for (field, value) in [
            (OrganizationField::Email, "imogen.hale@brightwater.example"),
            (OrganizationField::ContactEmail, "o'neil+pci@mail.co.uk"),
            (
                OrganizationField::Website,
                "https://www.kestrel-freight.example/nl?x=1",
            ),
            (OrganizationField::Website, "bücher.example"),
            (OrganizationField::Phone, "+31 10 555 0142"),
            (OrganizationField::ContactPhone, "(555) 010-4477 ext. 12"),
            (OrganizationField::Country, "anything @ all"),
            (OrganizationField::Email, "  "),
        ] {
            assert_eq!(wrong(field, value), None, "{value}");
        }
    }

    #[test]
    fn values_that_look_wrong_are_named() {
        for (field, value) in [
            (OrganizationField::Email, "imogen.hale@brightwater"),
            (OrganizationField::Email, "imogen"),
            (OrganizationField::ContactEmail, "a b@c.example"),
            (OrganizationField::ContactEmail, "@c.example"),
            (OrganizationField::Website, "brightwater"),
            (OrganizationField::Website, "ftp://x.example"),
            (OrganizationField::Website, "me@brightwater.example"),
            (OrganizationField::Phone, "n/a"),
            (OrganizationField::ContactPhone, "12"),
        ] {
            assert!(wrong(field, value).is_some(), "{value}");
        }
    }
}
