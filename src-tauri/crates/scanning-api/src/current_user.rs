//! Who one is: `GET /v2/user/me` (vendor's documentation). The test of a connection.

use serde_json::Value;

use crate::client::Client;
use crate::json::Resource;
use crate::outcome::Outcome;
use crate::transport::Prepared;

/// The user whom the credentials belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentUser {
    /// The user's id, as sent.
    pub id: Option<String>,
    /// The name the user signs in with; the mail address when there is none.
    pub username: String,
    /// The user's role, as sent.
    pub role: Option<String>,
    /// The user's mail address.
    pub email: Option<String>,
    /// The partner organization the user belongs to.
    pub organization: Option<UserOrganization>,
}

/// The organization a user belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserOrganization {
    /// Its id, as sent.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
}

impl Client {
    /// Asks who one is. An answer without a user name or mail address counts as unreadable.
    pub async fn current_user(&self) -> Outcome<CurrentUser> {
        let answer = self.send(&Prepared::get(self.path("/v2/user/me"))).await?;
        answer.read(|body, _| read(body))
    }
}

fn read(body: &Value) -> Option<CurrentUser> {
    let user = Resource::of(body, &["user"])?;
    Some(CurrentUser {
        id: user.text(&["id", "uuid"]),
        username: user.text(&["username", "email"])?,
        role: user.text(&["role"]),
        email: user.text(&["email"]),
        organization: user
            .get("organization")
            .or_else(|| user.relation("organization"))
            .and_then(read_organization),
    })
}

fn read_organization(value: &Value) -> Option<UserOrganization> {
    let organization = Resource::of(value, &["organization"])?;
    Some(UserOrganization {
        id: organization.text(&["id", "uuid"]),
        name: organization.text(&["name"])?,
    })
}
