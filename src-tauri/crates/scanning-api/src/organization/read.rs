//! Reading an organization out of an answer, leniently.

use serde_json::Value;

use super::{Organization, OrganizationField, OrganizationFields, OrganizationId, Parent};
use crate::json::{self, Resource};

/// Reads an organization with the id it carries, else with `known`; `None` when there is neither.
pub(crate) fn read_organization(value: &Value, known: Option<OrganizationId>) -> Option<Organization> {
    let resource = Resource::of(value, &["organization"])?;
    let id = resource.uuid().map(OrganizationId).or(known)?;
    let mut fields = OrganizationFields::default();
    let mut unread = Vec::new();
    // An answer that carries some of the details leaves out those that are empty (inferred). One that carries none of them,
    // as the one stored example with its `details: {}`, may leave them out altogether: they are empty only where it says
    // itself that details are missing.
    let details = resource.get("details").and_then(Value::as_object);
    let incomplete_details = resource.get("incomplete_details").and_then(json::flag);
    let carries_details = OrganizationField::ALL
        .into_iter()
        .any(|field| is_detail(field) && resource.carried_text(field.key()).is_some());
    let left_out = |field: OrganizationField| {
        is_detail(field)
            && details.is_some_and(|details| !details.contains_key(field.key()))
            && (carries_details || incomplete_details == Some(true))
    };
    for field in OrganizationField::ALL {
        match resource.carried_text(field.key()) {
            Some(text) => fields.set(field, text),
            None if left_out(field) => {}
            None => unread.push(field),
        }
    }
    let settings = resource.get("settings");
    let can_edit = settings.and_then(|settings| settings.get("can_edit_organization"));
    Some(Organization {
        id,
        fields,
        parent: read_parent(&resource),
        partner: resource.get("partner").and_then(json::flag),
        created: resource.text(&["creation_time", "created_at"]),
        modified: resource.text(&["modification_time", "updated_at"]),
        can_edit: can_edit
            .or_else(|| resource.get("can_edit_organization"))
            .and_then(json::flag),
        incomplete_details,
        unread,
    })
}

/// Whether a field is one of the address and contact fields, which sit in `details` (inferred).
fn is_detail(field: OrganizationField) -> bool {
    use OrganizationField::{CompanyName, Description, Name};
    !matches!(field, Name | CompanyName | Description)
}

/// Reads only the id, out of whatever shape holds one.
pub(crate) fn read_id(value: &Value) -> Option<OrganizationId> {
    Resource::of(value, &["organization"])?.uuid().map(OrganizationId)
}

/// The parent is documented as a key of create only; how an answer tells it is inferred.
fn read_parent(resource: &Resource<'_>) -> Option<Parent> {
    const KEYS: [&str; 2] = ["parent_organization", "parent"];
    let related = KEYS.iter().find_map(|key| resource.relation(key));
    let inline = KEYS.iter().find_map(|key| resource.get(key)).or(related);
    let parent = match inline {
        Some(Value::Object(_)) => {
            let inline = Resource::of(inline?, &["organization"])?;
            Parent {
                id: inline.uuid().map(OrganizationId),
                name: inline.text(&["name"]),
            }
        }
        Some(Value::String(text)) => match text.parse() {
            Ok(id) => Parent {
                id: Some(id),
                name: None,
            },
            Err(_) => Parent {
                id: None,
                name: json::text(inline?).filter(|name| !name.trim().is_empty()),
            },
        },
        _ => Parent { id: None, name: None },
    };
    let flat_id = resource
        .text(&["parent_organization_id", "parent_id"])
        .and_then(|text| text.parse().ok());
    let flat_name = resource.text(&["parent_organization_name", "parent_name"]);
    let parent = Parent {
        id: parent.id.or(flat_id),
        name: parent.name.or(flat_name),
    };
    (parent.id.is_some() || parent.name.is_some()).then_some(parent)
}
