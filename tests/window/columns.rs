//! Columns of the list as wide as the names in them are long.

use std::time::Duration;

use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use serde_json::json;

use crate::driver::{Desk, Keyring, Setup};
use crate::steps::{connected, portal};
use crate::window_test;

const RIGHT: &str = "\u{e014}";
const HOME: &str = "\u{e011}";

window_test! {
    async fn a_column_is_dragged_wider_keeps_its_width_after_a_restart_and_goes_back() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        desk.see("12 organizations").await;
        let before = width(&desk).await;
        drag(&desk, 120.0).await;
        wide(&desk, before + 120).await;
        desk.axe("a list with a column that was dragged").await;

        let desk = desk.restart().await;
        desk.see("12 organizations").await;
        wide(&desk, before + 120).await;
        focus(&desk).await;
        desk.keys(RIGHT).await;
        wide(&desk, before + 128).await;
        desk.keys(HOME).await;
        wide(&desk, before).await;
        desk.close().await;
    }
}

window_test! {
    async fn a_column_wider_than_the_list_is_scrolled_to_with_its_head_above_its_cells() {
        let portal = portal().await;
        let desk = connected(Setup::with_keyring(Keyring::Unlocked), &portal).await;
        desk.see("12 organizations").await;
        drag(&desk, 500.0).await;
        let aligned = "const grid = document.querySelector('[role=grid]');
            grid.scrollLeft = 300;
            const left = (one) => Math.round(one.getBoundingClientRect().left);
            const heads = [...grid.querySelectorAll('[role=columnheader]')].map(left);
            const cells = [...grid.querySelector('[role=row][data-index]').children].map(left);
            return [grid.scrollLeft > 100, JSON.stringify(heads) === JSON.stringify(cells)]";
        desk.until("head and cells are scrolled alike", async || {
            desk.script(aligned).await == json!([true, true])
        })
        .await;
        desk.close().await;
    }
}

/// How wide the first column is.
async fn width(desk: &Desk) -> i64 {
    let script =
        "return Math.round(document.querySelector('[role=columnheader]').getBoundingClientRect().width)";
    desk.script(script).await.as_i64().unwrap()
}

/// Waits until the first column, its cells and what its edge says have this width.
async fn wide(desk: &Desk, wanted: i64) {
    let script = "const grid = document.querySelector('[role=grid]');
        const edge = grid.querySelector('[role=separator]');
        const cell = grid.querySelector('[role=gridcell]');
        return [edge.parentElement, cell].map((one) => Math.round(one.getBoundingClientRect().width))
          .concat(Number(edge.ariaValueNow))";
    desk.until(&format!("the first column is {wanted} wide"), async || {
        desk.script(script).await == json!([wanted, wanted, wanted])
    })
    .await;
}

/// Drags the edge of the first column to the right.
async fn drag(desk: &Desk, by: f64) {
    let middle = "const edge = document.querySelector('[role=separator]').getBoundingClientRect();
        return [Math.round(edge.left + edge.width / 2), Math.round(edge.top + edge.height / 2)]";
    let at = desk.script(middle).await;
    let (x, y) = (at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
    let to = |x: f64| PointerAction::MoveTo {
        duration: Some(Duration::ZERO),
        x,
        y,
    };
    let actions = MouseActions::new("mouse".into())
        .then(to(x))
        .then(PointerAction::Down {
            button: MOUSE_BUTTON_LEFT,
        })
        .then(to(x + by / 2.0))
        .then(to(x + by))
        .then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
    desk.client.perform_actions(actions).await.unwrap();
}

async fn focus(desk: &Desk) {
    desk.script("document.querySelector('[role=separator]').focus()")
        .await;
}
