//! Updating an organization: `PUT /v2/organizations/{id}` (seed page of update).

use reqwest::Method;
use serde_json::{Map, Value, json};

use crate::client::Client;
use crate::create::BuildError;
use crate::organization::{OrganizationField, OrganizationId};
use crate::outcome::Outcome;
use crate::transport::{Effect, Prepared};

/// A request to update an organization; it can only be built right.
///
/// What the portal does to a field that is left out (keeps or blanks it) is documented nowhere: read
/// first, set every field that has a value or had one, read after.
///
/// ```
/// use scanning_api::{OrganizationField, UpdateOrganization};
///
/// let request = UpdateOrganization::new("Acme", "Acme Ltd")?
///     .set(OrganizationField::City, "Utrecht")
///     .set(OrganizationField::Website, "");
/// assert_eq!(
///     request.body().to_string(),
///     r#"{"organization":{"name":"Acme","company_name":"Acme Ltd","city":"Utrecht","website":""}}"#,
/// );
/// # Ok::<(), scanning_api::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateOrganization {
    /// In the order of [`OrganizationField::ALL`]; `None` is left out.
    values: [Option<String>; OrganizationField::ALL.len()],
}

impl UpdateOrganization {
    /// A request with the two fields that are required and must not be blank.
    pub fn new(name: impl Into<String>, company_name: impl Into<String>) -> Result<Self, BuildError> {
        let (name, company_name) = (name.into(), company_name.into());
        if name.trim().is_empty() {
            return Err(BuildError::BlankName);
        }
        if company_name.trim().is_empty() {
            return Err(BuildError::BlankCompanyName);
        }
        let mut values = <[Option<String>; OrganizationField::ALL.len()]>::default();
        values[OrganizationField::Name as usize] = Some(name);
        values[OrganizationField::CompanyName as usize] = Some(company_name);
        Ok(Self { values })
    }

    /// Gives a field a value, sent as it is: an empty one clears the field.
    ///
    /// The two required fields keep what they have rather than become blank.
    #[must_use]
    pub fn set(mut self, field: OrganizationField, value: impl Into<String>) -> Self {
        let value = value.into();
        let required = matches!(field, OrganizationField::Name | OrganizationField::CompanyName);
        if !(required && value.trim().is_empty()) {
            self.values[field as usize] = Some(value);
        }
        self
    }

    /// The request's body, its keys in the order of the seed page.
    pub fn body(&self) -> Value {
        let set = OrganizationField::ALL.into_iter().zip(&self.values);
        let fields: Map<String, Value> = set
            .filter_map(|(field, value)| Some((field.key().to_owned(), Value::from(value.as_deref()?))))
            .collect();
        json!({ "organization": fields })
    }
}

impl Client {
    /// Updates an organization.
    ///
    /// [`Failure::Unknown`](crate::Failure::Unknown) may mean that it was updated: read it again.
    pub async fn update_organization(&self, id: OrganizationId, request: &UpdateOrganization) -> Outcome<()> {
        let answer = self.send(&self.prepare_update(id, request)).await?;
        answer.read_write(|_| ())
    }

    pub(crate) fn prepare_update(&self, id: OrganizationId, request: &UpdateOrganization) -> Prepared {
        let path = self.path(&format!("/v2/organizations/{id}"));
        Prepared::with_body(Effect::Write, Method::PUT, path, request.body())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_required_fields_must_not_be_blank() {
        assert_eq!(
            UpdateOrganization::new(" ", "Acme Ltd"),
            Err(BuildError::BlankName)
        );
        assert_eq!(
            UpdateOrganization::new("Acme", "\t"),
            Err(BuildError::BlankCompanyName)
        );
    }

    #[test]
    fn a_required_field_can_be_changed_but_not_blanked() {
        let request = UpdateOrganization::new("Acme", "Acme Ltd").unwrap();
        let request = request
            .set(OrganizationField::Name, "Acme 2")
            .set(OrganizationField::CompanyName, " ");
        assert_eq!(
            request.body().to_string(),
            r#"{"organization":{"name":"Acme 2","company_name":"Acme Ltd"}}"#
        );
    }

    #[test]
    fn an_empty_field_is_sent_and_an_unset_one_is_not() {
        let request = UpdateOrganization::new("Acme", "Acme Ltd")
            .unwrap()
            .set(OrganizationField::Phone, "");
        let body = request.body();
        assert_eq!(body["organization"].get("phone"), Some(&Value::from("")));
        assert_eq!(body["organization"].get("email"), None);
    }
}
