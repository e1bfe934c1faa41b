//! The system's proxy, as its environment variables tell of it. Each case runs in a process of its own.

use std::process::Command;

use scanning_api::{AuthScheme, Client, PortalAddress, Timeouts};

use crate::support::Act::{Hold, Read, Send};
use crate::support::{Server, answer, creation, credentials, named};

/// Runs the ignored test `name` of this binary with these variables, off this thread.
async fn run(name: &str, variables: &[(&str, String)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", &format!("proxy::{name}"), "--ignored", "--nocapture"]);
    for unset in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(unset).env_remove(unset.to_lowercase());
    }
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    let output = tokio::task::spawn_blocking(move || command.output().unwrap())
        .await
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// Prints the outcome of a create at the address in the variable.
#[tokio::test]
#[ignore = "run by the tests below, with a proxy set"]
#[allow(clippy::print_stdout)]
async fn child_creates() {
    let address = PortalAddress::parse(&std::env::var("CASE_ADDRESS").unwrap()).unwrap();
    let client = Client::new(address, credentials(AuthScheme::Basic), Timeouts::default()).unwrap();
    println!(
        "outcome: {}",
        named(&client.create_organization(&creation()).await)
    );
}

#[tokio::test]
async fn a_portal_is_reached_through_the_system_s_proxy_and_its_refusal_is_told() {
    for refusal in [
        "407 Proxy Authentication Required",
        "403 Forbidden",
        "502 Bad Gateway",
    ] {
        let proxy = Server::answering(vec![answer(refusal, "", "")]).await;
        let variables = [
            ("HTTPS_PROXY", format!("http://{}", proxy.at)),
            ("CASE_ADDRESS", "https://portal.invalid/API".to_owned()),
        ];
        let printed = run("child_creates", &variables).await;
        assert!(
            printed.contains("outcome: not sent: Proxy"),
            "{refusal}: {printed}"
        );
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
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let variables = [
        ("HTTPS_PROXY", format!("http://{free}")),
        ("CASE_ADDRESS", "https://portal.invalid".to_owned()),
    ];
    let printed = run("child_creates", &variables).await;
    assert!(printed.contains("outcome: not sent: Proxy"), "{printed}");
}

#[tokio::test]
async fn a_portal_on_this_computer_is_never_reached_through_a_proxy() {
    let proxy = Server::playing(vec![vec![Read, Hold]]).await;
    let portal = Server::playing(vec![vec![Read, Send(answer("201 Created", "", ""))]]).await;
    let all = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"];
    let mut variables: Vec<_> = all.map(|name| (name, format!("http://{}", proxy.at))).to_vec();
    variables.push(("CASE_ADDRESS", portal.address().to_string()));
    let printed = run("child_creates", &variables).await;
    assert!(printed.contains("outcome: done"), "{printed}");
    assert_eq!((proxy.connections(), portal.connections()), (0, 1));
}
