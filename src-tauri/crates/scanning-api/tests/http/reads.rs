//! Retrieve, the current user and subscriptions: the shapes they may come in.

use scanning_api::{OrganizationField, OrganizationId, Parent};

use crate::support::{ID, Server, answer, id, json, named, retrieved};

/// The vendor's stored example, with every field an update knows in `details`.
fn documented() -> String {
    let details: Vec<_> = OrganizationField::ALL[3..]
        .iter()
        .map(|field| format!("\"{0}\":\"{0}\"", field.key()))
        .collect();
    format!(
        r#"{{"data":{{"id":"{ID}","type":"organization","attributes":{{"uuid":"{ID}","name":"Acme","description":null,
        "company_name":"Acme Ltd","partner":false,"creation_time":"2023-12-15T19:19:18.037Z","modification_time":"2024-01-01T00:00:00.000Z",
        "members":[{{"id":1,"username":"anna","partner":false}}],"settings":{{"can_edit_organization":true}},
        "details":{{{}}},"incomplete_details":false}},"relationships":{{}}}}}}"#,
        details.join(",")
    )
}

#[tokio::test]
async fn the_documented_organization_is_read_whole() {
    let organization = retrieved(json("200 OK", &documented())).await.unwrap().value;
    assert_eq!(organization.id, id());
    assert_eq!(
        (
            organization.fields.name.as_str(),
            organization.fields.company_name.as_str()
        ),
        ("Acme", "Acme Ltd")
    );
    assert_eq!(organization.fields.description, "");
    for field in &OrganizationField::ALL[3..] {
        assert_eq!(organization.fields.get(*field), field.key());
    }
    assert_eq!(organization.unread, vec![]);
    assert_eq!(organization.created.as_deref(), Some("2023-12-15T19:19:18.037Z"));
    assert_eq!(organization.modified.as_deref(), Some("2024-01-01T00:00:00.000Z"));
    assert_eq!(organization.partner, Some(false));
    assert_eq!(organization.can_edit, Some(true));
    assert_eq!(organization.incomplete_details, Some(false));
    assert_eq!(organization.parent, None);
}

#[tokio::test]
async fn attributes_go_before_details_what_details_leave_out_is_empty_and_what_cannot_be_read_is_named() {
    let body = format!(
        r#"{{"data":{{"id":"{ID}","attributes":{{"name":"Acme","city":"Utrecht","phone":null,"zipcode":3511,
        "details":{{"city":"Delft","phone":"1","country":null,"state":["odd"]}}}}}}}}"#
    );
    let organization = retrieved(json("200 OK", &body)).await.unwrap().value;
    let fields = &organization.fields;
    assert_eq!(
        (
            fields.city.as_str(),
            fields.phone.as_str(),
            fields.zipcode.as_str()
        ),
        ("Utrecht", "1", "3511")
    );
    let unread = [
        OrganizationField::CompanyName,
        OrganizationField::Description,
        OrganizationField::State,
    ];
    assert_eq!(organization.unread, unread);
}

#[tokio::test]
async fn without_details_what_is_nowhere_is_named() {
    let body = format!(r#"{{"data":{{"id":"{ID}","attributes":{{"name":"Acme","city":"Utrecht"}}}}}}"#);
    let organization = retrieved(json("200 OK", &body)).await.unwrap().value;
    assert_eq!(organization.unread.len(), 13);
}

#[tokio::test]
async fn an_organization_may_also_come_flat_or_wrapped_by_its_name() {
    for body in [
        format!(r#"{{"id":"{ID}","name":"Acme"}}"#),
        format!(r#"{{"organization":{{"uuid":"{ID}","name":"Acme"}}}}"#),
        format!(r#"{{"data":{{"organization":{{"id":12,"uuid":"{ID}","name":"Acme"}}}}}}"#),
        r#"{"name":"Acme"}"#.to_owned(),
        format!("\u{feff}{{\"id\":\"{}\",\"name\":\"Acme\"}}", ID.to_uppercase()),
    ] {
        let organization = retrieved(json("200 OK", &body)).await.unwrap().value;
        assert_eq!(
            (organization.id, organization.fields.name.as_str()),
            (id(), "Acme"),
            "{body}"
        );
    }
}

#[tokio::test]
async fn what_does_not_hold_the_organization_asked_for_is_unknown() {
    let other = "0e0e8a1c-7f8e-4d3a-9d0c-0a1b2c3d4e5f";
    for body in [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{}".to_owned(),
        "<html><title>Sign in</title></html>".to_owned(),
        format!(r#"{{"data":{{"id":"{ID}"}}}}"#),
        format!(r#"{{"data":{{"id":"{other}","attributes":{{"name":"Acme"}}}}}}"#),
        r#"{"status":200,"status_text":"OK"}"#.to_owned(),
    ] {
        assert_eq!(
            named(&retrieved(json("200 OK", &body)).await),
            "unknown: Unreadable",
            "{body}"
        );
    }
    let empty = b"HTTP/1.1 204 No Content\r\n\r\n".to_vec();
    assert_eq!(named(&retrieved(empty).await), "unknown: Unreadable");
}

#[tokio::test]
async fn a_parent_is_read_from_wherever_it_is_told() {
    let parent: OrganizationId = "0e0e8a1c-7f8e-4d3a-9d0c-0a1b2c3d4e5f".parse().unwrap();
    let whole = Parent {
        id: Some(parent),
        name: Some("Holding".to_owned()),
    };
    let only_id = Parent {
        id: Some(parent),
        name: None,
    };
    for (attributes, outside, expected) in [
        (
            format!(r#","parent_organization":"{parent}""#),
            String::new(),
            &only_id,
        ),
        (
            format!(r#","parent_organization":{{"uuid":"{parent}","name":"Holding"}}"#),
            String::new(),
            &whole,
        ),
        (
            format!(r#","parent_id":"{parent}","parent_name":"Holding""#),
            String::new(),
            &whole,
        ),
        (
            String::new(),
            format!(r#","relationships":{{"parent":{{"data":{{"id":"{parent}"}}}}}}"#),
            &only_id,
        ),
    ] {
        let body =
            format!(r#"{{"data":{{"id":"{ID}","attributes":{{"name":"Acme"{attributes}}}{outside}}}}}"#);
        let organization = retrieved(json("200 OK", &body)).await.unwrap().value;
        assert_eq!(organization.parent.as_ref(), Some(expected), "{body}");
    }
}

#[tokio::test]
async fn the_documented_user_is_read_whole() {
    let body = r#"{"data":{"id":"7","type":"user","attributes":{"id":7,"username":"anna","role":"partner","email":"anna@example.com",
        "locale":"en","organization":{"id":"9","name":"Partner BV"},"two_factor_authentication":{"enabled":false}}}}"#;
    let server = Server::answering(vec![json("200 OK", body)]).await;
    let user = server.client().current_user().await.unwrap().value;
    assert_eq!(server.arrived()[0].line, "GET /API/v2/user/me HTTP/1.1");
    assert_eq!(server.arrived()[0].header("content-type"), None);
    assert_eq!((user.id.as_deref(), user.username.as_str()), (Some("7"), "anna"));
    assert_eq!(
        (user.role.as_deref(), user.email.as_deref()),
        (Some("partner"), Some("anna@example.com"))
    );
    let organization = user.organization.unwrap();
    assert_eq!(
        (organization.id.as_deref(), organization.name.as_str()),
        (Some("9"), "Partner BV")
    );
}

#[tokio::test]
async fn a_user_may_also_come_flat_and_without_a_name_of_his_own() {
    let flat = answer(
        "200 OK",
        "",
        r#"{"user":{"email":"anna@example.com","organization":null}}"#,
    );
    let user = Server::answering(vec![flat])
        .await
        .client()
        .current_user()
        .await
        .unwrap()
        .value;
    assert_eq!(
        (user.username.as_str(), user.organization),
        ("anna@example.com", None)
    );
}

#[tokio::test]
async fn a_user_without_any_name_is_unknown() {
    for body in [
        r#"{"data":{"attributes":{"role":"partner"}}}"#,
        r#"{"username":""}"#,
        "[]",
        "<html></html>",
        "",
    ] {
        let server = Server::answering(vec![json("200 OK", body)]).await;
        assert_eq!(
            named(&server.client().current_user().await),
            "unknown: Unreadable",
            "{body}"
        );
    }
}

#[tokio::test]
async fn subscriptions_are_read_in_each_shape() {
    let flat = r#"{"id":3,"plan":"pci-basic","status":"active","interval":"none","start_date":"2024-01-01","end_date":null,"product":"PCI"}"#;
    let nested = r#"{"id":"3","attributes":{"plan":{"code":"pci-basic","name":"PCI Basic"},"status":"active","billing_interval":"none",
        "start_date":"2024-01-01","product":{"name":"PCI"}}}"#;
    for body in [
        format!("[{flat}]"),
        format!(r#"{{"data":[{nested}]}}"#),
        format!(r#"{{"subscriptions":[{flat}]}}"#),
        format!(r#"{{"data":{{"subscriptions":[{{"subscription":{flat}}}]}}}}"#),
    ] {
        let server = Server::answering(vec![json("200 OK", &body)]).await;
        let all = server.client().list_subscriptions(id()).await.unwrap().value;
        assert_eq!(
            server.arrived()[0].line,
            format!("GET /API/v2/organizations/{ID}/subscriptions HTTP/1.1")
        );
        let [one] = all.as_slice() else {
            panic!("one of {all:?}")
        };
        let told = [
            &one.id,
            &one.plan,
            &one.status,
            &one.interval,
            &one.start_date,
            &one.end_date,
            &one.product,
        ];
        let told = told.map(|text| text.as_deref().unwrap_or("-"));
        assert_eq!(
            told,
            ["3", "pci-basic", "active", "none", "2024-01-01", "-", "PCI"],
            "{body}"
        );
    }
}

#[tokio::test]
async fn no_subscriptions_are_told_from_no_list() {
    let server = Server::answering(vec![json("200 OK", r#"{"data":[]}"#)]).await;
    assert_eq!(
        server.client().list_subscriptions(id()).await.unwrap().value,
        vec![]
    );
    let server = Server::answering(vec![json("200 OK", r#"{"data":{}}"#)]).await;
    assert_eq!(
        named(&server.client().list_subscriptions(id()).await),
        "unknown: Unreadable"
    );
}
