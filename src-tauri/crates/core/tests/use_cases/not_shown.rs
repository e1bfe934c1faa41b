//! An organization that cannot be read: what lets it be updated without being seen, and what does not.

use orgdesk_core::AppError;
use orgdesk_core::error::NotShownReason;
use orgdesk_core::organizations::OrganizationRequest;
use practice_portal::{Fault, Target};

use crate::support::Desk;

async fn read_after(fault: Fault) -> AppError {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = desk.portal.add("Closed Book");
    for _ in 0..3 {
        desk.portal.faults().next_for(Target::Retrieve, fault.clone());
    }
    let request = OrganizationRequest { connection, id };
    desk.app.get_organization(request).await.unwrap_err()
}

#[tokio::test]
async fn one_that_may_not_be_read_or_not_be_understood_is_not_shown() {
    for (fault, expected) in [
        (Fault::Status(403, "{}".to_owned()), NotShownReason::Forbidden),
        (Fault::Html, NotShownReason::Unreadable),
    ] {
        let error = read_after(fault).await;
        assert!(
            matches!(&error, AppError::NotShown { why, .. } if *why == expected),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn one_that_is_not_there_or_whose_portal_fails_is_not_taken_for_it() {
    for status in [404, 500] {
        let error = read_after(Fault::Status(status, "{}".to_owned())).await;
        assert!(!matches!(error, AppError::NotShown { .. }), "{error:?}");
    }
}
