//! The rooms know only what they may know: asked of cargo, not of the files, so that a dependency's dependency counts.

use std::process::Command;

use crate::files;

/// Room, which of its dependencies count (cargo's names of their kinds), and what must not be among them.
const WALLS: [(&str, &str, &[&str]); 4] = [
    (
        "scanning-api",
        "normal",
        &["tauri", "wry", "rusqlite", "orgdesk", "orgdesk-core"],
    ),
    (
        "orgdesk-core",
        "normal",
        &["tauri", "wry", "orgdesk", "practice-portal"],
    ),
    // Tests count here: a name misspelt on both sides must not be able to pass.
    ("scanning-api", "normal,build,dev", &["practice-portal"]),
    ("practice-portal", "normal,build,dev", &["scanning-api", "tauri"]),
];

/// What the app's package may have below it, but not name itself: HTTP and SQL are for the rooms that know them.
const NOT_BY_ITSELF: &[&str] = &["reqwest", "rusqlite", "scanning-api"];

/// The dependencies of a package, one `name version` a line, the package itself first.
fn tree(package: &str, kinds: &str) -> String {
    tree_down_to(package, kinds, "255")
}

fn tree_down_to(package: &str, kinds: &str, depth: &str) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tree = Command::new(cargo);
    tree.args([
        "tree",
        "--offline",
        "--prefix",
        "none",
        "--package",
        package,
        "--edges",
        kinds,
        "--depth",
        depth,
    ]);
    let output = tree
        .current_dir(files::root())
        .output()
        .expect("cargo shows the dependencies");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn problems(package: &str, tree: &str, unwanted: &[&str]) -> Vec<String> {
    let known = tree
        .lines()
        .skip(1)
        .filter_map(|line| line.split_whitespace().next());
    let mut found: Vec<&str> = known.filter(|name| unwanted.contains(name)).collect();
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .map(|name| format!("{package} must not depend on {name}"))
        .collect()
}

#[test]
fn no_room_depends_on_what_it_must_not_know() {
    let found: Vec<String> = WALLS
        .iter()
        .flat_map(|(package, kinds, unwanted)| {
            let tree = tree(package, kinds);
            assert!(tree.starts_with(package), "{tree}");
            problems(package, &tree, unwanted)
        })
        .collect();
    crate::assert_none(&found);
}

/// The features the core has in a build.
fn features_of_the_core(build: &[&str]) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut tree = Command::new(cargo);
    tree.args([
        "tree",
        "--offline",
        "--prefix",
        "none",
        "--edges",
        "normal,build,dev",
    ])
    .args(["--format", "{lib} {f}"])
    .args(build)
    .current_dir(files::root());
    let output = tree.output().expect("cargo shows the features");
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let core = shown.lines().find_map(|line| line.strip_prefix("orgdesk_core "));
    let features = core.expect("the core is there");
    features.split([',', ' ']).map(str::to_owned).collect()
}

#[test]
fn neither_the_app_nor_the_workspace_is_ever_built_with_the_seams_of_the_campaign() {
    let seams = "campaign".to_owned();
    for build in [
        ["--package", "orgdesk", "--all-features"].as_slice(),
        &["--workspace", "--features", "custom-protocol"],
    ] {
        assert!(!features_of_the_core(build).contains(&seams), "{build:?}");
    }
    let campaign = ["--workspace", "--features", "custom-protocol,campaign/seams"];
    assert!(features_of_the_core(&campaign).contains(&seams));
}

#[test]
fn the_app_itself_names_neither_http_nor_sql() {
    let tree = tree_down_to("orgdesk", "normal", "1");
    assert!(tree.contains("orgdesk-core"), "{tree}");
    crate::assert_none(&problems("orgdesk", &tree, NOT_BY_ITSELF));
}

#[test]
fn the_app_itself_is_seen_to_depend_on_tauri() {
    assert_eq!(
        problems("orgdesk", &tree("orgdesk", "normal"), &["tauri"]),
        ["orgdesk must not depend on tauri"]
    );
}

#[test]
fn a_dependency_deep_down_is_refused_once() {
    let tree = "orgdesk-core v1.0.0\nserde v1.0.0\ntauri v2.12.5\nurl v2.5.0\ntauri v2.12.5 (*)\n";
    assert_eq!(
        problems("orgdesk-core", tree, &["tauri"]),
        ["orgdesk-core must not depend on tauri"]
    );
}

#[test]
fn a_name_that_only_begins_alike_is_another_package() {
    assert!(
        problems(
            "orgdesk-core",
            "orgdesk-core v1.0.0\ntauri-like v1.0.0\n",
            &["tauri"]
        )
        .is_empty()
    );
}
