//! `POST /v2/organizations`. Keys, types and statuses from the seed page "Create Organization".

use std::sync::Arc;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::limits;
use super::readable;
use crate::answer::{Problems, Refusal};
use crate::clock;
use crate::gate::Late;
use crate::json_body::Parameters;
use crate::shared::Shared;
use crate::store::record::Record;
use crate::store::subscription::{Interval, Order, PLANS, Subscription};
use crate::store::writes::By;

/// `201` without a body; the new organization has to be looked for in the list.
pub(crate) async fn create(
    State(shared): State<Arc<Shared>>,
    late: Option<Extension<Late>>,
    body: Bytes,
) -> Result<StatusCode, Refusal> {
    let request = CreateRequest::read(&body, &shared.default_plans)?;
    let mut store = shared.store();
    let parent = request
        .parent
        .map(|id| readable(&store, &id.to_string()).map(|parent| parent.id))
        .transpose()?;
    let record = request.into_record(parent, &shared.default_plans);
    if let Some(Extension(Late(until))) = late {
        store.hide(record.id, until);
    }
    store.create(By::Request, record);
    Ok(StatusCode::CREATED)
}

struct CreateRequest {
    name: String,
    description: Option<String>,
    parent: Option<Uuid>,
    skip_default_subscription: bool,
    orders: Vec<Order>,
}

impl CreateRequest {
    fn read(body: &[u8], default_plans: &[String]) -> Result<Self, Refusal> {
        let keys = [
            "name",
            "description",
            "parent_organization",
            "skip_default_subscription",
            "plans",
        ];
        let mut organization = Parameters::organization(body, &keys)?;
        let name = organization.needed_text("name");
        let description = organization.text("description");
        let parent = organization.text("parent_organization");
        let skip_default_subscription = organization.flag("skip_default_subscription").unwrap_or(false);
        let plans = organization.objects("plans");

        let mut problems = organization.problems;
        limits::check(
            "description",
            description.as_deref().unwrap_or_default(),
            &mut problems,
        );
        let parent = parent.and_then(|text| uuid(&text, &mut problems));
        if skip_default_subscription && plans.is_empty() {
            problems.add("plans", "can't be blank when the default subscription is skipped");
        }
        let orders = plans
            .into_iter()
            .filter_map(|plan| order(plan, default_plans, &mut problems))
            .collect();
        problems.into_result()?;
        Ok(Self {
            name,
            description,
            parent,
            skip_default_subscription,
            orders,
        })
    }

    /// The default plans come first and then those of the request; of each product only the first is kept.
    fn into_record(self, parent: Option<Uuid>, default_plans: &[String]) -> Record {
        let now = clock::now();
        // Random, not from the seed: a client that remembers ids must not meet one again after a restart.
        let mut record = Record::new(Uuid::new_v4(), &self.name, now);
        record.parent = parent;
        if let Some(description) = &self.description {
            record.set("description", description);
        }
        let defaults = if self.skip_default_subscription {
            &[]
        } else {
            default_plans
        };
        for order in defaults.iter().map(|plan| Order::of(plan)).chain(self.orders) {
            record.subscribe(Subscription::new(Uuid::new_v4(), order, now));
        }
        record
    }
}

fn uuid(text: &str, problems: &mut Problems) -> Option<Uuid> {
    let id = Uuid::parse_str(text).ok();
    if id.is_none() {
        problems.add("parent_organization", "is not a UUID");
    }
    id
}

fn order(plan: Map<String, Value>, default_plans: &[String], problems: &mut Problems) -> Option<Order> {
    let mut plan = Parameters::of(plan, &["plan", "partner", "interval", "start_date", "end_date"]);
    let code = plan.needed_text("plan");
    let partner = plan.flag("partner").unwrap_or(false);
    let interval = plan
        .text("interval")
        .unwrap_or_else(|| Interval::None.name().to_owned());
    let (start_date, end_date) = (plan.text("start_date"), plan.text("end_date"));
    let interval = Interval::named(&interval).ok_or(interval);

    let mut fine = plan.problems.is_empty();
    problems.add_all("plans", plan.problems);
    if fine && !PLANS.contains(&code.as_str()) && !default_plans.contains(&code) {
        problems.add("plans", format!("plan {code} does not exist"));
        fine = false;
    }
    if let Err(unknown) = &interval {
        problems.add(
            "plans",
            format!("interval {unknown} is not none, monthly or yearly"),
        );
    }
    let interval = interval.ok().filter(|_| fine)?;
    Some(Order {
        plan: code,
        partner,
        interval,
        start_date,
        end_date,
    })
}
