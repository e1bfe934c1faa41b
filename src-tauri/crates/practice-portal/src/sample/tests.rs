//! What the sample data promises.

use std::collections::HashSet;

use super::*;
use crate::clock::midnight;
use crate::store::stored::StoredOrganization;

fn sample(count: usize, seed: u64) -> Vec<StoredOrganization> {
    let today = midnight(Some("2026-11-21")).unwrap();
    organizations(count, seed, today)
        .iter()
        .map(StoredOrganization::of)
        .collect()
}

#[test]
fn the_same_seed_gives_the_same_organizations() {
    assert_eq!(sample(300, 5), sample(300, 5));
    assert_ne!(sample(300, 5)[0], sample(300, 6)[0]);
}

#[test]
fn there_are_as_many_as_asked_for() {
    for count in [0, 1, 25, 26, 27, 250] {
        assert_eq!(sample(count, 1).len(), count);
    }
}

#[test]
fn amber_lantern_is_the_newest_and_the_first_in_the_alphabet() {
    let all = sample(250, 1);
    assert_eq!(all.last().unwrap().name, "Amber Lantern");
    assert_eq!(all.iter().map(|held| &held.name).min().unwrap(), "Amber Lantern");
    assert!(all.is_sorted_by_key(|held| &held.creation_time));
}

#[test]
fn one_customer_is_there_twice_under_nearly_the_same_name() {
    let all = sample(250, 1);
    let alike = ["Quill & Parchment", "Quill and Parchment Ltd"];
    assert_eq!(
        all.iter()
            .filter(|held| alike.contains(&held.name.as_str()))
            .count(),
        2
    );
}

#[test]
fn names_and_ids_are_all_different() {
    let all = sample(5_000, 1);
    assert_eq!(
        all.iter().map(|held| &held.name).collect::<HashSet<_>>().len(),
        all.len()
    );
    assert_eq!(
        all.iter().map(|held| &held.id).collect::<HashSet<_>>().len(),
        all.len()
    );
}

#[test]
fn some_lack_details_and_a_few_are_read_only() {
    let records = organizations(250, 1, midnight(Some("2026-11-21")).unwrap());
    assert_eq!(
        records
            .iter()
            .filter(|record| record.fields().incomplete())
            .count(),
        14
    );
    assert_eq!(
        records
            .iter()
            .filter(|record| record.access == Access::ReadOnly)
            .count(),
        3
    );
}

#[test]
fn nothing_reaches_anybody() {
    for held in sample(2_000, 3) {
        let (mail, web, phone) = (held.field("email"), held.field("website"), held.field("phone"));
        assert!(
            mail.ends_with(".example") && web.ends_with(".example"),
            "{mail} {web}"
        );
        assert!(held.field("contact_email").is_empty() || held.field("contact_email").ends_with(".example"));
        let spare = [
            "+44 1632 960",
            " 555 01",
            "+49 30 23125 ",
            "+33 1 99 00 ",
            "+61 2 5550 ",
            "+46 8 465 004 ",
            "+353 20 91",
        ];
        assert!(
            phone.is_empty() || phone.contains(" 00") || spare.iter().any(|range| phone.contains(range)),
            "{phone}"
        );
    }
}

#[test]
fn many_countries_and_alphabets_are_there() {
    let all = sample(250, 1);
    let countries: HashSet<&str> = all.iter().map(|held| held.field("country")).collect();
    assert!(countries.len() > 20, "{}", countries.len());
    assert!(all.iter().filter(|held| !held.field("city").is_ascii()).count() > 20);
}

#[test]
fn times_lie_in_the_past_and_changes_follow_creations() {
    for held in sample(2_000, 1) {
        assert!(held.creation_time <= held.modification_time, "{}", held.name);
        assert!(held.modification_time.as_str() < "2026-11-21", "{}", held.name);
    }
    let week = sample(250, 1)
        .iter()
        .filter(|held| held.modification_time.as_str() >= "2026-11-14")
        .count();
    assert_eq!(week, 9);
}

#[test]
fn subscriptions_run_today_with_one_of_each_product() {
    for held in sample(2_000, 1) {
        let products: HashSet<_> = held
            .plans
            .iter()
            .map(|plan| plan.plan.split('-').next())
            .collect();
        assert_eq!(products.len(), held.plans.len());
        for plan in &held.plans {
            assert!(plan.start_date.as_str() < "2026-11-21");
            assert!(
                plan.end_date.as_deref().is_none_or(|end| end >= "2026-11-21"),
                "{plan:?}"
            );
        }
    }
}
