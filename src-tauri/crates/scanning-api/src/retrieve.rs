//! Retrieving one organization: `GET /v2/organizations/{id}` (path inferred).

use crate::client::Client;
use crate::organization::{Organization, OrganizationField, OrganizationId, read_organization};
use crate::outcome::Outcome;
use crate::transport::Prepared;

impl Client {
    /// Reads an organization.
    ///
    /// An answer about another organization, or without a name, counts as unreadable.
    pub async fn retrieve_organization(&self, id: OrganizationId) -> Outcome<Organization> {
        let answer = self
            .send(&Prepared::get(self.path(&format!("/v2/organizations/{id}"))))
            .await?;
        answer.read(|body, _| {
            let organization = read_organization(body, Some(id))?;
            let named = !organization.unread.contains(&OrganizationField::Name);
            (organization.id == id && named).then_some(organization)
        })
    }
}
