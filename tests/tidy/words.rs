//! Nothing half done, and nothing of the machine something was written on.

use crate::files::{self, TextFile, made_up};

/// Put together here, so that this file may say them.
fn unwanted() -> Vec<(String, &'static str)> {
    let mut unwanted = vec![
        (["TO", "DO"].concat(), "do it, or leave it out"),
        (["FIX", "ME"].concat(), "mend it, or leave it out"),
        (["/ro", "ot/"].concat(), "a path of somebody's machine"),
        (["/wo", "rk/"].concat(), "a path of somebody's machine"),
        (["/Us", "ers/"].concat(), "a path of somebody's machine"),
        (["registry.", "npmjs.org"].concat(), "a registry's host"),
        (["index.", "crates.io"].concat(), "a registry's host"),
        (["static.", "crates.io"].concat(), "a registry's host"),
        (["files.", "pythonhosted.org"].concat(), "a registry's host"),
        (["deb.", "debian.org"].concat(), "a registry's host"),
        (["\"reso", "lved\": \"http"].concat(), "a registry's host"),
    ];
    let home = std::env::var("HOME").unwrap_or_default();
    if home.matches('/').count() > 1 {
        unwanted.push((
            format!("{}/", home.trim_end_matches('/')),
            "a path of your machine",
        ));
    }
    unwanted
}

/// Where the packages of a lock file may come from: the public registry, by its stable name.
const REGISTRY: &str = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";

fn problems(file: &TextFile) -> Vec<String> {
    let unwanted = unwanted();
    let lines = file.text.lines().enumerate();
    let of_line = |(number, line): (usize, &str)| {
        let word = unwanted.iter().find(|(word, _)| line.contains(word.as_str()));
        let said = word.map(|(word, why)| format!("{}:{}: `{word}`: {why}", file.path, number + 1));
        let strange = file.path == "Cargo.lock" && line.starts_with("source = ") && line != REGISTRY;
        said.or_else(|| {
            strange.then(|| format!("{}:{}: another source than the registry", file.path, number + 1))
        })
    };
    lines.filter_map(of_line).collect()
}

#[test]
fn nothing_is_half_done_and_nothing_names_somebodys_machine() {
    crate::assert_none(&files::all().iter().flat_map(problems).collect::<Vec<_>>());
}

#[test]
fn each_unwanted_word_is_found_with_its_line() {
    for (word, _) in unwanted() {
        let file = made_up("docs/x.md", &format!("fine\nhere: {word}x\n"));
        assert_eq!(problems(&file).len(), 1, "{word}");
        assert!(problems(&file)[0].starts_with("docs/x.md:2:"), "{word}");
    }
}

#[test]
fn a_lock_file_that_names_another_registry_is_refused() {
    let lock = |source: &str| made_up("Cargo.lock", &format!("name = \"x\"\n{source}\n"));
    assert_eq!(
        problems(&lock("source = \"registry+https://mirror.example/index\"")).len(),
        1
    );
    assert!(problems(&lock(REGISTRY)).is_empty());
}
