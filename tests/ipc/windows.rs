//! Nobody but the main window's own page may call a command.

use serde_json::Value;
use tauri::{WebviewUrl, WebviewWindowBuilder};

use crate::support::{Desk, call_from};

#[test]
fn another_window_may_call_nothing() {
    let desk = Desk::new();
    let other = WebviewWindowBuilder::new(&desk.app, "other", WebviewUrl::default())
        .build()
        .unwrap();
    assert!(call_from(&desk.window, "tauri://localhost", "start", Value::Null).is_ok());
    for command in ["start", "connections", "create_send"] {
        let error = call_from(&other, "tauri://localhost", command, Value::Null).unwrap_err();
        assert!(error.to_string().contains("not allowed"), "{command}: {error}");
    }
}

#[test]
fn a_foreign_page_in_the_main_window_may_call_nothing() {
    let desk = Desk::new();
    let error = call_from(&desk.window, "https://portal.example.com", "start", Value::Null).unwrap_err();
    assert!(error.to_string().contains("not allowed"), "{error}");
}

#[test]
fn a_command_of_tauri_that_the_app_does_not_need_is_not_allowed() {
    let desk = Desk::new();
    for command in [
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:event|emit",
        "plugin:webview|set_webview_zoom",
    ] {
        assert!(desk.call(command, Value::Null).is_err(), "{command}");
    }
}
