//! A clock that is years ahead, for a day or from the first run on, and for how long the history is kept.

use orgdesk_core::history::{HistoryFilter, KeepTime};

use crate::history::{list, sql};
use crate::journal::next_run;
use crate::support::{Desk, named};

const DAY: i64 = 86_400_000;

fn seen(desk: &Desk, days_from_now: i64) {
    let now = i64::try_from(
        std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_millis(),
    )
    .unwrap();
    sql(
        desk,
        &format!(
            "INSERT OR REPLACE INTO settings (name, value) VALUES ('history_last_seen', '{}')",
            now + days_from_now * DAY
        ),
    );
}

#[tokio::test]
async fn a_clock_that_was_years_ahead_when_orgdesk_first_ran_drops_nothing_that_is_young() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    // The first run wrote nothing, and took the clock at its word.
    seen(&desk, 3_650);
    desk.create(connection, named("Written Today")).await.unwrap();
    let older = desk.app.history_keep_check(KeepTime::Year).await;
    assert_eq!(older.unwrap().older, 0);
    let (desk, _) = next_run(desk, connection).await;
    desk.app.drop_old_history_once_open().await;
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(1));
}

#[tokio::test]
async fn a_clock_that_is_ahead_for_a_day_drops_nothing_however_often_orgdesk_is_started_on_it() {
    let mut desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.create(connection, named("Written Today")).await.unwrap();
    desk.app.history_keep_check(KeepTime::Year).await.unwrap();
    // As it looks to a clock that is thirteen months ahead.
    sql(
        &desk,
        "UPDATE operations SET began = began - 390 * 86400000, ended = ended - 390 * 86400000",
    );
    sql(
        &desk,
        "UPDATE settings SET value = value - 390 * 86400000 WHERE name IN ('history_last_seen', 'history_moved_on')",
    );
    for _ in 0..14 {
        desk = next_run(desk, connection).await.0;
        desk.app.drop_old_history_once_open().await;
    }
    assert_eq!(list(&desk, HistoryFilter::default()).await.total, Some(1));
}

#[tokio::test]
async fn what_was_written_last_is_first_although_the_clock_was_set_back_meanwhile() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.create(connection, named("Before")).await.unwrap();
    // As if by a clock that was a day ahead.
    sql(
        &desk,
        "UPDATE operations SET began = began + 86400000, ended = ended + 86400000",
    );
    desk.create(connection, named("Since")).await.unwrap();
    let rows = list(&desk, HistoryFilter::default()).await.rows;
    let names: Vec<_> = rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Since", "Before"]);
}
