//! A secret that went in comes out of no command, and lies in no file the app writes.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::Desk;

const CANARIES: [&str; 2] = ["canary-user-token-2f1c", "canary-api-key-77ad"];

#[test]
fn no_command_answers_with_a_secret() {
    let desk = Desk::new();
    let connection = desk.connected();
    let mut answers = vec![desk.call("connection_test", desk.test_request())];
    for (command, request) in [
        ("start", Value::Null),
        ("connections", Value::Null),
        ("connection_open", connection.clone()),
        (
            "organizations_list",
            json!({"connection": connection, "search": "", "page": 1, "per_page": 5}),
        ),
        (
            "create_review",
            json!({"connection": connection, "form": {
                "name": "Canary", "description": "", "parent_organization": "",
                "skip_default_subscription": false, "plans": [], "details": {}
            }}),
        ),
    ] {
        answers.push(desk.call(command, request));
    }
    let mut wrong = desk.test_request();
    wrong["name"] = json!("");
    answers.push(desk.call("connection_test", wrong));
    for answer in answers {
        let text = format!("{answer:?}");
        assert!(CANARIES.iter().all(|canary| !text.contains(canary)), "{text}");
    }
    assert!(
        desk.keyring
            .0
            .lock()
            .unwrap()
            .values()
            .any(|kept| kept.contains(CANARIES[0])),
        "the canary is in the keyring, so it could have been found"
    );
}

#[test]
fn no_file_the_app_writes_holds_a_secret() {
    let desk = Desk::new();
    desk.connected();
    let mut looked_at = 0;
    look(desk.folder.path(), &mut looked_at);
    assert!(looked_at >= 1, "the local data is there to be looked at");
}

fn look(folder: &Path, looked_at: &mut usize) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look(&path, looked_at);
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        *looked_at += 1;
        for canary in CANARIES {
            let found = bytes
                .windows(canary.len())
                .any(|window| window == canary.as_bytes());
            assert!(!found, "{} holds a secret", path.display());
        }
    }
}
