//! What is shown before a write is what is sent.

use scanning_api::{AuthScheme, Client, Credentials, OrganizationField, Plan, RequestPreview, Timeouts};

use crate::support::{Arrived, ID, KEY, Server, TOKEN, answer, change, creation, credentials, id};

/// Headers that belong to the connection and not to what is asked.
const TRANSPORT: [&str; 5] = [
    "accept",
    "accept-encoding",
    "content-length",
    "host",
    "user-agent",
];

fn assert_same(preview: &RequestPreview, sent: &Arrived) {
    assert_eq!(sent.line, format!("{} {} HTTP/1.1", preview.method, preview.path));
    assert_eq!(std::str::from_utf8(&sent.body).unwrap(), preview.body.to_string());
    let mut names: Vec<_> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.retain(|name| !TRANSPORT.contains(name));
    names.sort_unstable();
    let mut shown: Vec<_> = preview
        .headers
        .iter()
        .map(|(name, _)| name.to_lowercase())
        .collect();
    shown.sort_unstable();
    assert_eq!(shown, names);
    for (name, value) in &preview.headers {
        let value = value
            .replace("$ORGDESK_USER_TOKEN", TOKEN)
            .replace("$ORGDESK_API_KEY", KEY);
        assert_eq!(sent.header(&name.to_lowercase()), Some(value.as_str()));
    }
}

#[tokio::test]
async fn the_request_that_is_sent_is_the_one_that_was_shown() {
    for scheme in AuthScheme::ALL {
        for api_key in [Some(KEY.to_owned().into()), None] {
            let server = Server::answering(vec![answer("200 OK", "", "")]).await;
            let credentials = Credentials {
                api_key,
                ..credentials(scheme)
            };
            let client = Client::new(server.address(), credentials, Timeouts::default()).unwrap();
            let create = creation()
                .description("it's \"quoted\"")
                .plan(Plan::new("pci-basic"));
            client.create_organization(&create).await.unwrap();
            assert_same(&client.preview_create(&create), &server.arrived()[0]);
            let update = change().set(OrganizationField::City, "Delft");
            client.update_organization(id(), &update).await.unwrap();
            assert_same(&client.preview_update(id(), &update), &server.arrived()[1]);
        }
    }
}

#[tokio::test]
async fn the_preview_names_the_path_with_its_prefix() {
    let server = Server::answering(vec![answer("200 OK", "", "")]).await;
    let preview = server.client().preview_update(id(), &change());
    assert_eq!(
        (preview.method, preview.path),
        ("PUT", format!("/API/v2/organizations/{ID}"))
    );
}

/// Reads the line with a real shell, in which curl only lists what it was given.
#[cfg(unix)]
#[tokio::test]
async fn the_curl_line_is_read_by_a_shell_as_it_was_meant() {
    let server = Server::answering(vec![answer("200 OK", "", "")]).await;
    let client = server.client();
    let nasty = "it's \"$HOME\" `id` $(id) \\ !x é\n&|;<>*?~#{}";
    let preview = client.preview_create(&creation().description(nasty));
    let script = format!(
        "curl() {{ printf '%s\\0' \"$@\"; }}\n{}",
        preview.curl(client.address())
    );
    let shell = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("ORGDESK_USER_TOKEN", "to ken'\"$x")
        .env("ORGDESK_API_KEY", KEY)
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&shell.stderr), "");
    let given = String::from_utf8(shell.stdout).unwrap();
    let given: Vec<_> = given.trim_end_matches('\0').split('\0').collect();
    let url = format!("{}/v2/organizations", server.address());
    let (token, key) = ("Authorization: Basic to ken'\"$x", format!("x-api-key: {KEY}"));
    let body = preview.body.to_string();
    assert_eq!(
        given,
        [
            "--request",
            "POST",
            &url,
            "--header",
            token,
            "--header",
            &key,
            "--header",
            "Content-Type: application/json",
            "--data-raw",
            &body,
        ]
    );
    assert_eq!(preview.body["organization"]["description"], nasty);
}

#[tokio::test]
async fn neither_the_preview_nor_its_curl_line_holds_a_secret() {
    let server = Server::answering(vec![answer("200 OK", "", "")]).await;
    let client = server.client();
    let preview = client.preview_create(&creation());
    let line = preview.curl(client.address());
    assert!(!format!("{preview:?} {line}").contains("canary"));
    assert!(
        line.contains(r#"--header "Authorization: Basic $ORGDESK_USER_TOKEN""#),
        "{line}"
    );
}
