//! Creates whose answer does not say what became of them: never sent again, resolved by reading.

use orgdesk_core::organizations::{CreateOutcome, ResolveRequest, SendRequest};
use practice_portal::{Fault, Target, Until};

use crate::support::{Desk, named};

#[tokio::test]
async fn every_way_to_lose_an_answer_ends_in_one_organization_and_a_true_message() {
    for fault in [Fault::LostAnswer, Fault::ErrorAfterWrite, Fault::CutBody] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        desk.portal.faults().next_for(Target::Create, fault.clone());
        let result = desk.create(connection, named("Lost Once")).await.unwrap();
        assert_eq!(result.outcome, CreateOutcome::Created, "{fault:?} {result:?}");
        assert!(result.answer_lost, "{fault:?}");
        assert_eq!(desk.held("Lost Once"), 1, "{fault:?}");
        assert_eq!(desk.seen("POST"), 1, "never sent again: {fault:?}");
    }
}

#[tokio::test]
async fn an_older_one_of_the_same_name_is_not_taken_for_the_new_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let older = desk.portal.add("Twin");
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let result = desk.create(connection, named("Twin")).await.unwrap();
    assert_ne!(result.id.unwrap().to_string(), older);
}

#[tokio::test]
async fn a_request_that_never_arrived_is_not_known_and_not_sent_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = desk.create(connection, named("Never There")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    assert_eq!((desk.held("Never There"), desk.seen("POST")), (0, 1));
    let request = SendRequest {
        connection,
        review: result.review,
    };
    let again = desk.app.look_again(request).await.unwrap();
    assert_eq!(again.outcome, CreateOutcome::NotFound);
    assert_eq!(desk.seen("POST"), 1, "looking again sends nothing");
}

#[tokio::test]
async fn one_that_is_listed_late_is_found_by_looking_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    desk.portal
        .faults()
        .next_for(Target::Create, Fault::LateVisibility(Until::Requests(5)));
    let result = desk.create(connection, named("Late")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    let request = SendRequest {
        connection,
        review: result.review,
    };
    let again = desk.app.look_again(request).await.unwrap();
    assert_eq!(again.outcome, CreateOutcome::Created, "{again:?}");
    assert_eq!((desk.held("Late"), desk.seen("POST")), (1, 1));
}

#[tokio::test]
async fn with_several_new_ones_the_user_says_which_it_is() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Several")).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let send = desk.app.send_create(SendRequest { connection, review });
    let somebody_else = once(|| desk.held("Several") == 1, || desk.portal.add("Several"));
    let (result, theirs) = tokio::join!(send, somebody_else);
    let result = result.unwrap();
    assert_eq!(result.outcome, CreateOutcome::SeveralFound, "{result:?}");
    let ours = result
        .candidates
        .iter()
        .find(|one| one.id.to_string() != theirs)
        .unwrap()
        .id;
    let request = ResolveRequest {
        connection,
        review: result.review,
        id: ours,
    };
    let resolved = desk.app.resolve_create(request).await.unwrap();
    assert_eq!(
        (resolved.outcome, resolved.id),
        (CreateOutcome::Created, Some(ours))
    );
    assert_eq!(desk.seen("POST"), 1);
}

#[tokio::test]
async fn a_portal_that_cannot_be_read_afterwards_leaves_the_question_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Dark")).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let send = desk.app.send_create(SendRequest { connection, review });
    let goes_dark = once(
        || desk.held("Dark") == 1,
        || (0..4).for_each(|_| desk.portal.faults().next_for(Target::List, Fault::Html)),
    );
    let (result, ()) = tokio::join!(send, goes_dark);
    let result = result.unwrap();
    assert_eq!(result.outcome, CreateOutcome::CannotLook, "{result:?}");
    let again = desk
        .app
        .look_again(SendRequest {
            connection,
            review: result.review,
        })
        .await
        .unwrap();
    assert_eq!(again.outcome, CreateOutcome::Created, "{again:?}");
    assert_eq!((desk.held("Dark"), desk.seen("POST")), (1, 1));
}

/// Does something as soon as something is so.
async fn once<T>(so: impl Fn() -> bool, act: impl FnOnce() -> T) -> T {
    while !so() {
        tokio::task::yield_now().await;
    }
    act()
}
