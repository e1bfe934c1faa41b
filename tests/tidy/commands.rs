//! Every command has a permission and every permission a command: one without the other is either a call that is
//! always refused or a door nobody watches.

use std::collections::BTreeSet;

use crate::files;

/// The commands in the list: the last part of each path in `commands! { … }`.
fn handled(source: &str) -> BTreeSet<String> {
    let lists = source
        .split("\ncommands! {")
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    let code = lists
        .flat_map(str::lines)
        .map(|line| line.split("//").next().unwrap_or_default());
    let names = code.flat_map(|line| line.split(','));
    names
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| is_name(name))
        .map(str::to_owned)
        .collect()
}

/// The commands that permissions allow: what is quoted in each `allow = […]`.
fn allowed(permissions: &str) -> BTreeSet<String> {
    let code: Vec<&str> = permissions
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default())
        .collect();
    let code = code.join("\n");
    let lists = code
        .split("allow = [")
        .skip(1)
        .filter_map(|rest| rest.split(']').next());
    lists
        .flat_map(|list| list.split('"').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// The permissions that are made, and those the window's set names: each `allow-…` in quotes, where it stands.
fn made_and_given(permissions: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let quoted = |line: &str| line.split('"').nth(1).map(str::to_owned);
    let (made, given): (Vec<&str>, Vec<&str>) = permissions
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#') && line.contains("\"allow-"))
        .partition(|line| line.starts_with("identifier"));
    let names = |lines: Vec<&str>| lines.into_iter().filter_map(quoted).collect();
    (names(made), names(given))
}

fn problems(source: &str, permissions: &str) -> Vec<String> {
    let (handled, allowed) = (handled(source), allowed(permissions));
    let (made, given) = made_and_given(permissions);
    let without = handled
        .difference(&allowed)
        .map(|name| format!("the command {name} has no permission"));
    let beyond = allowed
        .difference(&handled)
        .map(|name| format!("a permission allows {name}, which is no command"));
    let unused = made
        .difference(&given)
        .map(|name| format!("the permission {name} is not in the window's set"));
    without.chain(beyond).chain(unused).collect()
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
}

fn texts(folder: &str, ending: &str) -> String {
    let files = files::all();
    let wanted = files
        .iter()
        .filter(|file| file.path.starts_with(folder) && file.has_ending(&[ending]));
    wanted
        .map(|file| file.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn every_command_has_a_permission_and_every_permission_a_command() {
    crate::assert_none(&problems(
        &texts("src-tauri/src/", "rs"),
        &texts("src-tauri/permissions/", "toml"),
    ));
}

#[test]
fn a_command_without_a_permission_and_a_permission_without_a_command_are_refused() {
    let source = "\ncommands! {\n  // the first\n  app::start,\n  organizations::create,\n}";
    let permissions =
        "[[permission]]\nidentifier = \"allow-start\"\ncommands.allow = [\"start\", \"gone\"]\n";
    let found = problems(source, permissions);
    assert_eq!(
        found,
        [
            "the command create has no permission",
            "a permission allows gone, which is no command",
            "the permission allow-start is not in the window's set"
        ]
    );
}

#[test]
fn a_permission_that_is_commented_out_allows_nothing() {
    assert!(allowed("# commands.allow = [\"start\"]\n").is_empty());
}
