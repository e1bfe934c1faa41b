//! Two creates of one name on their way at the same time, of which one alone is listed: whose it is only its description or the
//! portal's word can tell.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{CreateForm, CreateOutcome, CreateResultView, ResolveRequest, SendRequest};
use practice_portal::{Fault, Target};

use crate::journal::{data, stages};
use crate::support::{Desk, named, stopped_once};

const NAME: &str = "Sent Together";

fn described(description: &str) -> CreateForm {
    CreateForm {
        description: description.to_owned(),
        ..named(NAME)
    }
}

/// Two are sent, and neither was there when the other was looked for. The answer of the first is lost, and it is listed; the second
/// is not listed for a while. What is told of each, the second first.
async fn sent_together(
    desk: &Desk,
    connection: ConnectionId,
    forms: [CreateForm; 2],
) -> [CreateResultView; 2] {
    let [first, second] = forms;
    let review = desk.review(connection, first).await.unwrap().review;
    let first = desk.app.send_create(SendRequest { connection, review });
    let first = stopped_once(first, || stages(&data(desk)) == ["intent"]).await;
    let review = desk.review(connection, second).await.unwrap().review;
    let second = desk.app.send_create(SendRequest { connection, review });
    let second = stopped_once(second, || stages(&data(desk)) == ["intent", "intent"]).await;

    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let first = stopped_once(first, || desk.held(NAME) == 1).await;
    desk.lists_late(200);
    let second = second.await.unwrap();
    [second, first.await.unwrap()]
}

fn id_of(desk: &Desk, description: &str) -> String {
    let all = desk.portal.organizations();
    let one = all.iter().find(|one| one.field("description") == description);
    one.unwrap().id.clone()
}

#[tokio::test]
async fn what_nothing_tells_apart_is_for_the_user_to_decide() {
    for description in ["", "The same"] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        let forms = [described(description), described(description)];
        let [second, first] = sent_together(&desk, connection, forms).await;
        assert_eq!(second.outcome, CreateOutcome::SeveralFound, "{second:?}");
        assert_eq!(first.outcome, CreateOutcome::SeveralFound, "{first:?}");
        assert_eq!((second.candidates.len(), first.candidates.len()), (1, 1));
        assert_eq!(desk.app.open_operations(connection).len(), 2);
    }
}

/// Longer ones are compared as far as they are kept of the list.
#[tokio::test]
async fn what_differs_only_at_the_end_of_long_descriptions_is_for_the_user_to_decide() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let forms = ["a", "b"].map(|end| described(&("x".repeat(600) + end)));
    let [second, first] = sent_together(&desk, connection, forms).await;
    assert_eq!(second.outcome, CreateOutcome::SeveralFound, "{second:?}");
    assert_eq!(first.outcome, CreateOutcome::SeveralFound, "{first:?}");
}

#[tokio::test]
async fn one_that_is_listed_with_its_own_description_is_known_and_is_not_the_others() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let forms = [described("Of the first"), described("Of the second")];
    let [second, first] = sent_together(&desk, connection, forms).await;
    assert_eq!(first.outcome, CreateOutcome::Created, "{first:?}");
    assert_eq!(first.id.unwrap().to_string(), id_of(&desk, "Of the first"));
    assert_eq!(second.id, None, "{second:?}");
}

#[tokio::test]
async fn one_of_two_that_were_lost_is_not_taken_for_the_other_in_a_later_look() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, NAME).await;
    let second = desk.lost(connection, NAME).await;
    desk.portal.add(NAME);
    let looked = desk.app.look_at_open_operations(connection).await.unwrap();
    assert_eq!(looked.settled, [], "it may be either");
    let open: Vec<_> = looked.open.iter().map(|one| one.review).collect();
    assert_eq!(open, [first, second]);
}

#[tokio::test]
async fn one_organization_is_not_both_of_two_of_which_the_user_says_so_at_the_same_moment() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = desk.lost(connection, NAME).await;
    let second = desk.lost(connection, NAME).await;
    let id = desk.portal.add(NAME).parse().unwrap();
    let said = |review| {
        let request = ResolveRequest {
            connection,
            review,
            id,
        };
        desk.app.resolve_create(request)
    };
    let (one, two) = tokio::join!(said(first), said(second));
    assert_eq!(one.is_ok(), two.is_err(), "{one:?} {two:?}");
    assert_eq!(desk.app.open_operations(connection).len(), 1);
}
