//! The forms of connections are kept as they are typed, but never a secret; they belong to this computer, and go with what
//! they are saved as.

use orgdesk_core::AppError;
use orgdesk_core::connections::{
    Colour, ConnectionEditRequest, ConnectionId, ConnectionSaveRequest, KeptSignIn, SignInMethod,
};
use orgdesk_core::drafts::{
    ConnectionDraftsView, ConnectionFormKind, ConnectionTyped, DraftForm, DraftId, DraftKeepRequest,
    DraftKeptView, DraftOpenRequest, DraftRequest, DraftView, NameAndColourTyped, WhichDraft,
};
use orgdesk_core::error::Gone;
use serde_json::json;

use crate::drafts::{created, names};
use crate::history::sql;
use crate::support::{Desk, named, save};

const CANARY: &str = "canary-5c1f0e77";

fn typed(name: &str) -> ConnectionTyped {
    ConnectionTyped {
        name: name.to_owned(),
        colour: Colour::Moss,
        address: "https://scan.half".to_owned(),
        method: SignInMethod::Password,
        username: " m.kel".to_owned(),
    }
}

fn connecting(name: &str) -> DraftForm {
    DraftForm::Connection(Box::new(typed(name)))
}

fn renaming(name: &str) -> DraftForm {
    let name = name.to_owned();
    let colour = Colour::Pine;
    DraftForm::NameAndColour(NameAndColourTyped { name, colour })
}

async fn keep(desk: &Desk, connection: Option<ConnectionId>, form: DraftForm) -> DraftKeptView {
    let request = DraftKeepRequest {
        id: None,
        connection,
        form: Some(form),
    };
    desk.app.keep_draft(request).await.unwrap().unwrap()
}

async fn open(desk: &Desk, connection: Option<ConnectionId>, which: WhichDraft) -> Option<DraftView> {
    let request = DraftOpenRequest { connection, which };
    desk.app.open_draft(request).await.unwrap()
}

async fn kept(desk: &Desk) -> Vec<(String, ConnectionFormKind)> {
    let ConnectionDraftsView { drafts, .. } = desk.app.connection_drafts().await.unwrap();
    drafts.into_iter().map(|row| (row.name, row.what)).collect()
}

/// Tests and saves a connection whose form is kept as a draft.
async fn connect(desk: &Desk, draft: Option<DraftId>) -> Result<ConnectionId, AppError> {
    let tested = desk.app.test_connection(desk.token_request()).await.unwrap();
    let request = ConnectionSaveRequest {
        draft,
        ..save(tested, KeptSignIn::Keyring)
    };
    let saved = desk.app.save_connection(request).await?;
    Ok(saved.connection.id)
}

#[tokio::test]
async fn a_new_connection_is_there_at_the_next_start_with_when_it_was_left_and_without_any_connection() {
    let desk = Desk::new().await;
    let left = keep(&desk, None, connecting("Halden")).await;
    let desk = desk.restarted();
    assert!(desk.app.start().await.connections.connections.is_empty());
    let draft = open(&desk, None, WhichDraft::Connection).await.unwrap();
    assert_eq!((draft.id, draft.form), (left.id, connecting("Halden")));
    assert_eq!(draft.left_at.0.as_millisecond(), left.at.0.as_millisecond());
    assert_eq!(
        kept(&desk).await,
        [("Halden".to_owned(), ConnectionFormKind::New)]
    );
}

#[tokio::test]
async fn the_forms_of_a_connection_belong_to_it_whoever_one_is_there_and_are_not_among_those_of_organizations()
 {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    keep(&desk, None, connecting("New")).await;
    keep(&desk, Some(connection), connecting("Replaced")).await;
    keep(&desk, Some(connection), renaming("Renamed")).await;
    desk.portal.replace_user("a.other", "Another Partner");
    let desk = desk.restarted();
    for (of, which, form) in [
        (None, WhichDraft::Connection, connecting("New")),
        (Some(connection), WhichDraft::Connection, connecting("Replaced")),
        (Some(connection), WhichDraft::NameAndColour, renaming("Renamed")),
    ] {
        assert_eq!(open(&desk, of, which).await.unwrap().form, form);
    }
    let mut rows = kept(&desk).await;
    rows.sort_by(|one, other| one.0.cmp(&other.0));
    assert_eq!(
        rows,
        [
            ("New".to_owned(), ConnectionFormKind::New),
            ("Renamed".to_owned(), ConnectionFormKind::NameAndColour),
            ("Replaced".to_owned(), ConnectionFormKind::SignIn),
        ]
    );
    assert!(names(&desk, connection).await.is_empty());
    assert_eq!(open(&desk, Some(connection), WhichDraft::LastNew).await, None);
    assert_eq!(desk.app.check_removal(connection).await.unwrap().drafts, 2);

    desk.app.remove_connection(connection).await.unwrap();
    assert_eq!(kept(&desk).await, [("New".to_owned(), ConnectionFormKind::New)]);
}

#[tokio::test]
async fn a_form_goes_in_the_transaction_in_which_its_connection_is_saved_and_in_no_other() {
    let desk = Desk::new().await;
    let other = keep(&desk, None, connecting("Another")).await.id;
    let draft = Some(keep(&desk, None, connecting("Halden Secure")).await.id);
    for (what, table) in [("INSERT", "connections"), ("DELETE", "drafts")] {
        let fails =
            format!("CREATE TRIGGER fails BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, 'disk'); END");
        sql(&desk, &fails);
        let refused = connect(&desk, draft).await.unwrap_err();
        assert!(matches!(refused, AppError::LocalData { .. }), "{refused:?}");
        assert_eq!(kept(&desk).await.len(), 2, "{table}");
        assert_eq!(desk.app.connections().await.unwrap().connections, []);
        assert!(desk.keyring.kept.lock().unwrap().is_empty(), "nor its secret");
        sql(&desk, "DROP TRIGGER fails");
    }
    connect(&desk, draft).await.unwrap();
    let desk = desk.restarted();
    let ConnectionDraftsView { drafts, discarded } = desk.app.connection_drafts().await.unwrap();
    assert_eq!(drafts.iter().map(|row| row.id).collect::<Vec<_>>(), [other]);
    assert_eq!(discarded, []);
    assert_eq!(desk.app.connections().await.unwrap().connections.len(), 1);
}

#[tokio::test]
async fn what_a_connection_is_renamed_to_goes_once_that_is_saved() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let draft = Some(keep(&desk, Some(connection), renaming("Harbour")).await.id);
    let name = || "Harbour".to_owned();
    let edit = |name, draft| ConnectionEditRequest {
        id: connection,
        name,
        colour: Colour::Pine,
        draft,
    };
    desk.app
        .edit_connection(edit(String::new(), draft))
        .await
        .unwrap_err();
    assert_eq!(kept(&desk).await.len(), 1, "what is not taken is kept");
    desk.app.edit_connection(edit(name(), draft)).await.unwrap();
    assert_eq!(kept(&desk).await, []);
}

#[tokio::test]
async fn saving_a_connection_takes_no_form_of_an_organization_along() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let draft = Some(keep(&desk, Some(connection), created(named("Theirs"))).await.id);
    desk.app
        .edit_connection(ConnectionEditRequest {
            id: connection,
            name: "Harbour".to_owned(),
            colour: Colour::Pine,
            draft,
        })
        .await
        .unwrap();
    assert_eq!(names(&desk, connection).await, ["Theirs"]);
}

#[tokio::test]
async fn a_discarded_connection_can_be_put_back_until_the_run_ends() {
    let desk = Desk::new().await;
    let id = keep(&desk, None, connecting("Halden")).await.id;
    let before = open(&desk, None, WhichDraft::Connection).await;
    let connection = None;
    let request = DraftRequest { connection, id };
    desk.app.discard_draft(request).await.unwrap();
    assert_eq!(open(&desk, None, WhichDraft::Connection).await, None);
    let view = desk.app.connection_drafts().await.unwrap();
    assert_eq!((view.drafts.len(), view.discarded[0].id), (0, id));

    desk.app.restore_draft(request).await.unwrap();
    assert_eq!(open(&desk, None, WhichDraft::Connection).await, before);
    desk.app.discard_draft(request).await.unwrap();
    let desk = desk.restarted();
    let view = desk.app.connection_drafts().await.unwrap();
    assert_eq!((view.drafts, view.discarded), (vec![], vec![]));
    assert_eq!(
        desk.app.restore_draft(request).await.unwrap_err(),
        AppError::Gone { what: Gone::Draft }
    );
}

#[tokio::test]
async fn a_connection_whose_draft_is_discarded_and_that_is_saved_all_the_same_is_not_offered_to_be_put_back()
{
    let desk = Desk::new().await;
    let id = keep(&desk, None, connecting("Halden")).await.id;
    let connection = None;
    let request = DraftRequest { connection, id };
    desk.app.discard_draft(request).await.unwrap();
    connect(&desk, Some(id)).await.unwrap();
    assert_eq!(desk.app.connection_drafts().await.unwrap().discarded, []);
}

#[tokio::test]
async fn no_secret_comes_to_the_disk_whichever_way_it_is_typed() {
    let desk = Desk::new().await;
    // A UI that sends more than it should.
    let careless = json!({
        "id": null,
        "connection": null,
        "form": {
            "kind": "connection", "name": "Halden", "colour": "plum", "method": "password", "username": "m.keller",
            "address": format!("https://m.keller:{CANARY}@scan.halden.example/API?key={CANARY}"),
            "password": CANARY, "user_token": CANARY, "api_key": CANARY, "one_time_password": CANARY,
        },
    });
    let request = serde_json::from_value(careless).unwrap();
    desk.app.keep_draft(request).await.unwrap().unwrap();
    let half = ConnectionTyped {
        address: format!("https://m.keller:{CANARY}"),
        ..typed("Half")
    };
    keep(&desk, None, DraftForm::Connection(Box::new(half))).await;
    let connection = connect(&desk, None).await.unwrap();
    keep(&desk, Some(connection), connecting("Replaced")).await;

    let kept = bytes_below(&desk.folder.path().join("data"));
    let holds = |word: &str| kept.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(holds("m.keller") && holds("https://scan.halden.example/API"));
    for secret in [CANARY, desk.portal.user_token(), desk.portal.api_key()] {
        assert!(!holds(secret), "{secret}");
    }
}

#[tokio::test]
async fn nothing_is_kept_for_a_connection_that_is_not_there_nor_an_organization_for_none() {
    let desk = Desk::new().await;
    let removed = desk.connected().await;
    desk.app.remove_connection(removed).await.unwrap();
    for (connection, form) in [
        (Some(removed), connecting("Late")),
        (None, created(named("Nowhere"))),
    ] {
        let request = DraftKeepRequest {
            id: None,
            connection,
            form: Some(form),
        };
        let what = Gone::Connection;
        assert_eq!(
            desk.app.keep_draft(request).await.unwrap_err(),
            AppError::Gone { what }
        );
    }
}

/// All that the files of a folder hold.
fn bytes_below(folder: &std::path::Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        all.extend(if path.is_dir() {
            bytes_below(&path)
        } else {
            std::fs::read(path).unwrap()
        });
    }
    all
}
