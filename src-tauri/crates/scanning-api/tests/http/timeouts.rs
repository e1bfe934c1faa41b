//! Running out of time, before the connection stood and after.

use std::time::Duration;

use scanning_api::{AuthScheme, Client, PortalAddress, Timeouts};

use crate::support::Act::{Hold, Read, Repeat, Send};
use crate::support::{Act, Server, created, creation, credentials, named};

const SHORT: Duration = Duration::from_millis(700);
const LONG: Duration = Duration::from_mins(10);

/// The outcome of a create that has a short time for the whole and any time for the connection.
async fn created_in_short(script: Vec<Act>) -> String {
    let server = Server::playing(vec![script]).await;
    let client = server.client_within(Timeouts {
        connect: LONG,
        request: SHORT,
    });
    let outcome = client.create_organization(&creation()).await;
    assert_eq!(server.arrived().len(), 1, "the request arrived");
    named(&outcome)
}

#[test]
fn the_times_are_ten_and_thirty_seconds_unless_set() {
    let Timeouts { connect, request } = Timeouts::default();
    assert_eq!((connect.as_secs(), request.as_secs()), (10, 30));
}

#[tokio::test]
async fn no_answer_in_time_is_unknown() {
    assert_eq!(created_in_short(vec![Read, Hold]).await, "unknown: Timeout");
}

#[tokio::test]
async fn headers_that_come_slowly_are_unknown_once_the_whole_time_is_up() {
    let drip = Repeat(b"x".to_vec(), Duration::from_millis(10));
    let script = vec![Read, Send(b"HTTP/1.1 201 Created\r\nx-slow: ".to_vec()), drip];
    assert_eq!(created_in_short(script).await, "unknown: Timeout");
}

#[tokio::test]
async fn a_body_that_comes_slowly_is_unknown_and_keeps_its_status() {
    let drip = Repeat(b" ".to_vec(), Duration::from_millis(10));
    let head = b"HTTP/1.1 201 Created\r\ncontent-length: 100000\r\n\r\n".to_vec();
    let server = Server::playing(vec![vec![Read, Send(head), drip]]).await;
    let client = server.client_within(Timeouts {
        connect: LONG,
        request: SHORT,
    });
    let outcome = client.create_organization(&creation()).await;
    assert_eq!(named(&outcome), "unknown: Timeout");
    assert_eq!(outcome.unwrap_err().status(), Some(201));
}

#[tokio::test]
async fn a_rejection_whose_body_never_ends_is_a_rejection() {
    let head = b"HTTP/1.1 422 Unprocessable\r\ncontent-length: 100\r\n\r\nName".to_vec();
    assert_eq!(
        created_in_short(vec![Read, Send(head), Hold]).await,
        "rejected: 422"
    );
}

#[tokio::test]
async fn slow_headers_within_the_time_are_done() {
    let mut script = vec![Read];
    script.extend(
        b"HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n"
            .chunks(1)
            .map(|byte| Send(byte.to_vec())),
    );
    assert_eq!(named(&created(script).await), "done");
}

/// A server that never answers the first word of an encrypted connection.
#[tokio::test]
async fn no_connection_in_time_is_not_sent_whichever_time_is_up_first() {
    for timeouts in [
        Timeouts {
            connect: SHORT,
            request: LONG,
        },
        Timeouts {
            connect: LONG,
            request: SHORT,
        },
        Timeouts {
            connect: SHORT,
            request: SHORT,
        },
    ] {
        let server = Server::playing(vec![vec![Hold]]).await;
        let address = PortalAddress::parse(&format!("https://{}", server.at)).unwrap();
        let client = Client::new(address, credentials(AuthScheme::Basic), timeouts).unwrap();
        let outcome = client.create_organization(&creation()).await;
        assert_eq!(named(&outcome), "not sent: Timeout", "{timeouts:?}");
        assert_eq!(server.connections(), 1);
    }
}
