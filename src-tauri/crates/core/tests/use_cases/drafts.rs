//! Drafts: what is typed is kept to the letter, belongs to where and as whom it was typed, and is discarded only when asked.

use orgdesk_core::AppError;
use orgdesk_core::connections::{ConnectionId, ConnectionTestRequest, KeptSignIn};
use orgdesk_core::drafts::{
    CreateTyped, DraftForm, DraftId, DraftKeepRequest, DraftOpenRequest, DraftRequest, DraftView, DraftsView,
    UpdateTyped, WhichDraft,
};
use orgdesk_core::error::{Gone, LocalDataProblem, LocalDataUse};
use orgdesk_core::organizations::{
    CreateForm, Interval, LoadedBy, OrganizationField, OrganizationFields, OrganizationView, PlanForm,
};

use crate::support::{Desk, named, once, save};
use crate::update::loaded;

/// A form with all that a rule would not take.
fn half_typed() -> CreateForm {
    CreateForm {
        name: "  Half \u{202e}Typed\u{0} ".to_owned(),
        description: "two\nlines\t".to_owned(),
        parent_organization: "not an id".to_owned(),
        skip_default_subscription: true,
        plans: vec![PlanForm {
            plan: " ".to_owned(),
            interval: Interval::Yearly,
            start_date: "31/31/".to_owned(),
            end_date: String::new(),
            partner: Some(false),
        }],
        details: [(OrganizationField::Email, "@".to_owned())].into(),
    }
}

pub(crate) fn created(form: CreateForm) -> DraftForm {
    DraftForm::Create(Box::new(CreateTyped {
        form,
        parent_text: "Bright".to_owned(),
    }))
}

pub(crate) fn changed(base: &OrganizationView, city: &str) -> DraftForm {
    DraftForm::Update(Box::new(UpdateTyped {
        id: base.id,
        base: Some(base.fields.clone()),
        unread: Vec::new(),
        mine: OrganizationFields {
            city: city.to_owned(),
            ..base.fields.clone()
        },
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        undoes: None,
        chosen: Vec::new(),
    }))
}

/// Keeps a form, as a new draft or in place of one.
pub(crate) async fn keep(
    desk: &Desk,
    connection: ConnectionId,
    id: Option<DraftId>,
    form: DraftForm,
) -> DraftId {
    let request = DraftKeepRequest {
        id,
        connection: Some(connection),
        form: Some(form),
    };
    desk.app.keep_draft(request).await.unwrap().unwrap().id
}

pub(crate) fn draft(connection: ConnectionId, id: DraftId) -> DraftRequest {
    let connection = Some(connection);
    DraftRequest { connection, id }
}

pub(crate) async fn open(desk: &Desk, connection: ConnectionId, which: WhichDraft) -> Option<DraftView> {
    let connection = Some(connection);
    let request = DraftOpenRequest { connection, which };
    desk.app.open_draft(request).await.unwrap()
}

pub(crate) async fn names(desk: &Desk, connection: ConnectionId) -> Vec<String> {
    let DraftsView { drafts, .. } = desk.app.drafts(connection).await.unwrap();
    drafts.into_iter().map(|draft| draft.name).collect()
}

#[tokio::test]
async fn what_is_typed_is_there_to_the_letter_in_the_next_run_with_when_it_was_left() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let form = Some(created(half_typed()));
    let id = None;
    let request = DraftKeepRequest {
        id,
        connection: Some(connection),
        form,
    };
    let kept = desk.app.keep_draft(request).await.unwrap().unwrap();
    let desk = desk.restarted();
    let draft = open(&desk, connection, WhichDraft::LastNew).await.unwrap();
    assert_eq!(draft.form, created(half_typed()));
    assert_eq!(draft.id, kept.id);
    assert_eq!(
        draft.left_at.0.as_millisecond(),
        kept.at.0.as_millisecond(),
        "when it was left"
    );
}

#[tokio::test]
async fn a_form_is_kept_once_as_it_stands_last_and_the_one_left_last_comes_first() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = keep(&desk, connection, None, created(named("B"))).await;
    keep(&desk, connection, None, created(named("Second"))).await;
    assert_eq!(names(&desk, connection).await, ["Second", "B"]);
    // Those that are left in the same millisecond were left at the same time.
    let before = jiff::Timestamp::now().as_millisecond();
    once(|| jiff::Timestamp::now().as_millisecond() > before, || ()).await;
    let again = keep(&desk, connection, Some(first), created(named("Bath"))).await;
    assert_eq!(again, first);
    assert_eq!(names(&desk, connection).await, ["Bath", "Second"]);
}

#[tokio::test]
async fn a_form_that_equals_its_beginning_keeps_no_draft_and_is_not_among_the_discarded() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = Some(keep(&desk, connection, None, created(named("B"))).await);
    let form = None;
    let request = DraftKeepRequest {
        id,
        connection: Some(connection),
        form,
    };
    assert_eq!(desk.app.keep_draft(request).await.unwrap(), None);
    let view = desk.app.drafts(connection).await.unwrap();
    assert_eq!((view.drafts, view.discarded), (vec![], vec![]));
}

#[tokio::test]
async fn the_draft_of_an_organization_is_found_by_it_with_what_was_loaded_as_its_base() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    keep(&desk, connection, None, changed(&base, "Hull")).await;
    keep(&desk, connection, None, created(named("New"))).await;
    desk.portal.edit(&base.id.to_string(), "city", "Rotterdam");
    let of = WhichDraft::Of {
        organization: base.id,
    };
    let found = open(&desk, connection, of).await.unwrap();
    assert_eq!(found.form, changed(&base, "Hull"));
    assert_eq!(names(&desk, connection).await, ["New", "Kestrel Freight"]);
}

#[tokio::test]
async fn a_discarded_draft_can_be_put_back_as_it_was_until_the_run_ends() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(half_typed())).await;
    let before = open(&desk, connection, WhichDraft::LastNew).await;
    let request = draft(connection, id);
    desk.app.discard_draft(request).await.unwrap();
    assert_eq!(open(&desk, connection, WhichDraft::LastNew).await, None);
    let view = desk.app.drafts(connection).await.unwrap();
    assert_eq!(view.discarded[0].id, id);

    desk.app.restore_draft(request).await.unwrap();
    assert_eq!(open(&desk, connection, WhichDraft::LastNew).await, before);
    assert_eq!(desk.app.drafts(connection).await.unwrap().discarded, []);

    desk.app.discard_draft(request).await.unwrap();
    let desk = desk.restarted();
    let view = desk.app.drafts(connection).await.unwrap();
    assert_eq!((view.drafts, view.discarded), (vec![], vec![]));
    assert_eq!(
        desk.app.restore_draft(request).await.unwrap_err(),
        AppError::Gone { what: Gone::Draft }
    );
}

#[tokio::test]
async fn what_is_typed_after_its_draft_was_discarded_does_not_bring_that_one_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(named("First"))).await;
    desk.app.discard_draft(draft(connection, id)).await.unwrap();
    let late = keep(&desk, connection, Some(id), created(named("Later"))).await;
    assert_ne!(late, id);
    desk.app.restore_draft(draft(connection, id)).await.unwrap();
    let mut both = names(&desk, connection).await;
    both.sort();
    assert_eq!(both, ["First", "Later"]);
}

#[tokio::test]
async fn a_draft_of_another_identity_is_not_offered_as_ones_own_and_opens_only_when_confirmed() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let before = desk.app.open_connection(connection).await.unwrap().connection;
    let id = keep(&desk, connection, None, created(named("Theirs"))).await;
    desk.portal.replace_user("a.other", "Another Partner");
    let request = ConnectionTestRequest {
        replaces: Some(connection),
        ..desk.token_request()
    };
    let tested = desk.app.test_connection(request).await.unwrap();
    desk.app
        .save_connection(save(tested, KeptSignIn::Keyring))
        .await
        .unwrap();

    assert_eq!(open(&desk, connection, WhichDraft::LastNew).await, None);
    let elsewhere = desk.app.drafts(connection).await.unwrap().drafts[0]
        .elsewhere
        .clone()
        .unwrap();
    assert_eq!(
        (elsewhere.identity, elsewhere.host),
        (before.identity, before.host)
    );
    let confirmed = |confirmed| WhichDraft::One { id, confirmed };
    assert_eq!(open(&desk, connection, confirmed(false)).await, None);
    assert!(open(&desk, connection, confirmed(true)).await.is_some());

    keep(&desk, connection, Some(id), created(named("Mine now"))).await;
    let last = open(&desk, connection, WhichDraft::LastNew).await.unwrap();
    assert_eq!(last.id, id, "whoever types on has it");
}

#[tokio::test]
async fn drafts_of_one_connection_are_never_those_of_another() {
    let desk = Desk::new().await;
    let one = desk.connected().await;
    let other = desk.connected_as("Other").await;
    let id = keep(&desk, one, None, created(named("Of one"))).await;
    assert!(names(&desk, other).await.is_empty());
    let which = WhichDraft::One { id, confirmed: true };
    assert_eq!(open(&desk, other, which).await, None);
    desk.app.discard_draft(draft(other, id)).await.unwrap();
    assert_eq!(names(&desk, one).await, ["Of one"]);
}

#[tokio::test]
async fn a_form_is_kept_and_told_of_also_while_its_connection_cannot_be_opened() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let desk = desk.restarted();
    keep(&desk, connection, None, created(named("Signed out"))).await;
    assert_eq!(names(&desk, connection).await, ["Signed out"]);
    desk.app.open_connection(connection).await.unwrap();
    assert!(open(&desk, connection, WhichDraft::LastNew).await.is_some());
}

#[tokio::test]
async fn removing_a_connection_removes_its_drafts() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    keep(&desk, connection, None, created(named("Removed"))).await;
    desk.app.remove_connection(connection).await.unwrap();
    let sql = rusqlite::Connection::open(desk.folder.path().join("data/orgdesk.sqlite")).unwrap();
    let count: u32 = sql
        .query_row("SELECT count(*) FROM drafts", [], |row| row.get(0))
        .unwrap();
    assert_eq!(count, 0);
}

#[tokio::test]
async fn a_form_that_cannot_be_kept_says_so_and_what_was_kept_before_stays() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = keep(&desk, connection, None, created(named("Before"))).await;
    let file = rusqlite::Connection::open(desk.folder.path().join("data/orgdesk.sqlite")).unwrap();
    file.execute_batch("CREATE TRIGGER full BEFORE INSERT ON drafts BEGIN SELECT RAISE(ABORT, 'disk'); END")
        .unwrap();
    let request = DraftKeepRequest {
        id: Some(id),
        connection: Some(connection),
        form: Some(created(named("After"))),
    };
    assert_eq!(
        desk.app.keep_draft(request).await.unwrap_err(),
        AppError::LocalData {
            during: LocalDataUse::Writing,
            problem: LocalDataProblem::Failed,
            set_aside: None,
        }
    );
    assert_eq!(names(&desk, connection).await, ["Before"]);
}

#[tokio::test]
async fn what_lies_in_memory_alone_is_not_called_kept() {
    let desk = Desk::new().await;
    std::fs::write(
        desk.folder.path().join("data"),
        b"a file where the folder should be",
    )
    .unwrap();
    let connection = desk.connected().await;
    let request = DraftKeepRequest {
        id: None,
        connection: Some(connection),
        form: Some(created(named("In memory"))),
    };
    let refused = desk.app.keep_draft(request).await.unwrap_err();
    assert!(matches!(refused, AppError::LocalData { .. }), "{refused:?}");
}

#[tokio::test]
async fn the_form_that_was_left_last_is_offered_also_where_the_clock_was_set_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let first = keep(&desk, connection, None, created(named("Before"))).await;
    keep(&desk, connection, None, created(named("After"))).await;
    crate::history::sql(&desk, "UPDATE drafts SET left_at = left_at + 86400000");
    keep(&desk, connection, Some(first), created(named("Before, Again"))).await;
    crate::history::sql(
        &desk,
        "UPDATE drafts SET left_at = left_at - left_at % 86400000 - rowid",
    );
    assert_eq!(names(&desk, connection).await, ["Before, Again", "After"]);
}
