//! How large everything is: as it was chosen, also at the next start.

use orgdesk_core::zoom::{Zoom, ZoomStep};

use crate::support::Desk;

/// Takes a step. What the window is told of it, in percent.
async fn step(desk: &Desk, step: ZoomStep) -> u16 {
    let mut shown = None;
    let show = |zoom: Zoom| shown = Some(zoom.percent());
    desk.app.change_zoom(step, show).await;
    shown.unwrap()
}

#[tokio::test]
async fn everything_is_as_large_at_the_next_start_as_it_was_made() {
    let desk = Desk::new().await;
    assert_eq!(desk.app.zoom().await, Zoom::AT_FIRST);
    assert_eq!(step(&desk, ZoomStep::Larger).await, 110);
    assert_eq!(step(&desk, ZoomStep::Larger).await, 125);
    assert_eq!(desk.app.zoom().await.percent(), 125);
    let desk = desk.restarted();
    assert_eq!(desk.app.zoom().await.percent(), 125);
    assert_eq!(step(&desk, ZoomStep::AsAtFirst).await, 100);
    assert_eq!(desk.restarted().app.zoom().await, Zoom::AT_FIRST);
}

#[tokio::test]
async fn a_step_goes_on_from_what_is_kept_also_where_nobody_asked_for_that_before() {
    let desk = Desk::new().await;
    step(&desk, ZoomStep::Smaller).await;
    let desk = desk.restarted();
    assert_eq!(step(&desk, ZoomStep::Smaller).await, 80);
}

#[tokio::test]
async fn where_it_cannot_be_kept_everything_is_made_larger_all_the_same() {
    let desk = Desk::new().await;
    let nothing_keeps =
        "CREATE TRIGGER full BEFORE INSERT ON settings BEGIN SELECT RAISE(ABORT, 'disk'); END";
    desk.app.connections().await.unwrap();
    crate::history::sql(&desk, nothing_keeps);
    step(&desk, ZoomStep::Larger).await;
    assert_eq!(step(&desk, ZoomStep::Larger).await, 125);
    assert_eq!(desk.app.zoom().await.percent(), 125);
}
