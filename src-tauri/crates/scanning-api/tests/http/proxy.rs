//! The system's proxy, as its environment variables tell of it.

use crate::child;
use crate::support::Act::{Hold, Read, Send};
use crate::support::{Server, answer};

#[tokio::test]
async fn a_portal_is_reached_through_the_system_s_proxy_and_its_refusal_is_told() {
    if child::is_done().await {
        return;
    }
    let name = "proxy::a_portal_is_reached_through_the_system_s_proxy_and_its_refusal_is_told";
    for refusal in [
        "407 Proxy Authentication Required",
        "403 Forbidden",
        "502 Bad Gateway",
    ] {
        let proxy = Server::answering(vec![answer(refusal, "", "")]).await;
        let variables = [("HTTPS_PROXY", format!("http://{}", proxy.at))];
        let outcome = child::outcome(name, "https://portal.invalid/API", &variables).await;
        assert_eq!(outcome, "not sent: Proxy", "{refusal}");
        let arrived = proxy.arrived();
        assert_eq!(arrived[0].line, "CONNECT portal.invalid:443 HTTP/1.1");
        assert!(
            !format!("{arrived:?}").contains("canary"),
            "no secret reaches the proxy"
        );
    }
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_told() {
    if child::is_done().await {
        return;
    }
    let name = "proxy::a_proxy_that_is_not_there_is_told";
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    for scheme in ["http", "socks5h"] {
        let variables = [("ALL_PROXY", format!("{scheme}://{free}"))];
        let outcome = child::outcome(name, "https://portal.invalid", &variables).await;
        assert_eq!(outcome, "not sent: Proxy", "{scheme}");
    }
}

#[tokio::test]
async fn a_portal_on_this_computer_is_never_reached_through_a_proxy() {
    if child::is_done().await {
        return;
    }
    let name = "proxy::a_portal_on_this_computer_is_never_reached_through_a_proxy";
    let proxy = Server::playing(vec![vec![Read, Hold]]).await;
    let portal = Server::playing(vec![vec![Read, Send(answer("201 Created", "", ""))]]).await;
    let all = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"];
    let variables = all.map(|name| (name, format!("http://{}", proxy.at)));
    let outcome = child::outcome(name, &portal.address().to_string(), &variables).await;
    assert_eq!(outcome, "done");
    assert_eq!((proxy.connections(), portal.connections()), (0, 1));
}
