//! Updating while somebody else saves: merged, decided by the user, or not sent at all.

use orgdesk_core::organizations::{OrganizationField, OrganizationFields, SendRequest, UpdateResultView};
use practice_portal::{Fault, Target};
use serde_json::{Value, json};

use crate::history_undo::spaced;
use crate::hostile_portal::{Hostile, ONE, json_reply, reply};
use crate::support::{Desk, once};
use crate::update::{last_put, loaded, review, save};

#[tokio::test]
async fn somebody_elses_change_of_another_field_is_kept_and_told() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "phone", "+31 10 555 0142");
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let UpdateResultView::Saved(saved) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    assert_eq!(saved.theirs_kept[0].new, "+31 10 555 0142");
    let held = desk.portal.organization(&base.id.to_string()).unwrap();
    assert_eq!(
        (held.fields["city"].as_str(), held.fields["phone"].as_str()),
        ("Rotterdam", "+31 10 555 0142")
    );
    let shown: Value = serde_json::from_str(&saved.request.unwrap().body).unwrap();
    assert_eq!(shown, last_put(&desk), "what was sent is shown to the letter");
}

#[tokio::test]
async fn where_somebody_saved_the_same_meanwhile_nothing_is_sent_and_no_request_is_shown() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "city", "Rotterdam");
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let UpdateResultView::Saved(saved) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    assert_eq!((saved.request, desk.seen("PUT")), (None, 0));
}

#[tokio::test]
async fn an_update_that_the_portal_put_off_is_read_and_merged_anew_before_it_is_sent() {
    for (theirs, kept) in [("phone", true), ("city", false)] {
        let desk = Desk::new().await;
        let connection = desk.connected().await;
        let base = loaded(&desk, connection).await;
        let later = Fault::TooMany { retry_after: Some(1) };
        desk.portal.faults().next_for(Target::Update, later);
        let mine = OrganizationFields {
            city: "Rotterdam".to_owned(),
            ..base.fields.clone()
        };
        let id = base.id.to_string();
        let meanwhile = once(
            || desk.seen("PUT") == 1,
            || desk.portal.edit(&id, theirs, "Theirs"),
        );
        let (result, edited) = tokio::join!(save(&desk, connection, &base, mine), meanwhile);
        assert!(edited);
        let held = desk.portal.organization(&id).unwrap();
        assert_eq!(held.fields[theirs], "Theirs", "nothing is overwritten unseen");
        match result {
            UpdateResultView::Saved(saved) if kept => {
                assert_eq!(saved.theirs_kept.len(), 1);
                assert_eq!((held.fields["city"].as_str(), desk.seen("PUT")), ("Rotterdam", 2));
            }
            UpdateResultView::Collision(_) if !kept => assert_eq!(desk.seen("PUT"), 1),
            other => panic!("{other:?}"),
        }
    }
}

#[tokio::test]
async fn somebody_elses_change_of_the_same_field_stops_the_save() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "country", "Nederland");
    let mine = OrganizationFields {
        country: "The Netherlands".to_owned(),
        ..base.fields.clone()
    };
    let UpdateResultView::Collision(collision) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    assert_eq!(collision.collisions[0].theirs, "Nederland");
    assert_eq!(desk.seen("PUT"), 0);
}

#[tokio::test]
async fn a_collision_comes_with_what_each_side_alone_has_changed_already_merged() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let id = base.id.to_string();
    desk.portal.edit(&id, "country", "Nederland");
    desk.portal.edit(&id, "phone", "+31 10 555 0142");
    let mine = OrganizationFields {
        country: "The Netherlands".to_owned(),
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let UpdateResultView::Collision(collision) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    let merged = &collision.merged;
    assert_eq!(
        (merged.city.as_str(), merged.phone.as_str(), merged.state.as_str()),
        ("Rotterdam", "+31 10 555 0142", "Zuid-Holland")
    );
    let no_choice = collision.no_choice.iter().map(|row| {
        let sides = [&row.before, &row.mine, &row.theirs].map(Option::as_deref);
        (row.field, sides, row.will_be.as_str())
    });
    let (city, phone) = (OrganizationField::City, OrganizationField::Phone);
    let (mine, theirs) = ("Rotterdam", "+31 10 555 0142");
    let expected = [
        (city, [Some(""), Some(mine), None], mine),
        (phone, [Some(""), None, Some(theirs)], theirs),
    ];
    assert_eq!(no_choice.collect::<Vec<_>>(), expected);
}

#[tokio::test]
async fn a_collision_tells_of_no_change_of_what_nobody_changed_whatever_white_space_it_has() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = spaced(&desk, connection).await;
    desk.portal.edit(&base.id.to_string(), "country", "Nederland");
    let mine = OrganizationFields {
        country: "The Netherlands".to_owned(),
        ..base.fields.clone()
    };
    let UpdateResultView::Collision(collision) = save(&desk, connection, &base, mine).await else {
        panic!()
    };
    assert_eq!(collision.collisions.len(), 1);
    assert_eq!(collision.no_choice, []);
}

/// Saves a city over an organization of which the portal does not show it, or does, and loses the answer.
async fn lost_where_the_city(is_shown: bool) -> bool {
    let details = if is_shown {
        json!({"city": "", "phone": "1"})
    } else {
        json!({})
    };
    let attributes = json!({"name": "N", "company_name": "C", "description": "", "details": details});
    let shown = json!({"data": {"id": ONE, "attributes": attributes}});
    let desk = Hostile::answering(move |asked| match asked.method.as_str() {
        "PUT" => Some(reply(502, "")),
        _ => asked.path.ends_with(ONE).then(|| json_reply(&shown)),
    })
    .await;
    let connection = desk.connected().await;
    let base = desk.read(connection).await.unwrap().fields;
    let mine = OrganizationFields {
        city: "Bath".to_owned(),
        ..base.clone()
    };
    let UpdateResultView::Unclear(unclear) = desk.save(connection, base, mine).await.unwrap() else {
        panic!()
    };
    unclear.not_applied
}

#[tokio::test]
async fn that_nothing_was_saved_is_said_only_where_the_portal_shows_what_was_to_be_changed() {
    assert!(lost_where_the_city(true).await);
    assert!(!lost_where_the_city(false).await);
}

#[tokio::test]
async fn an_update_whose_answer_was_lost_is_saved_also_where_somebody_has_changed_another_field_since() {
    let desk = Desk::new().await;
    let connection = desk.connected().await;
    let base = loaded(&desk, connection).await;
    let mine = OrganizationFields {
        city: "Rotterdam".to_owned(),
        ..base.fields.clone()
    };
    let review = review(&desk, connection, base.id, Some(base.fields.clone()), mine);
    let review = review.await.review;
    desk.portal.faults().next_for(Target::Update, Fault::LostAnswer);
    let not_read = Fault::Status(403, String::new());
    desk.portal.faults().nth_for(Target::Retrieve, 1, not_read);
    let request = || SendRequest { connection, review };
    let sent = desk.app.send_update(request()).await.unwrap();
    assert!(matches!(sent, UpdateResultView::Unclear(_)), "{sent:?}");
    desk.portal.edit(&base.id.to_string(), "phone", "+31 10 555 0142");
    let UpdateResultView::Saved(saved) = desk.app.look_at_update(request()).await.unwrap() else {
        panic!("what was to be changed is as it was sent")
    };
    assert!(saved.answer_lost);
    assert_eq!(desk.app.open_operations(connection), []);
}
