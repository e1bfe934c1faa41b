//! What is or was to be created, and others that may be the same, field by field.

use scanning_api::{OrganizationField, OrganizationFields};

use super::judge::likeness;
use super::view::{BesideCell, BesideRow, Likeness};
use crate::organizations::label;
use crate::organizations::row::bounded;

/// Fields of another organization, and which of them are not known.
pub(in crate::organizations) struct Other {
    pub(in crate::organizations) fields: OrganizationFields,
    pub(in crate::organizations) unread: Vec<OrganizationField>,
}

/// The rows of these fields; one that is empty everywhere is none, and beside no others there is none.
pub(in crate::organizations) fn rows_beside<'a>(
    fields: impl IntoIterator<Item = OrganizationField>,
    new: &OrganizationFields,
    others: impl Iterator<Item = &'a Other>,
) -> Vec<BesideRow> {
    let others: Vec<_> = others.collect();
    if others.is_empty() {
        return Vec::new();
    }
    let has_any = |field: &OrganizationField| {
        !new.get(*field).is_empty() || others.iter().any(|other| !other.fields.get(*field).is_empty())
    };
    fields
        .into_iter()
        .filter(has_any)
        .map(|field| BesideRow {
            label: label(field).to_owned(),
            new: bounded(new.get(field)),
            others: others.iter().map(|other| cell(field, new, other)).collect(),
        })
        .collect()
}

fn cell(field: OrganizationField, new: &OrganizationFields, other: &Other) -> BesideCell {
    let value = other.fields.get(field);
    let likeness = if value.is_empty() && other.unread.contains(&field) {
        Likeness::NotKnown
    } else {
        likeness(field, new.get(field), value)
    };
    BesideCell {
        value: value.to_owned(),
        likeness,
    }
}

#[cfg(test)]
mod tests {
    use super::super::seen::TELLING;
    use super::*;

    #[test]
    fn a_field_that_is_empty_everywhere_is_left_out_and_one_that_was_not_shown_is_not_known() {
        let fields = |name: &str, city: &str| OrganizationFields {
            name: name.to_owned(),
            city: city.to_owned(),
            ..OrganizationFields::default()
        };
        let (new, other) = (fields("Halden", "Bath"), fields("Halden Ltd", ""));
        let others = [Vec::new(), vec![OrganizationField::City]].map(|unread| Other {
            fields: other.clone(),
            unread,
        });
        let rows = rows_beside(TELLING, &new, others.iter());
        let labels: Vec<_> = rows.iter().map(|row| row.label.as_str()).collect();
        assert_eq!(labels, ["Organization name", "City"]);
        let cities: Vec<_> = rows[1].others.iter().map(|cell| cell.likeness).collect();
        assert_eq!(cities, [Likeness::Other, Likeness::NotKnown]);
        assert_eq!(rows[0].others[0].likeness, Likeness::Alike);
    }
}
