//! Encrypted connections: the system's trust store decides, and nothing leaves without its trust.
//!
//! The certificate and its key, in `certificates/`, were made for these tests and are worth nothing.

use std::sync::{Arc, Mutex};
use std::task::Poll;

use native_tls::{Identity, TlsAcceptor};
use scanning_api::{AuthScheme, Client, Failure, PortalAddress, Timeouts};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use crate::support::Act::{Read, Send};
use crate::support::{Server, answer, creation, credentials, named, read_request};

const CERTIFICATE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/http/certificates/certificate.pem"
);
const KEY: &[u8] = include_bytes!("certificates/key.pem");

/// A server with that certificate; it counts the requests it could read.
async fn encrypted() -> (PortalAddress, Arc<Mutex<usize>>) {
    let identity = Identity::from_pkcs8(&std::fs::read(CERTIFICATE).unwrap(), KEY).unwrap();
    let acceptor = tokio_native_tls::TlsAcceptor::from(TlsAcceptor::new(identity).unwrap());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = PortalAddress::parse(&format!("https://{}", listener.local_addr().unwrap())).unwrap();
    let requests = Arc::new(Mutex::new(0));
    let count = requests.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else {
                continue;
            };
            if read_request(&mut stream).await.is_some() {
                *count.lock().unwrap() += 1;
                let _ = stream.write_all(&answer("201 Created", "", "")).await;
                let _ = stream.shutdown().await;
            }
        }
    });
    (address, requests)
}

async fn outcome(address: PortalAddress) -> scanning_api::Outcome<scanning_api::Created> {
    let client = Client::new(address, credentials(AuthScheme::Basic), Timeouts::default()).unwrap();
    client.create_organization(&creation()).await
}

#[tokio::test]
async fn a_thread_that_others_use_does_not_wait_for_the_trust_store() {
    let address = PortalAddress::parse("https://portal.example.com").unwrap();
    let mut prepared = std::pin::pin!(Client::prepared(
        address,
        credentials(AuthScheme::Basic),
        Timeouts::default()
    ));
    let first_turn = std::future::poll_fn(|turn| Poll::Ready(prepared.as_mut().poll(turn))).await;
    assert!(first_turn.is_pending(), "it is read elsewhere");
    assert!(prepared.await.is_ok());
}

#[tokio::test]
async fn a_certificate_nobody_vouches_for_keeps_the_request_from_being_sent() {
    let (address, requests) = encrypted().await;
    let outcome = outcome(address).await;
    assert_eq!(named(&outcome), "not sent: Tls");
    assert_eq!(*requests.lock().unwrap(), 0);
    let Err(Failure::NotSent(not_sent)) = outcome else {
        panic!("not sent")
    };
    assert!(not_sent.detail.contains("certificate"), "{}", not_sent.detail);
    assert!(!not_sent.detail.contains("127.0.0.1"), "{}", not_sent.detail);
}

#[tokio::test]
async fn a_server_that_does_not_speak_encrypted_is_not_sent_to() {
    let server = Server::playing(vec![vec![Send(answer("400 Bad Request", "", "")), Read]]).await;
    let address = PortalAddress::parse(&format!("https://{}", server.at)).unwrap();
    assert_eq!(named(&outcome(address).await), "not sent: Tls");
}

/// On other systems the trust store is not for a test to change.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_private_authority_in_the_system_s_trust_store_is_trusted() {
    if crate::child::is_done().await {
        return;
    }
    let name = "tls::a_private_authority_in_the_system_s_trust_store_is_trusted";
    let (address, requests) = encrypted().await;
    let variables = [("SSL_CERT_FILE", CERTIFICATE.to_owned())];
    let outcome = crate::child::outcome(name, &address.to_string(), &variables).await;
    assert_eq!(outcome, "done");
    assert_eq!(*requests.lock().unwrap(), 1);
}
