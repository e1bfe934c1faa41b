//! A secret that went in comes out of no command, and lies in no file the app writes.

use std::path::Path;

use serde_json::json;

use crate::support::{CANARIES, Desk};

#[test]
fn no_command_answers_with_a_secret() {
    // That no answer holds one is looked at with each call of every test here; these are those nearest to a secret.
    let desk = Desk::new();
    let connection = desk.connected();
    desk.call("connection_open", connection).unwrap();
    let mut wrong = desk.test_request();
    wrong["name"] = json!("");
    assert_eq!(
        desk.call("connection_test", wrong).unwrap_err()["kind"],
        "invalid"
    );
    let mut of_another_shape = desk.test_request();
    of_another_shape["sign_in"]["method"] = json!("telepathy");
    desk.call("connection_test", of_another_shape).unwrap_err();
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
