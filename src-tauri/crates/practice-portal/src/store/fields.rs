//! The text fields of an organization: the 15 keys of the update page, and nothing else.

/// The keys of `PUT /v2/organizations/{id}`, as its seed page spells and orders them.
pub(crate) const KEYS: [&str; 15] = [
    "name",
    "company_name",
    "description",
    "address",
    "city",
    "state",
    "zipcode",
    "country",
    "phone",
    "website",
    "email",
    "contact_name",
    "contact_title",
    "contact_phone",
    "contact_email",
];

/// The keys shown in `attributes`; the rest are in `attributes.details`.
pub(crate) const TOP_LEVEL: [&str; 3] = ["name", "company_name", "description"];

/// What must be filled in for an organization's details to be complete. Inferred: the vendor names the mark,
/// `incomplete_details`, and not its rule.
const NEEDED: [&str; 10] = [
    "company_name",
    "address",
    "city",
    "zipcode",
    "country",
    "phone",
    "email",
    "contact_name",
    "contact_phone",
    "contact_email",
];

/// The values; a field that was never set has none, a cleared one has `""`.
#[derive(Clone, Default)]
pub(crate) struct Fields([Option<Box<str>>; KEYS.len()]);

impl Fields {
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0[position(key)?].as_deref()
    }

    /// Whether there is such a field.
    pub(crate) fn set(&mut self, key: &str, value: &str) -> bool {
        let Some(position) = position(key) else {
            return false;
        };
        self.0[position] = Some(value.into());
        true
    }

    /// Those that have been set, in the update page's order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        KEYS.iter()
            .zip(&self.0)
            .filter_map(|(key, value)| Some((*key, value.as_deref()?)))
    }

    pub(crate) fn incomplete(&self) -> bool {
        NEEDED
            .iter()
            .any(|key| self.get(key).unwrap_or_default().trim().is_empty())
    }
}

fn position(key: &str) -> Option<usize> {
    KEYS.iter().position(|known| *known == key)
}

#[cfg(test)]
mod tests {
    use super::Fields;

    #[test]
    fn a_cleared_field_is_kept_as_empty() {
        let mut fields = Fields::default();
        assert_eq!(fields.get("city"), None);
        assert!(fields.set("city", "Sampleton") && fields.set("city", ""));
        assert_eq!(fields.get("city"), Some(""));
        assert!(!fields.set("town", "Sampleton"));
    }

    #[test]
    fn details_are_incomplete_until_the_last_needed_field_is_filled() {
        let mut fields = Fields::default();
        for key in super::NEEDED {
            assert!(fields.incomplete(), "{key}");
            fields.set(key, "x");
        }
        assert!(!fields.incomplete());
        fields.set("phone", " ");
        assert!(fields.incomplete());
    }
}
