//! Redirects of every kind: never followed, and no header reaches the other host.

use scanning_api::{Failure, Outcome};

use crate::support::{Server, TOKEN, answer, change, creation, id, named};

fn redirect(status: u16, to: &str) -> Vec<u8> {
    answer(&format!("{status} Elsewhere"), &format!("location: {to}\r\n"), "")
}

fn target<T>(outcome: Outcome<T>) -> Option<String> {
    match outcome {
        Err(Failure::Rejected(rejected)) => rejected.redirect_to,
        _ => panic!("rejected"),
    }
}

#[tokio::test]
async fn no_redirect_is_followed_and_nothing_reaches_the_other_host() {
    let other = Server::answering(vec![answer("200 OK", "", "")]).await;
    for status in [300, 301, 302, 303, 304, 305, 306, 307, 308] {
        let to = format!("http://{}/API/v2/organizations?token=1", other.at);
        let server = Server::answering(vec![redirect(status, &to)]).await;
        let client = server.client();
        client.create_organization(&creation()).await.unwrap_err();
        client.update_organization(id(), &change()).await.unwrap_err();
        client.current_user().await.unwrap_err();
        client.retrieve_organization(id()).await.unwrap_err();
        assert_eq!(
            server.connections(),
            4,
            "{status}: one connection to each request"
        );
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_redirect_that_may_come_after_the_deed_leaves_a_write_unknown() {
    for status in [300, 301, 302, 303, 306] {
        let server = Server::answering(vec![redirect(status, "/done")]).await;
        let outcome = server.client().create_organization(&creation()).await;
        assert_eq!(named(&outcome), format!("unknown: Redirect({status})"));
    }
}

#[tokio::test]
async fn a_redirect_that_asks_for_the_same_request_elsewhere_rejects_a_write() {
    for status in [304, 305, 307, 308] {
        let server = Server::answering(vec![redirect(status, "https://other.example/x?y=z")]).await;
        let outcome = server.client().create_organization(&creation()).await;
        assert_eq!(named(&outcome), format!("rejected: {status}"));
        assert_eq!(target(outcome).as_deref(), Some("https://other.example"));
    }
}

#[tokio::test]
async fn every_redirect_rejects_a_read_and_says_where_to() {
    for status in [300, 301, 302, 303, 304, 305, 306, 307, 308] {
        let server = Server::answering(vec![redirect(
            status,
            "https://Other.example:8443/login?next=/a#b",
        )])
        .await;
        let outcome = server.client().current_user().await;
        assert_eq!(named(&outcome), format!("rejected: {status}"));
        assert_eq!(target(outcome).as_deref(), Some("https://other.example:8443"));
    }
}

#[tokio::test]
async fn a_redirect_without_a_target_names_nobody_not_the_portal_either() {
    for location in ["location:\r\n", "location: \r\n", "location: \t \r\n"] {
        let server = Server::answering(vec![answer("302 Found", location, "")]).await;
        let outcome = server.client().current_user().await;
        assert_eq!(target(outcome), None, "{location:?}");
    }
}

#[tokio::test]
async fn a_redirect_within_the_portal_names_the_portal_and_an_odd_one_nobody() {
    let server = Server::answering(vec![
        redirect(302, "/login"),
        redirect(302, "mailto:x@example.com"),
        answer("302 Found", "", ""),
    ])
    .await;
    let client = server.client();
    assert_eq!(
        target(client.current_user().await),
        Some(server.address().origin())
    );
    drop(client);
    assert_eq!(target(server.client().current_user().await), None);
    assert_eq!(target(server.client().current_user().await), None);
}

#[tokio::test]
async fn a_secret_in_the_name_of_the_host_is_masked() {
    let to = format!("https://{TOKEN}.other.example/");
    let server = Server::answering(vec![redirect(302, &to)]).await;
    let told = target(server.client().current_user().await).unwrap();
    assert!(!told.contains(&TOKEN.to_lowercase()), "{told}");
    assert!(told.ends_with(".other.example"), "{told}");
}
