//! Owns: that the committed TypeScript is what Rust makes. With `ORGDESK_WRITE_BINDINGS=1` it writes the files instead;
//! `cargo xtask bindings` does that.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

#[test]
fn the_typescript_contract_is_what_rust_makes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/generated");
    let files = orgdesk::contract::files();
    if std::env::var_os("ORGDESK_WRITE_BINDINGS").is_some() {
        fs::create_dir_all(&folder).unwrap();
        for (name, text) in &files {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    for (name, text) in files {
        let committed = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            committed.replace("\r\n", "\n") == text,
            "ui/src/generated/{name} is not what Rust makes. Run: cargo xtask bindings"
        );
    }
}
