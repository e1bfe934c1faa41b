//! Answers that are larger than anybody needs, packed and plain.

use std::io::Write;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use scanning_api::MAX_BODY;

use crate::support::Act::{Read, Repeat, Send};
use crate::support::{Server, answer, created, created_when_answered, id, named};

const GZIP: &str = "content-encoding: gzip\r\ncontent-type: application/json\r\n";

fn packed(write: impl FnOnce(&mut GzEncoder<Vec<u8>>)) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    write(&mut encoder);
    encoder.finish().unwrap()
}

/// White space around a body is as good as none, so only the bound decides.
fn padded(length: usize) -> Vec<u8> {
    let mut body = br#"{"data":{}}"#.to_vec();
    body.resize(length, b' ');
    body
}

#[tokio::test]
async fn a_body_of_exactly_8_mib_is_read_and_one_byte_more_is_too_large() {
    assert_eq!(MAX_BODY, 8_388_608);
    assert_eq!(
        named(&created_when_answered(answer("201 Created", "", padded(MAX_BODY))).await),
        "done"
    );
    let outcome = created_when_answered(answer("201 Created", "", padded(MAX_BODY + 1))).await;
    assert_eq!(named(&outcome), "unknown: TooLarge");
}

#[tokio::test]
async fn a_body_without_end_is_given_up_at_the_bound() {
    let head = b"HTTP/1.1 201 Created\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = [b"10000\r\n".as_slice(), &vec![b'x'; 0x10000], b"\r\n"].concat();
    let script = vec![Read, Send(head), Repeat(chunk, Duration::ZERO)];
    assert_eq!(named(&created(script).await), "unknown: TooLarge");
}

#[tokio::test]
async fn an_endless_rejection_is_a_rejection_after_its_first_words() {
    let head = b"HTTP/1.1 403 Forbidden\r\n\r\n<title>No</title>".to_vec();
    let script = vec![Read, Send(head), Repeat(vec![b'x'; 0x10000], Duration::ZERO)];
    let outcome = created(script).await;
    assert_eq!(named(&outcome), "rejected: 403");
    let failure = outcome.unwrap_err();
    let said = failure.said().unwrap();
    assert_eq!(said.message.as_deref(), Some("No"));
    assert_eq!(said.raw.as_ref().unwrap().len(), 4096);
}

#[tokio::test]
async fn headers_without_end_are_given_up() {
    let line = b"HTTP/1.1 201 Created\r\n".to_vec();
    let more = b"x-more: and more\r\n".repeat(1000);
    let outcome = created(vec![Read, Send(line), Repeat(more, Duration::ZERO)]).await;
    assert_eq!(named(&outcome), "unknown: Unreadable");
}

#[tokio::test]
async fn a_packed_body_is_unpacked() {
    let body = packed(|gzip| {
        gzip.write_all(br#"{"data":{"id":"5d702bf8-e908-41df-92de-feea0acf2f4e"}}"#)
            .unwrap();
    });
    let outcome = created_when_answered(answer("201 Created", GZIP, body)).await;
    assert_eq!(outcome.unwrap().value.id, Some(id()));
}

#[tokio::test]
async fn a_small_body_that_unpacks_to_far_more_is_given_up_at_the_bound() {
    let bomb = packed(|gzip| (0..64).for_each(|_| gzip.write_all(&vec![0; 1 << 20]).unwrap()));
    assert!(bomb.len() < MAX_BODY / 4, "{} bytes", bomb.len());
    let outcome = created_when_answered(answer("201 Created", GZIP, bomb)).await;
    assert_eq!(named(&outcome), "unknown: TooLarge");
}

#[tokio::test]
async fn a_packed_body_that_is_cut_is_incomplete() {
    let body = packed(|gzip| gzip.write_all(&padded(5000)).unwrap());
    let outcome = created_when_answered(answer("201 Created", GZIP, &body[..body.len() / 2])).await;
    assert_eq!(named(&outcome), "unknown: Incomplete");
}

#[tokio::test]
async fn a_body_that_is_not_packed_as_it_says_is_unreadable() {
    let outcome = created_when_answered(answer("201 Created", GZIP, r#"{"data":{}}"#)).await;
    assert_eq!(named(&outcome), "unknown: Unreadable");
}

#[tokio::test]
async fn an_empty_body_that_says_it_is_packed_is_empty() {
    let outcome = created_when_answered(answer("201 Created", GZIP, "")).await;
    assert!(!outcome.unwrap().has_body);
}

#[tokio::test]
async fn a_read_has_the_same_bound() {
    let server = Server::answering(vec![answer("200 OK", "", padded(MAX_BODY + 1))]).await;
    assert_eq!(named(&server.client().current_user().await), "unknown: TooLarge");
}
