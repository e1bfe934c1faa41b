//! What becomes of a draft when its form is sent: it is never both sent and offered, and never neither.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::drafts::{DraftForm, DraftId, WhichDraft};
use orgdesk_core::organizations::{
    CreateForm, CreateFormRequest, CreateOutcome, CreateResultView, LoadedBy, OrganizationField,
    OrganizationFields, OrganizationView, ReviewId, SendRequest, UpdateFormRequest, UpdateResultView,
    UpdateReviewView,
};
use practice_portal::{Fault, Target};

use crate::create::with_details;
use crate::drafts::{changed, created, keep, names, open};
use crate::support::{Desk, named};
use crate::update::loaded;

/// Keeps a form, reviews it and carries it out.
async fn create_kept(
    desk: &Desk,
    connection: ConnectionId,
    form: CreateForm,
) -> Result<CreateResultView, AppError> {
    let draft = Some(keep(desk, connection, None, created(form.clone())).await);
    let request = CreateFormRequest {
        connection,
        form,
        instead_of: None,
        draft,
    };
    let review = desk.app.review_create(request).await.unwrap().review;
    desk.app.send_create(SendRequest { connection, review }).await
}

/// Keeps changes of the city, and reviews them.
pub(crate) async fn review_kept(
    desk: &Desk,
    connection: ConnectionId,
    base: &OrganizationView,
    city: &str,
) -> (DraftId, ReviewId) {
    let id = keep(desk, connection, None, changed(base, city)).await;
    let request = UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(base.fields.clone()),
        unread: Vec::new(),
        mine: OrganizationFields {
            city: city.to_owned(),
            ..base.fields.clone()
        },
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: Some(id),
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!("something changed")
    };
    (id, ready.review)
}

/// The same, and saves them.
async fn save_kept(
    desk: &Desk,
    connection: ConnectionId,
    base: &OrganizationView,
    city: &str,
) -> (DraftId, Result<UpdateResultView, AppError>) {
    let (id, review) = review_kept(desk, connection, base, city).await;
    (id, desk.app.send_update(SendRequest { connection, review }).await)
}

#[tokio::test]
async fn the_draft_of_what_is_created_goes_with_it_and_others_stay() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    keep(&desk, connection, None, created(named("Another"))).await;
    let result = create_kept(&desk, connection, with_details("Done"))
        .await
        .unwrap();
    assert_eq!(result.outcome, CreateOutcome::Created);
    assert_eq!(names(&desk, connection).await, ["Another"]);
}

#[tokio::test]
async fn the_form_of_a_create_nobody_knows_of_is_with_its_operation_and_not_offered_as_a_draft() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    create_kept(&desk, connection, named("Unknown")).await.unwrap();
    assert!(names(&desk, connection).await.is_empty());

    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    assert!(names(&desk, connection).await.is_empty());
    let review = desk.app.open_operations(connection)[0].review;
    desk.portal.add("Unknown");
    let found = desk
        .app
        .look_again(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(found.outcome, CreateOutcome::Created);
    assert_eq!(kept_in_the_file(&desk).await, 0, "it goes when it is found");
}

#[tokio::test]
async fn the_form_of_a_create_the_user_settles_goes_with_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    desk.portal.faults().next_for(Target::Create, Fault::Reset);
    let result = create_kept(&desk, connection, named("Settled")).await.unwrap();
    assert_eq!(kept_in_the_file(&desk).await, 1);
    desk.app
        .leave_operation(SendRequest {
            connection,
            review: result.review,
        })
        .await
        .unwrap();
    assert_eq!(kept_in_the_file(&desk).await, 0);
}

#[tokio::test]
async fn a_create_the_portal_rejects_or_never_gets_is_a_draft_again() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let rejected = Fault::Status(422, String::new());
    desk.portal.faults().next_for(Target::Create, rejected);
    create_kept(&desk, connection, named("Rejected"))
        .await
        .unwrap_err();
    assert_eq!(names(&desk, connection).await, ["Rejected"]);
}

#[tokio::test]
async fn the_form_of_a_create_whose_details_are_left_stays_with_its_operation_until_that_is_over() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let mut form = with_details("Half Done");
    form.details.insert(OrganizationField::Country, "x".repeat(101));
    let result = create_kept(&desk, connection, form).await.unwrap();
    assert_eq!(result.outcome, CreateOutcome::DetailsNotSaved);
    assert!(names(&desk, connection).await.is_empty());
    assert_eq!(kept_in_the_file(&desk).await, 1);
    let review = result.review;
    desk.app
        .leave_operation(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(kept_in_the_file(&desk).await, 0);
}

#[tokio::test]
async fn the_draft_of_changes_that_are_saved_goes_also_where_the_portal_held_them_already() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let (_, saved) = save_kept(&desk, connection, &base, "Hull").await;
    assert!(matches!(saved, Ok(UpdateResultView::Saved(_))));
    assert!(names(&desk, connection).await.is_empty());

    let (_, saved) = save_kept(&desk, connection, &base, "Hull").await;
    let Ok(UpdateResultView::Saved(saved)) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!(saved.request, None, "nothing to send");
    assert!(names(&desk, connection).await.is_empty());
    assert_eq!(desk.seen("PUT"), 1);
}

#[tokio::test]
async fn changes_of_which_nobody_knows_are_not_offered_and_go_with_a_later_save() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let (_, unclear) = save_kept(&desk, connection, &base, "Hull").await;
    assert!(matches!(unclear, Ok(UpdateResultView::Unclear(_))));
    assert!(names(&desk, connection).await.is_empty());
    assert_eq!(kept_in_the_file(&desk).await, 1);
    let (_, saved) = save_kept(&desk, connection, &base, "Hull").await;
    assert!(matches!(saved, Ok(UpdateResultView::Saved(_))));
    assert_eq!(kept_in_the_file(&desk).await, 0);
}

#[tokio::test]
async fn a_draft_rests_on_what_was_loaded_when_it_was_typed_so_that_nothing_is_overwritten_unseen() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    keep(&desk, connection, None, changed(&base, "Hull")).await;
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    desk.portal.edit(&base.id.to_string(), "city", "Rotterdam");
    let of = WhichDraft::Of {
        organization: base.id,
    };
    let draft = open(&desk, connection, of).await.unwrap();
    let DraftForm::Update(typed) = draft.form else {
        panic!("changes of it")
    };
    let request = UpdateFormRequest {
        connection,
        id: typed.id,
        base: typed.base,
        unread: typed.unread,
        mine: typed.mine,
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: Some(draft.id),
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(request).await.unwrap() else {
        panic!("something changed")
    };
    let review = ready.review;
    let sent = desk
        .app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    let UpdateResultView::Collision(collision) = sent else {
        panic!("{sent:?}")
    };
    assert_eq!(collision.collisions[0].theirs, "Rotterdam");
    assert_eq!(desk.seen("PUT"), 0);
    assert_eq!(
        names(&desk, connection).await,
        ["Kestrel Freight"],
        "it is still kept"
    );
}

/// How many drafts are in the file, those that are being sent among them.
pub(crate) async fn kept_in_the_file(desk: &Desk) -> u32 {
    // Whoever looks at the local data finds it up to date with the journal.
    desk.app.connections().await.unwrap();
    let sql = rusqlite::Connection::open(desk.folder.path().join("data/orgdesk.sqlite")).unwrap();
    sql.query_row("SELECT count(*) FROM drafts", [], |row| row.get(0))
        .unwrap()
}
