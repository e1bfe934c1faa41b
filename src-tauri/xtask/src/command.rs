//! Starting other programs: shown before they run, their output passed on, and kept where it is to be read.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::thread;

use crate::outcome::Stop;
use crate::places;

/// A program to start in the workspace's folder, its colours off so that its words can be read.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Result<Command, Stop> {
    let mut command = Command::new(name);
    command
        .current_dir(places::root()?)
        .env("CARGO_TERM_COLOR", "never")
        .env("NO_COLOR", "1")
        .env_remove("FORCE_COLOR");
    Ok(command)
}

/// A program with these arguments.
pub(crate) fn call(name: impl AsRef<OsStr>, arguments: &[&str]) -> Result<Command, Stop> {
    let mut command = program(name)?;
    command.args(arguments);
    Ok(command)
}

/// Runs it to its end, its output going where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), Stop> {
    println!("   $ {}", shown(command));
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() {
        Ok(())
    } else {
        Err(Stop::failed(format!("`{}` ended with {status}", shown(command))))
    }
}

/// Runs it to its end; what it prints is shown only when it does not end well.
pub(crate) fn run_quietly(command: &mut Command) -> Result<(), Stop> {
    println!("   $ {}", shown(command));
    let output = command.output().map_err(|error| cannot_start(command, &error))?;
    if output.status.success() {
        return Ok(());
    }
    print!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    Err(Stop::failed(format!(
        "`{}` ended with {}",
        shown(command),
        output.status
    )))
}

/// What a program said and whether it ended well.
pub(crate) struct Said {
    pub(crate) good: bool,
    pub(crate) text: String,
}

/// Runs it to its end, its output passed on line by line and kept.
pub(crate) fn run_and_keep(command: &mut Command) -> Result<Said, Stop> {
    println!("   $ {}", shown(command));
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| cannot_start(command, &error))?;
    let errors = child
        .stderr
        .take()
        .map(|stream| thread::spawn(move || pass_on(stream)));
    let mut text = child.stdout.take().map(pass_on).unwrap_or_default();
    if let Some(said) = errors.and_then(|reader| reader.join().ok()) {
        text.push_str(&said);
    }
    Ok(Said {
        good: child.wait()?.success(),
        text,
    })
}

/// What a program prints, quietly. `None` when it cannot be started or ends badly.
pub(crate) fn answer(name: &str, arguments: &[&str]) -> Option<String> {
    let output = quiet(name, arguments)?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// True when the program can be started and ends well.
pub(crate) fn succeeds(name: &str, arguments: &[&str]) -> bool {
    quiet(name, arguments).is_some_and(|output| output.status.success())
}

/// Where a program lies on the search path.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let mut folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    // Debian keeps debootstrap and others here, outside an ordinary user's path.
    folders.extend(["/usr/sbin".into(), "/sbin".into()]);
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    folders
        .iter()
        .flat_map(|folder| {
            endings
                .iter()
                .map(move |ending| folder.join(format!("{name}{ending}")))
        })
        .find(|file| file.is_file())
}

fn quiet(name: &str, arguments: &[&str]) -> Option<Output> {
    call(name, arguments).ok()?.stdin(Stdio::null()).output().ok()
}

fn pass_on(stream: impl Read) -> String {
    let mut text = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|read| read > 0) {
        let said = String::from_utf8_lossy(&line);
        print!("{said}");
        text.push_str(&said);
        line.clear();
    }
    text
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| in_one_line(&word.to_string_lossy()))
        .collect::<Vec<_>>()
        .join(" ")
}

/// A script of several lines is shown as one sign.
fn in_one_line(word: &str) -> String {
    if word.contains('\n') {
        "…".to_owned()
    } else {
        word.to_owned()
    }
}

fn cannot_start(command: &Command, error: &std::io::Error) -> Stop {
    Stop::failed(format!(
        "`{}` cannot be started: {error}",
        command.get_program().to_string_lossy()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_says_is_kept_with_how_it_ended() {
        let mut command = Command::new("cargo");
        let said = run_and_keep(command.args(["no-such-task-of-cargo"])).unwrap();
        assert!(!said.good);
        assert!(said.text.contains("no-such-task-of-cargo"));
    }

    #[test]
    fn a_program_that_is_not_there_is_a_failure_that_names_it() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert!(matches!(error, Stop::Failed(message) if message.contains("no-such-program")));
    }
}
