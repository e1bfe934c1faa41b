//! Somebody else's organization of the same name, created while ours is not listed yet: by its name alone it would be taken
//! for ours, and our details would be written into it.

use orgdesk_core::organizations::{CreateOutcome, SendRequest};
use practice_portal::{Fault, Target, Until};

use crate::create::with_details;
use crate::support::{Desk, once};

#[tokio::test]
async fn a_namesake_with_another_description_is_not_taken_for_ours_while_ours_is_not_listed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let late = Fault::LateVisibility(Until::Requests(100));
    desk.portal.faults().next_for(Target::Create, late);
    let review = desk
        .review(connection, with_details("Namesake"))
        .await
        .unwrap()
        .review;
    let somebody_else = once(|| desk.held("Namesake") == 1, || desk.portal.add("Namesake"));
    let sending = desk.app.send_create(SendRequest { connection, review });
    let (result, theirs) = tokio::join!(sending, somebody_else);
    let result = result.unwrap();
    assert_eq!(result.outcome, CreateOutcome::SeveralFound, "{result:?}");
    assert_eq!(result.candidates.len(), 1);
    assert_eq!(result.candidates[0].id.to_string(), theirs);
    assert_eq!(desk.seen("PUT"), 0, "nothing is written into theirs");
}

#[tokio::test]
async fn once_ours_is_listed_beside_a_namesake_the_user_says_which_it_is() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let late = Fault::LateVisibility(Until::Requests(2));
    desk.portal.faults().next_for(Target::Create, late);
    let review = desk
        .review(connection, with_details("Namesake"))
        .await
        .unwrap()
        .review;
    let somebody_else = once(|| desk.held("Namesake") == 1, || desk.portal.add("Namesake"));
    let sending = desk.app.send_create(SendRequest { connection, review });
    let (result, _) = tokio::join!(sending, somebody_else);
    assert_eq!(result.unwrap().candidates.len(), 2, "it is looked for on and on");
}
