//! What of an organization was never shown. What a field held is told as known only where the portal has shown it, now or before;
//! else what is there later is nobody's change, and what was left out of an update for that reason was not sent.

use scanning_api::{OrganizationField, OrganizationFields};

/// Whether what a field held is not known. `seen` is what was shown, with what was shown before that for what is `unread` now;
/// none where nothing was.
pub(crate) fn is_unseen(
    field: OrganizationField,
    seen: Option<&OrganizationFields>,
    unread: &[OrganizationField],
) -> bool {
    seen.is_none_or(|seen| seen.get(field).is_empty() && unread.contains(&field))
}

/// Whether an update left a field out because of that: it is empty in what was `sent`, and was cleared by nobody.
pub(crate) fn is_left_out(
    field: OrganizationField,
    sent: &OrganizationFields,
    seen: Option<&OrganizationFields>,
    unread: &[OrganizationField],
) -> bool {
    sent.get(field).is_empty() && is_unseen(field, seen, unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CITY: OrganizationField = OrganizationField::City;

    fn city(city: &str) -> OrganizationFields {
        OrganizationFields {
            city: city.to_owned(),
            ..OrganizationFields::default()
        }
    }

    #[test]
    fn only_what_is_empty_and_was_never_shown_is_left_out() {
        let (empty, bath) = (city(""), city("Bath"));
        assert!(is_left_out(CITY, &empty, None, &[]), "nothing was shown");
        assert!(is_left_out(CITY, &empty, Some(&empty), &[CITY]));
        assert!(!is_left_out(CITY, &empty, Some(&empty), &[]), "it was empty");
        assert!(!is_left_out(CITY, &empty, Some(&bath), &[CITY]), "it is cleared");
        for seen in [None, Some(&empty), Some(&bath)] {
            assert!(!is_left_out(CITY, &bath, seen, &[CITY]), "it is filled in");
        }
    }
}
