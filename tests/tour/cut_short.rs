//! What is told where something was cut short: by a kill, by a clock that was put back, by a start that is not over.

use std::time::Duration;

use practice_portal::{Fault, PracticePortal, Target};
use serde_json::json;

use crate::guide::Guide;
use crate::half_told::change_city;
use crate::portal::open;

/// The page as it is loaded, before any script has run.
const PAGE: &str = include_str!("../../ui/index.html");

/// Orgdesk is killed once the portal has said that it saved, and somebody else saves before the next start.
pub(crate) async fn saved_and_not_read(guide: Guide, portal: &PracticePortal) -> Guide {
    const NAME: &str = "Osteria Bellarosa";
    let desk = &guide.desk;
    let id = portal.add(NAME);
    for (field, value) in [("company_name", "Bellarosa S.r.l."), ("city", "Ravenna")] {
        portal.edit(&id, field, value);
    }
    desk.click("link", "Organizations").await;
    open(desk, NAME).await;
    change_city(desk, "Bologna").await;
    desk.find("button", "Save changes").await;
    let read_before = Duration::ZERO;
    let read_back = Duration::from_secs(50);
    for answered_after in [read_before, read_back] {
        portal
            .faults()
            .next_for(Target::Retrieve, Fault::Latency(answered_after));
    }
    desk.click("button", "Save changes").await;
    desk.until("it is read back", async || {
        let asked = portal.requests();
        let saved = asked.iter().rposition(|request| request.method == "PUT");
        saved.is_some_and(|saved| saved + 1 < asked.len()) && in_city(portal, &id, "Bologna")
    })
    .await;
    portal.edit(&id, "city", "Modena");
    let guide = guide.killed().await;
    guide.desk.click("link", "Needs you, 1 not settled").await;
    guide.desk.see("and saved, as the portal said").await;
    guide.desk.see("City is “Modena”").await;
    guide.stop("08-needs-you-saved").await;
    guide
}

/// The computer's clock was put back by an hour while an organization was created.
pub(crate) async fn clock_put_back(guide: &Guide) {
    let home = guide.desk.setup.home.path();
    let file = home.join("data/com.orgdesk.desktop/orgdesk.sqlite");
    let put_back = "UPDATE operations
        SET steps = json_set(steps, '$[0].at', strftime('%FT%TZ', steps ->> '$[0].at', '+1 hour'))
        WHERE name = 'Nordhavn Apotek'";
    let data = rusqlite::Connection::open(file).unwrap();
    assert_eq!(data.execute(put_back, []).unwrap(), 1);
    drop(data);
    let desk = &guide.desk;
    desk.click("link", "History").await;
    desk.fill("searchbox", "Search", "Nordhavn").await;
    desk.click("option", "Nordhavn Apotek created…").await;
    desk.see("clock was put back").await;
    guide.stop("09-history-clock-put-back").await;
}

/// What the page shows until what is kept has been read. The rest of it is given up for that.
pub(crate) async fn still_opening(guide: &Guide) {
    let only_that = "const page = new DOMParser().parseFromString(PAGE, 'text/html');
        document.body.replaceChildren(page.getElementById('opening'));
        return document.body.innerText";
    let shown = guide
        .desk
        .script(&only_that.replace("PAGE", &json!(PAGE).to_string()))
        .await;
    assert!(shown.to_string().contains("Opening Orgdesk…"), "{shown}");
    guide.stop("01-opening").await;
    guide.stop_magnified("01-opening").await;
}

fn in_city(portal: &PracticePortal, id: &str, city: &str) -> bool {
    let stored = portal.organization(id);
    stored.is_some_and(|stored| stored.field("city") == city)
}
