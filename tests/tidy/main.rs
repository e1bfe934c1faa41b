//! Owns the house rules: what keeps the project readable and its walls standing is asked of every file, so that
//! nobody has to remember it. Each rule is a function over text and has a test that sees it refuse something.
#![allow(clippy::expect_used, reason = "what a test cannot read or start ends it")]

mod commands;
mod files;
mod graph;
mod imports;
mod length;
mod version;
mod words;

/// Fails with every problem on a line of its own.
fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
