//! Who one is on a portal, and whether that is still the same.

use scanning_api::{Credentials, CurrentUser, MASK, Scrub, is_invisible};

use crate::connections::IdentityView;

/// Characters of a value that are kept. No bound is documented, and an answer may have 8 MiB.
const LONGEST: usize = 200;

/// Who one is with these credentials, as it may be kept and shown: short, in visible characters, and without them.
pub(crate) fn identity(user: CurrentUser, credentials: &Credentials) -> IdentityView {
    identity_without(user, &credentials.clone().into_scrub())
}

/// The same, with what takes the credentials out.
pub(crate) fn identity_without(user: CurrentUser, scrub: &Scrub) -> IdentityView {
    let (partner, partner_id) = match user.organization {
        Some(organization) => (Some(organization.name), organization.id),
        None => (None, None),
    };
    IdentityView {
        id: user.id,
        username: user.username,
        email: user.email,
        role: user.role,
        partner,
        partner_id,
    }
    .without(scrub)
}

impl IdentityView {
    /// The same, as it may be kept and shown. What is clean already stays as it is, so that what was kept can be
    /// compared with what is answered now.
    pub(crate) fn cleaned(self, credentials: &Credentials) -> Self {
        self.without(&credentials.clone().into_scrub())
    }

    fn without(self, scrub: &Scrub) -> Self {
        let clean = |text: String| clean(&text, scrub);
        let some = |text: Option<String>| text.map(clean).filter(|text| !text.is_empty());
        // What a secret was taken out of tells nobody from anybody else.
        let id = |text: Option<String>| some(text).filter(|text| !text.contains(MASK));
        Self {
            id: id(self.id),
            username: clean(self.username),
            email: some(self.email),
            role: some(self.role),
            partner: some(self.partner),
            partner_id: id(self.partner_id),
        }
    }

    /// Whether both are the same user of the same partner. Ids decide where both have one; names where not.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        same(
            self.id.as_ref(),
            other.id.as_ref(),
            Some(&self.username),
            Some(&other.username),
        ) && same(
            self.partner_id.as_ref(),
            other.partner_id.as_ref(),
            self.partner.as_ref(),
            other.partner.as_ref(),
        )
    }

    /// The same, by ids alone: names may be the same of different people on different portals.
    pub(crate) fn is_surely(&self, other: &Self) -> bool {
        let have_ids = self.id.is_some() && self.partner_id.is_some();
        have_ids && self.id == other.id && self.partner_id == other.partner_id
    }
}

/// Masked once nothing invisible is between its letters any more, and before it is cut, so that no part of a secret is
/// left.
fn clean(text: &str, scrub: &Scrub) -> String {
    scrub.clean(visible(text)).trim().chars().take(LONGEST).collect()
}

/// Without what is not seen: control characters, separators of lines, and those that turn the direction of a text or have
/// no width.
fn visible(text: &str) -> String {
    let unseen = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') || is_invisible(c);
    text.chars().filter(|c| !unseen(*c)).collect()
}

fn same<T: PartialEq>(
    id: Option<&T>,
    other_id: Option<&T>,
    name: Option<&T>,
    other_name: Option<&T>,
) -> bool {
    match (id, other_id) {
        (Some(id), Some(other)) => id == other,
        _ => name == other_name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity(id: Option<&str>, username: &str, partner_id: Option<&str>, partner: &str) -> IdentityView {
        IdentityView {
            id: id.map(str::to_owned),
            username: username.to_owned(),
            email: None,
            role: None,
            partner: Some(partner.to_owned()),
            partner_id: partner_id.map(str::to_owned),
        }
    }

    fn cleaned(user_token: &str, username: &str, id: Option<&str>) -> IdentityView {
        let credentials = Credentials {
            user_token: user_token.into(),
            api_key: Some("key-of-halden".into()),
            scheme: scanning_api::AuthScheme::Basic,
        };
        identity(id, username, None, "Halden").cleaned(&credentials)
    }

    #[test]
    fn a_secret_is_masked_whatever_stands_between_its_letters() {
        for between in ["", "\u{1}", "\u{0}", "\u{202e}", "\u{200b}", "\u{feff}", "\n"] {
            let spread: String = "token-of-halden"
                .chars()
                .flat_map(|letter| std::iter::once(letter).chain(between.chars()))
                .collect();
            let username = cleaned("token-of-halden", &format!("I am {spread}!"), None).username;
            assert_eq!(username, "I am •••!", "{between:?}");
        }
        assert_eq!(cleaned("halden", "key-of-halden", None).username, "•••");
    }

    #[test]
    fn no_part_of_a_secret_is_left_where_a_value_is_cut() {
        let username = cleaned("token-of-halden", &("x".repeat(190) + "token-of-halden"), None).username;
        assert_eq!(username, "x".repeat(190) + "•••");
    }

    #[test]
    fn an_id_that_holds_a_secret_tells_nobody_from_anybody_else() {
        let before = cleaned("token-of-halden", "m.keller", Some("token-of-halden"));
        let other = cleaned("another-token", "a.other", Some("another-token"));
        assert!(!before.is_same_as(&other));
    }

    #[test]
    fn a_renamed_user_with_the_same_ids_is_the_same() {
        let before = identity(Some("7"), "m.keller", Some("p1"), "Halden");
        assert!(before.is_same_as(&identity(Some("7"), "m.meier", Some("p1"), "Halden Secure")));
    }

    #[test]
    fn the_same_user_under_another_partner_is_another_identity() {
        let before = identity(Some("7"), "m.keller", Some("p1"), "Halden");
        assert!(!before.is_same_as(&identity(Some("7"), "m.keller", Some("p2"), "Halden")));
    }

    #[test]
    fn who_is_surely_the_same_has_the_same_ids() {
        let keller = identity(Some("7"), "m.keller", Some("p1"), "Halden");
        assert!(keller.is_surely(&identity(Some("7"), "m.meier", Some("p1"), "Halden Secure")));
        for other in [
            (Some("8"), Some("p1")),
            (Some("7"), Some("p2")),
            (None, Some("p1")),
        ] {
            assert!(
                !keller.is_surely(&identity(other.0, "m.keller", other.1, "Halden")),
                "{other:?}"
            );
        }
        for unknown in [(None, Some("p1")), (Some("7"), None), (None, None)] {
            let unknown = identity(unknown.0, "m.keller", unknown.1, "Halden");
            assert!(!unknown.is_surely(&unknown), "{unknown:?}");
        }
    }

    #[test]
    fn without_ids_the_names_decide() {
        let before = identity(None, "m.keller", None, "Halden");
        assert!(before.is_same_as(&identity(Some("7"), "m.keller", None, "Halden")));
        assert!(!before.is_same_as(&identity(None, "a.other", None, "Halden")));
    }
}
