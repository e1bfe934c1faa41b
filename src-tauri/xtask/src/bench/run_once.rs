//! One start of one contestant: from exec to its first screen, and its memory once it has settled.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::contestant::{Contestant, Sign};
use super::memory;
use crate::command;
use crate::outcome::Stop;
use crate::places;

const PAINTED: &str = "first screen painted";

/// A window that is not there after this will not come.
const PATIENCE: Duration = Duration::from_mins(1);

/// What a run measured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measured {
    /// From exec to the first screen painted.
    pub(super) milliseconds: f64,
    /// Proportional set size of the whole process tree, in units of 1024 × 1024 bytes.
    pub(super) megabytes: f64,
}

/// Starts it in an empty profile, measures it and ends it with everything it started.
pub(super) fn run_once(contestant: &Contestant) -> Result<Measured, Stop> {
    let profile = places::scratch("bench-profile")?;
    std::fs::remove_dir_all(&profile)?;
    let mut command = contestant.command(&places::scratch("bench-profile")?)?;
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());

    let (painted, signs) = mpsc::channel();
    if let Sign::Request(server) = &contestant.sign {
        server.tell(painted.clone());
    }
    let started = Instant::now();
    let mut child = start(&mut command, contestant, painted)?;
    let measured = wait(contestant, &signs).map(|at| Measured {
        milliseconds: at.duration_since(started).as_secs_f64() * 1000.0,
        megabytes: memory::settled(child.id()),
    });
    end(&mut child)?;
    measured
}

fn start(command: &mut Command, contestant: &Contestant, painted: Sender<Instant>) -> Result<Child, Stop> {
    let program = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .spawn()
        .map_err(|error| Stop::failed(format!("{program}: {error}")))?;
    if let Some(output) = child.stderr.take() {
        let listens = matches!(contestant.sign, Sign::Line);
        // Read to the end in any case: a full pipe would hold the program up.
        thread::spawn(move || listen(output, listens.then_some(&painted)));
    }
    Ok(child)
}

fn listen(output: impl Read, painted: Option<&Sender<Instant>>) {
    for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
        let found = String::from_utf8_lossy(&line).contains(PAINTED);
        if let (true, Some(painted)) = (found, painted) {
            let _ = painted.send(Instant::now());
        }
    }
}

fn wait(contestant: &Contestant, signs: &Receiver<Instant>) -> Result<Instant, Stop> {
    let patience = PATIENCE.as_secs();
    signs.recv_timeout(PATIENCE).map_err(|_| {
        Stop::failed(format!(
            "{} did not say `{PAINTED}` within {patience} seconds",
            contestant.name
        ))
    })
}

fn end(child: &mut Child) -> Result<(), Stop> {
    let others = memory::descendants(child.id());
    child.kill()?;
    child.wait()?;
    for process in others {
        // Most have gone with their parent by now.
        command::succeeds("kill", &["-9", &process.to_string()]);
    }
    Ok(())
}
