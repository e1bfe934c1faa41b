//! The columns of the list, as wide as they were made.

use orgdesk_core::organizations::{ColumnWidths, ListColumn};

use crate::support::Desk;

fn widths(of: &[(ListColumn, u16)]) -> ColumnWidths {
    ColumnWidths {
        widths: of.iter().copied().collect(),
    }
}

#[tokio::test]
async fn the_widths_of_the_columns_are_there_again_after_a_restart() {
    let desk = Desk::new().await;
    assert_eq!(desk.app.column_widths().await.unwrap(), ColumnWidths::default());
    let made = widths(&[(ListColumn::Name, 320), (ListColumn::City, 90)]);
    desk.app.keep_column_widths(made.clone()).await.unwrap();
    assert_eq!(desk.restarted().app.column_widths().await.unwrap(), made);
}

#[tokio::test]
async fn a_width_that_no_list_could_show_is_brought_into_bounds() {
    let desk = Desk::new().await;
    let made = widths(&[(ListColumn::Name, 0), (ListColumn::City, u16::MAX)]);
    desk.app.keep_column_widths(made).await.unwrap();
    let kept = widths(&[(ListColumn::Name, 48), (ListColumn::City, 1200)]);
    assert_eq!(desk.app.column_widths().await.unwrap(), kept);
}
