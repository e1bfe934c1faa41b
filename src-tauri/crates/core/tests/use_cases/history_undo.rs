//! Undoing an update: what it changed is put back where nobody changed it since, and nothing else is touched.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::error::Gone;
use orgdesk_core::history::{HistoryFilter, HistoryKind, HistoryRowView, UndoState, UndoView};
use orgdesk_core::organizations::{
    LoadedBy, OrganizationField, OrganizationFields, OrganizationRequest, OrganizationView, ReviewId,
    SendRequest, UpdateFormRequest, UpdateResultView, UpdateReviewView, UpdateSavedView,
};

use crate::history::{list, moved, newest, open, sql};
use crate::support::Desk;
use crate::update::{loaded, save};

pub(crate) fn form(
    connection: ConnectionId,
    base: &OrganizationView,
    mine: OrganizationFields,
    undoes: Option<ReviewId>,
) -> UpdateFormRequest {
    UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(base.fields.clone()),
        unread: base.unread.clone(),
        mine,
        undoes,
        draft: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
    }
}

pub(crate) async fn review(
    desk: &Desk,
    connection: ConnectionId,
    base: &OrganizationView,
    mine: OrganizationFields,
    undoes: Option<ReviewId>,
) -> ReviewId {
    let form = form(connection, base, mine, undoes);
    match desk.app.review_update(form).await.unwrap() {
        UpdateReviewView::Ready(ready) => ready.review,
        UpdateReviewView::NothingChanged => panic!("something changed"),
    }
}

/// A changed organization: as it was before, and the operation.
pub(crate) async fn changed(desk: &Desk, connection: ConnectionId) -> (OrganizationView, ReviewId) {
    let base = loaded(desk, connection).await;
    save(desk, connection, &base, moved(&base)).await;
    (base, newest(desk).await.id)
}

/// Carries out what an undo comes to, without any choice to be made.
pub(crate) async fn carry_out(
    desk: &Desk,
    connection: ConnectionId,
    operation: ReviewId,
    undo: UndoView,
) -> UpdateSavedView {
    assert_eq!(undo.merged.collisions, []);
    let review = review(
        desk,
        connection,
        &undo.merged.theirs,
        undo.merged.merged,
        Some(operation),
    )
    .await;
    let sent = desk
        .app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    let UpdateResultView::Saved(saved) = sent else {
        panic!("{sent:?}")
    };
    *saved
}

fn held(desk: &Desk, base: &OrganizationView, field: &str) -> String {
    let held = desk.portal.organization(&base.id.to_string()).unwrap();
    held.fields[field].clone()
}

#[tokio::test]
async fn an_undo_puts_back_what_was_changed_keeps_all_else_and_is_an_operation_that_can_be_undone() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "phone", "+31 10 555 0142");

    let undo = desk.app.prepare_undo(operation).await.unwrap();
    assert_eq!(
        undo.puts_back,
        [OrganizationField::City, OrganizationField::State]
    );
    assert_eq!(desk.seen("PUT"), 1, "looking sends nothing");
    carry_out(&desk, connection, operation, undo).await;
    assert_eq!(held(&desk, &base, "city"), "");
    assert_eq!(held(&desk, &base, "state"), "Zuid-Holland");
    assert_eq!(held(&desk, &base, "phone"), "+31 10 555 0142", "somebody else's");

    let undoing = newest(&desk).await;
    assert_eq!(undoing.kind, HistoryKind::Undo);
    let first = open(&desk, operation, Some(connection)).await;
    assert_eq!((first.undo, first.row.undone), (UndoState::Undone, true));
    assert_eq!(first.undone_by.unwrap().operation, undoing.id);
    let opened = open(&desk, undoing.id, Some(connection)).await;
    assert_eq!(opened.undoes.unwrap().operation, operation);
    let again = desk.app.prepare_undo(operation).await.unwrap_err();
    assert_eq!(again, AppError::Gone { what: Gone::Undo });

    let undo = desk.app.prepare_undo(undoing.id).await.unwrap();
    carry_out(&desk, connection, undoing.id, undo).await;
    assert_eq!(held(&desk, &base, "city"), "Rotterdam");
    assert_eq!(held(&desk, &base, "state"), "");
    let first = open(&desk, operation, Some(connection)).await;
    assert_eq!(first.undo, UndoState::Possible, "it is in force again");
    let kinds = HistoryFilter {
        kinds: vec![HistoryKind::Undo],
        ..HistoryFilter::default()
    };
    assert_eq!(list(&desk, kinds).await.total, Some(2));
}

#[tokio::test]
async fn a_field_that_somebody_changed_since_is_for_the_user_to_decide() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "city", "Schiedam");
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    assert_eq!(undo.puts_back, [OrganizationField::State]);
    let asked = &undo.merged.collisions;
    assert_eq!(asked.len(), 1);
    assert_eq!(
        (
            asked[0].base.as_deref(),
            asked[0].mine.as_str(),
            asked[0].theirs.as_str()
        ),
        (Some("Rotterdam"), "", "Schiedam")
    );
}

/// Sends what was made of an undo, and says what the history then has: the operation that was to be undone, and the newest.
async fn sent(
    desk: &Desk,
    connection: ConnectionId,
    review: ReviewId,
    of: ReviewId,
) -> (UndoState, HistoryRowView) {
    let result = desk.app.send_update(SendRequest { connection, review }).await;
    assert!(matches!(result, Ok(UpdateResultView::Saved(_))), "{result:?}");
    (open(desk, of, Some(connection)).await.undo, newest(desk).await)
}

/// Reviews what was begun as an undo, with what was typed over what the portal holds in place of what it would put back.
async fn undo_typed_over(
    desk: &Desk,
    connection: ConnectionId,
    operation: ReviewId,
    typed: &[(OrganizationField, &str)],
) -> ReviewId {
    let theirs = desk.app.prepare_undo(operation).await.unwrap().merged.theirs;
    let mut mine = theirs.fields.clone();
    for (field, value) in typed {
        mine.set(*field, *value);
    }
    review(desk, connection, &theirs, mine, Some(operation)).await
}

#[tokio::test]
async fn what_puts_back_nothing_of_an_update_does_not_undo_it_whatever_it_was_begun_as() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    let typed = [(OrganizationField::City, "Delft")];
    let review = undo_typed_over(&desk, connection, operation, &typed).await;
    let (first, newest) = sent(&desk, connection, review, operation).await;
    assert_eq!(held(&desk, &base, "city"), "Delft");
    assert_eq!((first, newest.kind), (UndoState::Possible, HistoryKind::Update));
}

#[tokio::test]
async fn nor_does_what_somebody_else_put_back_before_it_was_sent() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    let typed = [(OrganizationField::City, ""), (OrganizationField::Phone, "1")];
    let review = undo_typed_over(&desk, connection, operation, &typed).await;
    desk.portal.edit(&base.id.to_string(), "city", "");
    let (first, newest) = sent(&desk, connection, review, operation).await;
    assert_eq!((first, newest.kind), (UndoState::Possible, HistoryKind::Update));
    assert_eq!(newest.changed, [OrganizationField::Phone]);
}

#[tokio::test]
async fn an_undo_of_some_of_the_fields_is_one_and_says_which_those_are() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    let typed = [(OrganizationField::City, ""), (OrganizationField::Phone, "1")];
    let review = undo_typed_over(&desk, connection, operation, &typed).await;
    let (first, newest) = sent(&desk, connection, review, operation).await;
    assert_eq!((first, newest.kind), (UndoState::Undone, HistoryKind::Undo));
    assert_eq!(
        newest.changed,
        [OrganizationField::City, OrganizationField::Phone]
    );
    assert_eq!(newest.puts_back, [OrganizationField::City]);
    assert_eq!(held(&desk, &base, "state"), "", "it stays as the update left it");
}

#[tokio::test]
async fn where_the_portal_holds_the_old_values_already_nothing_is_put_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed(&desk, connection).await;
    let id = base.id.to_string();
    desk.portal.edit(&id, "city", "");
    desk.portal.edit(&id, "state", "Zuid-Holland");
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    assert_eq!((undo.puts_back.len(), undo.merged.collisions.len()), (0, 0));
    assert_eq!(undo.merged.merged, undo.merged.theirs.fields);
}

#[tokio::test]
async fn a_company_name_that_was_not_there_before_stays_because_the_portal_needs_one() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let id = desk.portal.add("Without A Company");
    let request = OrganizationRequest { connection, id };
    let base = desk.app.get_organization(request).await.unwrap();
    let mine = OrganizationFields {
        company_name: "With One Ltd".to_owned(),
        city: "Hull".to_owned(),
        ..base.fields.clone()
    };
    save(&desk, connection, &base, mine).await;
    let operation = newest(&desk).await.id;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    assert_eq!(undo.puts_back, [OrganizationField::City]);
    assert_eq!(undo.stays, [OrganizationField::CompanyName]);
    carry_out(&desk, connection, operation, undo).await;
    assert_eq!(held(&desk, &base, "city"), "");
    assert_eq!(held(&desk, &base, "company_name"), "With One Ltd");
}

#[tokio::test]
async fn an_update_is_undone_as_its_own_user_at_its_own_address_or_not_at_all() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, operation) = changed(&desk, connection).await;
    sql(
        &desk,
        "UPDATE operations SET identity = replace(identity, '\"username\":\"', '\"username\":\"other.')",
    );
    sql(
        &desk,
        "UPDATE operations SET identity = json_set(identity, '$.id', 'another')",
    );
    let opened = open(&desk, operation, Some(connection)).await;
    assert_eq!(opened.undo, UndoState::OtherUser);
    let refused = desk.app.prepare_undo(operation).await.unwrap_err();
    assert!(matches!(refused, AppError::IdentityChanged { .. }), "{refused:?}");

    sql(
        &desk,
        "UPDATE operations SET address = 'https://elsewhere.example/API'",
    );
    let opened = open(&desk, operation, Some(connection)).await;
    assert_eq!(opened.undo, UndoState::OtherPortal);
    let refused = desk.app.prepare_undo(operation).await.unwrap_err();
    assert_eq!(refused, AppError::Gone { what: Gone::Undo });
}

#[tokio::test]
async fn without_its_connection_open_nothing_is_read() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (_, operation) = changed(&desk, connection).await;
    let desk = desk.restarted();
    let opened = open(&desk, operation, None).await;
    assert_eq!(opened.undo, UndoState::NotInFront);
    let before = desk.portal.requests().len();
    let refused = desk.app.prepare_undo(operation).await.unwrap_err();
    assert_eq!(refused, AppError::Gone { what: Gone::Session });
    assert_eq!(desk.portal.requests().len(), before);
}

/// An organization whose city had white space around it, and was changed from here: as it was before, and the operation.
async fn changed_from_white_space(desk: &Desk, connection: ConnectionId) -> (OrganizationView, ReviewId) {
    let base = spaced(desk, connection).await;
    save(desk, connection, &base, moved(&base)).await;
    assert_eq!(city_of(desk, &base), "Rotterdam");
    (base, newest(desk).await.id)
}

/// An organization whose city has white space around it.
pub(crate) async fn spaced(desk: &Desk, connection: ConnectionId) -> OrganizationView {
    let id = loaded(desk, connection).await.id.to_string();
    desk.portal.edit(&id, "city", SPACED);
    let request = OrganizationRequest { connection, id };
    desk.app.get_organization(request).await.unwrap()
}

const SPACED: &str = "  Delft ";

fn city_of(desk: &Desk, organization: &OrganizationView) -> String {
    let held = desk.portal.organization(&organization.id.to_string()).unwrap();
    held.fields["city"].clone()
}

#[tokio::test]
async fn an_undo_puts_back_to_the_letter() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed_from_white_space(&desk, connection).await;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    carry_out(&desk, connection, operation, undo).await;
    assert_eq!(city_of(&desk, &base), SPACED);
}

#[tokio::test]
async fn an_undo_puts_back_to_the_letter_also_what_differs_by_white_space_alone_and_in_a_later_run() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed_from_white_space(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "city", "Delft");
    let desk = desk.restarted();
    desk.app.open_connection(connection).await.unwrap();
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    let [asked] = &undo.merged.collisions[..] else {
        panic!("{:?}", undo.merged.collisions)
    };
    assert_eq!((asked.mine.as_str(), asked.theirs.as_str()), (SPACED, "Delft"));
    let mut chosen = undo.merged.merged;
    chosen.set(asked.field, &asked.mine);
    let form = form(connection, &undo.merged.theirs, chosen, Some(operation));
    let both = [OrganizationField::City, OrganizationField::State];
    assert_eq!(desk.app.check_update(&form).await.changed, both);
    let UpdateReviewView::Ready(ready) = desk.app.review_update(form).await.unwrap() else {
        panic!("something changed")
    };
    let shown = ready.changes.iter().map(|change| change.field);
    assert_eq!(shown.collect::<Vec<_>>(), both);
    let review = ready.review;
    desk.app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    assert_eq!(city_of(&desk, &base), SPACED);
}

#[tokio::test]
async fn what_is_typed_while_undoing_loses_the_white_space_around_it() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let (base, operation) = changed_from_white_space(&desk, connection).await;
    let undo = desk.app.prepare_undo(operation).await.unwrap();
    let mut typed = undo.merged.merged;
    typed.set(OrganizationField::Phone, " +31 10 5550 ");
    let review = review(&desk, connection, &undo.merged.theirs, typed, Some(operation)).await;
    desk.app
        .send_update(SendRequest { connection, review })
        .await
        .unwrap();
    let held = desk.portal.organization(&base.id.to_string()).unwrap().fields;
    assert_eq!(
        (held["city"].as_str(), held["phone"].as_str()),
        (SPACED, "+31 10 5550")
    );
}
