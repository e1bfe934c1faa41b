//! Updating: review, the look before, merge, send, read back.

use orgdesk_core::AppError;
use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    Compared, CreateResultView, LoadedBy, OrganizationField, OrganizationFields, OrganizationId,
    OrganizationRequest, OrganizationView, SendRequest, UpdateFormRequest, UpdateReadyView, UpdateResultView,
    UpdateReviewView,
};
use practice_portal::{Access, Fault, Target};
use serde_json::{Value, json};

use crate::support::Desk;

/// An organization with two fields filled in, loaded.
pub(crate) async fn loaded(desk: &Desk, connection: ConnectionId) -> OrganizationView {
    let id = desk.portal.add("Kestrel Freight");
    for (field, value) in [
        ("company_name", "Kestrel Freight B.V."),
        ("state", "Zuid-Holland"),
        ("country", "Netherlands"),
    ] {
        assert!(desk.portal.edit(&id, field, value));
    }
    desk.app
        .get_organization(OrganizationRequest { connection, id })
        .await
        .unwrap()
}

pub(crate) async fn review(
    desk: &Desk,
    connection: ConnectionId,
    id: OrganizationId,
    base: Option<OrganizationFields>,
    mine: OrganizationFields,
) -> UpdateReadyView {
    match desk
        .app
        .review_update(UpdateFormRequest {
            connection,
            id,
            base,
            unread: Vec::new(),
            mine,
            undoes: None,
            saves_details_of: None,
            loaded_by: LoadedBy::Oneself,
            draft: None,
        })
        .await
        .unwrap()
    {
        UpdateReviewView::Ready(ready) => *ready,
        UpdateReviewView::NothingChanged => panic!("something changed"),
    }
}

pub(crate) async fn save(
    desk: &Desk,
    connection: ConnectionId,
    base: &OrganizationView,
    mine: OrganizationFields,
) -> UpdateResultView {
    let ready = review(desk, connection, base.id, Some(base.fields.clone()), mine).await;
    desk.app
        .send_update(SendRequest {
            connection,
            review: ready.review,
        })
        .await
        .unwrap()
}

/// Saves the details that are left of a create from the edit form, with another city.
pub(crate) async fn save_details_mended(
    desk: &Desk,
    connection: ConnectionId,
    created: CreateResultView,
) -> UpdateResultView {
    let mine = OrganizationFields {
        city: "Wells".to_owned(),
        ..created.details_left.unwrap().fields
    };
    let update = UpdateFormRequest {
        loaded_by: LoadedBy::Oneself,
        connection,
        id: created.id.unwrap(),
        base: None,
        unread: Vec::new(),
        mine,
        undoes: None,
        saves_details_of: Some(created.review),
        draft: None,
    };
    let UpdateReviewView::Ready(ready) = desk.app.review_update(update).await.unwrap() else {
        panic!("something changes")
    };
    let request = SendRequest {
        connection,
        review: ready.review,
    };
    desk.app.send_update(request).await.unwrap()
}

pub(crate) fn last_put(desk: &Desk) -> Value {
    let requests = desk.portal.requests();
    let put = requests
        .iter()
        .rev()
        .find(|request| request.method == "PUT")
        .unwrap();
    serde_json::from_str(&put.body).unwrap()
}

#[tokio::test]
async fn a_change_is_reviewed_sent_as_the_full_known_set_and_read_back() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        country: "The Netherlands".to_owned(),
        state: String::new(),
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let ready = review(
        &desk,
        connection,
        base.id,
        Some(base.fields.clone()),
        mine.clone(),
    )
    .await;
    let changes: Vec<_> = ready
        .changes
        .iter()
        .map(|change| (change.label.as_str(), change.new.as_str()))
        .collect();
    assert_eq!(
        changes,
        [
            ("City", "Rotterdam"),
            ("State", ""),
            ("Country", "The Netherlands")
        ]
    );
    let UpdateResultView::Saved(saved) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    assert!(
        saved.comparison.iter().all(|row| row.state == Compared::Same),
        "{:?}",
        saved.comparison
    );
    let cleared = saved.comparison.iter().find(|row| row.label == "State").unwrap();
    assert_eq!(
        (cleared.sent.as_str(), cleared.held.as_deref()),
        ("", Some("")),
        "what was cleared is shown"
    );
    assert_eq!(
        last_put(&desk),
        json!({"organization": {
            "name": "Kestrel Freight", "company_name": "Kestrel Freight B.V.", "city": "Rotterdam",
            "state": "", "country": "The Netherlands"
        }})
    );
}

#[tokio::test]
async fn nothing_changed_sends_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let request = UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(base.fields.clone()),
        unread: Vec::new(),
        mine: base.fields.clone(),
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    assert_eq!(
        desk.app.review_update(request).await.unwrap(),
        UpdateReviewView::NothingChanged
    );
    assert_eq!(desk.seen("PUT"), 0);
}

#[tokio::test]
async fn why_changes_cannot_be_read_back_is_told_as_it_is() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let ready = review(&desk, connection, base.id, None, base.fields.clone()).await;
    desk.portal
        .faults()
        .next_for(Target::Retrieve, Fault::Status(500, String::new()));
    let request = SendRequest {
        connection,
        review: ready.review,
    };
    let UpdateResultView::Saved(saved) = desk.app.send_update(request).await.unwrap() else {
        panic!()
    };
    assert!(matches!(saved.not_read, Some(AppError::Unclear { .. })));
    let last = saved.steps.last().unwrap();
    assert_eq!(last.detail.as_deref(), Some("The portal failed"));
}

#[tokio::test]
async fn a_review_warns_of_fields_that_were_not_in_the_portals_answer_and_are_left_out() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        phone: "+31 10 555 0142".to_owned(),
        ..base.fields.clone()
    };
    let request = UpdateFormRequest {
        connection,
        id: base.id,
        base: Some(base.fields),
        unread: vec![OrganizationField::Phone, OrganizationField::Website],
        mine,
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
        draft: None,
    };
    let Ok(UpdateReviewView::Ready(ready)) = desk.app.review_update(request).await else {
        panic!("the phone changed")
    };
    assert_eq!(ready.unread, [OrganizationField::Website]);
    assert_eq!(ready.changes[0].old, None, "what it held is not known");
    let known = |label| {
        ready
            .unchanged
            .iter()
            .find(|row| row.label == label)
            .unwrap()
            .known
    };
    assert!(!known("Website") && known("City"));
}

#[tokio::test]
async fn a_lost_answer_to_an_update_is_read_back_and_told_as_saved() {
    for fault in [Fault::LostAnswer, Fault::UnavailableAfterWrite] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        let base = loaded(&desk, connection).await;
        desk.portal.faults().next_for(Target::Update, fault);
        let mine = OrganizationFields {
            city: "Rotterdam".to_owned(),
            ..base.fields.clone()
        };
        let UpdateResultView::Saved(saved) = save(&desk, connection, &base, mine).await else {
            panic!()
        };
        assert!(saved.answer_lost);
        assert_eq!(desk.seen("PUT"), 1);
    }
}

#[tokio::test]
async fn an_update_that_never_arrived_is_told_as_not_applied() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Update, Fault::Reset);
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let UpdateResultView::Unclear(unclear) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    assert!(unclear.not_applied && !unclear.is_neither);
}

#[tokio::test]
async fn an_organization_that_cannot_be_read_is_updated_without_seeing_it_only_on_purpose() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.faults().next_for(Target::Retrieve, Fault::Html);
    let request = OrganizationRequest {
        connection,
        id: base.id.to_string(),
    };
    let error = desk.app.get_organization(request).await.unwrap_err();
    assert!(matches!(error, AppError::NotShown { .. }), "{error:?}");
    let mine = OrganizationFields {
        name: "Kestrel Freight".to_owned(),
        company_name: "Kestrel Freight B.V.".to_owned(),
        ..OrganizationFields::default()
    };
    let ready = review(&desk, connection, base.id, None, mine).await;
    assert!(ready.unseen && ready.changes.iter().all(|change| change.old.is_none()));
    let result = desk
        .app
        .send_update(SendRequest {
            connection,
            review: ready.review,
        })
        .await
        .unwrap();
    assert_eq!(
        last_put(&desk),
        json!({"organization": {"name": "Kestrel Freight", "company_name": "Kestrel Freight B.V."}}),
        "what was not seen and not filled in is not sent"
    );
    let UpdateResultView::Saved(saved) = result else {
        panic!("{result:?}")
    };
    assert_eq!(saved.prevailed.another, [], "and so it is nobody's change");
    let states: Vec<_> = saved.comparison.iter().map(|row| row.state).collect();
    assert_eq!(states, [Compared::Same, Compared::Same]);
}

#[tokio::test]
async fn a_read_only_organization_says_so_and_its_update_is_told_as_rejected() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.forbid(&base.id.to_string(), Access::ReadOnly);
    let request = OrganizationRequest {
        connection,
        id: base.id.to_string(),
    };
    assert!(!desk.app.get_organization(request).await.unwrap().can_edit);
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let ready = review(&desk, connection, base.id, Some(base.fields), mine).await;
    let error = desk
        .app
        .send_update(SendRequest {
            connection,
            review: ready.review,
        })
        .await
        .unwrap_err();
    assert!(
        matches!(error, AppError::Rejected { status: 403, .. }),
        "{error:?}"
    );
}

#[tokio::test]
async fn a_pasted_text_that_is_no_id_is_a_problem() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let request = OrganizationRequest {
        connection,
        id: "kestrel".to_owned(),
    };
    assert!(matches!(
        desk.app.get_organization(request).await,
        Err(AppError::Invalid { .. })
    ));
}
