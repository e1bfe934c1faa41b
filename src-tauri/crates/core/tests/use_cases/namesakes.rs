//! Somebody else's organization of the same name, created while ours is not listed yet: by its name alone it would be taken
//! for ours, and our details would be written into it.

use orgdesk_core::organizations::{CreateOutcome, CreateResultView, SendRequest};

use crate::create::with_details;
use crate::support::{Desk, once};

/// A create whose answer is lost and which is listed so late, and somebody else's of its name, created meanwhile: what is told
/// of ours, and the id of theirs.
async fn beside_a_namesake(desk: &Desk, listed_after: u32) -> (CreateResultView, String) {
    let connection = desk.connected().await;
    desk.loses_a_create(listed_after);
    let form = with_details("Namesake");
    let review = desk.review(connection, form).await.unwrap().review;
    let somebody_else = once(|| desk.held("Namesake") == 1, || desk.portal.add("Namesake"));
    let sending = desk.app.send_create(SendRequest { connection, review });
    let (result, theirs) = tokio::join!(sending, somebody_else);
    (result.unwrap(), theirs)
}

#[tokio::test]
async fn a_namesake_with_another_description_is_not_taken_for_ours_while_ours_is_not_listed() {
    let desk = Desk::new().await;
    let (result, theirs) = beside_a_namesake(&desk, 100).await;
    assert_eq!(result.outcome, CreateOutcome::SeveralFound, "{result:?}");
    assert_eq!(result.candidates.len(), 1);
    assert_eq!(result.candidates[0].id.to_string(), theirs);
    assert_eq!(desk.seen("PUT"), 0, "nothing is written into theirs");
}

#[tokio::test]
async fn once_ours_is_listed_beside_a_namesake_the_user_says_which_it_is() {
    let desk = Desk::new().await;
    let (result, _theirs) = beside_a_namesake(&desk, 2).await;
    assert_eq!(result.candidates.len(), 2, "it is looked for on and on");
}

#[tokio::test]
async fn where_several_others_of_its_name_are_listed_ours_is_looked_for_until_it_is_among_them() {
    for described in [true, false] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        desk.loses_a_create(3);
        let mut form = with_details("Namesake");
        if !described {
            form.description.clear();
        }
        let review = desk.review(connection, form).await.unwrap().review;
        let others = once(
            || desk.held("Namesake") == 1,
            || [desk.portal.add("Namesake"), desk.portal.add("Namesake")],
        );
        let sending = desk.app.send_create(SendRequest { connection, review });
        let (result, others) = tokio::join!(sending, others);
        let candidates = result.unwrap().candidates;
        assert_eq!(candidates.len(), 3, "{candidates:?} with {others:?}");
        assert_eq!(desk.seen("PUT"), 0, "nothing is written into theirs");
    }
}
