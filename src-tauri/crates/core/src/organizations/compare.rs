//! What was sent beside what the portal holds.

use std::collections::BTreeSet;

use scanning_api::{OrganizationField, OrganizationFields, OrganizationId, Plan};

use crate::organizations::look::is_same;
use crate::organizations::plan_words::{held as held_words, held_in_full, is_as_planned, planned};
use crate::organizations::update::Basis;
use crate::organizations::{
    Compared, ComparisonRow, NoticeView, OrganizationView, PARENT, PLAN, SubscriptionView, label,
};
use crate::rules::product;

const DEFAULT_SUBSCRIPTION: &str = "Default subscription";

/// Rows of fields: each that was sent, that had a value before and was cleared, or that the portal holds though nothing
/// was sent.
pub(crate) fn fields(
    sent: &OrganizationFields,
    before: Option<&OrganizationFields>,
    held: Option<&OrganizationView>,
) -> Vec<ComparisonRow> {
    rows(sent, before, held, |_| true)
}

/// The same of an update, without the fields it left out: nobody knows what they held.
pub(crate) fn of_update(basis: &Basis, held: Option<&OrganizationView>) -> Vec<ComparisonRow> {
    rows(&basis.fields, basis.held.as_ref(), held, |field| {
        !basis.left_out(field)
    })
}

fn rows(
    sent: &OrganizationFields,
    before: Option<&OrganizationFields>,
    held: Option<&OrganizationView>,
    counts: impl Fn(OrganizationField) -> bool,
) -> Vec<ComparisonRow> {
    let is_empty = |field: OrganizationField| {
        sent.get(field).is_empty()
            && before.is_none_or(|before| before.get(field).is_empty())
            && held.is_none_or(|held| held.fields.get(field).is_empty())
    };
    OrganizationField::ALL
        .into_iter()
        .filter(|field| !is_empty(*field) && counts(*field))
        .map(|field| {
            let read = held.filter(|held| !held.unread.contains(&field));
            row(
                label(field),
                sent.get(field),
                read.map(|held| held.fields.get(field)),
            )
        })
        .collect()
}

/// Whether a field is one of the details: the name and the description are what a create itself sets.
fn is_detail(field: OrganizationField) -> bool {
    !matches!(field, OrganizationField::Name | OrganizationField::Description)
}

/// Whether the portal shows all details that are filled in here.
pub(crate) fn holds_all(filled_in: &OrganizationFields, held: &OrganizationView) -> bool {
    unlike(filled_in, held).is_empty()
}

/// The rows of the details that are filled in here and the portal does not show, or holds otherwise.
pub(crate) fn unlike(filled_in: &OrganizationFields, held: &OrganizationView) -> Vec<ComparisonRow> {
    let mut rows = rows(filled_in, None, Some(held), is_detail);
    rows.retain(|row| !row.sent.is_empty() && row.state != Compared::Same);
    worst_first(rows)
}

/// Whether the portal shows something in the place of some of the details that are filled in here, be it the same in its own way.
pub(crate) fn holds_others(filled_in: &OrganizationFields, held: &OrganizationView) -> bool {
    details_held(filled_in, held).any(|field| held.fields.get(field) != filled_in.get(field))
}

/// The details that are filled in here and that the portal shows to hold something. A company name that is the name itself may be the
/// portal's own doing.
pub(crate) fn details_held(
    filled_in: &OrganizationFields,
    held: &OrganizationView,
) -> impl Iterator<Item = OrganizationField> {
    OrganizationField::ALL.into_iter().filter(|field| {
        let shown = held.fields.get(*field);
        let may_be_its_own = *field == OrganizationField::CompanyName && is_same(shown, &filled_in.name);
        is_detail(*field) && !may_be_its_own && !shown.is_empty() && !filled_in.get(*field).is_empty()
    })
}

/// The fields that are filled in here and that the portal does not show.
pub(crate) fn hidden(
    filled_in: &OrganizationFields,
    held: &OrganizationView,
) -> impl Iterator<Item = OrganizationField> {
    let hidden = held.unread.iter().copied();
    hidden.filter(|field| !filled_in.get(*field).is_empty())
}

/// Whether the portal does not show some of what is filled in here.
pub(crate) fn hides_some(filled_in: &OrganizationFields, held: &OrganizationView) -> bool {
    hidden(filled_in, held).next().is_some()
}

/// Whether the portal shows something for each detail that is filled in here, be it in its own way.
pub(crate) fn misses_none(filled_in: &OrganizationFields, held: &OrganizationView) -> bool {
    let misses = |field: OrganizationField| {
        let is_filled_in = !filled_in.get(field).is_empty();
        is_detail(field) && is_filled_in && held.fields.get(field).is_empty() && !held.unread.contains(&field)
    };
    !OrganizationField::ALL.into_iter().any(misses)
}

/// The row of the organization above, as it was asked for.
pub(crate) fn parent(
    id: OrganizationId,
    name: Option<&str>,
    held: Option<&OrganizationView>,
) -> ComparisonRow {
    let sent = name.map_or_else(|| id.to_string(), str::to_owned);
    let parent = held.and_then(|held| held.parent.as_ref());
    let (held, state) = match parent.map(|parent| (parent.id, parent.name.clone())) {
        Some((Some(held), _)) if held == id => (Some(sent.clone()), Compared::Same),
        Some((Some(held), name)) => (Some(name.unwrap_or_else(|| held.to_string())), Compared::Differs),
        Some((None, Some(held))) if Some(held.as_str()) == name => (Some(held), Compared::Same),
        Some((None, held)) => (held, Compared::NotRead),
        None => (None, Compared::NotRead),
    };
    ComparisonRow {
        label: PARENT.to_owned(),
        sent,
        held,
        state,
    }
}

/// The rows of the plans, and what the portal did with them without saying so.
pub(crate) fn plans(
    sent: &[Plan],
    skips_default: bool,
    held: Option<&[SubscriptionView]>,
) -> (Vec<ComparisonRow>, Vec<NoticeView>) {
    let Some(held) = held else {
        let mut rows: Vec<_> = sent
            .iter()
            .map(|plan| plan_row(plan, None, Compared::NotRead))
            .collect();
        if sent.is_empty() {
            // Without a default plan there is no subscription, and the portal does not say so.
            rows.push(ComparisonRow {
                label: PLAN.to_owned(),
                sent: DEFAULT_SUBSCRIPTION.to_owned(),
                held: None,
                state: Compared::NotRead,
            });
        }
        return (rows, Vec::new());
    };
    let mut rows = Vec::new();
    let mut notices = Vec::new();
    let mut taken = BTreeSet::new();
    // Where the portal names a plan and not its code, any of them may be the one that was sent.
    let mut unmatched = false;
    let codes_are_said = held.iter().all(|one| one.plan.is_some());
    for plan in sent {
        let found = held
            .iter()
            .enumerate()
            .find(|(index, one)| !taken.contains(index) && is_of(plan, one));
        if let Some((index, subscription)) = found {
            taken.insert(index);
            let (words, state) = if is_as_planned(plan, subscription) {
                (held_words(subscription), Compared::Same)
            } else {
                (held_in_full(subscription), Compared::Differs)
            };
            rows.push(plan_row(plan, Some(words), state));
        } else if !codes_are_said {
            unmatched = true;
            rows.push(plan_row(plan, None, Compared::NotRead));
        } else {
            rows.push(plan_row(plan, Some(String::new()), Compared::Differs));
            notices.push(ignored(plan, held));
        }
    }
    for (_, extra) in held
        .iter()
        .enumerate()
        .filter(|(index, _)| !taken.contains(index))
    {
        // A default plan is what one asked for when one did not skip it.
        let state = if unmatched && extra.plan.is_none() {
            Compared::NotRead
        } else if skips_default {
            Compared::Differs
        } else {
            Compared::Same
        };
        rows.push(ComparisonRow {
            label: PLAN.to_owned(),
            sent: if skips_default {
                String::new()
            } else {
                DEFAULT_SUBSCRIPTION.to_owned()
            },
            held: Some(held_words(extra)),
            state,
        });
    }
    if sent.is_empty() && held.is_empty() {
        notices.push(NoticeView {
            title: "The organization has no subscription".to_owned(),
            text: "The portal has no default plan, so it created the organization without one. It is not fully functional until it is subscribed to a plan in the portal.".to_owned(),
        });
    }
    (rows, notices)
}

/// Whether a subscription is to this plan: by its code, or by its name where it comes without a code.
fn is_of(plan: &Plan, held: &SubscriptionView) -> bool {
    held.plan.as_deref().or(held.plan_name.as_deref()) == Some(plan.plan.as_str())
}

/// Differing rows first, then those that could not be read; otherwise in the order of the form.
pub(crate) fn worst_first(mut rows: Vec<ComparisonRow>) -> Vec<ComparisonRow> {
    rows.sort_by_key(|row| match row.state {
        Compared::Differs => 0,
        Compared::NotRead => 1,
        Compared::Same => 2,
    });
    rows
}

/// How many rows are as sent, of how many.
pub(crate) fn as_sent(rows: &[ComparisonRow]) -> String {
    let same = rows.iter().filter(|row| row.state == Compared::Same).count();
    format!("{same} of {} as sent", rows.len())
}

fn row(label: &str, sent: &str, held: Option<&str>) -> ComparisonRow {
    let state = match held {
        None => Compared::NotRead,
        Some(held) if held == sent => Compared::Same,
        Some(_) => Compared::Differs,
    };
    ComparisonRow {
        label: label.to_owned(),
        sent: sent.to_owned(),
        held: held.map(str::to_owned),
        state,
    }
}

fn plan_row(plan: &Plan, held: Option<String>, state: Compared) -> ComparisonRow {
    let sent = format!("{}: {}", plan.plan, planned(plan));
    ComparisonRow {
        label: PLAN.to_owned(),
        sent,
        held,
        state,
    }
}

fn ignored(plan: &Plan, held: &[SubscriptionView]) -> NoticeView {
    let other = held
        .iter()
        .filter_map(|one| one.plan.as_deref())
        .find(|other| product(other) == product(&plan.plan));
    match other {
        Some(other) => NoticeView {
            title: format!("The portal ignored plan {}: one active subscription per product", plan.plan),
            text: format!(
                "{other} is active, and both look like the same product. If you meant {}, end {other} in the portal first.",
                plan.plan
            ),
        },
        None => NoticeView {
            title: format!("The portal shows no subscription to plan {}", plan.plan),
            text: "It was sent, and the portal accepted the organization. Look at its subscriptions in the portal.".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scanning_api::Interval;

    fn active(code: &str) -> SubscriptionView {
        SubscriptionView {
            plan: Some(code.to_owned()),
            plan_name: None,
            status: Some("active".to_owned()),
            interval: None,
            start_date: None,
            end_date: None,
        }
    }

    #[test]
    fn a_second_plan_of_a_product_that_the_portal_ignored_is_said() {
        let sent = [Plan::new("pci-basic"), Plan::new("pci-plus")];
        let (rows, notices) = plans(&sent, true, Some(&[active("pci-basic")]));
        assert_eq!(
            rows.iter().filter(|row| row.state == Compared::Differs).count(),
            1
        );
        assert!(notices[0].title.starts_with("The portal ignored plan pci-plus"));
    }

    #[test]
    fn a_plan_of_which_the_portal_says_only_the_name_is_neither_missing_nor_ignored() {
        let named = |name: &str| SubscriptionView {
            plan: None,
            plan_name: Some(name.to_owned()),
            ..active("")
        };
        let sent = [Plan::new("pci-basic")];
        let (rows, notices) = plans(&sent, true, Some(&[named("PCI Basic Scanning")]));
        let states: Vec<_> = rows.iter().map(|row| row.state).collect();
        assert_eq!(states, [Compared::NotRead, Compared::NotRead]);
        assert!(notices.is_empty(), "{notices:?}");
        let (rows, _) = plans(&sent, true, Some(&[named("pci-basic")]));
        assert_eq!(rows[0].state, Compared::Same, "the name is the code");
    }

    #[test]
    fn an_organization_without_any_subscription_is_said() {
        let (_, notices) = plans(&[], false, Some(&[]));
        assert_eq!(notices[0].title, "The organization has no subscription");
    }

    #[test]
    fn a_default_subscription_is_no_difference_and_an_unasked_one_is() {
        let held = [active("pci-basic")];
        assert_eq!(plans(&[], false, Some(&held)).0[0].state, Compared::Same);
        assert_eq!(
            plans(&[Plan::new("vrms-plus")], true, Some(&held)).0[1].state,
            Compared::Differs
        );
    }

    #[test]
    fn a_subscription_with_other_dates_interval_or_status_is_not_called_the_same() {
        let sent = Plan {
            interval: Some(Interval::Yearly),
            start_date: Some("2026-09-01T00:00:00Z".to_owned()),
            end_date: Some("2027-03-01T00:00:00Z".to_owned()),
            ..Plan::new("pci-basic")
        };
        let state =
            |held: SubscriptionView| plans(std::slice::from_ref(&sent), true, Some(&[held])).0[0].state;
        let same = SubscriptionView {
            interval: Some("Yearly".to_owned()),
            start_date: Some("2026-08-31T17:00:00-07:00".to_owned()),
            end_date: Some("2027-03-01".to_owned()),
            ..active("pci-basic")
        };
        assert_eq!(state(same.clone()), Compared::Same);
        assert_eq!(
            state(active("pci-basic")),
            Compared::Same,
            "what is not said is no difference"
        );
        for other in [
            SubscriptionView {
                end_date: Some("2027-09-01T00:00:00Z".to_owned()),
                ..same.clone()
            },
            SubscriptionView {
                interval: Some("monthly".to_owned()),
                ..same.clone()
            },
            SubscriptionView {
                status: Some("inactive".to_owned()),
                ..same.clone()
            },
        ] {
            assert_eq!(state(other.clone()), Compared::Differs, "{other:?}");
        }
    }

    #[test]
    fn subscriptions_that_cannot_be_read_are_not_called_the_same() {
        let (rows, notices) = plans(&[Plan::new("pci-basic")], true, None);
        assert_eq!(rows[0].state, Compared::NotRead);
        assert!(notices.is_empty());
        let (rows, _) = plans(&[], false, None);
        assert_eq!(rows[0].state, Compared::NotRead, "nor is the default one");
    }
}
