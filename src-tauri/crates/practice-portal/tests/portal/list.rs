//! `GET /v2/organizations`.

use serde_json::json;

use crate::client::{get, names, portal};

#[tokio::test]
async fn the_newest_come_first_25_at_a_time() {
    let portal = portal().await;
    let answer = get(&portal, "/v2/organizations").await;
    let newest: Vec<String> = portal
        .organizations()
        .into_iter()
        .rev()
        .take(25)
        .map(|held| held.name)
        .collect();
    assert_eq!(names(&answer), newest);
    assert_eq!(
        answer.json()["pagination"],
        json!({ "total_count": 250, "total_pages": 10, "current_page": 1 })
    );
}

#[tokio::test]
async fn pages_together_are_the_whole_list_once() {
    let portal = portal().await;
    let mut all = Vec::new();
    for page in 1..=4 {
        let answer = get(&portal, &format!("/v2/organizations?page={page}&per_page=77")).await;
        assert_eq!(
            answer.json()["pagination"],
            json!({ "total_count": 250, "total_pages": 4, "current_page": page })
        );
        all.extend(names(&answer));
    }
    let held: Vec<String> = portal
        .organizations()
        .into_iter()
        .rev()
        .map(|held| held.name)
        .collect();
    assert_eq!(all, held);
    let past = get(&portal, "/v2/organizations?page=5&per_page=77").await;
    assert_eq!((past.status, names(&past).len()), (200, 0));
}

#[tokio::test]
async fn a_page_has_at_most_a_hundred() {
    let portal = portal().await;
    assert_eq!(
        names(&get(&portal, "/v2/organizations?per_page=5000").await).len(),
        100
    );
    for wrong in [
        "page=0",
        "page=-1",
        "page=x",
        "per_page=0",
        "page=18446744073709551616",
    ] {
        assert_eq!(
            get(&portal, &format!("/v2/organizations?{wrong}")).await.status,
            422,
            "{wrong}"
        );
    }
    assert_eq!(
        get(&portal, "/v2/organizations?page=18446744073709551615")
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_search_finds_by_name_with_wildcards_in_any_case() {
    let portal = portal().await;
    for (pattern, expected) in [
        ("amber%20LANTERN", 1),
        ("amber*", 1),
        ("*lantern", 1),
        ("*er%20lan*", 1),
        ("amber", 0),
    ] {
        let answer = get(&portal, &format!("/v2/organizations?q[name]={pattern}")).await;
        assert_eq!(names(&answer).len(), expected, "{pattern}");
        assert_eq!(
            answer.json()["pagination"]["total_count"],
            json!(expected),
            "{pattern}"
        );
    }
    let escaped = get(&portal, "/v2/organizations?q%5Bname%5D=%C3%9ALTIMO*").await;
    assert_eq!(names(&escaped), ["Último Tranvía Café"]);
}

#[tokio::test]
async fn a_search_is_paged() {
    let portal = portal().await;
    for number in 0..7 {
        portal.add(&format!("Twin {number}"));
    }
    let answer = get(&portal, "/v2/organizations?q[name]=twin*&page=2&per_page=3").await;
    assert_eq!(names(&answer), ["Twin 3", "Twin 2", "Twin 1"]);
    assert_eq!(
        answer.json()["pagination"],
        json!({ "total_count": 7, "total_pages": 3, "current_page": 2 })
    );
}

#[tokio::test]
async fn searches_in_several_columns_all_have_to_fit() {
    let portal = portal().await;
    let germans = portal
        .organizations()
        .iter()
        .filter(|held| held.field("country") == "Germany")
        .count();
    let answer = get(&portal, "/v2/organizations?q[country]=germany").await;
    assert_eq!(answer.json()["pagination"]["total_count"], json!(germans));
    let answer = get(&portal, "/v2/organizations?q[country]=germany&q[name]=bluebell*").await;
    assert_eq!(names(&answer), ["Bluebell Bikes"]);
    let id = portal.organizations().pop().unwrap().id;
    assert_eq!(
        names(&get(&portal, &format!("/v2/organizations?q[id]={id}")).await),
        ["Amber Lantern"]
    );
}

#[tokio::test]
async fn a_filter_the_portal_does_not_have_is_refused() {
    let portal = portal().await;
    for wrong in [
        "q[nmae]=x",
        "sort_by=name",
        "date_range_start=2026-01-01%2000:00:00",
        "relative_date_range=10d",
    ] {
        assert_eq!(
            get(&portal, &format!("/v2/organizations?{wrong}")).await.status,
            422,
            "{wrong}"
        );
    }
    assert_eq!(get(&portal, "/v2/organizations?utm_source=x").await.status, 200);
}
