//! A panic in the middle of a command is an answer, and the app goes on.

use serde_json::{Value, json};

use crate::support::Desk;

fn went_wrong() -> Value {
    json!({"kind": "went_wrong", "may_have_written": false})
}

#[test]
fn a_command_that_panics_answers_and_the_next_one_works() {
    let desk = Desk::new();
    desk.keyring.panics(true);
    assert_eq!(desk.call("keyring_check", Value::Null).unwrap_err(), went_wrong());
    desk.keyring.panics(false);
    assert_eq!(desk.call("keyring_check", Value::Null).unwrap(), "ready");
}

#[test]
fn a_panic_leaves_nothing_locked_and_what_was_tested_can_still_be_saved() {
    let desk = Desk::new();
    let tested = desk.call("connection_test", desk.test_request()).unwrap();
    let save =
        json!({"ticket": tested["ticket"], "name": "Halden Secure", "colour": "plum", "keep": "keyring"});
    desk.keyring.panics(true);
    // While it saves it keeps others from changing connections.
    assert_eq!(
        desk.call("connection_save", save.clone()).unwrap_err(),
        went_wrong()
    );
    desk.keyring.panics(false);
    let saved = desk.call("connection_save", save).unwrap();
    let id = saved["connection"]["id"].clone();
    desk.call("connection_remove", id).unwrap();
}
