//! Listing organizations: `GET /v2/organizations` (path inferred).

mod page;

use url::form_urlencoded;

use crate::client::Client;
use crate::organization::{Organization, OrganizationField};
use crate::outcome::Outcome;
use crate::transport::Prepared;

/// Which organizations to list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListOrganizations {
    /// Sent as `q[name]` (vendor's documentation); `*` stands for anything, and is the caller's to add.
    pub name: Option<String>,
    /// Sent as `q[…]` with the field's key: the vendor's documentation speaks of columns, and does not say which there are.
    pub column: Option<(OrganizationField, String)>,
    /// The page, from 1 (`page` is known from V1).
    pub page: u32,
    /// How many to a page (`per_page` is known from V1).
    pub per_page: u32,
}

impl Default for ListOrganizations {
    /// The first page of 25, of all.
    fn default() -> Self {
        Self {
            name: None,
            column: None,
            page: 1,
            per_page: 25,
        }
    }
}

/// A page of organizations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationPage {
    /// Those that could be read, in the portal's order.
    pub organizations: Vec<Organization>,
    /// How many there are on all pages, when the portal says so.
    pub total: Option<u64>,
    /// How many pages there are, when the portal says so.
    pub total_pages: Option<u32>,
    /// Which page this is, from 1: what the portal says, else what was asked for.
    pub page: u32,
    /// Entries left out because no id could be read.
    pub skipped: usize,
}

impl Client {
    /// Lists organizations, a page at a time.
    pub async fn list_organizations(&self, query: &ListOrganizations) -> Outcome<OrganizationPage> {
        let request = Prepared::get(self.path("/v2/organizations")).query(query.encoded());
        let answer = self.send(&request).await?;
        answer.read(|body, headers| page::read(body, headers, query.page))
    }
}

impl ListOrganizations {
    fn encoded(&self) -> String {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        if let Some(name) = &self.name {
            pairs.append_pair("q[name]", name);
        }
        if let Some((column, value)) = &self.column {
            pairs.append_pair(&format!("q[{}]", column.key()), value);
        }
        pairs.append_pair("page", &self.page.to_string());
        pairs.append_pair("per_page", &self.per_page.to_string());
        pairs.finish()
    }
}
