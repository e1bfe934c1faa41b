//! Who one is on a portal, and whether that is still the same.

use scanning_api::CurrentUser;

use crate::connections::IdentityView;

impl From<CurrentUser> for IdentityView {
    fn from(user: CurrentUser) -> Self {
        let (partner, partner_id) = match user.organization {
            Some(organization) => (Some(organization.name), organization.id),
            None => (None, None),
        };
        Self {
            id: user.id,
            username: user.username,
            email: user.email,
            role: user.role,
            partner,
            partner_id,
        }
    }
}

impl IdentityView {
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
    fn without_ids_the_names_decide() {
        let before = identity(None, "m.keller", None, "Halden");
        assert!(before.is_same_as(&identity(Some("7"), "m.keller", None, "Halden")));
        assert!(!before.is_same_as(&identity(None, "a.other", None, "Halden")));
    }
}
