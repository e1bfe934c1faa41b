//! A window with one line of text, which says when it is on the screen.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![painted])
        .run(tauri::generate_context!())
}

/// Said in the same words as the app, to whoever measures.
#[tauri::command]
fn painted() {
    eprintln!("first screen painted");
}
