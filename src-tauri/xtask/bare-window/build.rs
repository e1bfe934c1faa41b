//! Nothing but what every Tauri app does.

fn main() {
    tauri_build::build();
}
