//! Creates whose answer does not say what became of them: never sent again, resolved by reading.

use orgdesk_core::AppError;
use orgdesk_core::connections::KeptSignIn;
use orgdesk_core::organizations::{
    CreateForm, CreateOutcome, OrganizationField, ResolveRequest, SendRequest,
};
use practice_portal::{Fault, Options, Target};

use crate::support::{Desk, named, once, save};

#[tokio::test]
async fn every_way_to_lose_an_answer_ends_in_one_organization_and_a_true_message() {
    for fault in [
        Fault::LostAnswer,
        Fault::ErrorAfterWrite,
        Fault::UnavailableAfterWrite,
        Fault::CutBody,
    ] {
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
    assert!(result.stays_open);
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
    desk.loses_a_create(5);
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
async fn one_that_was_created_and_is_listed_late_stays_open_with_its_details_until_it_is_found() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lists_late(5);
    let result = desk.create(connection, with_a_city("Listed Late")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotListed, "{result:?}");
    assert_eq!(
        (result.id, result.answer_lost, result.details_waiting),
        (None, false, 2)
    );
    assert_eq!(desk.seen("PUT"), 0);
    let request = SendRequest {
        connection,
        review: result.review,
    };
    let again = desk.app.look_again(request).await.unwrap();
    assert_eq!(again.outcome, CreateOutcome::Created, "{again:?}");
    assert_eq!((again.details_waiting, desk.seen("PUT")), (0, 1));
    let held = desk.portal.organization(&again.id.unwrap().to_string()).unwrap();
    assert_eq!(held.fields["city"], "Bath");
    assert_eq!((desk.held("Listed Late"), desk.seen("POST")), (1, 1));
}

#[tokio::test]
async fn one_that_was_created_where_the_list_cannot_be_read_stays_open() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk
        .review(connection, with_a_city("Unlisted"))
        .await
        .unwrap()
        .review;
    let send = desk.app.send_create(SendRequest { connection, review });
    let goes_dark = once(
        || desk.held("Unlisted") == 1,
        || (0..4).for_each(|_| desk.portal.faults().next_for(Target::List, Fault::Html)),
    );
    let (result, ()) = tokio::join!(send, goes_dark);
    let result = result.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotListed, "{result:?}");
    let again = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(again.unwrap().outcome, CreateOutcome::Created);
    assert_eq!((desk.held("Unlisted"), desk.seen("POST")), (1, 1));
}

#[tokio::test]
async fn details_of_one_that_was_listed_late_are_not_written_over_those_of_another() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.lists_late(100);
    let result = desk.create(connection, with_a_city("Not Ours")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotListed, "{result:?}");
    let theirs = desk.portal.add("Not Ours");
    assert!(desk.portal.edit(&theirs, "city", "Utrecht"));
    let request = SendRequest {
        connection,
        review: result.review,
    };
    let found = desk.app.look_again(request).await.unwrap();
    assert_eq!(found.outcome, CreateOutcome::DetailsNotSaved, "{found:?}");
    assert_eq!(desk.seen("PUT"), 0);
}

#[tokio::test]
async fn a_sign_in_that_is_refused_while_looking_is_told_with_the_portals_words_and_not_asked_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Revoked")).await.unwrap().review;
    desk.portal.faults().next_for(Target::Create, Fault::LostAnswer);
    let send = desk.app.send_create(SendRequest { connection, review });
    let words = || r#"{"status":401,"status_text":"Token revoked"}"#.to_owned();
    let revoked = once(
        || desk.held("Revoked") == 1,
        || {
            for _ in 0..4 {
                let fault = Fault::Status(401, words());
                desk.portal.faults().next_for(Target::List, fault);
            }
        },
    );
    let (result, ()) = tokio::join!(send, revoked);
    let result = result.unwrap();
    assert_eq!(result.outcome, CreateOutcome::CannotLook, "{result:?}");
    let Some(AppError::Rejected {
        status: 401, said, ..
    }) = result.not_read
    else {
        panic!("{:?}", result.not_read)
    };
    assert_eq!(said.message.as_deref(), Some("Token revoked"));
    let last = result.steps.last().unwrap();
    assert_eq!(last.detail.as_deref(), Some("The portal refused the sign-in"));
    let looks = desk.portal.requests();
    let looks = looks.iter().rev().take_while(|one| one.method == "GET").count();
    assert_eq!(looks, 1, "a sign-in that is refused is refused the next time");
}

#[tokio::test]
async fn how_many_there_are_of_a_name_is_counted_before_it_is_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    for (twins, of_this_name) in [(0, 1), (1, 2)] {
        let name = format!("Counted {twins}");
        (0..twins).for_each(|_| drop(desk.portal.add(&name)));
        let result = desk.create(connection, named(&name)).await.unwrap();
        assert_eq!(result.of_this_name, Some(of_this_name), "{result:?}");
    }
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

#[tokio::test]
async fn one_that_was_there_before_is_never_taken_for_the_new_one_even_when_the_user_says_so() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let older = desk.portal.add("Older");
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = desk.create(connection, with_a_city("Older")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound, "{result:?}");
    let review = result.review;
    let request = ResolveRequest {
        connection,
        review,
        id: older.parse().unwrap(),
    };
    let error = desk.app.resolve_create(request).await.unwrap_err();
    assert!(matches!(error, AppError::Invalid { .. }), "{error:?}");
    assert_eq!(desk.seen("PUT"), 0, "nothing is written over the older one");
    let again = desk.app.look_again(SendRequest { connection, review }).await;
    assert_eq!(
        again.unwrap().outcome,
        CreateOutcome::NotFound,
        "it can still be looked for"
    );
}

#[tokio::test]
async fn a_second_create_of_a_name_that_is_not_resolved_is_warned_of_in_its_review() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = desk.create(connection, named("Twice")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    let review = |name| desk.review(connection, named(name));
    assert!(review("twice ").await.unwrap().unresolved);
    assert!(!review("Another").await.unwrap().unresolved);
    desk.portal.add("Twice");
    let request = SendRequest {
        connection,
        review: result.review,
    };
    assert_eq!(
        desk.app.look_again(request).await.unwrap().outcome,
        CreateOutcome::Created
    );
    assert!(!review("Twice").await.unwrap().unresolved);
}

#[tokio::test]
async fn an_older_review_of_a_create_that_was_sent_meanwhile_is_not_good_any_more() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let older = desk.review(connection, named("Stale")).await.unwrap().review;
    desk.loses_a_create(100);
    let result = desk.create(connection, named("Stale")).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::NotFound);
    let request = SendRequest {
        connection,
        review: older,
    };
    let error = desk.app.send_create(request).await.unwrap_err();
    assert!(matches!(error, AppError::Gone { .. }), "{error:?}");
    assert_eq!((desk.held("Stale"), desk.seen("POST")), (1, 1));
}

#[tokio::test]
async fn a_write_reviewed_for_one_portal_never_goes_to_another() {
    let desk = Desk::new().await;
    let other = practice_portal::start(Options {
        user_token: Some(desk.portal.user_token().to_owned()),
        api_key: Some(desk.portal.api_key().to_owned()),
        ..Options::default()
    })
    .await
    .unwrap();
    let connection = desk.connected().await;
    let review = desk.review(connection, named("Where")).await.unwrap().review;
    let mut replaced = desk.token_request();
    replaced.replaces = Some(connection);
    replaced.address = other.address();
    let tested = desk.app.test_connection(replaced).await.unwrap();
    desk.app
        .save_connection(save(tested, KeptSignIn::Keyring))
        .await
        .unwrap();
    let error = desk.app.send_create(SendRequest { connection, review }).await;
    assert!(matches!(error, Err(AppError::Gone { .. })), "{error:?}");
    assert!(other.requests().iter().all(|request| request.method == "GET"));
}

#[tokio::test]
async fn details_are_not_written_over_those_of_an_organization_that_is_only_likely_ours() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = desk.create(connection, with_a_city("Likely")).await.unwrap();
    let theirs = desk.portal.add("Likely");
    assert!(desk.portal.edit(&theirs, "city", "Utrecht"));
    let request = SendRequest {
        connection,
        review: result.review,
    };
    let found = desk.app.look_again(request).await.unwrap();
    assert_eq!(found.outcome, CreateOutcome::DetailsNotSaved, "{found:?}");
    assert_eq!(
        found.details_left.unwrap().fields.city,
        "Bath",
        "they can be saved yet"
    );
    assert_eq!(desk.seen("PUT"), 0);
    assert_eq!(found.requests.len(), 1, "only the create was sent");
    assert!(
        found.comparison.iter().all(|row| row.sent != "Bath"),
        "{:?}",
        found.comparison
    );
}

#[tokio::test]
async fn a_look_that_breaks_off_leaves_the_create_open_with_its_details() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = desk.create(connection, with_a_city("Broken Off")).await.unwrap();
    let request = || SendRequest {
        connection,
        review: result.review,
    };
    tokio::select! {
        biased;
        answer = desk.app.look_again(request()) => panic!("too quick: {answer:?}"),
        () = tokio::task::yield_now() => {}
    }
    let found = desk.app.look_again(request()).await.unwrap();
    assert_eq!(found.outcome, CreateOutcome::NotFound, "{found:?}");
    assert_eq!(found.details_waiting, result.details_waiting);
}

fn with_a_city(name: &str) -> CreateForm {
    let mut form = named(name);
    for (field, value) in [
        (OrganizationField::CompanyName, "Older Ltd"),
        (OrganizationField::City, "Bath"),
    ] {
        form.details.insert(field, value.to_owned());
    }
    form
}
