//! Organizations as rows and as whole records.

use scanning_api::{Organization, OrganizationField};

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

pub(crate) fn row(organization: &Organization) -> OrganizationRowView {
    let fields = &organization.fields;
    OrganizationRowView {
        id: organization.id,
        name: fields.name.clone(),
        company_name: fields.company_name.clone(),
        city: fields.city.clone(),
        country: fields.country.clone(),
        contact_name: fields.contact_name.clone(),
        status: status(organization),
        changed: organization.modified.clone(),
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
