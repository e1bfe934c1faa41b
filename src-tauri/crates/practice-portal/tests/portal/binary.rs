//! The program.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Output, Stdio};

use crate::client::client;

const PROGRAM: &str = env!("CARGO_BIN_EXE_practice-portal");

/// A running program, ended with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn run(arguments: &[&str]) -> Output {
    Command::new(PROGRAM).args(arguments).output().unwrap()
}

/// The program and the lines of its introduction: a name, two spaces or more, a value.
fn running(arguments: &[&str]) -> (Running, Vec<(String, String)>) {
    let mut child = Running(
        Command::new(PROGRAM)
            .args(arguments)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap(),
    );
    let lines = BufReader::new(child.0.stdout.take().unwrap()).lines().skip(1);
    let mut shown = Vec::new();
    for line in lines {
        let line = line.unwrap();
        let (name, value) = line.split_once("  ").unwrap();
        shown.push((name.to_owned(), value.trim().to_owned()));
        if name == "One-time password" {
            break;
        }
    }
    (child, shown)
}

fn value<'a>(shown: &'a [(String, String)], name: &str) -> &'a str {
    shown
        .iter()
        .find(|(known, _)| known == name)
        .map_or("", |(_, value)| value)
}

#[tokio::test]
async fn what_it_prints_is_enough_to_use_it() {
    let (_child, shown) = running(&[
        "--organizations",
        "3",
        "--one-time-password",
        "--prefix",
        "/API",
        "--scheme",
        "bearer",
    ]);
    let answer = client()
        .get(format!("{}/v2/organizations", value(&shown, "Address")))
        .header(
            "authorization",
            value(&shown, "Authorization").replace("<user token>", value(&shown, "User token")),
        )
        .header("x-api-key", value(&shown, "API key"))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let list: serde_json::Value = answer.json().await.unwrap();
    assert_eq!(list["pagination"]["total_count"], 3);
    assert_eq!(value(&shown, "Username"), "Practice user");
    assert!(!value(&shown, "Password").is_empty());
    assert_eq!(value(&shown, "One-time password").len(), 6);
}

#[cfg(unix)]
#[test]
fn it_stops_when_it_is_told_to() {
    for signal in ["TERM", "INT"] {
        let (mut child, _) = running(&["--one-time-password"]);
        assert!(
            Command::new("kill")
                .args(["-s", signal, &child.0.id().to_string()])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(child.0.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn a_line_that_makes_no_sense_exits_with_2_and_says_why() {
    for (arguments, why) in [
        (vec!["--port", "x"], "--port x"),
        (vec!["--faults", "lost-answer=2"], "not a rate from 0 to 1"),
        (vec!["--prefix", "no slash"], "is not a path prefix"),
        (vec!["--verbose"], "--verbose"),
    ] {
        let output = run(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains(why), "{why}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_port_that_is_taken_exits_with_2() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let output = run(&["--port", &port]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains(&format!("port {port} on 127.0.0.1 cannot be used"))
    );
}

#[test]
fn help_goes_to_standard_output() {
    let output = run(&["--help"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stdout).unwrap().contains("--latency") && output.stderr.is_empty());
}
