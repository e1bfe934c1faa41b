//! Connections that break: before the request left, on its way, and after.

use scanning_api::{AuthScheme, Client, PortalAddress, Timeouts};

use crate::support::Act::{Read, Reset, Send};
use crate::support::{Server, answer, change, created, creation, credentials, id, named};

#[tokio::test]
async fn a_refused_connection_is_not_sent() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = PortalAddress::parse(&format!("http://{}", free.local_addr().unwrap())).unwrap();
    drop(free);
    let client = Client::new(address, credentials(AuthScheme::Basic), Timeouts::default()).unwrap();
    assert_eq!(
        named(&client.create_organization(&creation()).await),
        "not sent: Connect"
    );
    assert_eq!(named(&client.current_user().await), "not sent: Connect");
}

/// A label of 64 letters is no name, so the system's resolver says no without asking anybody.
#[tokio::test]
async fn a_name_that_cannot_be_found_is_not_sent() {
    let address = PortalAddress::parse(&format!("https://{}.invalid", "a".repeat(64))).unwrap();
    let client = Client::new(address, credentials(AuthScheme::Basic), Timeouts::default()).unwrap();
    assert_eq!(
        named(&client.create_organization(&creation()).await),
        "not sent: Dns"
    );
}

#[tokio::test]
async fn a_reset_before_the_request_was_read_is_unknown() {
    assert_eq!(named(&created(vec![Reset]).await), "unknown: Reset");
}

#[tokio::test]
async fn a_reset_after_the_request_was_read_is_unknown() {
    assert_eq!(named(&created(vec![Read, Reset]).await), "unknown: Reset");
}

#[tokio::test]
async fn a_connection_closed_without_an_answer_is_unknown() {
    assert_eq!(named(&created(vec![Read]).await), "unknown: Reset");
}

#[tokio::test]
async fn an_answer_that_ends_within_its_headers_is_unknown() {
    let half = b"HTTP/1.1 201 Created\r\ncontent-le".to_vec();
    assert_eq!(
        named(&created(vec![Read, Send(half.clone())]).await),
        "unknown: Reset"
    );
    assert_eq!(
        named(&created(vec![Read, Send(half), Reset]).await),
        "unknown: Reset"
    );
}

#[tokio::test]
async fn an_answer_that_is_no_http_is_unknown() {
    let garbage = b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec();
    assert_eq!(
        named(&created(vec![Read, Send(garbage)]).await),
        "unknown: Unreadable"
    );
}

#[tokio::test]
async fn a_cut_body_is_unknown_and_its_status_is_kept() {
    let cut = b"HTTP/1.1 201 Created\r\ncontent-length: 50\r\n\r\n{\"data\":".to_vec();
    let chunked = b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n8\r\n{\"data\":\r\n".to_vec();
    for bytes in [cut, chunked] {
        let outcome = created(vec![Read, Send(bytes)]).await;
        assert_eq!(named(&outcome), "unknown: Incomplete");
        assert_eq!(outcome.unwrap_err().status(), Some(201));
    }
}

/// Other systems may throw away with a reset what had arrived before it.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_body_that_ends_in_a_reset_is_cut_too() {
    let cut = b"HTTP/1.1 201 Created\r\ncontent-length: 50\r\n\r\n{\"data\":".to_vec();
    let outcome = created(vec![Read, Send(cut), Reset]).await;
    assert_eq!(named(&outcome), "unknown: Incomplete");
}

#[tokio::test]
async fn a_body_in_broken_chunks_is_unreadable() {
    let broken = b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n".to_vec();
    assert_eq!(
        named(&created(vec![Read, Send(broken)]).await),
        "unknown: Unreadable"
    );
}

#[tokio::test]
async fn a_cut_body_of_a_read_is_unknown_too() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"data\":".to_vec();
    let server = Server::answering(vec![cut]).await;
    assert_eq!(
        named(&server.client().current_user().await),
        "unknown: Incomplete"
    );
}

#[tokio::test]
async fn a_status_that_is_clear_stays_clear_when_its_body_is_cut() {
    let cut = b"HTTP/1.1 422 Unprocessable\r\ncontent-length: 99\r\n\r\nName is ta".to_vec();
    let outcome = created(vec![Read, Send(cut)]).await;
    assert_eq!(named(&outcome), "rejected: 422");
}

#[tokio::test]
async fn nothing_is_ever_sent_twice() {
    let fine = answer("201 Created", "", "");
    for first in [
        vec![Reset],
        vec![Read, Reset],
        vec![Read],
        vec![Read, Send(answer("503 Busy", "", ""))],
    ] {
        let server = Server::playing(vec![first, vec![Read, Send(fine.clone())]]).await;
        server
            .client()
            .create_organization(&creation())
            .await
            .unwrap_err();
        server
            .client()
            .update_organization(id(), &change())
            .await
            .unwrap();
        // The second request is the update: had the create been sent again, it would stand here.
        let arrived = server.arrived();
        assert!(arrived.last().unwrap().line.starts_with("PUT "), "{arrived:?}");
        assert_eq!(server.connections(), 2);
    }
}
