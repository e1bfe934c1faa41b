//! The rules of the edit form.

use scanning_api::{OrganizationField, OrganizationFields};

use super::looks;
use crate::finding::Finding;
use crate::organizations::UpdateFindings;

/// What the rules say about a form of changes. `base` is what was loaded; none where the portal did not let it be read. `before` is
/// what the portal held before the update that is undone; none where none is.
pub(crate) fn check_update(
    base: Option<&OrganizationFields>,
    before: Option<&OrganizationFields>,
    mine: &OrganizationFields,
) -> UpdateFindings {
    let settled = settled(base, before, mine);
    let problems = OrganizationField::ALL
        .into_iter()
        // What was loaded may be white space alone, which a portal takes for nothing.
        .filter(|field| settled.get(*field).trim().is_empty())
        .filter_map(|field| Some(Finding::at(field.key(), needed(field)?)))
        .collect();
    let changed: Vec<_> = OrganizationField::ALL
        .into_iter()
        .filter(|field| base.map_or("", |base| base.get(*field)) != settled.get(*field))
        .collect();
    let warnings = changed
        .iter()
        .filter_map(|field| {
            looks::wrong(*field, settled.get(*field)).map(|words| Finding::at(field.key(), words))
        })
        .collect();
    UpdateFindings {
        problems,
        warnings,
        changed,
    }
}

/// Whether an update needs a value in this field (seed page of update).
pub fn is_required(field: OrganizationField) -> bool {
    needed(field).is_some()
}

/// What is said where a field that an update needs is empty.
fn needed(field: OrganizationField) -> Option<&'static str> {
    match field {
        OrganizationField::Name => Some("Enter the organization name."),
        OrganizationField::CompanyName => {
            Some("Enter the company name. The portal needs it for every update.")
        }
        _ => None,
    }
}

/// The form's values as they are sent: what was typed loses the white space around it. What the portal holds, or held before the
/// update that is undone, was typed by nobody here: it stays to the letter, even where it has some.
pub(crate) fn settled(
    base: Option<&OrganizationFields>,
    before: Option<&OrganizationFields>,
    mine: &OrganizationFields,
) -> OrganizationFields {
    let mut settled = OrganizationFields::default();
    for field in OrganizationField::ALL {
        let (typed, loaded) = (mine.get(field), base.map_or("", |base| base.get(field)));
        let is_put_back = before.is_some_and(|before| before.get(field) == typed);
        let kept = if is_put_back {
            typed
        } else if typed.trim() == loaded.trim() {
            loaded
        } else {
            typed.trim()
        };
        settled.set(field, kept.to_owned());
    }
    settled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> OrganizationFields {
        OrganizationFields {
            name: "Kestrel Freight".to_owned(),
            company_name: "Kestrel Freight B.V.".to_owned(),
            city: " Rotterdam ".to_owned(),
            ..OrganizationFields::default()
        }
    }

    #[test]
    fn both_names_are_required() {
        let findings = check_update(Some(&base()), None, &OrganizationFields::default());
        let fields: Vec<_> = findings
            .problems
            .iter()
            .filter_map(|problem| problem.field.as_deref())
            .collect();
        assert_eq!(fields, ["name", "company_name"]);
    }

    #[test]
    fn a_company_name_that_the_portal_holds_as_white_space_is_asked_for_at_its_field() {
        let blank = OrganizationFields {
            company_name: " ".to_owned(),
            ..base()
        };
        let findings = check_update(Some(&blank), None, &blank);
        assert_eq!(findings.problems.len(), 1);
        assert_eq!(findings.problems[0].field.as_deref(), Some("company_name"));
    }

    #[test]
    fn a_form_as_it_was_loaded_changes_nothing_not_even_white_space() {
        let findings = check_update(Some(&base()), None, &base());
        assert!(findings.changed.is_empty());
        assert_eq!(settled(Some(&base()), None, &base()).city, " Rotterdam ");
    }

    #[test]
    fn white_space_alone_is_no_change() {
        let mine = OrganizationFields {
            city: "Rotterdam".to_owned(),
            ..base()
        };
        assert!(check_update(Some(&base()), None, &mine).changed.is_empty());
    }

    #[test]
    fn what_an_undo_puts_back_is_what_was_there_to_the_letter_and_what_is_typed_in_it_is_not() {
        let before = base();
        for now in ["Delft", "Rotterdam", "Rotterdam ", ""] {
            let now = OrganizationFields {
                city: now.to_owned(),
                ..base()
            };
            let settled = settled(Some(&now), Some(&before), &before);
            assert_eq!(settled, before);
            let findings = check_update(Some(&now), Some(&before), &before);
            assert_eq!(findings.changed, [OrganizationField::City]);
        }
        let typed = OrganizationFields {
            city: " The Hague ".to_owned(),
            ..base()
        };
        let settled = settled(Some(&base()), Some(&before), &typed);
        assert_eq!(settled.city, "The Hague");
    }

    #[test]
    fn a_cleared_field_is_a_change() {
        let mine = OrganizationFields {
            city: String::new(),
            ..base()
        };
        assert_eq!(
            check_update(Some(&base()), None, &mine).changed,
            [OrganizationField::City]
        );
    }

    #[test]
    fn only_what_was_changed_is_warned_of() {
        let loaded = OrganizationFields {
            email: "odd".to_owned(),
            ..base()
        };
        let mine = OrganizationFields {
            phone: "odd".to_owned(),
            ..loaded.clone()
        };
        let findings = check_update(Some(&loaded), None, &mine);
        assert_eq!(findings.warnings.len(), 1);
        assert_eq!(findings.warnings[0].field.as_deref(), Some("phone"));
    }
}
