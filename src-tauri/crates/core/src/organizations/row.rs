//! Organizations as rows and as whole records.

use scanning_api::{Organization, OrganizationField, OrganizationFields};

use crate::moment::Moment;
use crate::organizations::{OrganizationRowView, OrganizationStatus, OrganizationView, ParentView};

/// What is printed in PCI reports, in the order it is asked for.
const PRINTED: [OrganizationField; 12] = [
    OrganizationField::CompanyName,
    OrganizationField::Address,
    OrganizationField::City,
    OrganizationField::Zipcode,
    OrganizationField::Country,
    OrganizationField::Phone,
    OrganizationField::Website,
    OrganizationField::Email,
    OrganizationField::ContactName,
    OrganizationField::ContactTitle,
    OrganizationField::ContactPhone,
    OrganizationField::ContactEmail,
];

/// Characters of a value in a row. No bound is documented, and an answer may have 8 MiB.
const LONGEST_CELL: usize = 500;

pub(crate) fn row(organization: &Organization) -> OrganizationRowView {
    let fields = &organization.fields;
    OrganizationRowView {
        id: organization.id,
        name: bounded(&fields.name),
        company_name: bounded(&fields.company_name),
        city: bounded(&fields.city),
        country: bounded(&fields.country),
        contact_name: bounded(&fields.contact_name),
        status: status(organization),
        changed: organization.modified.as_deref().map(bounded),
    }
}

/// The fields that a row shows; all others are empty.
pub(crate) fn fields_shown(row: &OrganizationRowView) -> OrganizationFields {
    OrganizationFields {
        name: row.name.clone(),
        company_name: row.company_name.clone(),
        city: row.city.clone(),
        country: row.country.clone(),
        contact_name: row.contact_name.clone(),
        ..OrganizationFields::default()
    }
}

/// What a cell shows: a row is read, never sent back.
pub(crate) fn bounded(text: &str) -> String {
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

pub(crate) fn whole(organization: Organization) -> OrganizationView {
    let missing = PRINTED
        .into_iter()
        .filter(|field| {
            organization.fields.get(*field).trim().is_empty() && !organization.unread.contains(field)
        })
        .collect();
    OrganizationView {
        id: organization.id,
        status: status(&organization),
        missing,
        can_edit: organization.can_edit.unwrap_or(true),
        parent: organization.parent.map(|parent| ParentView {
            id: parent.id,
            name: parent.name,
        }),
        created: organization.created,
        changed: organization.modified,
        fields: organization.fields,
        unread: organization.unread,
        read_at: Moment::now(),
    }
}

fn status(organization: &Organization) -> OrganizationStatus {
    match (organization.can_edit, organization.incomplete_details) {
        (Some(false), _) => OrganizationStatus::ReadOnly,
        (_, Some(true)) => OrganizationStatus::Incomplete,
        (_, Some(false)) => OrganizationStatus::Complete,
        (_, None) => OrganizationStatus::NotSaid,
    }
}
