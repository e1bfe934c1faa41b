//! Create and update: what counts as done, and what goes over the wire.

use scanning_api::{CreateOrganization, Interval, OrganizationField, Plan, UpdateOrganization};

use crate::support::Act::{Read, Send};
use crate::support::{ID, Server, answer, answer_and_stay, change, created_when_answered, id, json, named};

#[tokio::test]
async fn a_201_without_a_body_is_done_and_names_no_id() {
    let answer = created_when_answered(answer("201 Created", "", ""))
        .await
        .unwrap();
    assert_eq!(
        (answer.value.id, answer.status, answer.has_body),
        (None, 201, false)
    );
}

#[tokio::test]
async fn a_201_or_200_with_a_json_api_body_is_done_and_names_the_id() {
    let flat = format!(r#"{{"organization":{{"uuid":"{ID}","parent_organization":null}}}}"#);
    let api = format!(r#"{{"data":{{"id":"{ID}","type":"organizations","attributes":{{"name":"Acme"}}}}}}"#);
    for (status, body) in [("201 Created", &api), ("200 OK", &api), ("201 Created", &flat)] {
        let answer = created_when_answered(json(status, body)).await.unwrap();
        assert_eq!(
            (answer.value.id, answer.has_body),
            (Some(id()), true),
            "{status} {body}"
        );
    }
}

#[tokio::test]
async fn a_create_is_done_when_its_json_names_no_id() {
    for body in [
        "{}",
        "null",
        r#"{"data":{"id":7}}"#,
        r#"{"status":201,"status_text":"Created"}"#,
    ] {
        let answer = created_when_answered(json("201 Created", body)).await.unwrap();
        assert_eq!(answer.value.id, None, "{body}");
    }
}

#[tokio::test]
async fn json_under_a_wrong_content_type_is_json_all_the_same() {
    let body = format!(r#"{{"data":{{"id":"{ID}"}}}}"#);
    let bytes = answer("201 Created", "content-type: text/html\r\n", body);
    assert_eq!(created_when_answered(bytes).await.unwrap().value.id, Some(id()));
}

#[tokio::test]
async fn a_2xx_with_a_page_or_broken_json_or_plain_text_is_unknown() {
    for body in ["<html><title>Sign in</title></html>", r#"{"data":{"id":"#, "OK"] {
        let outcome = created_when_answered(json("201 Created", body)).await;
        assert_eq!(named(&outcome), "unknown: Unreadable", "{body}");
    }
}

#[tokio::test]
async fn a_2xx_whose_body_tells_of_an_error_is_unknown_and_keeps_the_words() {
    for body in [
        r#"{"status":422,"status_text":"Name taken"}"#,
        r#"{"status":"error","message":"Name taken"}"#,
        r#"{"success":false,"message":"Name taken"}"#,
        r#"{"error":"Name taken"}"#,
        r#"{"errors":{"base":["Name taken"]}}"#,
        r#"{"data":null,"errors":[{"title":"Name taken"}]}"#,
    ] {
        let created = created_when_answered(json("201 Created", body)).await;
        let server = Server::answering(vec![json("200 OK", body)]).await;
        let updated = server.client().update_organization(id(), &change()).await;
        assert_eq!(server.connections(), 1);
        let failures = [(201, created.unwrap_err()), (200, updated.unwrap_err())];
        for (status, failure) in failures {
            assert_eq!(failure.said().unwrap().message.as_deref(), Some("Name taken"));
            assert_eq!(failure.status(), Some(status));
            assert_eq!(named::<()>(&Err(failure)), "unknown: Contradictory", "{body}");
        }
    }
}

#[tokio::test]
async fn a_2xx_with_an_organization_that_has_fields_named_as_errors_are_is_done() {
    let body = format!(
        r#"{{"data":{{"id":"{ID}","attributes":{{"error":"a field","status":"error"}}}},"errors":[],"error":null}}"#
    );
    let answer = created_when_answered(json("201 Created", &body)).await.unwrap();
    assert_eq!(answer.value.id, Some(id()));
}

#[tokio::test]
async fn an_update_is_done_with_and_without_a_body() {
    for body in ["", r#"{"data":{}}"#] {
        let server = Server::answering(vec![json("200 OK", body)]).await;
        let answer = server
            .client()
            .update_organization(id(), &change())
            .await
            .unwrap();
        assert_eq!((answer.status, answer.has_body), (200, !body.is_empty()));
        assert_eq!(
            server.arrived()[0].line,
            format!("PUT /API/v2/organizations/{ID} HTTP/1.1")
        );
    }
}

#[tokio::test]
async fn a_204_is_done() {
    let outcome = created_when_answered(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec()).await;
    assert_eq!(outcome.unwrap().status, 204);
}

/// The seed page's own example, less its white space.
#[tokio::test]
async fn a_full_create_sends_the_documented_example_byte_for_byte() {
    let plan = Plan {
        partner: Some(true),
        interval: Some(Interval::None),
        start_date: Some("string".to_owned()),
        end_date: Some("string".to_owned()),
        ..Plan::new("pci-basic")
    };
    let request = CreateOrganization::new("string")
        .unwrap()
        .description("string")
        .parent(id())
        .without_default_subscription(plan, vec![]);
    let server = Server::answering(vec![answer("201 Created", "", "")]).await;
    server.client().create_organization(&request).await.unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived[0].line, "POST /API/v2/organizations HTTP/1.1");
    let expected = concat!(
        r#"{"organization":{"name":"string","description":"string","#,
        r#""parent_organization":"5d702bf8-e908-41df-92de-feea0acf2f4e","skip_default_subscription":true,"#,
        r#""plans":[{"plan":"pci-basic","partner":true,"interval":"none","#,
        r#""start_date":"string","end_date":"string"}]}}"#,
    );
    assert_eq!(std::str::from_utf8(&arrived[0].body).unwrap(), expected);
}

/// The seed page's own example, less its white space.
#[tokio::test]
async fn a_full_update_sends_the_documented_example_byte_for_byte() {
    let request = OrganizationField::ALL.into_iter().rev().fold(
        UpdateOrganization::new("string", "string").unwrap(),
        |request, field| request.set(field, "string"),
    );
    let server = Server::answering(vec![answer("200 OK", "", "")]).await;
    server.client().update_organization(id(), &request).await.unwrap();
    let expected = concat!(
        r#"{"organization":{"name":"string","company_name":"string","description":"string","address":"string","#,
        r#""city":"string","state":"string","zipcode":"string","country":"string","phone":"string","#,
        r#""website":"string","email":"string","contact_name":"string","contact_title":"string","#,
        r#""contact_phone":"string","contact_email":"string"}}"#,
    );
    assert_eq!(std::str::from_utf8(&server.arrived()[0].body).unwrap(), expected);
}

#[tokio::test]
async fn a_write_has_a_connection_of_its_own_and_a_read_reuses_one() {
    let user = answer_and_stay("200 OK", "", r#"{"data":{"attributes":{"username":"anna"}}}"#);
    let script = std::iter::repeat_n([Read, Send(user)], 4).flatten().collect();
    let server = Server::playing(vec![script]).await;
    let client = server.client();
    client.current_user().await.unwrap();
    client.current_user().await.unwrap();
    assert_eq!(server.connections(), 1);
    client.update_organization(id(), &change()).await.unwrap();
    client.update_organization(id(), &change()).await.unwrap();
    assert_eq!(server.connections(), 3);
}
