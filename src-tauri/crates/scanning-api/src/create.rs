//! Creating an organization: `POST /v2/organizations` (seed page of create).

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::client::Client;
use crate::organization::{OrganizationId, read_id};
use crate::outcome::Outcome;
use crate::transport::{Effect, Prepared};

/// A request to create an organization; it can only be built right.
///
/// Company, address and contact are no fields of create (seed page): an organization with details is a
/// create followed by an [update](crate::UpdateOrganization).
///
/// ```
/// use scanning_api::{CreateOrganization, Plan};
///
/// let request = CreateOrganization::new("Acme Ltd")?
///     .description("Customer since 2024")
///     .without_default_subscription(Plan::new("pci-basic"), vec![]);
/// assert_eq!(request.body()["organization"]["skip_default_subscription"], true);
/// # Ok::<(), scanning_api::BuildError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CreateOrganization {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_organization: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skip_default_subscription: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    plans: Vec<Plan>,
}

/// A plan to subscribe a new organization to.
///
/// One subscription per product: a second plan of the same product is silently ignored by the portal
/// (vendor's documentation, 5.5.x).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// The plan's code, such as `pci-basic`. The partner makes them in the portal; nothing lists them.
    pub plan: String,
    /// Only in the seed page's example; sent when set.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub partner: Option<bool>,
    /// How often it is billed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<Interval>,
    /// When it starts, as an RFC 3339 date-time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<String>,
    /// When it ends, as an RFC 3339 date-time. Monthly and yearly plans end one month or year after
    /// their start when it is left out (vendor's documentation).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_date: Option<String>,
}

/// How often a plan is billed. `none` stands in the seed page, the others in the vendor's documentation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Not at all.
    None,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

/// Why a request cannot be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// `name` is required.
    #[error("an organization needs a name")]
    BlankName,
    /// `company_name` is required by an update.
    #[error("an organization needs a company name")]
    BlankCompanyName,
}

/// What a create was answered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The new organization's id. 201 is documented without a body, so mostly there is none.
    pub id: Option<OrganizationId>,
}

impl CreateOrganization {
    /// A request with nothing but a name, which is sent as it is and must not be blank.
    pub fn new(name: impl Into<String>) -> Result<Self, BuildError> {
        let name = name.into();
        if name.trim().is_empty() {
            return Err(BuildError::BlankName);
        }
        Ok(Self {
            name,
            description: None,
            parent_organization: None,
            skip_default_subscription: None,
            plans: Vec::new(),
        })
    }

    /// Describes it. An empty description is left out.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into()).filter(|text| !text.is_empty());
        self
    }

    /// Puts it under another organization.
    #[must_use]
    pub fn parent(mut self, parent: OrganizationId) -> Self {
        self.parent_organization = Some(parent);
        self
    }

    /// Adds a plan.
    #[must_use]
    pub fn plan(mut self, plan: Plan) -> Self {
        self.plans.push(plan);
        self
    }

    /// Adds several plans.
    #[must_use]
    pub fn plans(mut self, plans: Vec<Plan>) -> Self {
        self.plans.extend(plans);
        self
    }

    /// Leaves the portal's default plans out, for which at least one other is required.
    #[must_use]
    pub fn without_default_subscription(mut self, first: Plan, rest: Vec<Plan>) -> Self {
        self.skip_default_subscription = Some(true);
        self.plan(first).plans(rest)
    }

    /// The request's body, its keys in the order of the seed page.
    pub fn body(&self) -> Value {
        json!({ "organization": self })
    }
}

impl Plan {
    /// A plan of that code and nothing else.
    pub fn new(plan: impl Into<String>) -> Self {
        Self {
            plan: plan.into(),
            partner: None,
            interval: None,
            start_date: None,
            end_date: None,
        }
    }
}

impl Client {
    /// Creates an organization.
    ///
    /// [`Failure::Unknown`](crate::Failure::Unknown) may mean that it was created: look for it, and do
    /// not send it again. Dropping this future half-way leaves its outcome just as unknown.
    pub async fn create_organization(&self, request: &CreateOrganization) -> Outcome<Created> {
        let answer = self.send(&self.prepare_create(request)).await?;
        answer.read_write(|body| Created {
            id: body.and_then(read_id),
        })
    }

    pub(crate) fn prepare_create(&self, request: &CreateOrganization) -> Prepared {
        Prepared::with_body(
            Effect::Write,
            reqwest::Method::POST,
            self.path("/v2/organizations"),
            request.body(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_all_that_is_needed_and_nothing_else_is_sent() {
        let request = CreateOrganization::new("Acme").unwrap();
        assert_eq!(request.body().to_string(), r#"{"organization":{"name":"Acme"}}"#);
    }

    #[test]
    fn a_blank_name_is_refused() {
        for name in ["", " ", "\t\n"] {
            assert_eq!(
                CreateOrganization::new(name),
                Err(BuildError::BlankName),
                "{name:?}"
            );
        }
    }

    #[test]
    fn an_empty_description_is_left_out() {
        let request = CreateOrganization::new("Acme")
            .unwrap()
            .description("a")
            .description("");
        assert_eq!(request.body().to_string(), r#"{"organization":{"name":"Acme"}}"#);
    }

    #[test]
    fn a_plan_sends_only_what_was_set() {
        let yearly = Plan {
            interval: Some(Interval::Yearly),
            ..Plan::new("pci-open")
        };
        let request = CreateOrganization::new("Acme")
            .unwrap()
            .plan(Plan::new("pci-basic"))
            .plans(vec![yearly]);
        assert_eq!(
            request.body()["organization"]["plans"].to_string(),
            r#"[{"plan":"pci-basic"},{"plan":"pci-open","interval":"yearly"}]"#
        );
        assert_eq!(
            request.body()["organization"].get("skip_default_subscription"),
            None
        );
    }

    #[test]
    fn leaving_the_default_out_takes_a_plan_along() {
        let request = CreateOrganization::new("Acme").unwrap();
        let request = request.without_default_subscription(Plan::new("a"), vec![Plan::new("b")]);
        assert_eq!(
            request.body().to_string(),
            r#"{"organization":{"name":"Acme","skip_default_subscription":true,"plans":[{"plan":"a"},{"plan":"b"}]}}"#
        );
    }
}
