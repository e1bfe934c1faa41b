//! One wall between the UI and Tauri: behind it, everything can be shown and tested in a plain browser.

use crate::files::{self, TextFile, made_up};

const WALL: &str = "ui/src/backend/";

fn problem(file: &TextFile) -> Option<String> {
    let concerned = file.path.starts_with("ui/src/") && !file.path.starts_with(WALL);
    let imports = file.text.lines().any(|line| {
        let names = ["'@tauri-apps/", "\"@tauri-apps/", "__TAURI"]
            .iter()
            .any(|name| line.contains(name));
        names && !line.trim_start().starts_with("//")
    });
    (concerned && imports).then(|| format!("{}: only {WALL} talks to Tauri", file.path))
}

#[test]
fn only_the_backend_folder_of_the_ui_imports_tauri() {
    crate::assert_none(&files::all().iter().filter_map(problem).collect::<Vec<_>>());
}

#[test]
fn an_import_elsewhere_is_refused_in_each_of_its_forms() {
    for line in [
        "import { invoke } from '@tauri-apps/api/core'",
        "const core = await import(\"@tauri-apps/api/core\")",
        "window.__TAURI_INTERNALS__.invoke('x')",
    ] {
        assert!(
            problem(&made_up("ui/src/screens/Welcome.svelte", line)).is_some(),
            "{line}"
        );
        assert!(
            problem(&made_up("ui/src/backend/tauri.ts", line)).is_none(),
            "{line}"
        );
    }
}
