//! A hundred thousand organizations.

use std::time::{Duration, Instant};

use practice_portal::Options;
use serde_json::json;

use crate::client::{get, names, start};

/// Generous for a debug build on a busy machine; a list that sorted per request would be far beyond it.
const BEARABLE: Duration = Duration::from_secs(30);

#[tokio::test]
async fn a_hundred_thousand_organizations_are_served_in_bearable_time() {
    let begun = Instant::now();
    let portal = start(Options {
        organizations: 100_000,
        ..Options::default()
    })
    .await;
    assert!(begun.elapsed() < BEARABLE, "started in {:?}", begun.elapsed());

    let begun = Instant::now();
    for page in 1..=100 {
        let answer = get(&portal, &format!("/v2/organizations?per_page=1&page={page}")).await;
        assert_eq!(answer.json()["pagination"]["total_count"], json!(100_000));
    }
    assert!(begun.elapsed() < BEARABLE, "100 pages in {:?}", begun.elapsed());
    assert_eq!(
        names(&get(&portal, "/v2/organizations?q[name]=amber*").await),
        ["Amber Lantern"]
    );
}
