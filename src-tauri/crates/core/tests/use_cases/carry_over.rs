//! What was typed before, laid over what the portal holds now.

use orgdesk_core::connections::ConnectionId;
use orgdesk_core::organizations::{
    CarryOverRequest, CollisionView, LoadedBy, OrganizationField, OrganizationFields, OrganizationRequest,
    OrganizationView,
};

use crate::support::Desk;

async fn loaded(desk: &Desk, connection: ConnectionId) -> OrganizationView {
    let id = desk.portal.add("Kestrel Freight");
    for (field, value) in [
        ("company_name", "Kestrel Freight B.V."),
        ("city", "Rotterdam"),
        ("country", "Netherlands"),
    ] {
        assert!(desk.portal.edit(&id, field, value));
    }
    let request = OrganizationRequest { connection, id };
    desk.app.get_organization(request).await.unwrap()
}

async fn carried(
    desk: &Desk,
    connection: ConnectionId,
    loaded: &OrganizationView,
    base: Option<OrganizationFields>,
    mine: OrganizationFields,
) -> CollisionView {
    let request = CarryOverRequest {
        connection,
        id: loaded.id,
        base,
        mine,
        unread: Vec::new(),
        chosen: Vec::new(),
        undoes: None,
        saves_details_of: None,
        loaded_by: LoadedBy::Oneself,
    };
    desk.app.carry_over(request).await.unwrap()
}

#[tokio::test]
async fn what_only_they_changed_stays_theirs_and_what_both_changed_is_to_be_chosen() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let loaded = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        country: "The Netherlands".to_owned(),
        zipcode: "3089 JH".to_owned(),
        ..loaded.fields.clone()
    };
    let id = loaded.id.to_string();
    assert!(desk.portal.edit(&id, "city", "Utrecht"));
    assert!(desk.portal.edit(&id, "country", "NL"));

    let view = carried(&desk, connection, &loaded, Some(loaded.fields.clone()), mine).await;
    assert_eq!(view.merged.city, "Utrecht", "only they changed it");
    assert_eq!(view.merged.zipcode, "3089 JH", "only I changed it");
    let both: Vec<_> = view.collisions.iter().map(|row| row.field).collect();
    assert_eq!(both, [OrganizationField::Country]);
    assert_eq!(view.theirs.fields.city, "Utrecht");
    let told = view.no_choice.iter();
    let told: Vec<_> = told.map(|row| (row.field, row.mine.is_some())).collect();
    let (city, zipcode) = (OrganizationField::City, OrganizationField::Zipcode);
    assert_eq!(told, [(city, false), (zipcode, true)], "and so they are told");
}

#[tokio::test]
async fn what_was_left_empty_unseen_clears_nothing() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let loaded = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        name: "Kestrel Freight".to_owned(),
        company_name: "Kestrel Freight Ltd".to_owned(),
        zipcode: " 3089 JH ".to_owned(),
        ..OrganizationFields::default()
    };
    let view = carried(&desk, connection, &loaded, None, mine).await;
    let expected = OrganizationFields {
        company_name: "Kestrel Freight Ltd".to_owned(),
        zipcode: "3089 JH".to_owned(),
        ..loaded.fields
    };
    assert_eq!(view.merged, expected);
    assert!(view.collisions.is_empty());
}

#[tokio::test]
async fn what_was_not_shown_when_it_was_loaded_is_not_told_as_changed_by_somebody_else() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let loaded = loaded(&desk, connection).await;
    let base = OrganizationFields {
        city: String::new(),
        ..loaded.fields.clone()
    };
    for (unread, told) in [(vec![OrganizationField::City], 0), (Vec::new(), 1)] {
        let request = CarryOverRequest {
            connection,
            id: loaded.id,
            base: Some(base.clone()),
            unread,
            mine: base.clone(),
            chosen: Vec::new(),
            undoes: None,
            saves_details_of: None,
            loaded_by: LoadedBy::Oneself,
        };
        let view = desk.app.carry_over(request).await.unwrap();
        assert_eq!(
            (view.no_choice.len(), view.merged.city.as_str()),
            (told, "Rotterdam")
        );
    }
}
