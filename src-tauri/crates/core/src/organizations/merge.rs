//! Base, mine and theirs, field by field, and the request that comes of it.

use scanning_api::{OrganizationField, OrganizationFields, UpdateOrganization};

use crate::AppError;
use crate::organizations::{ChangeRow, CollisionRow, NoChoiceRow, label};
use crate::rules::is_required;

/// What the three come to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Merged {
    /// Mine where I changed something, theirs everywhere else.
    pub(crate) fields: OrganizationFields,
    /// What only one side changed, or both alike.
    pub(crate) no_choice: Vec<NoChoiceRow>,
    /// What both changed, differently.
    pub(crate) collisions: Vec<CollisionRow>,
}

impl Merged {
    /// The same where fields were not shown when it was loaded: none of them is told as changed by somebody else, and none as
    /// empty before.
    pub(crate) fn without_seeing(mut self, is_unseen: impl Fn(OrganizationField) -> bool) -> Self {
        self.no_choice
            .retain(|row| row.mine.is_some() || !is_unseen(row.field));
        for row in &mut self.no_choice {
            row.before.take_if(|_| is_unseen(row.field));
        }
        for row in &mut self.collisions {
            row.base.take_if(|_| is_unseen(row.field));
        }
        self
    }

    /// What only they changed.
    pub(crate) fn theirs_kept(&self) -> Vec<ChangeRow> {
        let theirs = self.no_choice.iter().filter(|row| row.mine.is_none());
        let kept = theirs.map(|row| ChangeRow {
            field: row.field,
            label: row.label.clone(),
            old: row.before.clone(),
            new: row.will_be.clone(),
        });
        kept.collect()
    }
}

/// Merges the fields as loaded, as edited and as the portal holds them now.
pub(crate) fn merge(
    base: &OrganizationFields,
    mine: &OrganizationFields,
    theirs: &OrganizationFields,
) -> Merged {
    let mut merged = Merged {
        fields: theirs.clone(),
        no_choice: Vec::new(),
        collisions: Vec::new(),
    };
    for field in OrganizationField::ALL {
        let (was, my, their) = (base.get(field), mine.get(field), theirs.get(field));
        let (i_changed, they_changed) = (my != was, their != was);
        if !i_changed && !they_changed {
            continue;
        }
        // A required name that they took away cannot be sent as they left it: that is for the user to decide as well.
        let takes_away = is_required(field) && their.trim().is_empty() && !was.trim().is_empty();
        if my != their && they_changed && (i_changed || takes_away) {
            merged.fields.set(field, my);
            merged.collisions.push(CollisionRow {
                field,
                label: label(field).to_owned(),
                base: Some(was.to_owned()),
                mine: my.to_owned(),
                theirs: their.to_owned(),
                chosen: None,
            });
            continue;
        }
        let will_be = if i_changed { my } else { their };
        merged.fields.set(field, will_be);
        merged.no_choice.push(NoChoiceRow {
            field,
            label: label(field).to_owned(),
            before: Some(was.to_owned()),
            mine: i_changed.then(|| my.to_owned()),
            theirs: they_changed.then(|| their.to_owned()),
            will_be: will_be.to_owned(),
        });
    }
    merged
}

/// The update that makes the portal hold `fields`: every field that has a value, and `""` for those that had one. What
/// was and is empty is left out. `held` is what the portal holds; none where that is not known.
pub(crate) fn full_set(
    held: Option<&OrganizationFields>,
    fields: &OrganizationFields,
) -> Result<UpdateOrganization, AppError> {
    // The rules have seen to both names; a blank one here is a mistake of ours, not the user's.
    let update = UpdateOrganization::new(fields.name.clone(), fields.company_name.clone());
    let mut update = update.map_err(|error| {
        tracing::error!(%error, "an update without its required names");
        AppError::Internal
    })?;
    for field in OrganizationField::ALL {
        let had_one = held.is_some_and(|held| !held.get(field).is_empty());
        if !fields.get(field).is_empty() || had_one {
            update = update.set(field, fields.get(field));
        }
    }
    Ok(update)
}

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn city(city: &str) -> OrganizationFields {
        OrganizationFields {
            name: "N".to_owned(),
            company_name: "C".to_owned(),
            city: city.to_owned(),
            ..OrganizationFields::default()
        }
    }

    /// Base, mine, theirs; what is merged; whether it is told as theirs, and as a collision.
    #[test]
    fn every_combination_of_a_field_comes_out_right_and_nothing_vanishes_unseen() {
        let cases = [
            ("a", "a", "a", "a", false, false),
            ("a", "b", "a", "b", false, false),
            ("a", "a", "b", "b", true, false),
            ("a", "b", "b", "b", false, false),
            ("a", "b", "c", "b", false, true),
            ("a", "", "a", "", false, false),
            ("a", "a", "", "", true, false),
            ("a", "", "", "", false, false),
            ("a", "", "b", "", false, true),
            ("a", "b", "", "b", false, true),
            ("", "b", "c", "b", false, true),
        ];
        for (base, mine, theirs, fields, kept, collides) in cases {
            let merged = merge(&city(base), &city(mine), &city(theirs));
            assert_eq!(merged.fields.city, fields, "{base} {mine} {theirs}");
            assert_eq!(!merged.theirs_kept().is_empty(), kept, "{base} {mine} {theirs}");
            assert_eq!(!merged.collisions.is_empty(), collides, "{base} {mine} {theirs}");
        }
    }

    #[test]
    fn what_needs_no_choice_is_told_with_who_changed_it_to_the_letter() {
        let (spaced, utrecht) = (city("Rotterdam "), city("Utrecht"));
        let rows = |base, mine, theirs| {
            let rows = merge(base, mine, theirs).no_choice;
            let row = |row: NoChoiceRow| (row.before, row.mine, row.theirs, row.will_be);
            rows.into_iter().map(row).collect::<Vec<_>>()
        };
        let some = |value: &str| Some(value.to_owned());
        let (before, after) = (some("Rotterdam "), some("Utrecht"));
        let will_be = || "Utrecht".to_owned();
        assert_eq!(rows(&spaced, &spaced, &spaced), []);
        assert_eq!(
            rows(&spaced, &utrecht, &spaced),
            [(before.clone(), after.clone(), None, will_be())]
        );
        assert_eq!(
            rows(&spaced, &spaced, &utrecht),
            [(before.clone(), None, after.clone(), will_be())]
        );
        assert_eq!(
            rows(&spaced, &utrecht, &utrecht),
            [(before, after.clone(), after, will_be())]
        );
        assert_eq!(rows(&spaced, &utrecht, &city("Bath")), [], "that is to be chosen");
    }

    #[test]
    fn what_was_not_shown_when_it_was_loaded_is_told_neither_as_theirs_nor_as_empty() {
        let (hidden, hull, bath) = (city(""), city("Hull"), city("Bath"));
        let is_city = |field| field == OrganizationField::City;
        let shown_since = merge(&hidden, &hidden, &bath).without_seeing(is_city);
        assert_eq!(
            (shown_since.fields.city.as_str(), shown_since.no_choice),
            ("Bath", vec![])
        );
        let filled_in = merge(&hidden, &hull, &hidden).without_seeing(is_city);
        assert_eq!(filled_in.no_choice[0].before, None);
        let collides = merge(&hidden, &hull, &bath).without_seeing(is_city);
        assert_eq!(collides.collisions[0].base, None);
        let shown_all_along = merge(&hidden, &hidden, &bath).without_seeing(|_| false);
        assert_eq!(shown_all_along.theirs_kept()[0].old.as_deref(), Some(""));
    }

    #[test]
    fn a_required_name_that_they_took_away_is_for_the_user_to_decide() {
        let theirs = OrganizationFields {
            company_name: String::new(),
            ..city("a")
        };
        let merged = merge(&city("a"), &city("b"), &theirs);
        assert_eq!(merged.collisions.len(), 1);
        assert_eq!(merged.collisions[0].field, OrganizationField::CompanyName);
        assert!(full_set(Some(&theirs), &merged.fields).is_ok());
        let never_there = merge(&theirs, &city("b"), &theirs);
        assert!(
            never_there.collisions.is_empty(),
            "filling in a name that was missing"
        );
    }

    #[test]
    fn a_cleared_field_is_sent_empty_and_one_that_never_had_a_value_is_left_out() {
        let held = OrganizationFields {
            city: "Bath".to_owned(),
            ..city("Bath")
        };
        let update = full_set(Some(&held), &city("")).unwrap();
        assert_eq!(
            update.body(),
            json!({"organization": {"name": "N", "company_name": "C", "city": ""}})
        );
        let update = full_set(None, &city("")).unwrap();
        assert_eq!(
            update.body(),
            json!({"organization": {"name": "N", "company_name": "C"}})
        );
    }
}
