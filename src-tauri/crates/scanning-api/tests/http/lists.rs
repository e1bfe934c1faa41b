//! Pages of organizations, in each shape the API notes name.

use scanning_api::{ListOrganizations, OrganizationField, OrganizationPage};

use crate::support::{ID, Server, answer, id, json, named};

async fn page(body: &str) -> OrganizationPage {
    let server = Server::answering(vec![json("200 OK", body)]).await;
    server
        .client()
        .list_organizations(&ListOrganizations::default())
        .await
        .unwrap()
        .value
}

#[tokio::test]
async fn a_search_by_name_and_a_page_are_asked_for_in_the_query() {
    let server = Server::answering(vec![json("200 OK", "[]")]).await;
    let query = ListOrganizations {
        name: Some("*Acmé & Co=?*".to_owned()),
        page: 3,
        per_page: 50,
        ..ListOrganizations::default()
    };
    server.client().list_organizations(&query).await.unwrap();
    let line = server.arrived()[0].line.clone();
    assert_eq!(
        line,
        "GET /API/v2/organizations?q%5Bname%5D=*Acm%C3%A9+%26+Co%3D%3F*&page=3&per_page=50 HTTP/1.1"
    );
}

#[tokio::test]
async fn a_search_by_another_column_is_asked_for_by_its_key() {
    let server = Server::answering(vec![json("200 OK", "[]")]).await;
    let query = ListOrganizations {
        column: Some((OrganizationField::ContactEmail, "*@halden.example*".to_owned())),
        ..ListOrganizations::default()
    };
    server.client().list_organizations(&query).await.unwrap();
    let line = server.arrived()[0].line.clone();
    assert!(
        line.contains("?q%5Bcontact_email%5D=*%40halden.example*&page=1"),
        "{line}"
    );
}

#[tokio::test]
async fn without_a_name_all_are_listed() {
    let server = Server::answering(vec![json("200 OK", "[]")]).await;
    server
        .client()
        .list_organizations(&ListOrganizations::default())
        .await
        .unwrap();
    assert_eq!(
        server.arrived()[0].line,
        "GET /API/v2/organizations?page=1&per_page=25 HTTP/1.1"
    );
}

#[tokio::test]
async fn a_list_is_read_in_each_shape() {
    let entries = [
        format!(
            r#"{{"id":"{ID}","type":"organization","attributes":{{"name":"Acme","details":{{"city":"Delft"}}}}}}"#
        ),
        format!(r#"{{"id":4,"attributes":{{"uuid":"{ID}","name":"Acme","city":"Delft"}}}}"#),
        format!(r#"{{"uuid":"{ID}","name":"Acme","city":"Delft"}}"#),
        format!(r#"{{"organization":{{"id":"{ID}","name":"Acme","details":{{"city":"Delft"}}}}}}"#),
    ];
    for entry in &entries {
        for body in [
            format!("[{entry}]"),
            format!(r#"{{"data":[{entry}]}}"#),
            format!(r#"{{"organizations":[{entry}]}}"#),
            format!(r#"{{"data":{{"organizations":[{entry}]}}}}"#),
        ] {
            let page = page(&body).await;
            let [one] = page.organizations.as_slice() else {
                panic!("one of {body}")
            };
            assert_eq!(
                (one.id, one.fields.name.as_str(), one.fields.city.as_str()),
                (id(), "Acme", "Delft"),
                "{body}"
            );
            assert_eq!(page.skipped, 0);
        }
    }
}

#[tokio::test]
async fn entries_without_a_readable_id_are_counted_and_left_out() {
    let body = format!(r#"[{{"name":"no id"}},{{"id":"not-a-uuid"}},7,null,{{"id":"{ID}","name":"Acme"}}]"#);
    let page = page(&body).await;
    assert_eq!((page.organizations.len(), page.skipped), (1, 4));
}

#[tokio::test]
async fn the_size_of_the_whole_is_read_from_wherever_it_is_told() {
    for body in [
        r#"{"data":[],"pagination":{"total_count":250,"total_pages":10,"current_page":2}}"#,
        r#"{"data":[],"meta":{"total":"250","total_pages":10,"current_page":2}}"#,
        r#"{"data":[],"meta":{"pagination":{"total":250,"pages":10,"page":2}}}"#,
        r#"{"organizations":[],"total_count":250,"total_pages":10,"page":2}"#,
    ] {
        let page = page(body).await;
        assert_eq!(
            (page.total, page.total_pages, page.page),
            (Some(250), Some(10), 2),
            "{body}"
        );
    }
    let headers = "X-Total-Count: 250\r\nX-Total-Pages: 10\r\nX-Page: 2\r\n";
    let server = Server::answering(vec![answer("200 OK", headers, "[]")]).await;
    let page = server
        .client()
        .list_organizations(&ListOrganizations::default())
        .await
        .unwrap()
        .value;
    assert_eq!(
        (page.total, page.total_pages, page.page),
        (Some(250), Some(10), 2)
    );
}

#[tokio::test]
async fn what_the_portal_does_not_say_is_not_made_up() {
    let server = Server::answering(vec![json("200 OK", "[]")]).await;
    let query = ListOrganizations {
        page: 4,
        ..ListOrganizations::default()
    };
    let page = server.client().list_organizations(&query).await.unwrap().value;
    assert_eq!((page.total, page.total_pages, page.page), (None, None, 4));
}

#[tokio::test]
async fn what_holds_no_list_is_unknown() {
    for body in [
        "",
        "{}",
        "null",
        r#"{"data":{}}"#,
        r#"{"organizations":"none"}"#,
        "<html></html>",
        "[1,2",
    ] {
        let server = Server::answering(vec![json("200 OK", body)]).await;
        let outcome = server
            .client()
            .list_organizations(&ListOrganizations::default())
            .await;
        assert_eq!(named(&outcome), "unknown: Unreadable", "{body}");
    }
}

#[tokio::test]
async fn a_list_beside_an_error_is_no_list_and_its_words_are_kept() {
    let body = r#"{"data":[],"errors":["search backend timed out"]}"#;
    let server = Server::answering(vec![json("200 OK", body)]).await;
    let outcome = server
        .client()
        .list_organizations(&ListOrganizations::default())
        .await;
    assert_eq!(named(&outcome), "unknown: Contradictory");
    let failure = outcome.unwrap_err();
    assert_eq!(
        failure.said().unwrap().message.as_deref(),
        Some("search backend timed out")
    );
}
