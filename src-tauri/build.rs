//! Compiles the app's own permissions and capabilities in, from `src-tauri/` rather than from the root.

fn main() {
    // tauri-build watches the folders it knows by itself; these are ours.
    for folder in ["src-tauri/permissions", "src-tauri/capabilities"] {
        println!("cargo::rerun-if-changed={folder}");
    }
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*.json")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("src-tauri/permissions/**/*.toml"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error={error:#}");
    }
}
