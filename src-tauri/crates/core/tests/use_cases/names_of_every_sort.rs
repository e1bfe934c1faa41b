//! Names of every sort: created once and found again, or no name at all.

use orgdesk_core::AppError;
use orgdesk_core::history::HistoryFilter;

use crate::history::list;
use crate::support::{Desk, named};

#[tokio::test]
async fn names_of_every_sort_are_created_once_and_found_in_the_history() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    for (index, name) in [
        "\u{5d0}\u{5d1}\u{5d2} \u{202e}abc",
        "e\u{301}e\u{301}e\u{301}",
        "nul\u{0}nul",
        &"x".repeat(10_000),
        "***",
        "%_%",
        "\"quoted\" AND NOT",
        "a&b=c#d?e/f",
    ]
    .into_iter()
    .enumerate()
    {
        let mut form = named(name);
        form.description = format!("described{index}");
        let created = desk.create(connection, form).await;
        let created = created.unwrap_or_else(|error| panic!("{name:.40} {error:?}"));
        assert_eq!(
            created.outcome,
            orgdesk_core::organizations::CreateOutcome::Created,
            "{name:.40} {created:?}"
        );
        assert_eq!(desk.held(name), 1, "{name:.40}");
        let filter = HistoryFilter {
            text: format!("described{index}"),
            ..HistoryFilter::default()
        };
        assert_eq!(list(&desk, filter).await.total, Some(1), "{name:.40}");
    }
}

#[tokio::test]
async fn a_name_of_which_nothing_can_be_seen_is_no_name() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    for name in ["\u{200b}", "\u{feff} \u{202e}", "\u{0}"] {
        let refused = desk.create(connection, named(name)).await;
        assert!(
            matches!(refused, Err(AppError::Invalid { .. })),
            "{name:?} {refused:?}"
        );
    }
}
