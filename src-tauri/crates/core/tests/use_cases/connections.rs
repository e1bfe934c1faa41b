//! Connecting, keeping the sign-in, opening again, removing.

use orgdesk_core::connections::{
    Colour, ConnectionEditRequest, ConnectionTestRequest, ConnectionTestView, KeptSignIn,
    OneTimePasswordRequest, SignInRequest,
};
use orgdesk_core::error::{Gone, LocalDataProblem, LocalDataUse};
use orgdesk_core::{AppError, KeyringState};
use practice_portal::{Fault, Options, Scheme, Target};

use crate::support::{Desk, save};

fn fields(error: AppError) -> Vec<String> {
    let AppError::Invalid { problems } = error else {
        panic!("{error:?}")
    };
    problems.into_iter().filter_map(|problem| problem.field).collect()
}

#[tokio::test]
async fn a_tested_sign_in_is_saved_and_opens_again_after_a_restart() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    let desk = desk.restarted();
    let start = desk.app.start().await;
    assert_eq!(start.connections.last_opened, Some(id));
    assert_eq!(start.connections.connections[0].letters, "HS");
    let session = desk.app.open_connection(id).await.unwrap();
    assert_eq!(session.connection.identity.username, desk.portal.username());
}

#[tokio::test]
async fn the_start_asks_neither_the_keyring_nor_the_network() {
    let desk = Desk::new().await;
    desk.connected().await;
    let asked = desk.portal.requests().len();
    desk.keyring.is(KeyringState::Locked);
    let desk = desk.restarted();
    assert_eq!(desk.app.start().await.connections.connections.len(), 1);
    assert_eq!(desk.portal.requests().len(), asked);
}

#[tokio::test]
async fn the_form_says_what_is_missing_at_each_field_and_asks_nobody() {
    let desk = Desk::new().await;
    let request = ConnectionTestRequest {
        replaces: None,
        name: " ".to_owned(),
        address: "http://scan.halden.example".to_owned(),
        sign_in: SignInRequest::AccessToken {
            user_token: " ".into(),
            api_key: "".into(),
        },
    };
    let error = desk.app.test_connection(request).await.unwrap_err();
    assert_eq!(fields(error), ["name", "address", "user_token"]);
    assert!(desk.portal.requests().is_empty());
}

#[tokio::test]
async fn the_scheme_and_the_path_are_found_and_remembered() {
    let options = Options {
        scheme: Scheme::Bearer,
        prefix: "/API".to_owned(),
        organizations: 1,
        ..Options::default()
    };
    let desk = Desk::with(options).await;
    let mut request = desk.token_request();
    request.address = desk.portal.address().replace("/API", "");
    let tested = desk.app.test_connection(request).await.unwrap();
    let ConnectionTestView::Accepted {
        address_completed, ..
    } = &tested
    else {
        panic!()
    };
    assert!(*address_completed);
    let id = desk
        .app
        .save_connection(save(tested, KeptSignIn::Keyring))
        .await
        .unwrap()
        .connection
        .id;
    let desk = desk.restarted();
    let asked = desk.portal.requests().len();
    desk.app.open_connection(id).await.unwrap();
    assert_eq!(
        desk.portal.requests().len(),
        asked + 1,
        "the scheme is not looked for again"
    );
}

#[tokio::test]
async fn a_wrong_token_is_refused_in_the_portals_words_and_nothing_is_saved() {
    let desk = Desk::new().await;
    let mut request = desk.token_request();
    request.sign_in = SignInRequest::AccessToken {
        user_token: "wrong".into(),
        api_key: "wrong".into(),
    };
    let error = desk.app.test_connection(request).await.unwrap_err();
    assert!(
        matches!(&error, AppError::Rejected { status: 401, said, .. } if said.message.is_some()),
        "{error:?}"
    );
    assert_eq!(field_of(&error), "user_token");
    assert!(desk.app.connections().await.unwrap().connections.is_empty());
}

/// The field a refused sign-in is told at.
fn field_of(error: &AppError) -> &str {
    let AppError::Rejected {
        status: 401,
        problems,
        ..
    } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(problems.len(), 1);
    problems[0].field.as_deref().unwrap_or_default()
}

#[tokio::test]
async fn a_wrong_password_is_told_at_the_password_not_as_a_token() {
    let desk = Desk::new().await;
    let mut request = desk.token_request();
    request.sign_in = SignInRequest::Password {
        username: desk.portal.username().to_owned(),
        password: "wrong".into(),
        api_key: desk.portal.api_key().into(),
    };
    let error = desk.app.test_connection(request).await.unwrap_err();
    assert_eq!(field_of(&error), "password");
}

#[tokio::test]
async fn a_host_without_a_portal_is_told_with_what_was_tried() {
    let desk = Desk::with(Options {
        prefix: "/elsewhere".to_owned(),
        organizations: 1,
        ..Options::default()
    })
    .await;
    let mut request = desk.token_request();
    request.address = desk.portal.address().replace("/elsewhere", "");
    let error = desk.app.test_connection(request).await.unwrap_err();
    let AppError::NotAPortal { tried } = error else {
        panic!("{error:?}")
    };
    assert_eq!(tried.len(), 3, "{tried:?}");
}

#[tokio::test]
async fn nobody_listening_is_told_as_not_sent() {
    let desk = Desk::new().await;
    let mut request = desk.token_request();
    request.address = "http://127.0.0.1:9".to_owned();
    let error = desk.app.test_connection(request).await.unwrap_err();
    assert!(matches!(error, AppError::NotSent { .. }), "{error:?}");
}

#[tokio::test]
async fn username_and_password_sign_in_with_a_one_time_password() {
    let desk = Desk::with(Options {
        one_time_password: true,
        organizations: 1,
        ..Options::default()
    })
    .await;
    let mut request = desk.token_request();
    request.sign_in = SignInRequest::Password {
        username: desk.portal.username().to_owned(),
        password: desk.portal.password().into(),
        api_key: desk.portal.api_key().into(),
    };
    let tested = desk.app.test_connection(request).await.unwrap();
    let ConnectionTestView::OneTimePasswordNeeded { ticket } = tested else {
        panic!("{tested:?}")
    };
    let wrong = OneTimePasswordRequest {
        ticket: ticket.clone(),
        one_time_password: "000000x".into(),
    };
    let error = desk.app.give_one_time_password(wrong).await.unwrap_err();
    assert_eq!(field_of(&error), "one_time_password");
    let right = OneTimePasswordRequest {
        ticket,
        one_time_password: desk.portal.one_time_password().into(),
    };
    let tested = desk.app.give_one_time_password(right).await.unwrap();
    let id = desk
        .app
        .save_connection(save(tested, KeptSignIn::Keyring))
        .await
        .unwrap()
        .connection
        .id;
    let kept = desk.keyring.kept.lock().unwrap()[&id].clone();
    assert!(
        !kept.contains(desk.portal.password()),
        "the password is not kept, only the token it gave"
    );
}

#[tokio::test]
async fn a_keyring_that_fails_saves_nothing_and_the_sign_in_can_be_kept_for_this_run() {
    for state in [KeyringState::Locked, KeyringState::Absent, KeyringState::Refused] {
        let desk = Desk::new().await;
        desk.keyring.is(state);
        let tested = desk.app.test_connection(desk.token_request()).await.unwrap();
        let error = desk
            .app
            .save_connection(save(tested.clone(), KeptSignIn::Keyring))
            .await
            .unwrap_err();
        assert_eq!(error, AppError::Keyring { state });
        assert!(desk.app.connections().await.unwrap().connections.is_empty());
        let id = desk
            .app
            .save_connection(save(tested, KeptSignIn::ThisRun))
            .await
            .unwrap()
            .connection
            .id;
        desk.app.open_connection(id).await.unwrap();
        let desk = desk.restarted();
        assert_eq!(
            desk.app.open_connection(id).await.unwrap_err(),
            AppError::SignInNeeded { connection: id },
            "it was for one run"
        );
    }
}

#[tokio::test]
async fn a_locked_keyring_is_tried_again_without_a_restart() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    desk.keyring.is(KeyringState::Locked);
    let error = desk.app.open_connection(id).await.unwrap_err();
    assert_eq!(
        error,
        AppError::Keyring {
            state: KeyringState::Locked
        }
    );
    desk.keyring.is(KeyringState::Ready);
    desk.app.open_connection(id).await.unwrap();
}

#[tokio::test]
async fn a_connection_can_be_removed_without_its_keyring_which_is_cleared_once_it_opens() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    desk.keyring.is(KeyringState::Absent);
    let left = desk.app.remove_connection_leaving_sign_in(id).await.unwrap();
    assert!(left.connections.is_empty());
    assert!(desk.keyring.kept.lock().unwrap().contains_key(&id));

    let desk = desk.restarted();
    desk.keyring.is(KeyringState::Ready);
    desk.app.check_keyring().await;
    assert!(!desk.keyring.kept.lock().unwrap().contains_key(&id));
}

#[tokio::test]
async fn removing_a_connection_removes_its_secret_and_a_keyring_that_fails_keeps_both() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    desk.keyring.is(KeyringState::Locked);
    assert!(desk.app.remove_connection(id).await.is_err());
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);
    desk.keyring.is(KeyringState::Ready);
    assert!(
        desk.app
            .remove_connection(id)
            .await
            .unwrap()
            .connections
            .is_empty()
    );
    assert!(desk.keyring.kept.lock().unwrap().is_empty());
    assert_eq!(
        desk.app.open_connection(id).await.unwrap_err(),
        AppError::Gone {
            what: Gone::Connection
        }
    );
}

#[tokio::test]
async fn another_identity_behind_the_same_sign_in_stops_the_opening() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    desk.portal.replace_user("a.other", "Another Partner");
    let error = desk.app.open_connection(id).await.unwrap_err();
    assert!(
        matches!(&error, AppError::IdentityChanged { now, .. } if now.username == "a.other"),
        "{error:?}"
    );
}

#[tokio::test]
async fn two_connections_cannot_have_the_same_name() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    let mut request = desk.token_request();
    request.name = "halden secure ".to_owned();
    assert_eq!(
        fields(desk.app.test_connection(request).await.unwrap_err()),
        ["name"]
    );
    let edit = ConnectionEditRequest {
        id,
        name: "Halden".to_owned(),
        colour: Colour::Pine,
        draft: None,
    };
    let edited = desk.app.edit_connection(edit).await.unwrap();
    assert_eq!(
        (edited.connections[0].name.as_str(), edited.connections[0].colour),
        ("Halden", Colour::Pine)
    );
}

#[tokio::test]
async fn a_ticket_is_good_once_and_not_after_leaving_the_form() {
    let desk = Desk::new().await;
    let tested = desk.app.test_connection(desk.token_request()).await.unwrap();
    let request = save(tested, KeptSignIn::Keyring);
    desk.app.discard_sign_in(&request.ticket);
    let gone = AppError::Gone {
        what: Gone::TestedSignIn,
    };
    assert_eq!(desk.app.save_connection(request).await.unwrap_err(), gone);
}

#[tokio::test]
async fn no_secret_is_in_the_local_data() {
    let desk = Desk::new().await;
    desk.connected().await;
    for file in std::fs::read_dir(desk.folder.path().join("data")).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [desk.portal.user_token(), desk.portal.api_key()] {
            assert!(
                !bytes
                    .windows(secret.len())
                    .any(|window| window == secret.as_bytes())
            );
        }
    }
}

#[tokio::test]
async fn local_data_that_cannot_be_written_is_said_and_the_app_works_on() {
    let desk = Desk::new().await;
    std::fs::write(
        desk.folder.path().join("data"),
        b"a file where the folder should be",
    )
    .unwrap();
    let start = desk.app.start().await;
    assert_eq!(
        start.trouble,
        Some(AppError::LocalData {
            during: LocalDataUse::Opening,
            problem: LocalDataProblem::NotWritable,
            set_aside: None,
        })
    );
    desk.connected().await;
}

#[tokio::test]
async fn a_portal_that_is_down_for_a_moment_is_told_with_its_own_words() {
    let desk = Desk::new().await;
    let id = desk.connected().await;
    let words = r#"{"status":503,"status_text":"Down for maintenance"}"#.to_owned();
    desk.portal
        .faults()
        .next_for(Target::UserMe, Fault::Status(503, words));
    let error = desk.app.open_connection(id).await.unwrap_err();
    let AppError::Unclear {
        status: Some(503),
        said,
        ..
    } = error
    else {
        panic!("{error:?}")
    };
    assert_eq!(said.message.as_deref(), Some("Down for maintenance"));
}
