//! The rules of the plans of a new organization (seed page, and the vendor's documentation of 5.5.x).

use jiff::civil::Date;
use scanning_api::{Interval, Plan};

use super::dates;
use crate::finding::Finding;
use crate::organizations::PlanForm;

/// What the rules say about one plan, and the plan as it is sent where they say nothing against it.
pub(super) struct CheckedPlan {
    pub(super) problems: Vec<Finding>,
    pub(super) plan: Option<Plan>,
    pub(super) ends: Option<String>,
}

pub(super) fn check(index: usize, form: &PlanForm) -> CheckedPlan {
    let at = |field: &str| format!("plans.{index}.{field}");
    let mut problems = Vec::new();
    let code = form.plan.trim();
    if code.is_empty() {
        problems.push(Finding::at(
            at("plan"),
            "Enter the plan code, or remove this plan.",
        ));
    }
    let start = dates::typed(&form.start_date).unwrap_or_else(|_| {
        problems.push(Finding::at(
            at("start_date"),
            "Enter the start date as in 2026-09-01, or leave it empty.",
        ));
        None
    });
    let end = dates::typed(&form.end_date).unwrap_or_else(|_| {
        problems.push(Finding::at(
            at("end_date"),
            "Enter the end date as in 2026-09-01, or leave it empty.",
        ));
        None
    });
    if let (Some(start), Some(end)) = (start, end)
        && end <= start
    {
        problems.push(Finding::at(
            at("end_date"),
            "Choose an end date after the start date.",
        ));
    }
    let plan = problems.is_empty().then(|| Plan {
        plan: code.to_owned(),
        partner: form.partner,
        interval: Some(form.interval),
        start_date: start.map(dates::sent),
        end_date: end.map(dates::sent),
    });
    CheckedPlan {
        plan,
        ends: ends(form, start),
        problems,
    }
}

/// A warning for each plan whose product an earlier plan has already: the portal keeps one active subscription per
/// product and ignores the second without saying so (vendor's documentation, 5.5.x).
pub(super) fn same_product(plans: &[PlanForm]) -> Vec<Finding> {
    let mut warnings = Vec::new();
    for (index, later) in plans.iter().enumerate() {
        let Some(product) = product(&later.plan) else {
            continue;
        };
        let earlier = plans[..index]
            .iter()
            .find(|earlier| self::product(&earlier.plan).as_deref() == Some(product.as_str()));
        if let Some(earlier) = earlier {
            warnings.push(Finding::at(
                format!("plans.{index}.plan"),
                format!(
                    "{} looks like the same product as {}. The portal keeps one active subscription per product and ignores the second without saying so.",
                    later.plan.trim(),
                    earlier.plan.trim()
                ),
            ));
        }
    }
    warnings
}

/// The product of a plan code in lower case: what stands before the first hyphen, as in `pci-basic` (inferred from the codes
/// seen).
pub(crate) fn product(code: &str) -> Option<String> {
    let code = code.trim();
    let product = code.split_once('-').map_or(code, |(product, _)| product);
    (!product.is_empty()).then(|| product.to_lowercase())
}

fn ends(form: &PlanForm, start: Option<Date>) -> Option<String> {
    if !form.end_date.trim().is_empty() {
        return None;
    }
    let span = match form.interval {
        Interval::None => return None,
        Interval::Monthly => "month",
        Interval::Yearly => "year",
    };
    Some(match start {
        Some(start) => {
            let end = dates::automatic_end(form.interval, start)?;
            format!("Ends after a {span}, on {}", dates::in_words(end))
        }
        None => format!("Ends a {span} after it starts"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(code: &str, interval: Interval, start: &str, end: &str) -> PlanForm {
        PlanForm {
            plan: code.to_owned(),
            interval,
            start_date: start.to_owned(),
            end_date: end.to_owned(),
            partner: None,
        }
    }

    #[test]
    fn a_plan_without_a_code_or_with_odd_dates_has_a_problem_at_each_field() {
        let checked = check(1, &plan(" ", Interval::None, "soon", "2026-13-01"));
        let fields: Vec<_> = checked
            .problems
            .iter()
            .filter_map(|problem| problem.field.as_deref())
            .collect();
        assert_eq!(fields, ["plans.1.plan", "plans.1.start_date", "plans.1.end_date"]);
        assert!(checked.plan.is_none());
    }

    #[test]
    fn a_plan_must_end_after_it_starts() {
        assert_eq!(
            check(0, &plan("pci-basic", Interval::None, "2026-09-01", "2026-09-01"))
                .problems
                .len(),
            1
        );
        assert!(
            check(0, &plan("pci-basic", Interval::None, "2026-09-01", "2026-09-02"))
                .problems
                .is_empty()
        );
    }

    #[test]
    fn a_plan_is_sent_with_date_times_and_without_what_was_not_set() {
        let sent = check(0, &plan(" pci-basic ", Interval::Yearly, "2026-09-01", ""))
            .plan
            .unwrap();
        assert_eq!(sent.plan, "pci-basic");
        assert_eq!(sent.start_date.as_deref(), Some("2026-09-01T00:00:00Z"));
        assert_eq!((sent.end_date, sent.partner), (None, None));
    }

    #[test]
    fn when_a_plan_ends_is_said_where_it_is_known() {
        let said = |form| check(0, &form).ends;
        assert_eq!(
            said(plan("p", Interval::Yearly, "2026-09-01", "")).as_deref(),
            Some("Ends after a year, on 1 Sep 2027")
        );
        assert_eq!(
            said(plan("p", Interval::Monthly, "", "")).as_deref(),
            Some("Ends a month after it starts")
        );
        assert_eq!(said(plan("p", Interval::None, "2026-09-01", "")), None);
        assert_eq!(
            said(plan("p", Interval::Yearly, "2026-09-01", "2026-12-01")),
            None
        );
    }

    #[test]
    fn the_second_plan_of_a_product_is_warned_of() {
        let form = |code| plan(code, Interval::None, "", "");
        let warnings = same_product(&[form("pci-basic"), form("vrms-plus"), form("PCI-plus"), form("")]);
        assert_eq!(warnings.len(), 1);
        assert_eq!(warnings[0].field.as_deref(), Some("plans.2.plan"));
        assert!(
            warnings[0]
                .message
                .starts_with("PCI-plus looks like the same product as pci-basic.")
        );
    }
}
